"""What the allies have said in public about attacks of new kinds, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.law.instrument import cite_of, instrument, text_of
from foedus.law.ruling import Cite, Holding
from foedus.law.situation import Situation, is_public
from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Statement:
    """A public statement on how the Council would look at a case.

    Attributes:
        id: Its name in data.
        kind: The kind of attack it is about.
        day: The day from which it holds.
        public: The day on which it was made.
        held: The holding it supports.
        text: What it says, in our words.
        cite: Where it can be read.
    """

    id: str
    kind: str
    day: date
    public: date
    held: Holding
    text: Text
    cite: Cite


def statements(world: Situation, kind: str) -> tuple[Statement, ...]:
    """Return the statements on `kind` that hold on the day of `world` and are public in it, oldest first."""
    rows = [_statement(row) for row in instrument("policy-statements")["statement"] if row["kind"] == kind]
    live = [row for row in rows if row.day <= world.day and is_public(world, row.public)]
    return tuple(sorted(live, key=lambda row: row.public))


def _statement(row: dict[str, Any]) -> Statement:
    return Statement(
        id=row["id"],
        kind=row["kind"],
        day=row["day"],
        public=row.get("public", row["day"]),
        held=Holding(row["held"]),
        text=text_of(row["text"]),
        cite=cite_of(row),
    )
