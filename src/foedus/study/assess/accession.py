"""How long may an accession still take, as the rounds that had ended by the day have it?"""

from __future__ import annotations

from foedus.law.nat.accession import accession_id, reached, stage
from foedus.law.nat.accession_steps import estimate_text, standing
from foedus.law.nat.rounds import COUNTED_FROM, Left, time_left
from foedus.law.situation import subject
from foedus.record import bundled
from foedus.study.assess.inquiry import Asked, Assessment, Given, Inquiry
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text
from foedus.world import World

_NOTES = (
    Text(
        "Empirical quantiles over few rounds, each an observed duration; rounds shorter than the time "
        "already passed are left out. What drives the range is politics in single capitals, which no past "
        "round shows.",
        "少数の回の経験分布による分位点で、値は実際の所要日数。既に経過した日数より短い回は除く。"
        "幅を左右するのは個々の首都の政治判断であり、過去の回からは読み取れない。",
    ),
    Text(
        "States that joined together count as one round. No hindsight: rounds that ended later are not used.",
        "同時に加盟した国は1回と数える。後に完了した回は用いない（後知恵なし）。",
    ),
)


def inquiry() -> Inquiry:
    """Return the inquiry."""
    return Inquiry(
        "accession",
        Text("How long may an accession still take?", "加盟までにあとどれほどかかり得るか"),
        (
            Asked("state", "FIN", Text("the state that would accede", "加盟の対象となる国")),
            Asked("day", "2022-11-01", Text("the day asked about", "基準日")),
        ),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    day = Day.parse(asked["day"]).last
    world = World.of(bundled(), day, day)
    state = world.record.entity(asked["state"]).id
    at = stage(world, state)
    begun = [step.day.first for step in reached(world, state) if step.kind == at]
    if at not in COUNTED_FROM or not begun:
        raise BadArgument(
            f"on {day} {state} is at the stage '{at}', from which no past round tells the time left",
            remedy="ask of a state with an invitation or a signed protocol that is not yet a Party",
        )
    return _assessment(world, state, at, time_left(world, at, begun[-1]))


def _assessment(world: World, state: str, at: str, left: Left) -> Assessment:
    stands, estimate = standing(world, state, subject(world, state)), estimate_text(at, left)
    quantiles = dict(zip(("p10", "p50", "p90"), left.quantiles(), strict=bool(left.days)))
    rows = [[one.number, list(one.states), one.days, _remaining(one.days, left.elapsed)] for one in left.past]
    name = accession_id(world, state)
    return Assessment(
        headline=Text(f"{stands.en} {estimate.en}.", f"{stands.ja}{estimate.ja}。"),
        value={
            "state": state,
            "stage": at,
            "elapsed_days": left.elapsed,
            "days_left": quantiles or None,
            "rounds_used": len(left.days),
            "rounds_ended": len(left.past),
        },
        columns=("round", "states", "days", "days_left"),
        rows=rows,
        notes=_NOTES,
        facts=world.record.facts(name, COUNTED_FROM[at]) if name else (),
    )


def _remaining(days: int | None, elapsed: int) -> int | None:
    return days - elapsed if days is not None and days > elapsed else None
