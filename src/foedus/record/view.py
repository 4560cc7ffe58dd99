"""Rows for a reader, each with the facts it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from foedus.record.conditions import Condition
from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.terms.errors import Refused, UnknownName
from foedus.terms.text import Text


@dataclass(frozen=True)
class View:
    """Rows for a reader, each with the facts it rests on.

    Attributes:
        name: Table name.
        title: Title in both languages.
        description: One line.
        columns: Column names.
        rows: Cells of each row.
        facts: Facts behind each row.
        units: Units of columns that are no attributes.
    """

    name: str
    title: Text
    description: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    facts: tuple[tuple[Fact, ...], ...]
    units: Mapping[str, str] = field(default_factory=dict)

    def where(self, conditions: Sequence[Condition]) -> View:
        """Return the rows that fit all conditions (case does not matter; lists contain).

        Raises:
            UnknownName: If a condition names no column.
            BadArgument: If a column cannot be compared with the value.
        """
        for one in conditions:
            one.check(self.column(one.column))
        places = [(one, self.columns.index(one.column)) for one in conditions]
        kept = [
            index
            for index, row in enumerate(self.rows)
            if all(one.holds(row[place]) for one, place in places)
        ]
        rows = tuple(self.rows[index] for index in kept)
        facts = tuple(self.facts[index] for index in kept)
        return replace(self, rows=rows, facts=facts)

    def column(self, name: str) -> list[Any]:
        """Return the cells of a column.

        Raises:
            UnknownName: If there is none of this name.
        """
        if name not in self.columns:
            raise UnknownName(
                f"table {self.name} has no column '{name}'",
                remedy=f"its columns are {', '.join(self.columns)}",
                suggestions=get_close_matches(name, self.columns),
            )
        index = self.columns.index(name)
        return [row[index] for row in self.rows]

    def silent(self, column: str) -> int:
        """Return how many rows state nothing in a column."""
        return sum(cell is None for cell in self.column(column))

    def complete(self, record: Record) -> None:
        """Make sure that the rows may be counted.

        Raises:
            Refused: If one of them rests on a partial release.
        """
        releases = {fact.release for facts in self.facts for fact in facts if fact.release}
        for release in (record.releases[name] for name in sorted(releases)):
            if release.coverage == "partial":
                raise Refused(
                    f"a count over {release.id} would mislead",
                    why=f"the release is on record only in part: {release.note or release.source.title}",
                    remedy="ask for the stated count (`foedus fact NATO allies_at_guideline_stated`) "
                    "or an earlier --known",
                )


def visible(fact: Fact, day: date | None, known: date | None) -> bool:
    """Whether a fact holds on `day` and was public by `known`, where these are given."""
    return (day is None or day in fact.span) and (known is None or fact.public <= known)


def span_cells(fact: Fact, known: date | None) -> tuple[str, str | None]:
    """Return since and until as text; an end that lies after `known` was not known."""
    until = fact.span.until
    shown = until is not None and (known is None or until.first <= known)
    return str(fact.span.since), str(until) if shown else None
