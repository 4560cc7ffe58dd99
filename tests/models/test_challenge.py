"""What must hold of the challenge model."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.models.challenge import Challenge, Group, compromise, median, success
from foedus.models.parameter import given
from foedus.terms.errors import BadArgument


def group(actors: int = 12, seed: int = 3) -> Group:
    """Random actors on one issue."""
    luck = np.random.default_rng(seed).random((3, actors))
    return Group(0.1 + luck[0], 100 * luck[1], 0.1 + 0.9 * luck[2])


def test_positions_stay_between_the_extremes() -> None:
    """Nobody moves outside the range of opening positions."""
    some = group()
    trace = given(Challenge).run(some)
    assert trace.position.min() >= some.position.min()
    assert trace.position.max() <= some.position.max()


def test_risk_exponents_lie_between_half_and_two() -> None:
    """The safest actor has exponent one half, the most endangered two, as the transformation is bounded."""
    risk = given(Challenge).run(group()).risk
    np.testing.assert_allclose(risk.min(axis=1), 0.5)
    np.testing.assert_allclose(risk.max(axis=1), 2.0)


def test_order_of_actors_does_not_matter() -> None:
    """Listing the actors in another order gives each the same path."""
    some, order = group(), np.random.default_rng(0).permutation(12)
    other = Group(some.capability[order], some.position[order], some.salience[order])
    ours, theirs = given(Challenge).run(some), given(Challenge).run(other)
    np.testing.assert_allclose(ours.position[:, order], theirs.position)


def test_scale_of_positions_does_not_matter() -> None:
    """Measuring the issue in other units moves the trace by the same change of units."""
    some = group()
    scaled = Group(some.capability, 5 + some.position / 10, some.salience)
    ours, theirs = given(Challenge).run(some), given(Challenge).run(scaled)
    np.testing.assert_allclose(5 + ours.position / 10, theirs.position)


def test_chance_of_success_is_zero_against_oneself() -> None:
    """Nobody wins against its own position, and both sides' chances stay below one in sum."""
    some = group()
    win = success(some.position, some.capability, 100.0, np.ones(12))
    assert (np.diag(win) == 0).all()
    assert (win + win.T < 1).all()


def test_median_beats_every_other_position() -> None:
    """No position has more weighted votes than the median in a pair."""
    some = group()
    weight = some.capability * some.salience
    best = median(some.position, weight)
    for other in some.position:
        votes = weight * (np.abs(some.position - best) - np.abs(some.position - other))
        assert votes.sum() <= 1e-9


def test_compromise_lies_at_the_weighted_mean() -> None:
    """Two actors, one of three times the weight, meet at a quarter of the way."""
    assert compromise(np.array([0.0, 100.0]), np.array([3.0, 1.0])) == pytest.approx(25.0)


def test_capitulation_switch_makes_a_difference() -> None:
    """The published capitulation rule, left out by the reference program, can be turned on."""
    off, on = given(Challenge).run(group()), given(Challenge, capitulation=True).run(group())
    assert not np.array_equal(off.position, on.position)


def test_one_position_is_no_issue() -> None:
    """A group of one mind is refused, since distances have no scale."""
    with pytest.raises(BadArgument, match="all actors hold one position"):
        Group(np.ones(3), np.full(3, 5.0), np.ones(3))
