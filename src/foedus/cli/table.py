"""`foedus table`: ledgers of events and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.door import clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day

if TYPE_CHECKING:
    from foedus.record import Record
    from foedus.record.views import View


@click.command()
@click.argument("name", required=False)
@clocks
@click.option("--where", multiple=True, metavar="C=V", help="Only rows whose column C is V.")
@click.option("--count", is_flag=True, help="Answer with the number of rows.")
@output
def table(
    name: str | None, day: Day | None, known: Day | None, where: tuple[str, ...], *, count: bool
) -> Answer:
    """Show a table: a ledger, the spending table or all facts of one attribute.

    With --day only what holds on that day; without it, all rows.

    \b
    foedus table                                                   all tables, one line each
    foedus table article4
    foedus table spending --known 2024-03-31 --where year=2023 --where at_guideline=true --count
    foedus table operations --day 2000-01-01
    """
    from foedus.record import bundled
    from foedus.record.views import conditions, view

    record = bundled()
    if name is None:
        return _all(record)
    whole = view(record, name, day.first if day else None, known_by(known))
    asked = conditions(where)
    shown = whole.where(asked)
    answer = Answer("table", None, {"name": name, "where": list(where), "count": count})
    answer.day, answer.known = text_of(day), text_of(known)
    answer.value = shown.count(record) if count else len(shown.rows)
    answer.unit = "rows"
    for column in asked:
        if silent := whole.silent(column):
            answer.notes.append(
                f"{silent} of {len(whole.rows)} rows state no {column} and are not among these"
            )
    _fill(answer, shown, count=count)
    return answer


def _fill(answer: Answer, shown: View, *, count: bool) -> None:
    answer.columns, answer.rows = shown.columns, shown.rows
    answer.only_value, answer.only_rows = count, not count
    answer.cite(*(fact for facts in shown.facts for fact in facts))


def _all(record: Record) -> Answer:
    from foedus.record.views import listing

    rows = [[name, size, title.en, what.en, title.ja] for name, title, what, size in listing(record)]
    columns = ("table", "rows", "title", "holds", "title_ja")
    return Answer("table", len(rows), {"name": None}, columns=columns, rows=rows, only_rows=True)
