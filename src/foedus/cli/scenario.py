"""`foedus scenario`: list, check and start scenarios."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import output
from foedus.cli.envelope import Answer
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record import Record


@click.group()
def scenario() -> None:
    """List, check and start scenarios.

    \b
    foedus scenario list
    foedus scenario new my-crisis      writes my-crisis.toml to start from
    foedus scenario check my-crisis.toml
    """


@scenario.command("list")
@output
def list_() -> Answer:
    """List the bundled scenarios and overlays."""
    from foedus.record import bundled

    record = bundled()
    answer = Answer("scenario", [row[0] for row in _scenarios(record)], {"do": "list"})
    answer.columns = ("kind", "name", "day", "title", "title_ja")
    answer.rows = [["scenario", *row] for row in _scenarios(record)]
    answer.rows += [["overlay", name, None, *titles] for name, *titles in _overlays(record)]
    answer.only_rows = True
    return answer


def listing(record: Record) -> str:
    """Return the bundled scenarios and overlays, one line each."""
    lines = ["scenarios"]
    lines += [f"  {name:<24} {day}  {en} / {ja}" for name, day, en, ja in _scenarios(record)]
    lines += ["overlays"]
    lines += [f"  {name:<24} {en} / {ja}" for name, en, ja in _overlays(record)]
    return "\n".join(lines)


def _scenarios(record: Record) -> list[tuple[str, str, str, str]]:
    from foedus.world.scenario import find_scenario, scenario_names

    found = [find_scenario(record, name) for name in scenario_names(record)]
    return [(one.id, one.day.isoformat(), one.title.en, one.title.ja) for one in found]


def _overlays(record: Record) -> list[tuple[str, str, str]]:
    from foedus.world.scenario import find_overlay

    names = [path.stem for path in sorted((record.folder / "overlays").glob("*.toml"))]
    titles = [find_overlay(record, name).title for name in names]
    return [(name, title.en, title.ja) for name, title in zip(names, titles, strict=True)]


@scenario.command("check")
@click.argument("file")
@output
def check(file: str) -> Answer:
    """Check a scenario file: every key, state, overlay, path, plan and place."""
    from foedus.record import bundled
    from foedus.study.question import Question, prepared
    from foedus.world.scenario import find_scenario

    chosen = find_scenario(bundled(), file)
    changes = tuple((change.path, change.value) for one in chosen.overlays for change in one.changes)
    ready = prepared(Question(chosen, changes, draws=16))
    found: dict[str, Any] = {
        "scenario": chosen.id,
        "sound": True,
        "allies": len(ready.case.allies),
        "formations": len(ready.case.units),
        "adversary_formations": len(ready.case.hostile),
        "plans": list(chosen.plans),
    }
    actor = chosen.incident.actor
    text = Text(
        f"{chosen.id}: sound; {found['allies']} Allies, {found['formations']} formations of theirs, "
        f"{found['adversary_formations']} of {actor}, {len(chosen.plans)} plans",
        f"{chosen.id}: 問題なし。同盟国{found['allies']}か国(部隊{found['formations']}個)、"
        f"{actor}の部隊{found['adversary_formations']}個、計画{len(chosen.plans)}件",
    )
    return Answer("scenario", found, {"do": "check", "file": file}, chosen.day.isoformat(), text=text)


@scenario.command("new")
@click.argument("name")
@output
def new(name: str) -> Answer:
    """Write NAME.toml, a copy of suwalki-2027 with comments, to start from."""
    from foedus.record.load import data_folder

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise BadArgument(
            f"'{name}' is no name for a scenario", remedy="use lower-case letters, digits, hyphens"
        )
    path = Path(f"{name}.toml")
    if path.exists():
        raise BadArgument(f"{path} exists", remedy="choose another name; nothing was written")
    text = (data_folder() / "scenarios" / "suwalki-2027.toml").read_text(encoding="utf-8")
    path.write_text(_COMMENT + text, encoding="utf-8")
    said = Text(
        f"wrote {path}; edit it, then `foedus scenario check {path}` and `foedus crisis {path}`",
        f"{path}を作成した。編集後、`foedus scenario check {path}`、`foedus crisis {path}`の順に実行する",
    )
    return Answer("scenario", str(path), {"do": "new", "name": name}, text=said)


_COMMENT = """\
# A scenario: a day, an incident, plans of the adversary and an ordered list of overlays, nothing else.
# Incident kinds: kinetic, airspace, sabotage, cyber, space, blockade, terrorism, hybrid. Severity: 0 to 1.
# theatre.name is the theatre of the units in place; theatre.assembly names nodes of the transport network.
"""
