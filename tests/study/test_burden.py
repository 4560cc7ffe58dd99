"""Spending as editions had it, and what the burden inquiry says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from foedus.record import bundled
from foedus.study.assess import inquiries
from foedus.study.exploitation import exploitation
from foedus.study.spending import hindcast, panel, revisions
from foedus.study.validate import validate
from foedus.study.workbook import sheet
from foedus.terms.errors import BadRow, FoedusError, NotRecorded

SPENDING = Path(__file__).parents[3] / "shared" / "data" / "spending"
ASK = inquiries()["burden"]
JUNE_2024 = date(2024, 6, 30)
FEW = {"draws": "64"}


def test_no_edition_of_later_days_is_read() -> None:
    """As known in June 2024 no share of 2025 exists, and Italy starts from 2024."""
    assert ASK({**FEW, "known": "2024-06-30"}).value["start"]["year"] == 2024
    assert ASK(FEW).value["start"]["year"] == 2025


def test_europe_and_canada_need_what_the_arithmetic_says() -> None:
    """The answer for Europe and Canada as known in June 2024 is +0.135 points a year."""
    found = ASK({**FEW, "ally": "NATO-EUR-CAN", "known": "2024-06-30", "growth": "1.5"})
    assert found.value["points_a_year"] == pytest.approx(0.1345, abs=5e-4)
    assert found.value["linear"]["2035"] == 3.5


def test_each_edition_gives_its_own_answer() -> None:
    """After the edition of March 2024 Italy stood at 1.47 % in 2023, after that of June at 1.49 % in 2024."""
    by_edition = ASK({"ask": "vintages"}).value["by_edition"]
    assert by_edition["2024-06-17"]["year"] == 2024
    march = next(one for public, one in by_edition.items() if public.startswith("2024-03"))
    assert (march["year"], march["share"]) == (2023, 1.47)


def test_a_kept_pledge_needs_nothing_more() -> None:
    """Poland is above 3.5 % already: no points are to be added."""
    assert ASK({**FEW, "ally": "POL"}).value["points_a_year"] == 0


def test_a_higher_pledge_is_reached_less_often() -> None:
    """On the same draws, more draws reach 2.5 % than 3.5 %."""
    high, low = (ASK({**FEW, "pledge": pledge}).value["reached"] for pledge in ("3.5", "2.5"))
    assert low > high


def test_drivers_add_up_and_say_which_are_judged() -> None:
    """Shares of the drivers sum to one, and those without source or fit make up the share of judgement."""
    value = ASK(FEW).value
    assert sum(one["share"] for one in value["drivers"]) == pytest.approx(1, abs=0.01)
    judged = sum(one["share"] for one in value["drivers"] if not one["sourced"])
    assert judged == pytest.approx(value["judgement_share"], abs=0.01)


@pytest.mark.parametrize(
    "changes", [{"growth": "fast"}, {"year": "1960"}, {"ally": "NOWHERE"}, {"ally": "ISL"}]
)
def test_nonsense_has_no_answer(changes: dict[str, str]) -> None:
    """A growth that is no number, a pledge before the record, a state without spending: no answer."""
    with pytest.raises(FoedusError) as told:
        ASK({**FEW, **changes})
    assert str(told.value)


def test_the_large_no_longer_carry_more() -> None:
    """The correlation of product and share falls from 0.29 in 2014 to nothing in 2024."""
    by_year = ASK({"ask": "exploitation", "known": "2024-06-30"}).value["by_year"]
    assert by_year["2014"]["rank_correlation"] > 0.25
    assert abs(by_year["2024"]["rank_correlation"]) < 0.1


def test_the_game_shows_the_whole_range_of_publicness() -> None:
    """Without spillovers nobody makes up for a cut; with a pure public good nearly all of it is made up."""
    made_up = ASK({"ask": "withdrawal"}).value["made_up"]
    assert made_up["0"] == pytest.approx(0, abs=1e-6)
    assert 0.5 < made_up["1"] < 1


def test_a_year_without_figures_is_not_tested() -> None:
    """For a year of which no edition was public there is no test."""
    with pytest.raises(NotRecorded):
        exploitation(bundled(), 2024, date(2020, 1, 1))


def test_the_hindcast_stands_beside_the_random_walk() -> None:
    """From 2022 we miss 2024 by 0.48 points, a random walk by 0.53; we foresee 7 Allies, not 23."""
    shares = panel(bundled(), "spending_share", tuple(range(2014, 2025)), JUNE_2024)
    (one,) = (one for one in hindcast(shares, 2.0) if (one.origin, one.horizon) == (2022, 2))
    assert one.ours == pytest.approx(0.478, abs=0.001)
    assert one.random_walk == pytest.approx(0.533, abs=0.001)
    assert (one.forecast_reached, one.reached) == (7, 23)


def test_first_estimates_are_corrected_by_a_quarter_point() -> None:
    """Later editions correct a first estimate by a fifth to a quarter of a point either way."""
    found = revisions(bundled(), JUNE_2024)
    assert len(found) > 50
    assert 0.15 < float(np.std(found)) < 0.3


@pytest.mark.skipif(not SPENDING.exists(), reason="the workbook is not here")
def test_sipri_shows_no_exploitation_before_2010() -> None:
    """On SIPRI's figures the rank test first rejects in 2010, as published."""
    assert validate(["burden.sipri"], bundled(), SPENDING).results[0].status == "pass"


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A text file with the name of a workbook is broken data, named as such."""
    path = tmp_path / "SIPRI-Milex-data-1949-2024_2.xlsx"
    path.write_text("not a workbook", encoding="utf-8")
    with pytest.raises(BadRow, match="not an Excel workbook"):
        sheet(path, "Share of GDP")
