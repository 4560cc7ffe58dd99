"""What allies give, from distance and income."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.aid import Aid, design
from foedus.models.parameter import given
from foedus.terms.errors import UnknownName

MODEL = given(Aid)
ALLIES = ("DNK", "ESP", "EST")
KM, RICH = np.array([295.0, 1795.0, 0.0]), np.array([69269.0, 30471.0, 27698.0])


def test_the_median_is_the_regression() -> None:
    """Over many draws the median share is that of the published line."""
    found = np.median(MODEL.run(ALLIES, KM, RICH, BlockChance(1, 0, 40_000)), axis=0)
    line = np.exp(-10.722 - 0.2537 * np.log1p(KM) + 1.0867 * np.log(RICH))
    np.testing.assert_allclose(found, line, rtol=0.03)


def test_the_near_and_the_rich_give_more() -> None:
    """At best values, half the distance or twice the income raises the share."""
    exact = replace(MODEL, coefficient_scale=0.0, scatter=0.0)
    one, near, rich = (
        exact.run(("ESP",), km, wealth, BlockChance(1, 0, 1))[0, 0]
        for km, wealth in ((KM[1:2], RICH[1:2]), (KM[1:2] / 2, RICH[1:2]), (KM[1:2], 2 * RICH[1:2]))
    )
    assert near > one
    assert rich > near


def test_coefficients_vary_as_their_covariance_says() -> None:
    """With scatter off, the log share of a single ally varies as x' V x."""
    still = replace(MODEL, scatter=0.0)
    found = np.log(still.run(("ESP",), KM[1:2], RICH[1:2], BlockChance(1, 0, 40_000))[:, 0])
    x = design(KM[1:2], RICH[1:2])[0]
    assert found.var() == pytest.approx(float(x @ np.array(MODEL.covariance) @ x), rel=0.05)


@pytest.mark.parametrize("size", [1, 3, 7])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same in a block of one and in a block of many."""
    whole = MODEL.run(ALLIES, KM, RICH, BlockChance(1, 0, 12))
    for first in range(0, 12, size):
        block = MODEL.run(ALLIES, KM, RICH, BlockChance(1, first, min(size, 12 - first)))
        assert np.array_equal(block, whole[first : first + size])


def test_an_allys_luck_is_its_own() -> None:
    """Leaving an ally out moves nobody else's contribution."""
    chance = BlockChance(1, 0, 20)
    assert np.array_equal(
        MODEL.run(ALLIES, KM, RICH, chance)[:, :2], MODEL.run(ALLIES[:2], KM[:2], RICH[:2], chance)
    )


def test_obligations_are_kept_at_the_rates_of_the_codings() -> None:
    """Over many draws the share kept is the weighted mean; within a draw all allies share one coding."""
    allies = tuple(f"ally{at}" for at in range(200))
    kept = MODEL.honours(allies, BlockChance(1, 0, 4000))
    assert set(np.unique(kept)) == {0.0, 1.0}
    rates = list(MODEL.reliability.values())
    assert kept.mean() == pytest.approx(np.mean(rates), abs=0.02)
    nearest = np.abs(kept.mean(axis=1)[:, None] - np.array(rates)[None, :]).min(axis=1)
    assert np.quantile(nearest, 0.95) < 0.1


def test_the_channel_says_whose_aid_it_is() -> None:
    """A fund of the Alliance counts as NATO's, an instrument of the Union as the Union's."""
    assert MODEL.channel("purl") == "nato"
    assert MODEL.channel("european_peace_facility") == "union"
    assert MODEL.channel("bilateral") == "national"
    assert set(MODEL.channels.values()) == {"nato", "union", "national"}


def test_an_unknown_channel_is_refused() -> None:
    """A channel of which nothing is said is no default."""
    with pytest.raises(UnknownName, match="no channel 'magic'"):
        MODEL.channel("magic")
