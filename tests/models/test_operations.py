"""Size, rotation and success of operations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ensemble.chance import BlockChance
from foedus.models import parameter
from foedus.models.operations import Operations
from foedus.terms.errors import UnknownName

MODEL = parameter.given(Operations)
MEDIAN = {name: float(values[1]) for name, values in MODEL.seen.items()}


def test_twenty_per_thousand() -> None:
    """Two million inhabitants ask for forty thousand in a stabilisation, the density KFOR once exceeded."""
    assert MODEL.size("stabilisation", 2e6) == 40_000
    assert MODEL.size("policing", 2e6) == pytest.approx(4600)


@given(st.floats(1, 1e9), st.floats(1, 3))
def test_size_and_base_grow_with_the_people(people: float, more: float) -> None:
    """Size is in proportion to the population, and the rotation base is larger than what is deployed."""
    size = float(np.asarray(MODEL.size("stabilisation", people)))
    assert float(np.asarray(MODEL.size("stabilisation", people * more))) == pytest.approx(size * more)
    assert float(np.asarray(MODEL.base(size))) > size


def test_an_unknown_kind_is_refused() -> None:
    """A kind of operation without a density is no default."""
    with pytest.raises(UnknownName, match="no kind of operation 'magic'"):
        MODEL.size("magic", 1.0)


def test_the_middle_draw_is_the_published_logit() -> None:
    """With exact coefficients the chance is the logit of the published numbers."""
    exact = replace(MODEL, coefficient_scale=0.0)
    found = exact.success(MEDIAN, BlockChance(1, 0, 1))[0]
    score = MODEL.coefficients["const"] + MODEL.coefficients["factnum2"] * MEDIAN["factnum"] ** 2
    score += sum(MODEL.coefficients[name] * value for name, value in MEDIAN.items())
    np.testing.assert_allclose(found, [1 / (1 + np.exp(-(score + add))) for add in (0, 3.13518)], rtol=1e-4)


def test_coefficients_vary_as_their_covariance_says() -> None:
    """Over many draws the log odds of the median case vary as x' V x."""
    found = MODEL.success(MEDIAN, BlockChance(1, 0, 40_000))[:, 0]
    x = np.array([MODEL._at(name, MEDIAN, 0.0) for name in MODEL.coefficients])
    spread = np.log(found / (1 - found)).var()
    assert spread == pytest.approx(float(x @ np.array(MODEL.covariance) @ x), rel=0.05)


def test_a_treaty_and_an_operation_help_a_costly_war_hurts() -> None:
    """Signs are those of the published table, in the middle of the draws."""
    chance = BlockChance(1, 0, 500)
    base, treaty, costly = (
        np.median(MODEL.success({**MEDIAN, **change}, chance), axis=0)
        for change in ({}, {"treaty": 1.0}, {"logcost": MEDIAN["logcost"] + 1})
    )
    assert base[1] > base[0]
    assert treaty[0] > base[0] > costly[0]


@pytest.mark.parametrize("size", [1, 3, 7])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same in a block of one and in a block of many."""
    whole = MODEL.success(MEDIAN, BlockChance(1, 0, 12))
    for first in range(0, 12, size):
        block = MODEL.success(MEDIAN, BlockChance(1, first, min(size, 12 - first)))
        assert np.array_equal(block, whole[first : first + size])


def test_what_the_data_have_not_seen_is_named() -> None:
    """A value beyond every case is named, the median of all is not."""
    assert MODEL.unseen(MEDIAN) == ()
    assert MODEL.unseen({**MEDIAN, "factnum": 40.0, "decade": 9.0}) == ("factnum", "decade")


def test_eight_thousand_troops_multiply_killings_by_a_seventieth() -> None:
    """The regression's point: exp(-0.53 x 8) = 0.0144, from 106 a month to fewer than two."""
    assert MODEL.killings_factor(8000.0) == pytest.approx(0.0144, abs=1e-4)
