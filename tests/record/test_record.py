"""The record answers on two clocks and never takes absence for a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foedus.record import Record, load
from foedus.record.views import view
from foedus.terms.errors import NotRecorded, OutsideCoverage, UnknownName

MINIMAL = Path(__file__).parent / "minimal"


@pytest.fixture(scope="module")
def record() -> Record:
    """The minimal record."""
    return load(MINIMAL)


def test_an_annual_figure_holds_through_its_year(record: Record) -> None:
    """A figure for 2020 answers on any day of 2020."""
    assert record.find("AAA", "population", date(2020, 12, 31)).value == 1000


def test_missing_is_a_status_and_not_a_number(record: Record) -> None:
    """A figure recorded as missing has no value."""
    found = record.find("AAA", "population", date(2021, 6, 1))
    assert (found.value, found.status) == (None, "missing")


def test_a_year_beyond_the_figures_is_outside_coverage(record: Record) -> None:
    """Asking past the last year is refused rather than answered with the last figure."""
    with pytest.raises(OutsideCoverage, match="2020 to 2021"):
        record.find("AAA", "population", date(2025, 1, 1))


def test_a_border_is_the_same_from_both_sides(record: Record) -> None:
    """A symmetric attribute answers in either order."""
    one = record.find("AAA", "land_border", date(2010, 1, 1), object="BBB")
    assert one == record.find("BBB", "frontier", date(2010, 1, 1), object="AAA")


def test_what_was_not_yet_public_is_not_known(record: Record) -> None:
    """A release does not answer before the day it appeared."""
    with pytest.raises(NotRecorded, match="known by 2021-12-31"):
        record.find("BBB", "population", date(2020, 6, 1), date(2021, 12, 31))


def test_an_estimate_says_so(record: Record) -> None:
    """Estimated years of a release and cells marked with a tilde carry the status `estimated`."""
    assert record.find("BBB", "population", date(2022, 6, 1)).status == "estimated"
    assert record.find("second", "seats", date(2002, 1, 1)).status == "estimated"


def test_unknown_names_suggest_the_nearest(record: Record) -> None:
    """A misspelt subject, attribute or table comes with a suggestion."""
    with pytest.raises(UnknownName) as subject:
        record.find("Alnd", "population", date(2020, 1, 1))
    with pytest.raises(UnknownName) as attribute:
        record.find("AAA", "populaton", date(2020, 1, 1))
    with pytest.raises(UnknownName) as table:
        view(record, "meeting", None, None)
    assert "AAA" in subject.value.suggestions
    assert "population" in attribute.value.suggestions
    assert "meetings" in table.value.suggestions


def test_a_table_shows_what_holds_on_the_day(record: Record) -> None:
    """With a day, only rows whose span covers it are shown."""
    assert [row[0] for row in view(record, "meetings", date(2001, 1, 1), None).rows] == ["first"]
    assert len(view(record, "meetings", None, None).rows) == 2
