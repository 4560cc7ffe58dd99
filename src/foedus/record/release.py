"""One edition of a published table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.record.source import Source


@dataclass(frozen=True, slots=True)
class Release:
    """One edition of a published table, never edited, superseded by the next.

    Attributes:
        id: File name of its table.
        attribute: What it gives.
        series: Definition or publisher.
        source: The document.
        public: When it appeared.
        coverage: `complete` or `partial`.
        years: Years it prints.
        note: What later editions are known to have changed, or why it is partial.
    """

    id: str
    attribute: str
    series: str
    source: Source
    public: date
    coverage: str
    years: tuple[int, ...]
    note: str
