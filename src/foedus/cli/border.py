"""`foedus border`: land borders by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus.cli.door import asked, clocks, dated, known_by, nearest, output, text_of
from foedus.cli.envelope import Answer, plain
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, NotRecorded, Refused, UnknownName

if TYPE_CHECKING:
    from foedus.record import Fact, Record
    from foedus.world import World

_BORDER = "land_border"
_ALLIANCE = "NATO"


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
    foedus border NATO RUS --day 2022-12-31 --series NATO
    foedus border FIN RUS
    """
    from foedus.record import bundled
    from foedus.world import World

    record = bundled()
    world = World.of(record, asked(record, day, known), known_by(known))
    one, other = record.entity(a).id, record.entity(b).id
    if one == other:
        raise BadArgument(f"{one} has no border with itself", remedy="name two states, or NATO and a state")
    wanted = _series(record, series)
    whole, segments = _stated(world, one, other), _segments(world, one, other)
    chosen = _chosen(world, whole, segments, wanted)
    if not chosen:
        raise _nothing(world, one, other, wanted, [*whole, *segments])
    answer = _answer(chosen)
    answer.args = {"a": a, "b": b, "series": series or None}
    answer.known = text_of(known)
    dated(answer, record, day, world.day)
    _beside(answer, chosen, whole, segments)
    return answer


def _series(record: Record, series: str) -> str:
    known = sorted({fact.series for fact in record.facts(attribute=_BORDER)})
    for one in known:
        if one.casefold() == series.casefold():
            return one
    if not series:
        return ""
    raise UnknownName(
        f"no series '{series}' of land borders",
        remedy=f"its series: {', '.join(known)}",
        suggestions=nearest(series, known) or known,
    )


def _stated(world: World, one: str, other: str) -> list[Fact]:
    return [fact for fact in _between(world, one, other) if _ALLIANCE in (fact.subject, fact.object)]


def _segments(world: World, one: str, other: str) -> list[Fact]:
    pairs = [(x, y) for x in _states(world, one) for y in _states(world, other) if x != y]
    return [fact for pair in pairs for fact in _between(world, *pair)]


def _states(world: World, code: str) -> tuple[str, ...]:
    return world.members(code) if code == _ALLIANCE else (code,)


def _between(world: World, one: str, other: str) -> list[Fact]:
    return [
        fact
        for fact in world.record.held(one, _BORDER, world.day, world.known)
        if other in (fact.subject, fact.object)
    ]


def _chosen(world: World, whole: list[Fact], segments: list[Fact], series: str) -> list[Fact]:
    """Return the segments of one series, or the length stated as a whole in it.

    Raises:
        Refused: If the series leaves out a segment.
    """
    stated = [fact for fact in whole if fact.series == series]
    if stated:
        return stated
    series = series or _preferred(world, segments)
    chosen = [fact for fact in segments if fact.series == series]
    lacking = sorted(_pairs(segments) - _pairs(chosen))
    if chosen and lacking:
        raise Refused(
            f"series {series} does not cover all segments",
            why=f"it has none for {', '.join('–'.join(pair) for pair in lacking)}",
            remedy="choose another --series",
            suggestions=sorted(
                {
                    fact.series
                    for fact in segments
                    if _pairs([one for one in segments if one.series == fact.series]) == _pairs(segments)
                }
            ),
        )
    return chosen


def _pairs(facts: list[Fact]) -> set[tuple[str, str]]:
    return {(fact.subject, fact.object) for fact in facts}


def _preferred(world: World, segments: list[Fact]) -> str:
    """Return the preferred series, or the first that covers all segments."""
    preferred = world.record.attributes[_BORDER].preferred
    for series in (preferred, *sorted({fact.series for fact in segments} - {preferred})):
        if segments and _pairs([fact for fact in segments if fact.series == series]) == _pairs(segments):
            return series
    return preferred


def _answer(chosen: list[Fact]) -> Answer:
    answer = Answer("border", plain(sum(float(str(fact.value)) for fact in chosen)), unit="km")
    answer.columns = ("a", "b", "km", "series", "status", "source")
    answer.rows = [
        [fact.subject, fact.object, plain(fact.value), fact.series, fact.status, fact.source.id]
        for fact in sorted(chosen, key=lambda fact: (fact.subject, fact.object))
    ]
    answer.status = "estimated" if any(fact.status == "estimated" for fact in chosen) else "known"
    answer.cite(*chosen)
    return answer


def _beside(answer: Answer, chosen: list[Fact], whole: list[Fact], segments: list[Fact]) -> None:
    used = {fact.series for fact in chosen}
    by_series = {
        series: [fact for fact in segments if fact.series == series]
        for series in sorted({fact.series for fact in segments} - used)
    }
    for series, facts in by_series.items():
        total = plain(round(sum(float(str(fact.value)) for fact in facts), 3))
        part = (
            ""
            if _pairs(facts) == _pairs(segments)
            else f" ({len(facts)} of {len(_pairs(segments))} segments)"
        )
        answer.say(f"series {series}: {total} km{part}", f"系列{series}: {total} km{part}")
    for fact in whole:
        if fact not in chosen:
            stated = f"{plain(fact.value)} km (series {fact.series}, {fact.source.id})"
            answer.say(f"stated as a whole: {stated}", f"全体の公表値: {stated}")
    if by_series or whole:
        answer.say("published lengths differ by method", "公表される長さは計測方法により異なる")


def _nothing(world: World, one: str, other: str, series: str, found: list[Fact]) -> NotRecorded:
    have = sorted({fact.series for fact in found if fact.series})
    on_record = sorted(
        {
            f"{fact.subject} {fact.object}"
            for fact in world.record.facts(attribute=_BORDER)
            if world.day in fact.span
        }
    )
    ended = [
        entity for entity in (world.record.entities[code] for code in (one, other))
        if entity.span and world.day not in entity.span
    ]  # fmt: skip
    why = "; ".join(f"{entity.id} existed {entity.span}" for entity in ended)
    near = [pair for pair in on_record if {one, other} & set(pair.split()) - {_ALLIANCE}]
    return NotRecorded(
        f"no land border between {one} and {other} on {world.day}"
        + (f" in series {series}" if series else ""),
        why=why or "the record holds the borders of Allies with Russia and the Soviet Union",
        remedy="`foedus fact --list land_border` shows all segments",
        suggestions=have or near or on_record,
    )
