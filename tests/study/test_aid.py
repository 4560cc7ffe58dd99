"""The regression behind the model of aid, the hull test, and the inquiry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.record import bundled
from foedus.study.assess import inquiries
from foedus.study.contribution import least_squares
from foedus.study.hull import gower, inside, nearby, reach, variability
from foedus.study.validate import validate
from foedus.terms.errors import BadArgument

SHARED = Path(__file__).parents[3] / "shared" / "data"
ASK = inquiries()["aid"]
FEW = {"draws": "64"}
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [1.0, 2.0]])


def test_least_squares_gives_an_exact_line_back() -> None:
    """On points of a line nothing is left over."""
    x = np.stack([np.ones(6), np.arange(6.0)], axis=1)
    fit = least_squares(x, 2 + 3 * np.arange(6.0))
    np.testing.assert_allclose(fit.coefficients, [2, 3])
    assert fit.r2 == pytest.approx(1)


def test_left_out_errors_are_those_of_leaving_out() -> None:
    """The short formula equals a fit without the row."""
    luck = np.random.default_rng(1)
    x = np.stack([np.ones(12), luck.normal(size=12)], axis=1)
    y = luck.normal(size=12)
    kept = np.arange(12) != 4
    without = least_squares(x[kept], y[kept]).coefficients
    assert least_squares(x, y).left_out[4] == pytest.approx(y[4] - x[4] @ without)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda one: sum(one) > 0.01))
def test_a_weighted_mean_of_the_data_is_inside(weights: list[float]) -> None:
    """Any convex combination of rows lies in their hull."""
    weight = np.array(weights) / sum(weights)
    assert inside(SQUARE, np.sum(weight[:, None] * SQUARE, axis=0))


@pytest.mark.parametrize("point", [(1.01, 1.0), (-0.1, 0.0), (0.5, 2.5)])
def test_what_lies_beyond_the_rows_is_outside(point: tuple[float, float]) -> None:
    """Beyond the range of one column, a question is outside."""
    assert not inside(SQUARE, np.array(point))


def test_the_box_is_wider_than_the_hull() -> None:
    """A corner of the box that no rows surround is outside, though each column has seen its value."""
    assert not inside(SQUARE[:3], np.array([0.9, 1.9]))


def test_gowers_distance_is_a_mean_of_shares_of_ranges() -> None:
    """Opposite corners are 1 apart, neighbours one half; a row is 0 from itself."""
    np.testing.assert_allclose(gower(SQUARE, SQUARE)[0], [0, 0.5, 0.5, 1])
    assert variability(SQUARE) == pytest.approx(0.25)
    np.testing.assert_allclose(nearby(SQUARE, SQUARE), 0.25)


def test_the_answer_says_when_it_extrapolates() -> None:
    """The note names the state of the question in both languages."""
    far = reach(SQUARE, np.array([5.0, 5.0])).note()
    assert "Extrapolation" in far.en
    assert "外挿" in far.ja


def test_without_an_ally_less_is_given() -> None:
    """What is left without the United States is less than all, draw by draw and so at each quantile."""
    value = ASK(FEW).value
    for name in ("p10", "p50", "p90"):
        assert value["without_usd_bn"][name] < value["total_usd_bn"][name]


def test_an_obligation_kept_at_the_base_rate_brings_less_and_rests_on_judgement() -> None:
    """Which coding of the past is right outweighs everything else, and that is judgement."""
    free, bound = ASK(FEW).value, ASK({**FEW, "case": "article5"}).value
    assert bound["total_usd_bn"]["p50"] < free["total_usd_bn"]["p50"]
    assert bound["judgement_share"] > 0.5


def test_allies_outside_the_fit_are_marked() -> None:
    """The three Allies that are not in the data and poorer than all of it lie outside the hull."""
    by_ally = ASK(FEW).value["by_ally"]
    assert [name for name, one in by_ally.items() if not one["in_hull"]] == ["ALB", "MKD", "MNE"]


def test_a_stranger_cannot_leave() -> None:
    """Who is no ally cannot be left out."""
    with pytest.raises(BadArgument):
        ASK({**FEW, "without": "JPN"})


def test_neighbours_of_russia_stand_at_no_distance() -> None:
    """Six Allies touch Russia; the distances on record say so."""
    touching = {
        fact.subject
        for fact in bundled().facts(attribute="shortest_distance")
        if fact.value == 0
    }  # fmt: skip
    assert touching == {"EST", "FIN", "LTU", "LVA", "NOR", "POL"}


def test_the_trackers_tables_are_added_up(tmp_path: Path) -> None:
    """Sums stop at the stated month; Europe is its states with the institutions of the Union."""
    (tmp_path / "total_allocations.csv").write_text(
        "year,month,total_allocations,military,financial,humanitarian\n"
        "2024,12,267,130,118,19\n2025,1,9,9,9,9\n",
        encoding="utf-8",
    )
    (tmp_path / "data_explorer.csv").write_text(
        "country,iso,year,month,total\nGermany,DEU,2025,2,100\nEU (Commission and Council),EU,2024,1,38\n"
        "United States,USA,2022,3,115\nJapan,JPN,2022,3,7\nGermany,DEU,2025,3,50\n",
        encoding="utf-8",
    )
    (tmp_path / "eu_aid_shares.csv").write_text(
        "iso,bilateral_pct_gdp,eu_share_pct_gdp\nDNK,3.3,0.551\nEST,3.0,0.655\nLTU,3.0,0.371\n",
        encoding="utf-8",
    )
    names = ["ukr.total_2024_12", "ukr.us_europe_2025_02", "ukr.donor_share"]
    assert [one.status for one in validate(names, bundled(), tmp_path).results] == ["pass"] * 3


@pytest.mark.skipif(not SHARED.exists(), reason="the tracker's data are not here")
def test_the_regression_comes_out(tmp_path: Path) -> None:
    """On release 28 the published coefficients come out, and Allies are forecast better than by a mean."""
    for name in ("nato/kiel_r28_country_summary_relative.csv", "ir/cow_mindist.csv.gz"):
        (tmp_path / Path(name).name).symlink_to(SHARED / name)
    results = validate(["contribution"], bundled(), tmp_path).results
    assert [one.status for one in results] == ["pass", "pass"]
