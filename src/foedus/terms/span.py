"""Half-open spans of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.terms.day import Day
from foedus.terms.errors import BadDate


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` up to, not including, `until` (None: still open).

    Raises:
        BadDate: If the span ends before it begins.
    """

    since: Day
    until: Day | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until.first < self.since.first:
            raise BadDate(
                f"the span {self} ends before it begins", remedy="swap the dates or correct the year"
            )

    def __contains__(self, day: date) -> bool:
        """Whether the span covers `day`."""
        return self.since.first <= day and (self.until is None or day < self.until.first)

    def overlaps(self, other: Span) -> bool:
        """Whether some day lies in both spans."""
        return (self.until is None or other.since.first < self.until.first) and (
            other.until is None or self.since.first < other.until.first
        )

    def __str__(self) -> str:
        """`1949-08-24/1952-02-15`, with an open end as `/..`."""
        return f"{self.since}/{self.until or '..'}"
