"""`foedus crisis`: a scenario, thousands of times, as a table and a brief."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import clocks, text_of
from foedus.cli.envelope import Answer, dumps
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record import Record
    from foedus.study.crisis import Progress
    from foedus.world import Overlay
    from foedus.world.scenario import Scenario


@click.command()
@click.argument("scenario", required=False)
@click.option("--overlay", "-o", multiple=True, metavar="O", help="Lay changes over the scenario, in order.")
@click.option("--against", multiple=True, metavar="O", help="Compare with these overlays, on common draws.")
@click.option("--draws", type=int, default=2000, show_default=True, help="How many draws for each plan.")
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same bytes.")
@clocks
@click.option("--workers", type=int, default=None, metavar="W", help="Most processes (default: all cores).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for brief and finding.")
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language of table and brief.")
@click.option("--json", "as_json", is_flag=True, help="Print the JSON envelope; no brief unless --out.")
def crisis(scenario: str | None, *, as_json: bool, out: Path | None, lang: str, **options: Any) -> None:
    """Run a crisis scenario and say what drives the answer.

    Results are given for each plan of the adversary and never averaged over plans. The table goes to the
    terminal; the brief, one HTML file a language, and the finding as JSON go to --out (default: out).
    Without SCENARIO: the scenarios there are.

    \b
    foedus crisis suwalki-2027
    foedus crisis suwalki-2027 --overlay us-half --draws 10000
    foedus crisis suwalki-2027 --against no-us --lang ja
    """
    from foedus.record import bundled

    record = bundled()
    if scenario is None:
        from foedus.cli.scenario import listing

        click.echo(listing(record))
        return
    finding, answer = _answered(record, scenario, options, quiet=as_json)
    if as_json:
        click.echo(dumps(answer.as_json(record)))
    else:
        _table(finding, lang)
    folder = out if out is not None or as_json else Path("out")
    if folder is not None:
        for path in write(folder, finding, options["overlay"]):
            click.echo(f"wrote {path}", err=as_json)


def _answered(
    record: Record, name: str, options: dict[str, Any], *, quiet: bool
) -> tuple[dict[str, Any], Answer]:
    from foedus.study.crisis import answer as run
    from foedus.study.finding import finding
    from foedus.world.scenario import find_overlay, find_scenario

    chosen = _dated(find_scenario(record, name), options["day"], options["known"])
    overlays = [*chosen.overlays, *(find_overlay(record, one) for one in options["overlay"])]
    workers = (os.cpu_count() or 1) if options["workers"] is None else options["workers"]
    question = _question(chosen, overlays, options)
    with _progress(quiet=quiet) as progress:
        first = run(question, workers=workers, progress=progress)
        found = finding(first, _command(name, options), overlays)
        if options["against"]:
            from foedus.study.against import against

            others = [find_overlay(record, one) for one in options["against"]]
            second = run(_question(chosen, [*overlays, *others], options), workers=workers, progress=progress)
            found["against"] = against(first, second, others)
    # How many processes were allowed is no part of the question: the same bytes come from any number.
    asked = {key: one for key, one in options.items() if key != "workers"}
    arguments = {key: text_of(one) if isinstance(one, Day) else one for key, one in asked.items()}
    reply = Answer("crisis", found, {"scenario": name, **arguments})
    reply.day, reply.known = chosen.day.isoformat(), chosen.known.isoformat() if chosen.known else None
    reply.cite(*first.prepared.trace.facts.values())
    return found, reply


def _dated(scenario: Scenario, day: Day | None, known: Day | None) -> Scenario:
    if day is not None:
        from foedus.study.wording import told_day

        told = told_day(day.first)
        asked = scenario.question
        question = Text(f"{asked.en} (run for {told.en})", f"{asked.ja}（{told.ja}について計算）")
        scenario = replace(scenario, day=day.first, question=question)
    return scenario if known is None else replace(scenario, known=known.last)


def _question(scenario: Scenario, overlays: Sequence[Overlay], options: dict[str, Any]) -> Any:
    from foedus.study.question import Question

    if options["draws"] < 1:
        raise BadArgument(f"--draws {options['draws']}", remedy="ask for at least one draw")
    if options["seed"] < 0:
        raise BadArgument(f"--seed {options['seed']}", remedy="a seed is zero or more")
    changes = tuple((change.path, change.value) for one in overlays for change in one.changes)
    return Question(scenario, changes, seed=options["seed"], draws=options["draws"])


def _command(name: str, options: dict[str, Any]) -> str:
    words = ["foedus crisis", name]
    words += [f"--overlay {one}" for one in options["overlay"]]
    words += [f"--against {one}" for one in options["against"]]
    words += [f"--draws {options['draws']} --seed {options['seed']}"]
    words += [f"--{clock} {options[clock]}" for clock in ("day", "known") if options[clock] is not None]
    return " ".join(words)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Yield a reporter that draws a bar on a terminal; none where nobody watches."""
    import sys

    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def report(plan: str, done: int, whole: int) -> None:
            if plan not in tasks or bars.tasks[tasks[plan]].finished:
                tasks[plan] = bars.add_task(plan.replace("_", " "), total=whole)
            bars.update(tasks[plan], completed=done)

        yield report


def _table(finding: dict[str, Any], lang: str) -> None:
    from rich.console import Console

    from foedus.brief.terminal import render

    Console().print(render(finding, lang))


def write(folder: Path, finding: dict[str, Any], overlays: Sequence[str]) -> list[Path]:
    """Write the brief in both languages and the finding; a file is whole or not there.

    Returns:
        The paths written.
    """
    from foedus.brief import html

    folder.mkdir(parents=True, exist_ok=True)
    stem = "+".join([finding["manifest"]["scenario"], *(Path(one).stem for one in overlays)])
    texts = {
        f"{stem}.en.html": html(finding, "en"),
        f"{stem}.ja.html": html(finding, "ja"),
        f"{stem}.json": dumps(finding) + "\n",
    }
    for name, text in texts.items():
        part = folder / f".{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(folder / name)
    return [folder / name for name in texts]
