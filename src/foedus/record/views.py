"""Which tables there are: ledgers, computed tables, and the facts of any attribute as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from foedus.record.computed import COMPUTED
from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.record.view import View, span_cells, visible
from foedus.terms.errors import UnknownName
from foedus.terms.text import Text


def view(record: Record, name: str, day: date | None, known: date | None) -> View:
    """Return a ledger, a computed table or all facts of an attribute as a table.

    Args:
        record: The record.
        name: A ledger, a computed table or an attribute.
        day: Only what holds on that day; None for all days.
        known: As public by then.

    Raises:
        UnknownName: If there is no such table, with the nearest names.
    """
    plain = name.strip().casefold().replace("-", "_")
    if plain in COMPUTED:
        return COMPUTED[plain][1](record, day, known)
    if plain in record.tables:
        return _ledger(record, plain, day, known)
    try:
        return _attribute(record, record.attribute(name).name, day, known)
    except UnknownName:
        names = (*record.tables, *COMPUTED, *record.attributes)
        raise UnknownName(
            f"no table '{name}'",
            remedy="`foedus table` lists all tables",
            suggestions=get_close_matches(name, names, n=4, cutoff=0.5),
        ) from None


def listing(record: Record) -> Iterator[tuple[str, Text, Text, int]]:
    """Yield name, title, description and number of rows of every table."""
    for name, table in record.tables.items():
        yield name, table.title, table.description, len(table.rows)
    for name, (description, make) in COMPUTED.items():
        made = make(record, None, None)
        yield name, made.title, description, len(made.rows)


def _ledger(record: Record, name: str, day: date | None, known: date | None) -> View:
    table = record.tables[name]
    rows, facts = [], []
    for key, cells in sorted(table.rows.items(), key=_begin):
        seen = {column: fact for column, fact in cells.items() if visible(fact, day, known)}
        if not seen:
            continue
        first = next(iter(seen.values()))
        names = record.entities[key].name
        stated = (seen[column].json_value() if column in seen else None for column in table.columns)
        rows.append((key, names.en, names.ja, *stated, *span_cells(first, known)))
        facts.append(tuple(seen.values()))
    columns = ("id", "name", "name_ja", *table.columns, "since", "until")
    return View(name, table.title, table.description, columns, tuple(rows), tuple(facts))


def _begin(row: tuple[str, Mapping[str, Fact]]) -> date:
    return min((fact.span.since.first for fact in row[1].values()), default=date.max)


def _attribute(record: Record, name: str, day: date | None, known: date | None) -> View:
    attribute = record.attributes[name]
    latest: dict[tuple[Any, ...], Fact] = {}
    for fact in record.facts(attribute=name):
        if visible(fact, day, known):
            own = str(fact.json_value()) if attribute.many and not fact.object else ""
            key = (fact.subject, fact.object, fact.series, fact.span.since.first, own)
            if key not in latest or latest[key].public <= fact.public:
                latest[key] = fact
    chosen = [latest[key] for key in sorted(latest)]
    columns = (
        "subject",
        "object",
        "series",
        "value",
        "unit",
        "status",
        "since",
        "until",
        "public",
        "release",
    )
    rows = tuple(
        (
            *(fact.subject, fact.object, fact.series, fact.json_value(), fact.unit, fact.status),
            *(*span_cells(fact, known), fact.public.isoformat(), fact.release),
        )
        for fact in chosen
    )
    title = Text(name, attribute.description_ja)
    described = Text(attribute.description, attribute.description_ja)
    return View(name, title, described, columns, rows, tuple((fact,) for fact in chosen))
