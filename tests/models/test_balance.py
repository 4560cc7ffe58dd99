"""The conventional balance keeps its promises whatever chance decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.balance import COUNTER, OUTCOMES, Balance, BalanceRun, Campaign, Contest
from foedus.models.balance.fight import fight
from foedus.models.parameter import given, spreads
from foedus.terms.chance import Array

DAYS = range(-30, 181)
DRAWS = 512
CORRIDOR = Contest(depth_km=45.0, stop_share=0.35, front_share=0.8)


def _arrivals(in_place: float, later: float, draws: int = DRAWS) -> Array:
    """Forces there from the first day, and as many again spread over days 0 to 59."""
    arriving = np.zeros((draws, len(DAYS)))
    arriving[:, 0] = in_place
    arriving[:, 30:90] = later / 60
    return arriving


def _run(
    alliance: tuple[float, float],
    adversary: tuple[float, float],
    contest: Contest = CORRIDOR,
    model: Balance | None = None,
) -> BalanceRun:
    forces = (_arrivals(*alliance), _arrivals(*adversary))
    return (model or given(Balance)).run(contest, BlockChance(1, 0, DRAWS), DAYS, forces)


def _share(run: BalanceRun, *names: str) -> float:
    return float(np.isin(run.outcome, [OUTCOMES.index(name) for name in names]).mean())


def test_more_reinforcement_never_helps_the_attacker() -> None:
    """With the same luck, more arriving allies mean less ground lost and fewer faits accomplis."""
    runs = [_run((5.0, later), (8.0, 3.0)) for later in (0.0, 6.0, 12.0, 24.0)]
    ground = [run.ground[:, -1].mean() for run in runs]
    accomplished = [_share(run, "fait_accompli") for run in runs]
    assert ground == sorted(ground, reverse=True)
    assert accomplished == sorted(accomplished, reverse=True)


def test_more_allies_in_place_never_help_the_attacker() -> None:
    """With the same luck, more formations in place mean less ground lost by day 30."""
    ground = [_run((there, 8.0), (8.0, 3.0)).ground[:, 60].mean() for there in (1.0, 3.0, 5.0, 7.0, 10.0)]
    assert ground == sorted(ground, reverse=True)


def test_a_larger_attacker_never_takes_less_ground() -> None:
    """With the same luck, a larger attack takes at least as much ground."""
    ground = [_run((6.0, 8.0), (there, 0.0)).ground[:, 60].mean() for there in (3.0, 6.0, 9.0, 15.0)]
    assert ground == sorted(ground)


@pytest.mark.parametrize("size", [1, 3, 7, 128])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same number for number in a block of one and in a block of many."""
    model, draws = given(Balance), 21
    forces = (_arrivals(5.0, 8.0, draws), _arrivals(8.0, 3.0, draws))
    whole = model.run(CORRIDOR, BlockChance(7, 0, draws), DAYS, forces)
    for first in range(0, draws, size):
        count = min(size, draws - first)
        part = (forces[0][first : first + count], forces[1][first : first + count])
        block = model.run(CORRIDOR, BlockChance(7, first, count), DAYS, part)
        assert np.array_equal(block.ground, whole.ground[first : first + count])
        assert np.array_equal(block.outcome, whole.outcome[first : first + count])


def test_parameters_by_draw_give_what_each_gives_alone() -> None:
    """A parameter of shape (draws, 1) gives every draw what its own value gives."""
    model, chance = given(Balance), BlockChance(3, 0, 8)
    forces = (_arrivals(5.0, 8.0, 8), _arrivals(8.0, 3.0, 8))
    ranges = {name: one.spread for name, one in spreads(Balance).items() if one.spread}
    lows: dict[str, Any] = {name: spread.low for name, spread in ranges.items()}
    highs: dict[str, Any] = {name: spread.high for name, spread in ranges.items()}
    mixed: dict[str, Any] = {name: np.array([[lows[name]], [highs[name]]] * 4) for name in ranges}
    both = replace(model, **mixed).run(CORRIDOR, chance, DAYS, forces)
    low = replace(model, **lows).run(CORRIDOR, chance, DAYS, forces)
    high = replace(model, **highs).run(CORRIDOR, chance, DAYS, forces)
    np.testing.assert_allclose(both.ground[::2], low.ground[::2], rtol=1e-12)
    np.testing.assert_allclose(both.ground[1::2], high.ground[1::2], rtol=1e-12)


def test_run_is_the_fold_of_step() -> None:
    """Stepping by hand ends where `run` ends."""
    model, forces = given(Balance), (_arrivals(5.0, 8.0), _arrivals(8.0, 3.0))
    state = model.start(CORRIDOR, BlockChance(1, 0, DRAWS), DAYS[-1])
    for index, day in enumerate(DAYS):
        state = model.step(state, day, forces[0][:, index], forces[1][:, index])
    assert np.array_equal(state.ground, _run((5.0, 8.0), (8.0, 3.0)).final.ground)


def test_losses_stop_the_attacker() -> None:
    """Once the attacker has lost the share he would bear he takes no further ground."""
    contest = replace(CORRIDOR, stop_share=0.05)
    run = _run((6.0, 0.0), (8.0, 0.0), contest)
    committed = run.final.adversary + run.final.lost_adversary
    spent = run.final.lost_adversary >= 0.05 * committed
    assert spent.any()
    assert run.final.stopped[spent].all()
    assert run.ground.max(axis=1).mean() < _run((6.0, 0.0), (8.0, 0.0)).ground.max(axis=1).mean()


def test_seven_brigades_deny_the_rapid_overrun() -> None:
    """RAND's order (RR-1253, CT-467): a few brigades are overrun within days, seven hold for four weeks."""
    baltic = Contest(depth_km=250.0, stop_share=0.5, front_share=1.0)
    few, seven = (_run((there, 0.0), (15.0, 0.0), baltic).final.goal_day for there in (1.0, 7.0))
    assert (few <= 14).mean() > 0.9
    assert (seven <= 28).mean() < 0.1


def test_the_goal_stops_the_attacker() -> None:
    """Nobody goes beyond the goal, and the day of reaching it is recorded."""
    run = _run((1.0, 0.0), (12.0, 0.0))
    assert run.ground.max() == CORRIDOR.depth_km
    reached = np.isfinite(run.final.goal_day)
    assert reached.all()
    assert run.final.stopped.all()
    assert _share(run, "fait_accompli") == 1.0


def test_forces_are_conserved() -> None:
    """What came is there or lost, on both sides, and nothing is negative."""
    state = _run((5.0, 8.0), (8.0, 3.0)).final
    np.testing.assert_allclose(state.alliance + state.lost_alliance, 13.0)
    np.testing.assert_allclose(state.adversary + state.lost_adversary, 11.0)
    assert min(state.alliance.min(), state.adversary.min(), state.ground.min()) >= 0


def test_nobody_fights_before_day_zero_or_without_combat() -> None:
    """Before the first day of combat nothing is lost; where there is none the front is held."""
    run = _run((5.0, 8.0), (8.0, 3.0))
    assert run.ground[:, :30].max() == 0
    assert run.alliance[:, 29].min() == 5.0
    quiet = _run((5.0, 8.0), (8.0, 3.0), replace(CORRIDOR, combat_day=np.full(DRAWS, np.inf)))
    assert _share(quiet, "held") == 1.0
    assert quiet.final.lost_alliance.max() == 0


def test_combat_may_begin_on_another_day_in_each_draw() -> None:
    """A draw whose fighting begins on day 40 has lost nothing on day 39."""
    begins = np.where(np.arange(DRAWS) % 2, 40.0, 0.0)
    run = _run((3.0, 0.0), (12.0, 0.0), replace(CORRIDOR, combat_day=begins))
    assert run.ground[1::2, 30 + 39].max() == 0
    assert run.ground[0::2, 30 + 39].min() > 0


def test_the_alliance_regains_ground_only_if_it_may_and_can() -> None:
    """A counter-offensive needs both the decision and the strength."""
    strong = _run((2.0, 20.0), (5.0, 0.0))
    forbidden = _run((2.0, 20.0), (5.0, 0.0), replace(CORRIDOR, may_counter=False))
    weak = _run((2.0, 1.0), (9.0, 0.0))
    assert _share(strong, "repelled") > 0.5
    assert _share(forbidden, "repelled") == 0
    assert (forbidden.final.mode != COUNTER).all()
    assert _share(weak, "repelled") == 0


def test_long_wars_are_marked_as_extrapolated() -> None:
    """Fighting longer than nearly all battles of the data is marked."""
    run = _run((7.0, 8.0), (8.0, 3.0))
    assert (run.extrapolated == (run.final.beyond | (run.final.fought > 12))).all()
    assert run.extrapolated.any()


def _one_day(share: float, pace: float) -> Campaign:
    """One day of an attack by a large force in which the attacker loses `share` and exchanges one for one."""
    model = replace(given(Balance), front_brigades=1e-9)
    state = model.start(CORRIDOR, BlockChance(1, 0, 1), 0)
    one = np.ones(1)
    return fight(
        replace(
            state,
            alliance=10 * one,
            adversary=10 * one,
            pace=pace * one,
            given=(one, share * one, 4 * one),
            mode=np.ones(1, dtype=np.int64),
        ),
        0,
    )


def test_the_defender_holds_below_his_threshold() -> None:
    """Epstein: no withdrawal while the daily loss stays at or below the threshold."""
    assert _one_day(share=0.01, pace=0.0).pace[0] == 0


def test_the_defender_withdraws_the_faster_the_more_he_loses() -> None:
    """Epstein: above the threshold withdrawal grows with the loss, up to the pace of an advance."""
    paces = [_one_day(share=share, pace=0.0).pace[0] for share in (0.02, 0.04, 0.08, 0.3)]
    assert paces == sorted(paces)
    assert paces[0] > 0
    assert paces[-1] == 4.0


def test_space_buys_losses() -> None:
    """Epstein: a defender who withdraws at full pace loses nothing that day."""
    assert _one_day(share=0.05, pace=4.0).lost_alliance[0] == 0
    assert _one_day(share=0.05, pace=2.0).lost_alliance[0] == pytest.approx(0.25)


def test_the_exchange_of_losses_comes_back_out() -> None:
    """A regression over simulated campaigns of one phase finds the slope and scatter that went in."""
    model, chance = given(Balance), BlockChance(5, 0, 4000)
    force = 8 * np.exp(-0.4 + 2.9 * chance.uniform("test.force")[:, 0])
    state = model.start(replace(CORRIDOR, stop_share=1.0, depth_km=1000.0), chance, 0)
    state = model.step(state, 0, np.full(4000, 8.0), force)
    used = state.lost_alliance > 0
    x = np.log(force[used] / 8.0)
    y = np.log(state.lost_adversary[used] / state.lost_alliance[used])
    slope = np.sum((x - x.mean()) * y) / np.sum((x - x.mean()) ** 2)
    assert slope == pytest.approx(0.336, abs=0.1)
    assert np.std(y - slope * x) == pytest.approx(1.417, abs=0.08)
    assert np.corrcoef(x, y)[0, 1] ** 2 < 0.07
