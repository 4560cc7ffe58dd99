"""What all doors share: options, output and errors."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli.envelope import Answer, dumps, plain
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, FoedusError

if TYPE_CHECKING:
    from foedus.record import Record

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType[Day]):
    """An ISO day, month or year on the command line."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Day:  # noqa: ARG002
        """Read the text.

        Raises:
            BadArgument: If it is no date.
        """
        try:
            return value if isinstance(value, Day) else Day.parse(value)
        except FoedusError as error:
            option = f"--{param.name}" if param else "date"
            raise BadArgument(f"{option}: {error.what}", why=error.why, remedy=error.remedy) from None


def clocks(command: Command) -> Command:
    """Add `--day` and `--known`."""
    command = click.option(
        "--known", type=DayType(), metavar="K", help="What had become public by then (default: all we know)."
    )(command)
    return click.option(
        "--day",
        type=DayType(),
        metavar="D",
        help="The day asked about: 2024-06-18, 2024-06 or 2024 (default: the last day on record).",
    )(command)


def output(command: Callable[..., Answer]) -> Callable[..., None]:
    """Add `--json` and `--csv` and print the answer that the command returns."""

    @click.option("--json", "as_json", is_flag=True, help="Print the JSON envelope.")
    @click.option("--csv", "as_csv", is_flag=True, help="Print rows as CSV.")
    @functools.wraps(command)
    def printed(*args: Any, as_json: bool, as_csv: bool, **options: Any) -> None:
        show(command(*args, **options), as_json=as_json, as_csv=as_csv)

    return printed


def show(answer: Answer, *, as_json: bool, as_csv: bool) -> None:
    """Print an answer to stdout."""
    from foedus.record import bundled

    if as_json:
        click.echo(dumps(answer.as_json(bundled())))
    elif as_csv:
        click.echo(answer.as_csv(), nl=False)
    else:
        _readable(answer)


def _readable(answer: Answer) -> None:
    if answer.text:
        click.echo(answer.text)
    elif not answer.only_rows:
        shown = plain(answer.value)
        mark = "" if answer.status == "known" else f"  [{answer.status}]"
        click.echo(f"{shown} {answer.unit}".rstrip() + mark)
    if answer.columns and not answer.only_value:
        _grid(answer)
    for note in answer.notes:
        click.echo(f"note: {note}")
    for source in answer.sources:
        where = f", {source['locator']}" if source["locator"] else ""
        click.echo(f"source: {source['publisher']}, {source['title']} ({source['published']}){where}")


def _grid(answer: Answer) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    console = Console()
    cells = [[str(plain(cell)) for cell in row] for row in answer.rows]
    shown: list[int] = []
    used = 0
    for index, column in enumerate(answer.columns):
        wide = min(_WIDEST, max([cell_len(column), *(cell_len(row[index]) for row in cells)]))
        if used + wide + 3 > console.width and shown:
            break
        shown.append(index)
        used += wide + 3
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index in shown:
        grid.add_column(answer.columns[index], overflow="fold", max_width=_WIDEST)
    for row in cells:
        grid.add_row(*(row[index] for index in shown))
    console.print(grid)
    hidden = answer.columns[len(shown) :]
    if hidden:
        click.echo(f"not shown for want of width: {', '.join(hidden)} (--csv and --json have them)")


# Longest cell that stays on one line.
_WIDEST = 46


def asked(record: Record, day: Day | None) -> date:
    """Return the day a question is about: the last day on record unless one is given."""
    return day.first if day is not None else record.complete_to


def text_of(day: Day | None) -> str | None:
    """Return a day as given, or None."""
    return str(day) if day is not None else None


def known_by(known: Day | None) -> date | None:
    """Return the last day that `--known` may mean."""
    return known.last if known is not None else None
