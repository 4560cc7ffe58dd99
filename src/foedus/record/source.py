"""A document that facts rest on."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.day import Day

GRADES = ("treaty", "official", "academic", "press", "reference")


@dataclass(frozen=True, slots=True)
class Source:
    """A document we have read.

    Attributes:
        id: Lower-kebab identifier.
        publisher: Who answers for it.
        title: Its title.
        published: When it appeared.
        accessed: When it was read.
        url: Where it can be read, or empty.
        licence: Terms of the data.
        language: Language code.
        grade: `treaty`, `official`, `academic`, `press` or `reference`.
        where: File and line of our data.
    """

    id: str
    publisher: str
    title: str
    published: Day
    accessed: Day
    url: str
    licence: str
    language: str
    grade: str
    where: str

    def as_json(self, locator: str = "") -> dict[str, str]:
        """Return the source as in the JSON envelope."""
        return {
            "id": self.id,
            "publisher": self.publisher,
            "title": self.title,
            "published": str(self.published),
            "locator": locator,
            "url": self.url,
            "grade": self.grade,
        }
