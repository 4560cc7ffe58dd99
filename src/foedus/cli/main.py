"""The program `foedus`: finds its commands, prints errors, sets the exit status."""

from __future__ import annotations

import io
import os
import sys
import traceback
from importlib import import_module
from keyword import iskeyword
from typing import NoReturn

import click

from foedus.cli.envelope import dumps, error_json
from foedus.terms.errors import BadArgument, BadData, FoedusError, Misuse, UnknownName

DOORS = {
    "fact": "One fact as of a day, with its source; --list shows what is on record.",
    "members": "Who belongs to NATO or another group on a day; --and and --not combine groups.",
    "table": "A ledger of events or figures; without a name: all tables.",
    "find": "Where the record speaks of something, with the command that shows it.",
    "sql": "Ask the record in SQL; without a query: all relations and their columns.",
    "publish": "Write the whole record as SQLite, CSV and Parquet, with licence and citation.",
    "diff": "What differs between two records or two runs.",
    "border": "Land border between two states, or between NATO and a state, by segment.",
    "law": "What a treaty provision says of a case: yes, no or open, with basis and reason.",
    "crisis": "Run a crisis scenario thousands of times; table, brief, drivers.",
    "scenario": "List, check and start scenarios.",
    "import": "Check your own copy of a data set of others, with its release and its traps.",
    "panel": "State-year and dyad-year panels from your own copies, with covariates.",
    "assess": "Ask one model one question.",
    "validate": "Re-run published results; ours beside theirs.",
}


class Doors(click.Group):
    """The commands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in reading order."""
        return list(DOORS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command.

        Raises:
            UnknownName: If there is no such command, with the nearest names.
        """
        if cmd_name not in DOORS:
            from difflib import get_close_matches

            raise UnknownName(
                f"no command '{cmd_name}'",
                remedy="`foedus --help` lists the commands",
                suggestions=get_close_matches(cmd_name, DOORS),
            )
        # A module cannot bear the name of a word of the language.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"foedus.cli.{module}"), module)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(DOORS.items()))


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="foedus")
def foedus() -> None:
    """Ask, run and check an executable model of the North Atlantic Alliance.

    \b
    foedus crisis suwalki-2027              thousands of draws, a table and a brief
    foedus fact POL spending_share --day 2024 --known 2024-06-30
    foedus members --day 2000-01-01 --and EU
    foedus law nat.6 place=Hawaii
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit: 0 answered, 1 no answer, 2 usage, 3 our data or files are broken."""
    words = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    try:
        foedus.main(args=words, prog_name="foedus", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(0)
    except click.ClickException as error:
        _fail(_usage(error), as_json="--json" in words)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone; what is still buffered goes nowhere, without a complaint at exit.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        sys.exit(0)
    except FoedusError as error:
        _fail(error, as_json="--json" in words)
    except OSError as error:
        _fail(_broken(error), as_json="--json" in words)
    except Exception as error:  # noqa: BLE001 - the last resort: an exit of 1 would read as "no answer"
        traceback.print_exc()
        _fail(_bug(error), as_json="--json" in words)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: names of states do not fit the code pages of one language."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


# Click 8.3 tells an unknown command of a group from other mistakes by a class of its own.
_UNKNOWN = (click.NoSuchOption, *filter(None, [getattr(click.exceptions, "NoSuchCommand", None)]))


def _usage(error: click.ClickException) -> Misuse:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "foedus"
    near = tuple(getattr(error, "possibilities", None) or ())
    kind = UnknownName if isinstance(error, _UNKNOWN) else BadArgument
    message = error.format_message().partition(" Did you mean")[0].strip().removesuffix(".")
    if isinstance(error, click.MissingParameter) and error.param is not None:
        message = f"{error.param.human_readable_name} is missing"
    text = (
        message[:1].lower() + message[1:] if message[:1].isupper() and not message[:2].isupper() else message
    )
    return kind(text, remedy=f"`{command} --help` shows how", suggestions=near)


def _bug(error: Exception) -> FoedusError:
    return FoedusError(
        f"a fault in Foedus: {type(error).__name__}: {error}", remedy="please report it with the command"
    )


def _broken(error: OSError) -> BadData:
    return BadData(
        f"{error.strerror or error}",
        where=str(error.filename or ""),
        remedy="check that the file is there and may be read or written",
    )


def _fail(error: FoedusError, *, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(dumps(error_json(error)))
    else:
        click.echo(f"foedus: {error.message}", err=True)
        if error.suggestions:
            click.echo(f"  did you mean: {', '.join(error.suggestions)}", err=True)
        if error.remedy:
            click.echo(f"  {error.remedy}", err=True)
    sys.exit(error.exit_status)
