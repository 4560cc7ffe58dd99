"""`foedus border`: land borders by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.door import asked, clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import NotRecorded, Refused

if TYPE_CHECKING:
    from foedus.record import Fact
    from foedus.world import World

_BORDER = "land_border"


@click.command()
@click.argument("a")
@click.argument("b")
@clocks
@click.option("--series", default="", metavar="S", help="Whose figures (default: preferred).")
@output
def border(a: str, b: str, day: Day | None, known: Day | None, series: str) -> Answer:
    """Answer with the land border between A and B in km, by segment.

    A or B is a state or NATO. Published lengths differ by method, so figures of different publishers stand
    side by side and are never mixed in one sum.

    \b
    foedus border NATO RUS --day 2022-12-31
    foedus border FIN RUS
    """
    from foedus.record import bundled
    from foedus.world import World

    record = bundled()
    world = World.of(record, asked(record, day), known_by(known))
    one, other = record.entity(a).id, record.entity(b).id
    pairs = [(x, y) for x in _states(world, one) for y in _states(world, other) if x != y]
    found = [fact for pair in pairs for fact in _segments(world, *pair)]
    whole = [fact for fact in _segments(world, one, other) if "NATO" in (fact.subject, fact.object)]
    if series and not _of_series(found, series):
        found = _of_series(whole, series) or found
    chosen = _of_series(found, series or _preferred(world, found))
    if not chosen:
        raise NotRecorded(
            f"no land border between {one} and {other} on {world.day}"
            + (f" in series {series}" if series else ""),
            remedy="`foedus fact --list land_border` shows all segments",
            suggestions=sorted({fact.series for fact in found if fact.series}),
        )
    if {(fact.subject, fact.object) for fact in found} != {(fact.subject, fact.object) for fact in chosen}:
        raise Refused(
            f"series {chosen[0].series} does not cover all segments", remedy="choose another --series"
        )
    answer = _answer(chosen, found)
    answer.args = {"a": a, "b": b, "series": series or None}
    answer.day, answer.known = text_of(day) or world.day.isoformat(), text_of(known)
    _stated(answer, [fact for fact in whole if fact not in chosen])
    return answer


def _states(world: World, code: str) -> tuple[str, ...]:
    return world.members(code) if code == "NATO" else (code,)


def _segments(world: World, one: str, other: str) -> list[Fact]:
    return [
        fact
        for fact in world.record.held(one, _BORDER, world.day, world.known)
        if other in (fact.subject, fact.object)
    ]


def _preferred(world: World, found: list[Fact]) -> str:
    preferred = world.record.attributes[_BORDER].preferred
    pairs = {(fact.subject, fact.object) for fact in found}
    covered = {(fact.subject, fact.object) for fact in found if fact.series == preferred}
    if covered == pairs:
        return preferred
    return next((fact.series for fact in found if fact.series != preferred), preferred)


def _of_series(found: list[Fact], series: str) -> list[Fact]:
    return [fact for fact in found if fact.series == series]


def _answer(chosen: list[Fact], found: list[Fact]) -> Answer:
    total = sum(float(str(fact.value)) for fact in chosen)
    answer = Answer("border", int(total) if total == int(total) else total, unit="km")
    answer.columns = ("a", "b", "km", "series", "source")
    answer.rows = [
        [fact.subject, fact.object, fact.value, fact.series, fact.source.id]
        for fact in sorted(chosen, key=lambda fact: (fact.subject, fact.object))
    ]
    answer.cite(*chosen)
    others = sorted({fact.series for fact in found} - {fact.series for fact in chosen})
    if others:
        answer.notes.append(f"other series on record: {', '.join(others)}; lengths differ by method")
    return answer


def _stated(answer: Answer, whole: list[Fact]) -> None:
    for fact in whole:
        whose = fact.series or fact.source.publisher
        answer.notes.append(f"stated as a whole: {fact.json_value()} km ({whose}, {fact.source.id})")
