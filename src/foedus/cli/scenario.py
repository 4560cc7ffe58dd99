"""`foedus scenario`: list, check and start scenarios."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.terms.errors import BadArgument, FoedusError

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
def list_() -> None:
    """List the bundled scenarios and overlays."""
    from foedus.record import bundled

    click.echo(listing(bundled()))


def listing(record: Record) -> str:
    """Return the bundled scenarios and overlays, one line each."""
    from foedus.world.scenario import find_overlay, find_scenario, scenario_names

    lines = ["scenarios"]
    for name in scenario_names(record):
        one = find_scenario(record, name)
        lines.append(f"  {name:<24} {one.day}  {one.title.en} / {one.title.ja}")
    lines.append("overlays")
    for path in sorted((record.folder / "overlays").glob("*.toml")):
        title = find_overlay(record, path.stem).title
        lines.append(f"  {path.stem:<24} {title.en} / {title.ja}")
    return "\n".join(lines)


@scenario.command("check")
@click.argument("file")
def check(file: str) -> None:
    """Check a scenario file: every key, state, overlay, path, plan and place."""
    from foedus.record import bundled
    from foedus.study.question import Question, prepared
    from foedus.world.scenario import find_scenario

    chosen = find_scenario(bundled(), file)
    changes = tuple((change.path, change.value) for one in chosen.overlays for change in one.changes)
    ready = prepared(Question(chosen, changes, draws=16))
    click.echo(
        f"{chosen.id}: sound; {len(ready.case.allies)} Allies, {len(ready.case.units)} formations of theirs, "
        f"{len(ready.case.hostile)} of {chosen.incident.actor}, {len(chosen.plans)} plans"
    )


@scenario.command("new")
@click.argument("name")
def new(name: str) -> None:
    """Write NAME.toml, a copy of suwalki-2027 with comments, to start from."""
    from foedus.record.load import data_folder

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise BadArgument(
            f"'{name}' is no name for a scenario", remedy="use lower-case letters, digits, hyphens"
        )
    path = Path(f"{name}.toml")
    if path.exists():
        raise FoedusError(f"{path} exists", remedy="choose another name; nothing was written")
    text = (data_folder() / "scenarios" / "suwalki-2027.toml").read_text(encoding="utf-8")
    path.write_text(_COMMENT + text, encoding="utf-8")
    click.echo(f"wrote {path}; edit it, then `foedus scenario check {path}` and `foedus crisis {path}`")


_COMMENT = """\
# A scenario: a day, an incident, plans of the adversary and an ordered list of overlays, nothing else.
# Incident kinds: kinetic, airspace, sabotage, cyber, space, blockade, terrorism, hybrid. Severity: 0 to 1.
# theatre.name is the theatre of the units in place; theatre.assembly names nodes of the transport network.
"""
