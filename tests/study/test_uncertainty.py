"""Splitting what varies into chance and what we do not know."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.study.uncertainty import split
from foedus.terms.chance import Array

SETS, PER_SET = 40, 8
INDEX = np.arange(SETS * PER_SET) % SETS


def values(known: float, luck: float, seed: int = 1) -> Array:
    """Return draws whose set means scatter by `known` and whose luck scatters by `luck`."""
    random = np.random.default_rng(seed)
    return random.normal(0, known, SETS)[INDEX] + random.normal(0, luck, len(INDEX))


@given(st.floats(0, 3), st.floats(0, 3), st.integers(0, 99))
def test_shares_are_shares(known: float, luck: float, seed: int) -> None:
    """Neither part of the variance is negative or larger than the whole."""
    found = split(values(known, luck, seed), INDEX)
    assert 0 <= found.between <= found.total
    assert 0 <= found.chance <= 1


@given(st.floats(-5, 5), st.floats(0.1, 5), st.integers(0, 99))
def test_the_split_follows_shift_and_scale(shift: float, scale: float, seed: int) -> None:
    """Moving and stretching a measure moves and stretches its mean and range, and leaves its shares."""
    draws = values(1.0, 1.0, seed)
    plain, moved = split(draws, INDEX), split(shift + scale * draws, INDEX)
    assert moved.mean == pytest.approx(shift + scale * plain.mean, abs=1e-9)
    assert moved.chance == pytest.approx(plain.chance, abs=1e-9)
    assert np.allclose(moved.range, shift + scale * np.array(plain.range))


@given(st.permutations(range(SETS)))
def test_names_of_sets_do_not_matter(order: list[int]) -> None:
    """Which number a parameter set bears changes nothing."""
    draws = values(1.0, 1.0)
    plain, renamed = split(draws, INDEX), split(draws, np.array(order)[INDEX])
    assert renamed.between == pytest.approx(plain.between)
    assert np.allclose(renamed.range, plain.range)


def test_what_only_the_sets_decide_is_no_chance() -> None:
    """A measure that is the same in all draws of a set holds no chance at all."""
    found = split(values(1.0, 0.0), INDEX)
    assert found.chance == pytest.approx(0, abs=0.05)
    assert np.allclose(found.range, np.quantile(found.means, (0.05, 0.95)), atol=0.05)


def test_pure_luck_has_no_range() -> None:
    """Where parameter sets decide nothing, the range over them is far narrower than that of their means."""
    wide, narrow = [], []
    for seed in range(50):
        found = split(values(0.0, 1.0, seed), INDEX)
        low, high = found.range
        narrow.append(high - low)
        wide.append(float(np.ptp(np.quantile(found.means, (0.05, 0.95)))))
    assert np.median(narrow) < 0.5 * np.median(wide)


def test_the_variance_between_sets_is_found_on_average() -> None:
    """Over many ensembles the estimate of what we do not know is right, though each has few draws a set."""
    found = [split(values(1.0, 2.0, seed), INDEX).between for seed in range(200)]
    assert np.mean(found) == pytest.approx(1.0, rel=0.1)


def test_one_outcome_in_all_draws_is_certain() -> None:
    """A measure without variance has no range, and what little there is to explain is chance."""
    found = split(np.ones(len(INDEX)), INDEX)
    assert found.range == (1.0, 1.0)
    assert found.chance == 1.0
