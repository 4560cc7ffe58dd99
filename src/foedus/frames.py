"""The record as polars frames: one line from a notebook to a table.

>>> import foedus.frames
>>> foedus.frames.table("article4").height > 5
True
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from foedus.terms.day import Day

if TYPE_CHECKING:
    import polars as pl


def table(name: str, day: str | date | None = None, known: str | date | None = None) -> pl.DataFrame:
    """Return a table of `foedus table` as a frame, lists as JSON text.

    Args:
        name: A ledger, a computed table (`spending`, `durations`, ...) or an attribute.
        day: Only what holds on that day (the first a month or year may mean); None for all days.
        known: As public by then (the last day it may mean).

    Raises:
        UnknownName: If there is no such table, with the nearest names.
        BadDate: If a text is no date.
    """
    from foedus.record import bundled
    from foedus.record.publish import relations, tabular

    return tabular.frame(relations.table(bundled(), name, _first(day), _last(known)))


def facts(
    attribute: str | None = None,
    *,
    subject: str | None = None,
    day: str | date | None = None,
    known: str | date | None = None,
) -> pl.DataFrame:
    """Return facts, one a row: value as text and, if it is one, as `number`; both clocks, status, source.

    Raises:
        UnknownName: If attribute or subject is not registered, with the nearest names.
        BadDate: If a text is no date.
    """
    from foedus.record import bundled
    from foedus.record.publish import relations, tabular

    record = bundled()
    whole = tabular.frame(relations.facts(record, _first(day), _last(known)))
    if attribute is not None:
        whole = whole.filter(whole["attribute"] == record.attribute(attribute).name)
    if subject is not None:
        whole = whole.filter(whole["subject"] == record.entity(subject).id)
    return whole


def sql(query: str, day: str | date | None = None, known: str | date | None = None) -> pl.DataFrame:
    """Return what a query in SQL (SQLite, reading only) finds; `foedus sql` lists the relations.

    Raises:
        BadArgument: If the query cannot be read, or would write.
    """
    from foedus.record import bundled
    from foedus.record.publish import database, relations, tabular
    from foedus.terms.text import Text

    whole = relations.relations(bundled(), _first(day), _last(known))
    with closing(database.write(whole)) as connection:
        found = database.ask(connection, query)
    return tabular.frame(relations.Relation("found", Text("", ""), found.columns, tuple(found.rows), ()))


def _first(day: str | date | None) -> date | None:
    return Day.parse(day).first if isinstance(day, str) else day


def _last(day: str | date | None) -> date | None:
    return Day.parse(day).last if isinstance(day, str) else day
