"""What must hold of the Council's fit and of its competitors."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from foedus.models.council import Council
from foedus.models.parameter import parameters
from foedus.record import bundled
from foedus.study.council_fit import (
    FITTED,
    Case,
    Fit,
    bargaining,
    baselines,
    cases,
    emission,
    fit,
    hindcast,
    settings,
    surface,
)

# Scholz, Calbert and Smith (2011): medians as printed, means as read off the plotted series.
MEANS = (7.4, 7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6, 7.3, 7.2)
# Six decimals from the reference program.
MEDIANS = (7.0, 8.415932, 9.610859, 9.96198, 9.96198, 9.96198, 7.472046, 8.824594, 9.67113, 9.67113, 7.0)
BELGIUM = (
    *(7.0, 8.415932, 9.610859, 9.96198, 4.800881, 5.524238),
    *(7.472046, 8.824594, 9.67113, 4.144849, 4.291541),
)


@cache
def fitted() -> Fit:
    """Return the fit to the bundled ledger, once."""
    return fit(bundled())


def test_parameters_in_use_are_the_fitted_ones() -> None:
    """The model's TOML holds the fit to the ledger as it stands, value and range."""
    found = fitted()
    for name in FITTED:
        one = parameters(Council)[name]
        assert one.kind == "estimate"
        assert one.spread is not None
        assert one.spread.value == pytest.approx(found.value[name], rel=0.01)
        assert (one.spread.low, one.spread.high) == pytest.approx(found.ranges[name])


def test_hindcast_beats_the_base_rate_left_out() -> None:
    """Forecasting each decision from the others does better than their base rate, if not by much."""
    brier = fitted().hindcast.brier
    assert brier["council"] < brier["base rate"]


def test_every_named_blocker_sat_at_the_table() -> None:
    """The blockers named in the ledger were members on the day, so that none is lost in the fit."""
    record = bundled()
    for case in cases(record):
        named = record.table("decisions").rows[case.id].get("blockers")
        count = len(named.value) if named is not None and isinstance(named.value, tuple) else 0
        assert case.broke.sum() == count


def made_up(count: int, *, scatter: float, common: float, cost: float) -> list[Case]:
    """Decisions drawn from the model itself."""
    luck = np.random.default_rng(11)
    margin = luck.uniform(-10.0, 30.0, (count, 28))
    own = luck.standard_normal((count, 28))
    mood = luck.standard_normal((count, 1))
    noise = cost + np.sqrt(common) * mood + np.sqrt(1 - common) * own
    broke = (margin + scatter * noise < 0).astype(np.float64)
    return [Case(str(i), margin[i], np.ones(28), broke[i], beyond=False) for i in range(count)]


def test_fit_recovers_known_parameters() -> None:
    """On 400 decisions drawn from the model the likelihood peaks within a step of the truth."""
    found = surface(made_up(400, scatter=20.0, common=0.3, cost=1.4), settings()["grid"])
    top = found.points[found.likelihood.sum(axis=1).argmax()]
    np.testing.assert_allclose(top, [20.0, 0.3, 1.4], atol=4.01)
    np.testing.assert_allclose(top[1:], [0.3, 1.4], atol=0.21)


def test_forecast_left_out_ignores_its_own_case() -> None:
    """Changing what happened in one case changes the others' forecasts, not its own."""
    past = made_up(12, scatter=20.0, common=0.3, cost=1.4)
    turned = [*past[:-1], replace(past[-1], broke=1 - past[-1].broke)]
    one, other = (hindcast(some, surface(some, settings()["grid"])) for some in (past, turned))
    assert one.forecast[-1] == pytest.approx(other.forecast[-1])
    assert not np.allclose(one.forecast[:-1], other.forecast[:-1])


def test_challenge_model_replicates_the_emission_case() -> None:
    """Medians and Belgium's path agree to five decimals, means with the published plot within 0.08."""
    trace = bargaining()
    np.testing.assert_allclose(trace.median, MEDIANS, atol=1e-5)
    np.testing.assert_allclose(trace.position[:, 0], BELGIUM, atol=1e-5)
    np.testing.assert_allclose(trace.mean, MEANS, atol=0.08)


def test_emission_actors_are_complete() -> None:
    """The ten member states' shares of capability add up as published (1.01 by rounding)."""
    assert emission().capability.sum() == pytest.approx(1.01)


def test_baselines_are_the_published_ones() -> None:
    """Against 8.833 years: challenge 0.217, compromise 1.443, median 1.833."""
    errors = baselines()
    assert errors["challenge"] == pytest.approx(0.217, abs=1e-3)
    assert errors["compromise"] == pytest.approx(1.443, abs=1e-3)
    assert errors["median"] == pytest.approx(1.833, abs=1e-3)
