"""Depth estimated from a coded ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from foedus.models.parameter import given
from foedus.models.partnership import Partnership
from foedus.record import bundled
from foedus.study.assess import inquiries
from foedus.study.partnership import Coded, coded, estimate, partners
from foedus.terms.errors import NotRecorded

MODEL = given(Partnership)
ASK = inquiries()["partnership"]


def ledger(levels: list[list[int]]) -> Coded:
    """Return an invented ledger."""
    level = np.array(levels, dtype=np.float64)
    fresh = np.diff(level, axis=0, prepend=level[:1] - 1) != 0
    years = tuple(range(2000, 2000 + len(level)))
    return Coded(years, tuple(f"a{at}" for at in range(level.shape[1])), level, fresh.astype(np.float64), ())


def test_the_mode_is_where_the_posterior_is_flat() -> None:
    """Moving any depth either way lowers the posterior, computed apart from the estimate."""
    seen = ledger([[0, 0, 1], [1, 0, 1], [2, 1, 3]])
    found = estimate(MODEL, seen)

    def posterior(depth: np.ndarray) -> float:
        chance = MODEL.chances(np.broadcast_to(depth[:, None], seen.level.shape), found.shift)
        cell = np.take_along_axis(chance, seen.level.astype(int)[..., None], axis=-1)[..., 0]
        weight = np.where(seen.fresh > 0, 1.0, MODEL.repeat_weight)
        walk = -((np.diff(depth) / MODEL.walk_sd) ** 2).sum() / 2
        first = -(((depth[0] - MODEL.first_mean) / MODEL.first_sd) ** 2) / 2
        return float((weight * np.log(cell)).sum() + walk + first)

    best = posterior(found.mode)
    for at in range(3):
        for move in (-0.05, 0.05):
            assert posterior(found.mode + move * np.eye(3)[at]) < best


def test_more_activity_is_more_depth() -> None:
    """One area raised by one level makes the year deeper and leaves no year shallower."""
    one, more = (estimate(MODEL, ledger([[0, 0], [1, last]])).mode for last in (0, 1))
    assert (more >= one).all()
    assert more[1] > one[1]


def test_without_rows_there_is_only_the_prior() -> None:
    """With no area the mode is the prior mean and the interval widens with the walk."""
    found = estimate(MODEL, Coded((2000, 2001), (), np.zeros((2, 0)), np.zeros((2, 0)), ()))
    np.testing.assert_allclose(found.mode, MODEL.first_mean)
    np.testing.assert_allclose(found.error**2, [MODEL.first_sd**2, MODEL.first_sd**2 + MODEL.walk_sd**2])


def test_repeating_what_stands_narrows_the_interval() -> None:
    """Counting every standing year in full makes the answer look surer than one fact allows."""
    seen = coded(bundled(), "JPN", 2023)
    once, always = (estimate(replace(MODEL, repeat_weight=weight), seen).error[-1] for weight in (0.1, 1.0))
    assert always < once


def test_the_programme_of_2023_is_deeper_than_that_of_2014() -> None:
    """Japan's depth rises between the two programmes by more than two standard errors."""
    rise, error = estimate(MODEL, coded(bundled(), "JPN", 2023)).rise(2014, 2023)
    assert rise > 2 * error


def test_no_later_coding_is_read() -> None:
    """As known in 2021 nothing of the programme of 2023 counts."""
    seen = coded(bundled(), "JPN", 2021, date(2021, 12, 31))
    assert max(fact.public for fact in seen.facts) <= date(2021, 12, 31)
    assert ASK({"known": "2021-12-31"}).value["by_year"]["2021"]["areas"] == 9


def test_a_partner_nobody_coded_has_no_depth() -> None:
    """Absence is no number: a partner without rows is not recorded."""
    assert "JPN" in partners(bundled())
    with pytest.raises(NotRecorded):
        ASK({"partner": "CHE"})


def test_the_answer_rests_on_judgement_and_says_so() -> None:
    """All priors are judged, and the share of judgement is whole."""
    assert ASK({}).value["judgement_share"] == 1
