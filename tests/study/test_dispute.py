"""The fit of a logit, its score, and how far a question is from the data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.panel import invented, real

from foedus.models.dispute import Dispute
from foedus.models.parameter import given as model
from foedus.record import bundled
from foedus.study import dispute
from foedus.study.assess import inquiries
from foedus.study.checks.target import targets
from foedus.study.extrapolation import inside_hull, nearby
from foedus.study.logit import area_under_curve, fitted
from foedus.study.panel import Request, build, rules
from foedus.study.validate import validate
from foedus.terms.errors import BadArgument, NotRecorded, Refused

POINTS = arrays(np.float64, (12, 2), elements=st.floats(-5, 5, width=16))


def test_a_logit_gives_its_coefficients_back() -> None:
    """From many cases made with known coefficients, the fit finds them within its own errors."""
    luck = np.random.default_rng(4)
    columns = np.stack([np.ones(40_000), luck.normal(size=40_000), 1e4 * luck.uniform(size=40_000)], axis=1)
    true = np.array([-1.0, 0.8, -2e-4])
    events = luck.uniform(size=40_000) < 1 / (1 + np.exp(-columns @ true))
    found = fitted(columns, events)
    assert (np.abs(found.coefficients - true) < 3 * found.errors).all()
    assert found.forecast(columns).sum() == pytest.approx(events.sum())


def test_a_logit_of_nothing_is_the_share() -> None:
    """With a column of ones alone, the forecast is the share of events and the error its binomial one."""
    events = np.arange(200) < 50
    found = fitted(np.ones((200, 1)), events)
    assert found.forecast(np.ones((1, 1)))[0] == pytest.approx(0.25)
    assert found.errors[0] == pytest.approx(1 / np.sqrt(200 * 0.25 * 0.75))


def test_what_cannot_be_fitted_is_refused() -> None:
    """A covariate that is zero, one that separates the cases, two that are one: refused with the reason."""
    ones, line = np.ones(100), np.arange(100.0)
    for columns in (
        np.stack([ones, 0 * line], 1),
        np.stack([ones, line, 2 * line], 1),
        np.stack([ones, line], 1),
    ):
        with pytest.raises(Refused):
            fitted(columns, line >= 50)


@given(arrays(np.int64, 20, elements=st.integers(0, 5)), arrays(np.bool_, 20))
def test_the_area_counts_pairs(forecast: np.ndarray, events: np.ndarray) -> None:
    """It is the share of pairs in which the case with the event was given more, ties counting half."""
    if events.all() or not events.any():
        return
    gain = np.sign(forecast[events][:, None] - forecast[~events][None, :])
    assert area_under_curve(forecast.astype(float), events) == pytest.approx(((gain + 1) / 2).mean())


@given(POINTS, arrays(np.float64, 12, elements=st.floats(0.1, 1)))
def test_a_mean_of_the_data_lies_within_and_beyond_a_corner_does_not(
    data: np.ndarray,
    weight: np.ndarray,
) -> None:
    """Weighted means are inside the hull; a point beyond the greatest value is not."""
    assert inside_hull((data * (weight / weight.sum())[:, None]).sum(axis=0), data)
    assert not inside_hull(data.max(axis=0) + 1, data)


def test_inside_the_box_is_not_inside_the_hull() -> None:
    """Each covariate alone may be usual and both together unheard of."""
    line = np.stack([np.linspace(0, 1, 9), np.linspace(0, 1, 9)], axis=1)
    assert inside_hull(np.array([0.5, 0.5]), line)
    assert not inside_hull(np.array([0.9, 0.1]), line)


@given(POINTS)
def test_nearby_is_counted_as_defined(data: np.ndarray) -> None:
    """Gower's distance within half the mean distance of all pairs, counted pair by pair."""
    width = np.ptp(data, axis=0)
    if not (width > 0).all():
        return
    case = data[0]
    pairs = (np.abs(data[:, None, :] - data[None, :, :]) / width).mean(axis=-1)
    expected = (np.abs(data - case) / width).mean(axis=-1) <= 0.5 * pairs.mean() + 1e-12
    close = np.abs((np.abs(data - case) / width).mean(axis=-1) - 0.5 * pairs.mean()) < 1e-9
    assert abs(nearby(case, data) - expected.mean()) <= close.mean()


def test_cases_are_the_rows_without_gaps(tmp_path: Path) -> None:
    """A row of the panel with a missing figure is no case."""
    request = Request("dyads", invented.write(tmp_path), invented.FIRST, invented.LAST)
    panel = build(request.under(rules()[dispute.RULES]))
    found = dispute.cases(panel)
    assert len(found.year) == panel.rows - panel.missing()["minmilit"]
    assert not np.isnan(found.covariates).any()


def test_without_copies_nothing_passes(tmp_path: Path) -> None:
    """No folder, or an empty one, needs data; it neither passes nor fails."""
    for folder in (None, tmp_path):
        results = validate(["dispute"], bundled(), folder).results
        assert {one.status for one in results} == {"needs-data"}
        assert all("--data" in one.why for one in results)


def test_a_question_beyond_the_data_says_so() -> None:
    """The note names the covariate; within the box it says what is not yet known."""
    ask = inquiries()["dispute"]
    assert "Extrapolation: mingdppc" in ask({"mingdppc": "200000"}).notes[0].en
    assert "data=DIR" in ask({}).notes[0].en
    assert ask({"mindem": "-1.5"}).value["covariates"]["mindem"] == -1.5


def test_ours_stands_beside_the_published_coefficient() -> None:
    """Each row has our coefficient and the printed one."""
    found = inquiries()["dispute"]({})
    ours, printed = (found.columns.index(name) for name in ("coefficient", "published_coefficient"))
    told = [row for row in found.rows if row[printed] is not None]
    assert len(told) == len(found.rows) - 1
    assert all(abs(row[ours] - row[printed]) <= 0.0005 for row in told)


def test_a_dyad_needs_data_and_two_states() -> None:
    """Values of a dyad come from the user's copies only."""
    ask = inquiries()["dispute"]
    with pytest.raises(BadArgument, match="copies"):
        ask({"dyad": "USA-RUS"})


@real.needed
def test_the_published_table_comes_out() -> None:
    """All figures of the table and of the forecast, and the parameters of the model are those of this fit."""
    results = validate(["dispute"], bundled(), real.EARLIER).results
    assert {one.status for one in results} == {"pass"}
    found = dispute.fit(dispute.published_cases(real.EARLIER))
    stated = model(Dispute)
    assert np.allclose(stated.best(), found.coefficients, rtol=1e-9)
    assert np.allclose(stated.errors(), found.errors, rtol=1e-6)
    assert found.log_likelihood == pytest.approx(-9810.51836, abs=1e-4)


@real.needed
def test_a_real_dyad_is_asked_from_the_copies() -> None:
    """India and Pakistan in 2008: far likelier than most, within the data; irrelevant pairs are no case."""
    ask, copies = inquiries()["dispute"], str(real.EARLIER)
    found = ask({"data": copies, "dyad": "PAK-IND", "year": "2008"})
    assert found.value["probability"] > 0.05
    assert found.value["inside_hull"] is True
    assert (
        "Extrapolation"
        in ask({"data": copies, "landcontig": "true", "t": "194", "cincprop": "0.99"}).notes[0].en
    )
    with pytest.raises(NotRecorded):
        ask({"data": copies, "dyad": "FIN-NZL", "year": "2000"})
    with pytest.raises(BadArgument):
        ask({"data": copies, "dyad": "FIN", "year": "2000"})


def test_the_targets_say_which_copies_they_need() -> None:
    """Each target names what it needs and on which terms."""
    for name in ("dispute.dangerous_dyads", "dispute.oos"):
        needs = targets()[name].needs
        assert needs is not None
        assert "citation" in needs.licence
