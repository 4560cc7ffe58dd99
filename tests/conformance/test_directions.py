"""Every input that the crisis claims to use moves the outcome, and in the direction that its meaning says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from foedus.models.council import Council, positions
from foedus.models.joint.case import under
from foedus.models.parameter import Parameter, given
from foedus.record import bundled
from foedus.study.question import all_parameters
from foedus.world.scenario import scenario_names
from tests.conformance.case import base, columns, denied, judged, ready, same

# Parameters that a crisis of the bundled scenarios never reaches, and the test that shows them at work.
ELSEWHERE = {
    "council.attacked_weight": "an attacked ally already asks for all; test_positions_know_the_law",
    "council.cap_open": "no position in coercion reaches the cap; test_positions_know_the_law",
    "council.cap_no": "no bundled incident lies outside Articles 5 and 6; test_positions_know_the_law",
    "council.forum_days": "no other forum is named; tests/models/test_council.py",
}
UNCERTAIN = [
    pytest.param(one, id=one.path)
    for one in all_parameters().values()
    if one.spread is not None and not one.spread.certain and one.path not in ELSEWHERE
]


@pytest.mark.parametrize("one", UNCERTAIN)
def test_no_parameter_is_idle(one: Parameter) -> None:
    """From one end of its range to the other, every uncertain parameter changes some column of some plan."""
    assert one.spread is not None
    path = one.path.replace(".", "__")
    for draws in (32, 256, 1024):
        for scenario in scenario_names(bundled()):
            for plan in ready(scenario=scenario).holdings:
                low, high = (
                    columns(plan, draws=draws, scenario=scenario, **{path: end})
                    for end in (one.spread.low, one.spread.high)
                )
                if not same(low, high):
                    return
    pytest.fail(f"{one.path} moves nothing")


@pytest.mark.parametrize(
    ("path", "holding", "severity"),
    [
        ("council.attacked_weight", "yes", 0.1),
        ("council.cap_open", "open", 1.0),
        ("council.cap_no", "no", 1.0),
    ],
)
def test_positions_know_the_law(path: str, holding: str, severity: float) -> None:
    """Being attacked, and what the law's answer allows, move positions where they apply."""
    spread = all_parameters()[path].spread
    assert spread is not None
    seen = under(ready().case, holding, severity).circumstance
    name = path.partition(".")[2]
    low, high = (positions(given(Council, **{name: end}), seen) for end in (spread.low, spread.high))
    assert (low <= high).all()
    assert (low < high).any()


@pytest.mark.parametrize("kind", sorted(ready().judged))
def test_no_kind_of_judgement_is_idle(kind: str) -> None:
    """Every kind of judgement that is drawn changes some column."""
    assert not same(base(), judged("corridor", kind, 0.5))


def mean(found: Any, name: str) -> float:
    """Return the mean of a column, infinities left out."""
    values = np.asarray(found[name], dtype=np.float64)
    return float(values[np.isfinite(values)].mean())


def arrived(found: Any) -> float:
    """Return the mean brigade equivalents that have come by day 30."""
    return float(np.asarray(found["reinforcement"])[:, 60].mean())


def test_more_of_the_adversary_set_free_denies_it_less() -> None:
    """The more of its strength is free elsewhere, the more often the adversary reaches its goal."""
    assert denied(columns("corridor", forces__freed=0.9)) < denied(columns("corridor", forces__freed=0.0))


def test_a_larger_attack_is_denied_less() -> None:
    """The larger the share that it commits, the more often it reaches its goal."""
    low, high = (columns("corridor", adversary__corridor_share=share) for share in (0.1, 1.0))
    assert mean(high, "adversary") > mean(low, "adversary")
    assert denied(high) < denied(low)


def test_dearer_blocking_means_fewer_blocks() -> None:
    """The more it costs to stand alone, the fewer allies break silence."""
    low, high = (columns("corridor", council__blocking_cost=cost) for cost in (0.2, 4.0))
    assert mean(high, "blocked") < mean(low, "blocked")
    assert np.asarray(high["blockers"]).sum() < np.asarray(low["blockers"]).sum()


def test_slow_clearance_means_late_arrivals() -> None:
    """With ten times the days at the borders, less has arrived by day 30."""
    quick, slow = (columns("corridor", reinforcement__clearance_scale=scale) for scale in (1.0, 10.0))
    assert arrived(slow) < arrived(quick)


def test_wider_ports_mean_earlier_arrivals() -> None:
    """Twice the throughput brings more by day 30, and less waiting."""
    narrow, wide = (columns("corridor", reinforcement__capacity=scale) for scale in (0.5, 2.0))
    assert mean(wide, "waiting") < mean(narrow, "waiting")
    assert arrived(wide) > arrived(narrow)


def test_slower_movement_means_later_arrivals() -> None:
    """A third more time under way brings less by day 30."""
    quick, slow = (columns("corridor", reinforcement__pace=pace) for pace in (0.8, 1.4))
    assert arrived(slow) < arrived(quick)


def test_stronger_evidence_means_earlier_decisions() -> None:
    """The more the evidence weighs, the more often the Council has agreed within a week."""
    weak, strong = (columns("coercion", attribution__strength=weight) for weight in (0.2, 2.0))
    within = [float(np.mean(np.asarray(found["decided"]) <= 30)) for found in (weak, strong)]
    assert within[1] > within[0]


def test_later_meetings_mean_later_decisions() -> None:
    """A Council that is slow to meet decides later."""
    early, late = (columns("corridor", council__meeting_days=days) for days in (0.1, 10.0))
    assert mean(late, "decided") > mean(early, "decided")


def test_slower_capitals_mean_later_arrivals() -> None:
    """Twice the days of national authorisation bring less by day 30."""
    slow = arrived(judged("corridor", "authorisation_days", 2.0))
    assert slow < arrived(base())


def test_longer_notice_means_later_arrivals() -> None:
    """Twice the notice of every formation brings less by day 30."""
    slow = arrived(judged("corridor", "notice_days", 2.0))
    assert slow < arrived(base())


def test_an_unreliable_alliance_sends_less() -> None:
    """Where commitments are honoured half as often, less arrives."""
    low, high = (
        columns("corridor", forces__rate_broad=rate, forces__rate_updated=rate, forces__rate_specific=rate)
        for rate in (0.3, 0.9)
    )
    assert mean(low, "reinforcement") < mean(high, "reinforcement")


def test_dearer_days_cost_more() -> None:
    """Cost rises with the price of a deployed brigade, and nothing else moves."""
    cheap, dear = (columns("corridor", crisis__brigade_day_cost=price) for price in (1.0, 4.0))
    assert mean(dear, "cost") > mean(cheap, "cost")
    assert all(np.array_equal(cheap[name], dear[name]) for name in cheap if name != "cost")
