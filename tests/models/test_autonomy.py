"""What an ally leaves behind, and how fast it is replaced."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ensemble.chance import BlockChance
from foedus.models import parameter
from foedus.models.autonomy import Autonomy

MODEL = parameter.given(Autonomy)
LOST = dict(MODEL.provided)
YEARS = tuple(range(2025, 2050, 3))


def test_three_hundred_thousand_are_fifty_brigades() -> None:
    """In place and reinforcement add up to 300,000, at 6,000 a brigade to 50."""
    assert MODEL.troops == 300_000
    assert MODEL.brigades == 50 == MODEL.provided["brigades"]


def test_a_step_of_one_and_a_half_points_is_its_share_of_the_product() -> None:
    """From 2 to 3.5 % of 18 trillion dollars at 1.08 is EUR 250 bn a year."""
    assert MODEL.budget(18e12) == pytest.approx(250)


def test_without_substitutes_and_losses_what_is_lost_is_to_be_built() -> None:
    """With equal forces and nobody to stand in, the requirement is what is lost."""
    plain = replace(MODEL, substitution=0.0, fragmentation=1.0)
    np.testing.assert_allclose(plain.required(LOST), list(LOST.values()))


@given(st.floats(0.01, 1.0), st.floats(0.0, 0.3), st.floats(0.6, 1.0))
def test_half_a_withdrawal_needs_half(share: float, substitution: float, fragmentation: float) -> None:
    """Requirement and cost are in proportion to what is withdrawn."""
    model = replace(MODEL, substitution=substitution, fragmentation=fragmentation)
    part = {kind: amount * share for kind, amount in LOST.items()}
    np.testing.assert_allclose(model.required(part), model.required(LOST) * share)
    assert float(np.asarray(model.cost(part))) == pytest.approx(float(np.asarray(model.cost(LOST))) * share)


def test_gaps_never_grow_with_the_years() -> None:
    """What is built stays: in every draw and kind the gap falls or stays, and is never negative."""
    gap = MODEL.run(LOST, 2025.5, YEARS, BlockChance(1, 0, 200))
    assert (np.diff(gap, axis=-1) <= 1e-9).all()
    assert (gap >= 0).all()


def test_before_the_first_delivery_all_is_missing() -> None:
    """Within the lead time nothing has been delivered."""
    gap = MODEL.run({"destroyers": 20.0}, 2025.5, (2030,), BlockChance(1, 0, 10))
    np.testing.assert_allclose(gap[:, 0, 0], MODEL.required({"destroyers": 20.0})[0])


def test_earlier_enablers_never_widen_a_gap() -> None:
    """Enablers in 2030 instead of 2035 make more of what is built usable in 2032."""
    early, late = (
        replace(MODEL, enablers_ready=year).run(LOST, 2025.5, (2032,), BlockChance(1, 0, 50))
        for year in (2030.0, 2035.0)
    )
    assert (early <= late).all()
    assert early.sum() < late.sum()


@pytest.mark.parametrize("size", [1, 3, 7])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same in a block of one and in a block of many."""
    whole = MODEL.run(LOST, 2025.5, YEARS, BlockChance(1, 0, 12))
    for first in range(0, 12, size):
        block = MODEL.run(LOST, 2025.5, YEARS, BlockChance(1, first, min(size, 12 - first)))
        assert np.array_equal(block, whole[first : first + size])


def test_parameters_by_draw_are_taken() -> None:
    """Parameters of shape (draws, 1) give each draw what its own value gives."""
    chance, values = BlockChance(1, 0, 2), np.array([[0.6], [0.9]])
    both = replace(MODEL, fragmentation=values, usable_without_enablers=values, build_scale=values)
    for draw, value in enumerate((0.6, 0.9)):
        alone = replace(MODEL, fragmentation=value, usable_without_enablers=value, build_scale=value)
        np.testing.assert_array_equal(
            both.run(LOST, 2025.5, YEARS, chance)[draw], alone.run(LOST, 2025.5, YEARS, chance)[draw]
        )
