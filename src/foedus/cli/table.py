"""`foedus table`: ledgers of events and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.cli.measures import MEASURES, fill_measure, measures
from foedus.terms.day import Day
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record import Record
    from foedus.record.conditions import Condition
    from foedus.record.view import View

# Columns that say what a row is about, not what is stated of it: a count over a partial release is refused
# whatever the values of its rows.
_KEYS = {"ally", "year", "subject", "object", "series", "unit", "since", "until", "public", "release"}


@click.command()
@click.argument("name", required=False)
@clocks
@click.option(
    "--where",
    multiple=True,
    metavar="C=V",
    help="Only rows whose column C is V; also !=, >, <, >=, <=; C= for rows that state nothing.",
)
@click.option("--sort", default="", metavar="C", help="In the order of column C; -C from the largest.")
@click.option("--first", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@click.option("--count", is_flag=True, help="Answer with the number of rows.")
@click.option("--any", "some", is_flag=True, help="Answer with true or false: whether a row fits.")
@click.option("--by", default="", metavar="C", help="Count the rows of each value of column C.")
@measures
@output
def table(
    name: str | None,
    day: Day | None,
    known: Day | None,
    where: tuple[str, ...],
    **asking: Any,
) -> Answer:
    """Show a table: a ledger, a computed table (spending, durations, ...) or all facts of one attribute.

    With --day only what holds on that day; without it, all rows. A year or month fits every day in it.

    \b
    foedus table                                                   all tables, one line each
    foedus table article4 --where requesters=TUR --count
    foedus table spending --known 2024-03-31 --where year=2023 --where at_guideline=true --count
    foedus table operations --day 2000-01-01
    foedus table durations --where kind=operations --sort -days --first 1
    foedus table spending --where year=2023 --mean share
    """
    from foedus.record import bundled
    from foedus.record.conditions import conditions
    from foedus.record.views import view

    record = bundled()
    asked = conditions(where)
    asking = {option: given for option, given in asking.items() if given}
    if name is None:
        return _all(record, asked, day, known, asking)
    whole = view(record, name, day.first if day else None, known_by(known))
    fitting = whole.where(asked)
    if asking.keys() & {"count", "some", "by", *MEASURES}:
        whole.where([one for one in asked if one.column in _KEYS]).complete(record)
    answer = Answer("table", None, {"name": name, "where": list(where), "count": "count" in asking, **asking})
    answer.day, answer.known, answer.unit = text_of(day), text_of(known), "rows"
    shown = _fill(answer, fitting, asking)
    if not answer.only_value:
        answer.head = Text(
            f"{whole.title.en}: {len(shown.rows)} of {len(whole.rows)} rows",
            f"{whole.title.ja}（{len(whole.rows)}行中{len(shown.rows)}行）",
        )
    answer.cite(*(fact for facts in shown.facts for fact in facts))
    _remark(answer, record, whole, shown, asked)
    _reach(answer, record, day)
    return answer


def _fill(answer: Answer, fitting: View, asking: Mapping[str, Any]) -> View:
    """Answer with the rows, their number, whether there are any, or a figure over them."""
    from foedus.record.tally import by_value, ordered

    shown = by_value(fitting, asking["by"]) if "by" in asking else fitting
    shown = ordered(shown, asking.get("sort", ""), asking.get("first"))
    measure = next((one for one in MEASURES if one in asking), "")
    answer.columns, answer.rows = shown.columns, shown.rows
    answer.value = bool(fitting.rows) if "some" in asking else len(shown.rows)
    answer.unit = "" if "some" in asking else answer.unit
    if measure:
        fill_measure(answer, shown, measure, asking)
    answer.only_value = bool(measure) or bool(asking.keys() & {"count", "some"})
    answer.only_rows = not answer.only_value
    return shown


def _remark(answer: Answer, record: Record, whole: View, shown: View, asked: Sequence[Condition]) -> None:
    from foedus.record.revision import revisions

    for column in dict.fromkeys(one.column for one in asked if one.text):
        others = whole.where([one for one in asked if one.column != column])
        if silent := others.silent(column):
            answer.say(
                f"{silent} of {len(others.rows)} rows state no {column} and are not among these",
                f"{len(others.rows)}行のうち{silent}行は{column}の記載がなく、含まれない",
            )
    if not shown.rows and whole.rows:
        for one in asked:
            _offer(answer, whole, one)
    known = Day.parse(answer.known).last if answer.known else None
    for fact in {id(fact): fact for facts in shown.facts for fact in facts}.values():
        answer.notes += [one for one in revisions(record, fact, known) if one not in answer.notes]


def _offer(answer: Answer, whole: View, one: Condition) -> None:
    cells = whole.column(one.column)
    if any(one.holds(cell) for cell in cells):
        return
    parts = [part for cell in cells for part in (cell if isinstance(cell, list) else [cell])]
    stated = sorted({str(part) for part in parts if part is not None})
    some = ", ".join(stated[:12]) + (", ..." if len(stated) > 12 else "")
    answer.say(
        f"no row has {one.column} {one.sign} {one.text}; it holds {some or 'nothing'}",
        f"{one.column} {one.sign} {one.text} の行はない。値は{some or 'なし'}",
    )


def _reach(answer: Answer, record: Record, day: Day | None) -> None:
    if day is None:
        return
    if day.precision != "day":
        answer.say(f"{day} is read as its first day, {day.first}", f"{day}は最初の日({day.first})と読む")
    if day.first > record.complete_to:
        answer.status = "outside_coverage"
        answer.say(
            f"the record is complete to {record.complete_to}: later rows are not on record",
            f"記録は{record.complete_to}までであり、以後の行は収録されていない",
        )


def _all(
    record: Record, asked: Sequence[Condition], day: Day | None, known: Day | None, asking: Mapping[str, Any]
) -> Answer:
    from foedus.record.views import listing
    from foedus.terms.errors import BadArgument

    if asked or day or known or asking:
        raise BadArgument("options need a table", remedy="`foedus table` lists all tables")
    rows = [[name, size, title.en, title.ja, what.en, what.ja] for name, title, what, size in listing(record)]
    columns = ("table", "rows", "title", "title_ja", "holds", "holds_ja")
    return Answer("table", len(rows), {"name": None}, columns=columns, rows=rows, only_rows=True)
