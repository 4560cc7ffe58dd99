"""`foedus members`: who belongs to a group on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from foedus.cli.door import asked, clocks, dated, known_by, nearest, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import FoedusError, UnknownName
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record import Fact, Record
    from foedus.world import World

# Only NATO distinguishes signature, deposit and entry into force; others list their members.
_TREATY = "NATO"
# Where a publisher states how many belong to a group.
_COUNTS = ("participant_count", "convention_parties", "parties_stated")


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
    group: str, *, day: Day | None, known: Day | None, basis: str, **others: tuple[str, ...]
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
    world = World.of(record, asked(record, day, known), known_by(known))
    circle = _Circle(
        _group(record, group),
        tuple(_group(record, name) for name in others["also"]),
        tuple(_group(record, name) for name in others["without"]),
        basis,
    )
    answer = Answer("members", sorted(circle.on(world)), known=text_of(known))
    answer.args = {"group": group, "and": list(others["also"]), "not": list(others["without"])}
    answer.args = {**answer.args, "basis": basis}
    dated(answer, record, day, world.day)
    _word(answer, world, circle)
    _fill(answer, world, circle)
    if len(circle.groups) == 1:
        _count(answer, world, circle.group)
    if day is not None and day.precision != "day":
        _changes(answer, circle, World.of(record, day.last, world.known))
    return answer


@dataclass(frozen=True, slots=True)
class _Circle:
    """A group, less those outside one of `also` or inside one of `without`."""

    group: str
    also: tuple[str, ...]
    without: tuple[str, ...]
    basis: str

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups named, each once."""
        return tuple(dict.fromkeys((self.group, *self.also, *self.without)))

    def facts(self, world: World, group: str) -> dict[str, Fact]:
        """Return the statements of membership in one of the groups."""
        return world.memberships(group, self.basis if group == _TREATY else "listed")

    def through(self, world: World, group: str) -> list[Fact]:
        """Return the statements of membership in one of the groups through all days."""
        basis = self.basis if group == _TREATY else "listed"
        return [one for one in world.record.membership(group) if one.series == basis]

    def inside(self, world: World, group: str) -> set[str]:
        """Return the members of one of the groups."""
        return set(world.members(group, self.basis if group == _TREATY else "listed"))

    def on(self, world: World) -> set[str]:
        """Return who is in the circle on the day of `world`."""
        chosen = self.inside(world, self.group)
        for name in self.also:
            chosen &= self.inside(world, name)
        for name in self.without:
            chosen -= self.inside(world, name)
        return chosen


def _word(answer: Answer, world: World, circle: _Circle) -> None:
    """Say how many, and that they are no full list where the record does not hold every member."""
    codes = " ".join(answer.value) or "-"
    partial = {name: gap for name in circle.groups if (gap := _gap(world, name))}
    if partial:
        answer.status = "outside_coverage"
    few = (" on record (not all)", "（記録にある国のみ。全てではない）") if partial else ("", "か国")
    answer.text = Text(
        f"{len(answer.value)}{few[0]} on {world.day}: {codes}",
        f"{world.day}時点 {len(answer.value)}{few[1]}: {codes}",
    )
    for name in partial:
        answer.say(
            f"{name}: the record does not hold every member on {world.day};"
            " whoever is not listed is not on record, which does not mean outside",
            f"{name}: {world.day}時点の全加盟国は記録にない。一覧にない国は記録がないのであって、"
            "非加盟を意味しない",
        )
        answer.cite(partial[name])


def _gap(world: World, group: str) -> Fact | None:
    """Return the fact that the record does not hold every member of a group on the day, if it does not."""
    coverage = world.record.held(group, "member_list_complete", world.day)
    return next((fact for fact in coverage if not fact.value), None)


def _fill(answer: Answer, world: World, circle: _Circle) -> None:
    facts = circle.facts(world, circle.group)
    answer.columns = ("code", "name", "name_ja", "since")
    answer.rows = [_row(world, code, facts) for code in answer.value]
    for name in circle.groups:
        stated = circle.facts(world, name)
        answer.cite(*(stated[code] for code in answer.value if code in stated))
        on_record = circle.through(world, name)
        rests = stated.values() or on_record
        answer.rest_on(*dict.fromkeys((one.source, one.locator) for one in rests))
        _remark(answer, world, name, min((one.span.since.first for one in on_record), default=world.day))
    if circle.basis != "listed" and set(circle.groups) - {_TREATY}:
        answer.say(
            f"--basis {circle.basis} is for NATO; other groups count as they list their members",
            f"--basis {circle.basis}はNATOだけに用い、他の組織は各組織の一覧による",
        )


def _count(answer: Answer, world: World, group: str) -> None:
    """Say so where a publisher counts more members on the day than the record can name."""
    for attribute in _COUNTS:
        try:
            stated = world.record.find(group, attribute, world.day, world.known)
        except FoedusError:
            continue
        if isinstance(stated.value, int) and stated.value > len(answer.value):
            since = stated.span.since
            answer.say(
                f"{group}: {stated.value} stated as of {since}; states of unknown day of entry are left out",
                f"{group}：{since}時点で{stated.value}と発表。加盟日が未詳の国は一覧にない",
            )
        return


def _row(world: World, code: str, facts: dict[str, Fact]) -> list[str]:
    name = world.record.entities[code].name
    return [code, name.en, name.ja, str(facts[code].span.since) if code in facts else ""]


def _remark(answer: Answer, world: World, group: str, first: date) -> None:
    entity, day = world.record.entities[group], world.day
    if entity.note:
        answer.notes.append(f"{group}: {entity.note}")
    if day < first:
        answer.say(f"{group} has members on record from {first}", f"{group}の加盟の記録は{first}からである")
    elif entity.span and entity.span.until and day >= entity.span.until.first:
        end = entity.span.until
        answer.say(
            f"{group} ended {end}" + (f"; see {entity.successor}" if entity.successor else ""),
            f"{group}は{end}に終了した" + (f"({entity.successor}を参照)" if entity.successor else ""),
        )


def _changes(answer: Answer, circle: _Circle, last: World) -> None:
    later = circle.on(last)
    here = set(answer.value)
    if later != here:
        changed = [
            *(f"+{code}" for code in sorted(later - here)),
            *(f"-{code}" for code in sorted(here - later)),
        ]
        answer.say(
            f"on {last.day}: {len(later)} ({' '.join(changed)})",
            f"{last.day}の時点では{len(later)}か国({' '.join(changed)})",
        )


def _group(record: Record, name: str) -> str:
    groups = sorted({fact.object for fact in record.facts(attribute="member")})
    try:
        found = record.entity(name).id
    except UnknownName:
        found = ""
    if found in groups:
        return found
    if found and record.facts(found):
        raise UnknownName(
            f"{found} has no list of members on record",
            remedy=f"`foedus fact --list {found}` shows what there is; groups: {', '.join(groups)}",
            suggestions=nearest(name, groups),
        )
    raise UnknownName(
        f"no group '{name}' with members on record",
        remedy=f"groups: {', '.join(groups)}",
        suggestions=nearest(name, groups) or groups,
    )
