"""Agreement of assessors, and two axes that are never summed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.record import Judgement, bundled
from foedus.study.agreement import METRICS, alpha
from foedus.study.assess import inquiries
from foedus.study.legitimacy import scores
from foedus.study.validate import validate
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, NotRecorded
from foedus.terms.spread import Spread

ASK = inquiries()["legitimacy"]
CODES = st.lists(st.lists(st.integers(1, 4), min_size=6, max_size=6), min_size=2, max_size=4)


def test_the_textbook_comes_out() -> None:
    """Four observers and twelve units with gaps: 0.743, 0.815, 0.849 and 0.797 by metric."""
    assert validate(["legitimacy.alpha"], bundled()).results[0].status == "pass"


@pytest.mark.parametrize("metric", METRICS)
def test_the_same_codes_agree_wholly(metric: str) -> None:
    """Assessors who give the same codes have alpha 1, whatever the metric."""
    assert alpha(np.array([[1.0, 2, 3, 4], [1, 2, 3, 4]]), metric) == pytest.approx(1)


@given(CODES, st.sampled_from(sorted(METRICS)))
def test_nobody_is_the_first_assessor(codes: list[list[int]], metric: str) -> None:
    """Alpha does not depend on the order of assessors or of units, and is at most 1."""
    table = np.array(codes, dtype=np.float64)
    if len(np.unique(table)) > 1:
        found = alpha(table, metric)
        assert found <= 1 + 1e-12
        assert alpha(table[::-1, ::-1], metric) == pytest.approx(found)


@given(CODES)
def test_only_the_order_counts_for_ordinal_codes(codes: list[list[int]]) -> None:
    """Stretching the codes without changing their order leaves nominal and ordinal alpha as they were."""
    table = np.array(codes, dtype=np.float64)
    if len(np.unique(table)) > 1:
        for metric in ("nominal", "ordinal"):
            assert alpha(table**3, metric) == pytest.approx(alpha(table, metric))


def test_chance_has_no_alpha() -> None:
    """Codes drawn blindly agree about as chance has it."""
    luck = np.random.default_rng(1)
    assert abs(alpha(luck.integers(0, 3, (2, 4000)).astype(np.float64))) < 0.05


def test_a_unit_coded_once_says_nothing() -> None:
    """Units that only one assessor coded do not move alpha."""
    table = np.array([[1.0, 2, 1, 2], [1, 2, 2, 2]])
    more = np.hstack([table, [[7.0], [np.nan]]])
    assert alpha(more) == pytest.approx(alpha(table))


def test_nothing_to_agree_on_is_no_agreement() -> None:
    """One code for all, or no unit coded twice, is not recorded rather than 1 or 0."""
    for codes in ([[1.0, 1], [1, 1]], [[1.0, np.nan], [np.nan, 2]]):
        with pytest.raises(NotRecorded):
            alpha(np.array(codes))


def test_an_unknown_metric_is_refused() -> None:
    """A misspelt metric brings the known ones."""
    with pytest.raises(BadArgument, match="no metric 'magic'"):
        alpha(np.array([[1.0], [2.0]]), "magic")


def judged(operation: str, criterion: str, reading: str, value: float) -> Judgement:
    """Return an invented score."""
    spread = Spread(value, 0.0, 2.0)
    day = Day(date(2026, 1, 1))
    return Judgement(
        operation, f"legitimacy_{criterion}", reading, spread, "points", "b", "w", "someone", day, ""
    )


def test_scores_are_collected_by_reading() -> None:
    """Each reading has its row, each criterion of an operation its column, gaps stay gaps."""
    invented = [
        judged("o", "cause", "one", 2.0),
        judged("o", "cause", "two", 1.0),
        judged("o", "means", "one", 0.0),
        judged("p", "cause", "one", 1.0),
        judged("p", "cause", "two", 1.0),
    ]
    found = scores(invented)
    assert found.readings == ("one", "two")
    assert found.units == (("o", "cause"), ("o", "means"), ("p", "cause"))
    assert np.isnan(found.codes[1, 1])
    assert found.agreement() < 1
    assert len(scores(invented, "p").units) == 1


def test_allied_force_had_no_title_and_the_axes_stand_apart() -> None:
    """The legal axis answers from the record; legitimacy is listed beside it and nowhere added up."""
    found = ASK({"operation": "allied-force"})
    assert found.value["legality"]["holding"] == "no"
    assert found.rows[0][0] == "legality"
    assert not {"sum", "total", "score"} & set(found.value)
    for one in found.value["legitimacy"].values():
        assert all(0 <= score <= 2 for score in one.values())
