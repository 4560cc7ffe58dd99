"""What all doors share: options, output and errors."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli.envelope import Answer, dumps
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
            return value if isinstance(value, Day) else Day.parse(value.strip())
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
        help="The day asked about: 2024-06-18, 2024-06 or 2024 (default: the last day on record, or the "
        "day of --known if that is earlier).",
    )(command)


def output(command: Callable[..., Answer]) -> Callable[..., None]:
    """Add `--json`, `--csv`, `--full` and `--lang` and print the answer that the command returns."""
    speaks = "lang" in inspect.signature(command).parameters

    @click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language of the answer.")
    @click.option("--full", is_flag=True, help="As text, every row as a block with all its columns.")
    @click.option("--json", "as_json", is_flag=True, help="Print the JSON envelope.")
    @click.option("--csv", "as_csv", is_flag=True, help="Print rows as CSV.")
    @functools.wraps(command)
    def printed(*args: Any, as_json: bool, as_csv: bool, full: bool, lang: str, **options: Any) -> None:
        answer = command(*args, **options, lang=lang) if speaks else command(*args, **options)
        answer.full = full
        show(answer, as_json=as_json, as_csv=as_csv, lang=lang)

    return printed


def show(answer: Answer, *, as_json: bool, as_csv: bool, lang: str = "en") -> None:
    """Print an answer to stdout; exit 1 where the envelope says that there is none.

    Raises:
        FoedusError: If there is no answer and it is not to be printed as JSON.
    """
    from foedus.record import bundled

    if as_json:
        click.echo(dumps(answer.as_json(bundled(), lang)))
    elif answer.error is not None:
        raise answer.error
    elif as_csv:
        click.echo(answer.as_csv(), nl=False)
    else:
        from foedus.cli.readable import readable

        click.echo(readable(answer, lang), nl=False)
    if answer.error is not None:
        sys.exit(answer.error.exit_status)


def asked(record: Record, day: Day | None, known: Day | None = None) -> date:
    """Return the day a question is about: unless given, the last on record or the last known, if earlier."""
    if day is not None:
        return day.first
    return record.complete_to if known is None else min(record.complete_to, known.last)


def dated(answer: Answer, record: Record, day: Day | None, when: date) -> None:
    """Say on which day the answer holds, and whether the record reaches it."""
    answer.day = text_of(day) or when.isoformat()
    if day is not None and day.precision != "day":
        answer.say(f"{day} is read as its first day, {when}", f"{day}は最初の日({when})と読む")
    if when > record.complete_to:
        end = record.complete_to
        answer.status = "outside_coverage"
        answer.say(
            f"the record is complete to {end}; what held then is carried forward to {when}",
            f"記録は{end}までである。{when}については、その時点の内容がそのまま続くものとした",
        )


def text_of(day: Day | None) -> str | None:
    """Return a day as given, or None."""
    return str(day) if day is not None else None


def known_by(known: Day | None) -> date | None:
    """Return the last day that `--known` may mean."""
    return known.last if known is not None else None


def nearest(name: str, known: list[str]) -> tuple[str, ...]:
    """Return the names nearest to `name`, whatever the case."""
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in reversed(known)}
    return tuple(folded[one] for one in get_close_matches(name.casefold(), folded, n=4, cutoff=0.5))


def pairs(arguments: tuple[str, ...], example: str) -> dict[str, str]:
    """Read KEY=VALUE arguments.

    Raises:
        BadArgument: If one has no key or no equals sign, or stands twice.
    """
    found: dict[str, str] = {}
    for pair in arguments:
        key, sign, value = pair.partition("=")
        if not sign or not key:
            raise BadArgument(f"'{pair}' is no argument", remedy=f"write KEY=VALUE, such as {example}")
        if key in found:
            raise BadArgument(f"'{key}' is given twice", remedy="give it once")
        found[key] = value
    return found
