"""Read the three shapes facts come in: long ledgers, wide tables and releases; and judgements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from foedus.record.attribute import Attribute
from foedus.record.cell import status_of, value_of
from foedus.record.fact import STATUSES, Fact
from foedus.record.files import Row, rows
from foedus.record.judgement import Judgement
from foedus.record.registry import Registry, span_of
from foedus.record.source import Source
from foedus.terms.day import Day
from foedus.terms.errors import BadRow, FoedusError
from foedus.terms.span import Span
from foedus.terms.spread import Spread

LEDGER_COLUMNS = (
    *("subject", "attribute", "object", "series", "value", "unit", "since", "until"),
    *("public", "source", "locator", "status", "note"),
)
JUDGEMENT_COLUMNS = (
    *("subject", "attribute", "object", "value", "low", "high", "shape", "unit"),
    *("basis", "why", "assessor", "day"),
)
ABSENT = ("missing", "not_applicable")


def public_day(attribute: Attribute, span: Span, source: Source, stated: str, where: str) -> date:
    """Return the day on which a fact became public.

    Acts and states are public when they happen; figures when their source appears.
    """
    if stated:
        return Day.parse(stated, where).first
    if attribute.kind in ("state", "act"):
        return span.since.first
    return source.published.first


def read_ledger(path: Path, registry: Registry) -> Iterator[Fact]:
    """Yield the facts of a long ledger.

    Raises:
        BadData: For the first row that does not fit, with file and line.
    """
    for row in rows(path, LEDGER_COLUMNS, ("note_ja",)):
        yield _ledger_fact(row, registry)


def _ledger_fact(row: Row, registry: Registry) -> Fact:
    where = row.where
    attribute = registry.attribute(row["attribute"], where)
    registry.entity(row["subject"], where)
    if row["object"]:
        registry.entity(row["object"], where)
    source = registry.source(row["source"], where)
    status = _ledger_status(row)
    span = span_of(row, required=True)
    assert span is not None
    if attribute.kind == "annual":
        span = year_span(span.since.first.year)
    subject, other = row["subject"], row["object"]
    if attribute.symmetric and other < subject:
        subject, other = other, subject
    return Fact(
        subject=subject,
        attribute=attribute.name,
        object=other,
        series=row["series"],
        value=None if status in ABSENT else value_of(attribute, row["value"], where),
        unit=_unit(attribute, row["unit"], where),
        span=span,
        public=public_day(attribute, span, source, row["public"], where),
        source=source,
        locator=row["locator"],
        status=status,
        note=row["note"],
        release="",
        where=where,
        note_ja=row["note_ja"],
    )


def _ledger_status(row: Row) -> str:
    status = row["status"] or "known"
    if status not in STATUSES:
        raise BadRow(
            f"status '{status}' is unknown", where=row.where, remedy=f"statuses are {', '.join(STATUSES)}"
        )
    if (status in ABSENT) != (row["value"] == ""):
        raise BadRow(
            f"status '{status}' with value '{row['value']}'",
            where=row.where,
            why="absence is a status, never a number or an empty cell",
            remedy="give a value, or status missing or not_applicable without one",
        )
    return status


def _unit(attribute: Attribute, stated: str, where: str) -> str:
    if stated and stated != attribute.unit:
        raise BadRow(
            f"unit '{stated}' where {attribute.name} is in '{attribute.unit}'",
            where=where,
            remedy="convert the value to the attribute's unit",
        )
    return attribute.unit


@cache
def year_span(year: int) -> Span:
    """Return the span of a calendar year, stated to the year."""
    return Span(Day(date(year, 1, 1), "year"), Day(date(year + 1, 1, 1), "year"))


def cell_fact(row: Row, attribute: Attribute, span: Span, source: Source, public: date) -> Fact:
    """Make the fact that a cell of a wide table states."""
    status, text = status_of(row[attribute.name])
    return Fact(
        subject=row["id"],
        attribute=attribute.name,
        object="",
        series="",
        value=None if status in ABSENT else value_of(attribute, text, row.where),
        unit=attribute.unit,
        span=span,
        public=public,
        source=source,
        locator=row["locator"],
        status=status,
        note=row["note"],
        release="",
        where=row.where,
        note_ja=row["note_ja"],
    )


def read_judgements(path: Path, registry: Registry) -> Iterator[Judgement]:
    """Yield the judgements of a file.

    Raises:
        BadData: For the first row that does not fit.
    """
    for row in rows(path, JUDGEMENT_COLUMNS):
        attribute = registry.attribute(row["attribute"], row.where)
        registry.entity(row["subject"], row.where)
        if attribute.origin != "judgement":
            raise BadRow(
                f"'{attribute.name}' is an attribute of facts",
                where=row.where,
                why="judgements are never mixed with facts",
                remedy="register an attribute with origin = 'judgement'",
            )
        for column in ("basis", "why", "assessor"):
            if not row[column]:
                raise BadRow(f"the judgement has no '{column}'", where=row.where, remedy=f"say its {column}")
        yield Judgement(
            row["subject"],
            attribute.name,
            row["object"],
            _spread(row),
            _unit(attribute, row["unit"], row.where),
            row["basis"],
            row["why"],
            row["assessor"],
            Day.parse(row["day"], row.where),
            row.where,
        )


def _spread(row: Row) -> Spread:
    try:
        value, low, high = (float(row[name]) for name in ("value", "low", "high"))
        return Spread(value, low, high, row["shape"] or "triangular")
    except ValueError:
        raise BadRow(
            "value, low and high must be numbers", where=row.where, remedy="a judgement needs a range"
        ) from None
    except FoedusError as error:
        raise BadRow(error.what, where=row.where, remedy=error.remedy) from None
