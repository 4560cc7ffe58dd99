"""What is said to a reader, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in English and in Japanese."""

    en: str
    ja: str

    def as_json(self) -> dict[str, str]:
        """Return the pair as a JSON object."""
        return {"en": self.en, "ja": self.ja}

    def __str__(self) -> str:
        """The English wording."""
        return self.en
