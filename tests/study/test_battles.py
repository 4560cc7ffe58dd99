"""Published findings about battles, reproduced from the shipped extract."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.models.balance import Balance
from foedus.models.parameter import given
from foedus.study.battles import MODERN, advance_rates, battles, calibration, logit, replications

# Values and tolerances as published or as estimated independently on the same data.
PUBLISHED = {
    "balance.cdb90_counts": (
        {"attacker": 398, "defender": 217, "draw": 43, "unknown": 2, "total": 660},
        0.0,
    ),
    "balance.helmbold_regression": ({"beta": 1.35, "alpha": -0.22}, 0.08),
    "balance.helmbold_1939plus": (
        {"beta": 1.4113, "alpha": -0.516, "R2": 0.3775, "resid_sd": 1.331},
        0.001,
    ),
    "balance.force_ratio_weak": (
        {"b0": 0.4052, "b1": 0.4781, "se_b1": 0.1246, "pseudoR2": 0.0196, "FR>1 correct": 0.598},
        0.001,
    ),
    "balance.adv_predicts": (
        {"b0": 0.1705, "b1": 3.0596, "pseudoR2": 0.3176, "accuracy": 0.806, "sign_rule": 0.799},
        0.001,
    ),
    "balance.logit_1939plus": ({"b0": 0.61, "b1": 0.407, "se_b1": 0.19, "pseudoR2": 0.0153}, 0.001),
}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_our_value_is_within_the_tolerance_of_the_published_one(name: str) -> None:
    """Each published number comes out of the extract again."""
    expected, tolerance = PUBLISHED[name]
    ours = replications()[name]
    assert ours is not None
    assert ours == pytest.approx(expected, abs=tolerance)


def test_what_cannot_be_shipped_is_not_claimed() -> None:
    """The Ardennes series is not shipped, so its replication says so instead of passing."""
    assert replications()["balance.fricker_ardennes"] is None


def test_the_balance_model_holds_what_the_battles_give() -> None:
    """Every fitted number of the model is the fit, to the digits written down."""
    model = given(Balance)
    for name, value in calibration().items():
        assert getattr(model, name) == pytest.approx(value, rel=1e-3, abs=6e-4), name


def test_the_advance_quantiles_are_those_of_the_battles() -> None:
    """The table of advance rates is the empirical distribution of 171 battles."""
    model, rates = given(Balance), advance_rates()
    assert len(rates) == 171
    np.testing.assert_allclose(model.advance_km, np.quantile(rates, model.advance_levels), rtol=1e-3)


def test_long_operations_last_as_long_as_they_did() -> None:
    """The extract gives Vistula-Oder its 23 days, not the 2 of the tidy tables."""
    data = battles()
    longest = data.days[data.year >= MODERN]
    assert longest.max() == 65
    assert np.median(longest) == 2
    assert data.days[511 - 1] == 23


def test_the_logit_finds_what_went_in() -> None:
    """On made-up data the slope of the odds comes back."""
    x = np.linspace(-3, 3, 4001)
    won = np.random.default_rng(1).uniform(size=x.size) < 1 / (1 + np.exp(-0.5 - 1.2 * x))
    fit = logit(x, won)
    assert fit.values == pytest.approx((0.5, 1.2), abs=4 * max(fit.errors))
