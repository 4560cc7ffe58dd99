"""The adversary's formations, plan by plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.adversary import PLANS, Adversary, Formations
from foedus.models.parameter import given, parameters
from foedus.terms.errors import UnknownName

DAYS = range(-30, 181)
LEDGER = Formations(
    ids=tuple(f"unit-{number}" for number in range(12)),
    brigades=np.linspace(0.5, 2.0, 12),
    notice_days=np.linspace(0.0, 20.0, 12),
    distance_km=np.linspace(0.0, 6000.0, 12),
)


def _without(ledger: Formations, gone: int) -> Formations:
    kept = [number for number in range(len(ledger.ids)) if number != gone]
    return Formations(
        tuple(ledger.ids[number] for number in kept),
        ledger.brigades[kept],
        ledger.notice_days[kept],
        ledger.distance_km[kept],
    )


@pytest.mark.parametrize("name", PLANS)
def test_removing_a_formation_removes_exactly_it(name: str) -> None:
    """The others arrive on the same days with the same strength."""
    model, chance = given(Adversary), BlockChance(1, 0, 64)
    plan = model.plan(name)
    whole = model.run(LEDGER, plan, DAYS, chance)
    less = model.run(_without(LEDGER, 4), plan, DAYS, chance)
    own = whole.committed[:, 4, None] * (whole.arrival[:, 4, None] <= whole.days)
    np.testing.assert_allclose(whole.present - own, less.present, atol=1e-12)
    assert np.array_equal(np.delete(whole.arrival, 4, axis=1), less.arrival)


@pytest.mark.parametrize("size", [1, 3, 7, 128])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same in a block of one and in a block of many."""
    model = given(Adversary)
    plan = model.plan("coercion")
    whole = model.run(LEDGER, plan, DAYS, BlockChance(1, 0, 20))
    for first in range(0, 20, size):
        count = min(size, 20 - first)
        block = model.run(LEDGER, plan, DAYS, BlockChance(1, first, count))
        assert np.array_equal(block.present, whole.present[first : first + count])
        assert np.array_equal(block.combat_day, whole.combat_day[first : first + count])


def test_a_larger_share_brings_more_on_every_day() -> None:
    """In every draw and on every day the larger share is at least as strong."""
    model, chance = given(Adversary), BlockChance(1, 0, 64)
    plan = model.plan("corridor")
    small, large = (
        model.run(LEDGER, replace(plan, share=share), DAYS, chance).present for share in (0.3, 0.6)
    )
    assert (large >= small).all()
    assert large[:, -1].mean() > small[:, -1].mean()


def test_more_warning_means_more_on_day_zero() -> None:
    """Preparation is moving up: the longer it lasts the more stand ready on day 0."""
    model, chance = given(Adversary), BlockChance(1, 0, 64)
    plan = model.plan("corridor")
    ready = [
        model.run(LEDGER, replace(plan, warning_days=days), DAYS, chance).present[:, 30].mean()
        for days in (0.0, 5.0, 15.0, 45.0)
    ]
    assert ready == sorted(ready)
    assert ready[0] < ready[-1]


def test_arrivals_add_up_to_what_is_present() -> None:
    """The daily arrivals sum to the strength present, and none is negative."""
    model = given(Adversary)
    posture = model.run(LEDGER, model.plan("corridor"), DAYS, BlockChance(1, 0, 16))
    np.testing.assert_allclose(posture.arriving.cumsum(axis=1), posture.present, atol=1e-12)
    assert posture.arriving.min() >= 0


def test_only_coercion_may_end_without_fighting() -> None:
    """The two attacks begin on day 0; coercion escalates in some draws, later."""
    model, chance = given(Adversary), BlockChance(1, 0, 4000)
    for name in ("limited_seizure", "corridor"):
        assert (model.run(LEDGER, model.plan(name), DAYS, chance).combat_day == 0).all()
    day = model.run(LEDGER, model.plan("coercion"), DAYS, chance).combat_day
    assert np.isfinite(day).mean() == pytest.approx(0.15, abs=0.02)
    assert day[np.isfinite(day)].mean() == pytest.approx(30, abs=4)


def test_parameters_by_draw_are_taken() -> None:
    """Parameters of shape (draws, 1) shape each draw by its own value."""
    shares = np.array([[0.1], [0.2], [0.4]])
    model = replace(given(Adversary), corridor_share=shares)
    posture = model.run(LEDGER, model.plan("corridor"), DAYS, BlockChance(1, 0, 3))
    expected = shares[:, 0] * LEDGER.brigades.sum()
    np.testing.assert_allclose(posture.committed.sum(axis=1), expected)


def test_the_share_of_february_2022_gives_the_groups_counted_then() -> None:
    """Of some 168 battalion groups about 120 stood ready on 23 February 2022: 0.71 is within every range."""
    shares = [parameters(Adversary)[f"{name}_share"].spread for name in PLANS]
    assert all(spread is not None and spread.high <= 120 / 168 for spread in shares)
    groups = Formations(tuple(f"group-{n}" for n in range(168)), np.ones(168), np.zeros(168), np.zeros(168))
    model = given(Adversary)
    plan = replace(model.plan("corridor"), share=0.714, warning_days=110.0)
    assert model.run(groups, plan, [-1], BlockChance(1, 0, 1)).present[0, 0] == pytest.approx(120, abs=1)


def test_an_unknown_plan_is_refused() -> None:
    """A misspelt plan is an error that names the plans."""
    with pytest.raises(UnknownName, match="no plan 'landgrab'"):
        given(Adversary).plan("landgrab")
