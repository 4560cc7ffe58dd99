"""`foedus members`: who belongs to a group on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.door import asked, clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import UnknownName

if TYPE_CHECKING:
    from foedus.record import Fact
    from foedus.world import World


@click.command()
@click.argument("group", default="NATO")
@clocks
@click.option("--and", "also", multiple=True, metavar="G", help="Only those that also belong to G.")
@click.option("--not", "without", multiple=True, metavar="G", help="Only those that do not belong to G.")
@click.option(
    "--basis",
    type=click.Choice(["listed", "in_force", "signed", "deposited"]),
    default="listed",
    help="What counts as membership of NATO.",
)
@output
def members(
    group: str,
    day: Day | None,
    known: Day | None,
    also: tuple[str, ...],
    without: tuple[str, ...],
    basis: str,
) -> Answer:
    """List who belongs to NATO or another group on a day.

    \b
    foedus members --day 1999-03-12
    foedus members --day 2024-03-07 --and EU --not NPG
    foedus members EU --day 2020-01-31 --not NATO
    """
    from foedus.record import bundled
    from foedus.world import World

    record = bundled()
    world = World.of(record, asked(record, day), known_by(known))

    chosen = set(_members(world, group, basis))
    for name in also:
        chosen &= set(_members(world, name, basis))
    for name in without:
        chosen -= set(_members(world, name, basis))
    answer = Answer("members", sorted(chosen), _arguments(group, also, without, basis))
    answer.day, answer.known = world.day.isoformat(), text_of(known)
    facts = world.memberships(_group(world, group), _basis(group, basis))
    answer.columns = ("code", "name", "name_ja", "since")
    answer.rows = [_row(world, code, facts) for code in answer.value]
    answer.text = f"{len(chosen)} on {world.day}: {' '.join(answer.value)}"
    answer.cite(*(facts[code] for code in answer.value if code in facts))
    return answer


def _arguments(group: str, also: tuple[str, ...], without: tuple[str, ...], basis: str) -> dict[str, object]:
    return {"group": group, "and": list(also), "not": list(without), "basis": basis}


def _row(world: World, code: str, facts: dict[str, Fact]) -> list[str]:
    name = world.record.entities[code].name
    return [code, name.en, name.ja, str(facts[code].span.since) if code in facts else ""]


def _basis(group: str, basis: str) -> str:
    # Only NATO distinguishes signature, deposit and entry into force; others list their members.
    return basis if group.upper() == "NATO" else "listed"


def _group(world: World, name: str) -> str:
    groups = sorted({fact.object for fact in world.record.facts(attribute="member")})
    for code in (name, name.upper()):
        if code in groups:
            return code
    raise UnknownName(f"no group '{name}' with members on record", suggestions=groups)


def _members(world: World, name: str, basis: str) -> tuple[str, ...]:
    return world.members(_group(world, name), _basis(name, basis))
