"""Belief in the named actor, day by day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.attribution import Attribution
from foedus.models.parameter import given
from foedus.terms.errors import UnknownName

DAYS = range(-30, 181)
KINDS = sorted(given(Attribution).evidence)


@pytest.mark.parametrize("kind", KINDS)
def test_belief_is_calibrated(kind: str) -> None:
    """Of the draws in which the belief is near b, a share near b is true, if the prior is."""
    model, chance = given(Attribution), BlockChance(1, 0, 20_000)
    truth = chance.uniform("test.truth")[:, 0] < model.prior[kind]
    belief = model.run(kind, [60], chance, truth)[:, 0]
    for low in (0.1, 0.3, 0.5, 0.7, 0.9):
        near = (belief >= low - 0.1) & (belief < low + 0.1)
        if near.sum() > 500:
            assert truth[near].mean() == pytest.approx(belief[near].mean(), abs=0.05)


@pytest.mark.parametrize("kind", KINDS)
def test_expected_belief_in_the_guilty_never_falls(kind: str) -> None:
    """Over many draws evidence brings the belief in the actor who did it up, and in another one down."""
    model, chance = given(Attribution), BlockChance(1, 0, 8000)
    days = [-1, 5, 20, 60, 180]
    guilty, innocent = (model.run(kind, days, chance, did).mean(axis=0) for did in (True, False))
    assert (np.diff(guilty) >= -0.005).all()
    assert (np.diff(innocent) <= 0.005).all()
    assert guilty[-1] > innocent[-1]


def test_before_the_incident_there_is_only_the_prior() -> None:
    """Nothing is learned before day 0."""
    model = given(Attribution)
    belief = model.run("sabotage", DAYS, BlockChance(1, 0, 32))
    np.testing.assert_allclose(belief[:, :30], model.prior["sabotage"])


def test_open_attacks_are_attributed_before_covert_ones() -> None:
    """On day 8 an armed attack is clearer than terrorism, and that than sabotage."""
    model, chance = given(Attribution), BlockChance(1, 0, 2000)
    kinetic, terrorism, sabotage = (
        np.median(model.run(kind, [8], chance)) for kind in ("kinetic", "terrorism", "sabotage")
    )
    assert kinetic > terrorism > sabotage


@pytest.mark.parametrize("size", [1, 3, 7, 128])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same in a block of one and in a block of many."""
    model = given(Attribution)
    whole = model.run("cyber", DAYS, BlockChance(1, 0, 20))
    for first in range(0, 20, size):
        count = min(size, 20 - first)
        block = model.run("cyber", DAYS, BlockChance(1, first, count))
        assert np.array_equal(block, whole[first : first + count])


def test_parameters_by_draw_are_taken() -> None:
    """Parameters of shape (draws, 1) give each draw what its own value gives."""
    chance, values = BlockChance(1, 0, 2), np.array([[0.6], [1.4]])
    both = replace(given(Attribution), strength=values, slowness=values, prior_shift=values).run(
        "hybrid", DAYS, chance
    )
    for draw, value in enumerate((0.6, 1.4)):
        alone = replace(given(Attribution), strength=value, slowness=value, prior_shift=value)
        np.testing.assert_allclose(both[draw], alone.run("hybrid", DAYS, chance)[draw])


def test_an_unknown_kind_is_refused() -> None:
    """A misspelt kind of incident is an error."""
    with pytest.raises(UnknownName, match="no kind of incident 'magic'"):
        given(Attribution).run("magic", DAYS, BlockChance(1, 0, 1))
