"""One sourced statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.record.source import Source
from foedus.terms.day import Day
from foedus.terms.span import Span

Value = float | int | str | bool | Day | tuple[str, ...] | None
STATUSES = ("known", "estimated", "missing", "not_applicable")


@dataclass(frozen=True, slots=True)
class Fact:
    """One sourced statement about one subject over one span of days.

    Attributes:
        subject: Whom it is about.
        attribute: What is said.
        object: Counterpart (a group, a neighbour), or empty.
        series: Definition or publisher, where figures differ by it.
        value: The value; None if the status is `missing` or `not_applicable`.
        unit: Unit of the value.
        span: When it holds.
        public: When it became public.
        source: The document.
        locator: Where in the document.
        status: `known`, `estimated`, `missing` or `not_applicable`.
        note: What a reader should know.
        release: Identifier of the release it was printed in, or empty.
        where: File and line of our data.
        note_ja: The note in Japanese, or empty.
    """

    subject: str
    attribute: str
    object: str
    series: str
    value: Value
    unit: str
    span: Span
    public: date
    source: Source
    locator: str
    status: str
    note: str
    release: str
    where: str
    note_ja: str = ""

    def json_value(self) -> Any:
        """Return the value as JSON: dates as ISO text, lists as arrays."""
        if isinstance(self.value, Day):
            return str(self.value)
        return list(self.value) if isinstance(self.value, tuple) else self.value
