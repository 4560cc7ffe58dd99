"""The record as relations: columns and rows of plain values, the same for SQL, CSV, Parquet and frames."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.record.computed import COMPUTED
from foedus.record.record import Record
from foedus.record.views import view
from foedus.terms.text import Text

# Computed tables that stand in the relations of their own name below.
_OWN = ("entities", "sources")
# A row that rests on more sources than these, such as one of `coverage`, does not name them.
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation.

    Attributes:
        name: Its name.
        about: What it holds.
        columns: Names of its columns.
        rows: Its rows: numbers, text, booleans or None; lists as JSON text.
        sources: Identifiers of the sources its rows rest on.
    """

    name: str
    about: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sources: tuple[str, ...]


def relations(record: Record, day: date | None = None, known: date | None = None) -> Iterator[Relation]:
    """Yield every relation of the record: facts, what they refer to, every table and every computed table.

    Args:
        record: The record.
        day: Only what holds on that day, in tables and facts; None for all days.
        known: As public by then.
    """
    yield facts(record, day, known)
    yield from (
        _entities(record),
        _attributes(record),
        _sources(record),
        _releases(record),
        _judgements(record),
    )
    for name in (*record.tables, *(one for one in COMPUTED if one not in _OWN)):
        yield table(record, name, day, known)


def table(record: Record, name: str, day: date | None = None, known: date | None = None) -> Relation:
    """Return a table, a computed table or all facts of an attribute as a relation.

    A last column `source` names the sources of each row, unless they are too many to name.

    Raises:
        UnknownName: If there is none of this name.
    """
    shown = view(record, name, day, known)
    cited = [_unique(fact.source.id for fact in facts) for facts in shown.facts]
    columns, rows = shown.columns, _plain(shown.rows)
    if "source" not in columns and any(cited) and max(len(one) for one in cited) <= MOST_NAMED:
        columns = (*columns, "source")
        rows = tuple((*row, "; ".join(one)) for row, one in zip(rows, cited, strict=True))
    return Relation(
        shown.name, shown.description, columns, rows, _unique(name for one in cited for name in one)
    )


def facts(record: Record, day: date | None = None, known: date | None = None) -> Relation:
    """Return all facts, one a row; `number` and `text` hold the value by its type."""
    columns = (
        *("subject", "attribute", "object", "series", "value", "number", "unit", "status", "since", "until"),
        *(
            "since_first",
            "until_first",
            "public",
            "source",
            "locator",
            "release",
            "note",
            "note_ja",
            "origin",
        ),
    )
    rows = []
    for one in record.all_facts:
        if (day is None or day in one.span) and (known is None or one.public <= known):
            until = one.span.until
            number = float(one.value) if isinstance(one.value, (int, float)) else None
            rows.append(
                (
                    *(one.subject, one.attribute, one.object, one.series, _cell(one.json_value())),
                    *(number, one.unit, one.status, str(one.span.since), str(until) if until else None),
                    *(one.span.since.first.isoformat(), until.first.isoformat() if until else None),
                    *(one.public.isoformat(), one.source.id, one.locator, one.release, one.note, one.note_ja),
                    one.where,
                )
            )
    about = Text("All facts on record, one a row", "記録する全事実（1行1件）")
    text = [(*row[:4], None if row[4] is None else str(row[4]), *row[5:]) for row in rows]
    return Relation("facts", about, columns, tuple(text), _unique(row[13] for row in rows))


def _entities(record: Record) -> Relation:
    shown = table(record, "entities")
    return Relation("entities", shown.about, shown.columns, shown.rows, ())


def _attributes(record: Record) -> Relation:
    columns = ("name", "type", "unit", "kind", "description", "description_ja", "origin", "preferred_series")
    rows = tuple(
        (
            *(one.name, one.type, one.unit, one.kind),
            *(one.description, one.description_ja, one.origin, one.preferred),
        )
        for one in record.attributes.values()
    )
    about = Text("What can be said of a subject, with type and unit", "項目の定義（型・単位）")
    return Relation("attributes", about, columns, rows, ())


def _sources(record: Record) -> Relation:
    columns = (
        *("id", "publisher", "title", "published", "accessed"),
        *("url", "licence", "language", "grade"),
    )
    rows = tuple(
        (
            *(one.id, one.publisher, one.title, str(one.published), str(one.accessed)),
            *(one.url, one.licence, one.language, one.grade),
        )
        for one in record.sources.values()
    )
    about = Text("The documents that facts rest on, with their terms", "典拠文書とその利用条件")
    return Relation("sources", about, columns, rows, tuple(record.sources))


def _releases(record: Record) -> Relation:
    columns = ("id", "attribute", "series", "source", "public", "coverage", "first_year", "last_year", "note")
    rows = tuple(
        (
            *(one.id, one.attribute, one.series, one.source.id, one.public.isoformat(), one.coverage),
            *(min(one.years, default=None), max(one.years, default=None), one.note),
        )
        for one in record.releases.values()
    )
    about = Text("Editions of published tables", "公表表の版一覧")
    return Relation("releases", about, columns, rows, _unique(row[3] for row in rows))


def _judgements(record: Record) -> Relation:
    columns = (
        *("subject", "attribute", "object", "value", "low", "high", "shape", "unit"),
        *("basis", "why", "assessor", "day"),
    )
    rows = tuple(
        (
            *(one.subject, one.attribute, one.object, one.spread.value, one.spread.low, one.spread.high),
            *(one.spread.shape, one.unit, one.basis, one.why, one.assessor, str(one.day)),
        )
        for one in record.judgements.values()
    )
    about = Text(
        "Values that no source gives: with range, reason and assessor", "典拠のない判断値（幅・理由・判断者）"
    )
    return Relation("judgements", about, columns, rows, ())


def _plain(rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in rows)


def _cell(cell: Any) -> Any:
    return json.dumps(list(cell), ensure_ascii=False) if isinstance(cell, (list, tuple)) else cell


def _unique(names: Any) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
