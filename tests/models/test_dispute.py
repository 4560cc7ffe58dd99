"""The onset of disputes: laws of the model, and of the fit behind it."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.dispute import COVARIATES, TERMS, Dispute, terms
from foedus.models.parameter import given

MODEL = given(Dispute)
MIDDLE = np.array([MODEL.support[name][1] for name in COVARIATES])


def case(**changes: float) -> np.ndarray:
    """Return a case in the middle of all, with changes."""
    return np.array([changes.get(name, value) for name, value in zip(COVARIATES, MIDDLE, strict=True)])


@pytest.mark.parametrize(
    ("name", "more", "likelier"),
    [
        ("landcontig", 1.0, True),
        ("cincprop", 0.9, True),
        ("atop_defense", 1.0, False),
        ("mindem", 2.0, False),
        ("minmilit", 0.1, True),
        ("t", 40.0, False),
    ],
)
def test_each_covariate_moves_the_chance_as_published(name: str, more: float, *, likelier: bool) -> None:
    """Neighbours, equals and the armed dispute more; allies, democrats and those long at peace less."""
    before, after = MODEL.probability(np.stack([MIDDLE, case(**{name: more})]))
    assert (after > before) == likelier


def test_the_draws_scatter_as_the_covariance_says() -> None:
    """Drawn coefficients have the mean, the errors and the correlations of the estimate."""
    drawn = MODEL.drawn(BlockChance(1, 0, 20_000))
    assert drawn.shape == (20_000, len(TERMS))
    assert np.abs((drawn.mean(axis=0) - MODEL.best()) / MODEL.errors()).max() < 0.03
    assert np.allclose(drawn.std(axis=0) / MODEL.errors(), 1, atol=0.03)
    one, two = TERMS.index("intercept"), TERMS.index("landcontig")
    stated = MODEL.covariance[two][one] / MODEL.errors()[one] / MODEL.errors()[two]
    assert np.corrcoef(drawn[:, one], drawn[:, two])[0, 1] == pytest.approx(stated, abs=0.03)


def test_draws_do_not_depend_on_the_block_or_on_other_cases() -> None:
    """A draw has the same coefficients in any block, and a case the same chance beside any others."""
    whole = MODEL.run(np.stack([MIDDLE, case(t=0.0)]), BlockChance(3, 0, 64))
    part = MODEL.run(case(t=0.0)[None, :], BlockChance(3, 16, 16))
    assert np.array_equal(whole[16:32, 1:], part)


def test_terms_are_the_covariates_and_the_cube_of_time() -> None:
    """A column of ones first, square and cube of the time at peace last."""
    row = terms(case(t=3.0)[None, :])[0]
    assert row[0] == 1
    assert row[-3:].tolist() == [3.0, 9.0, 27.0]
    assert len(row) == len(TERMS)


def test_what_no_case_has_is_outside() -> None:
    """The middle is inside; a product a person that nobody had is not."""
    assert MODEL.outside(MIDDLE) == ()
    assert MODEL.outside(case(mingdppc=2e5, t=300.0)) == ("mingdppc", "t")
