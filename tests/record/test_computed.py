"""Computed tables follow from the facts, on both clocks."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.record import bundled
from foedus.record.computed import COMPUTED
from foedus.record.conditions import conditions
from foedus.record.tally import ordered
from foedus.record.views import view


def _cell(name: str, column: str, *where: str, day: date | None = None, known: date | None = None) -> object:
    shown = view(bundled(), name, day, known).where(conditions(where))
    assert len(shown.rows) == 1, shown.rows
    return shown.column(column)[0]


@pytest.mark.parametrize("name", COMPUTED)
def test_every_computed_table_reads_on_an_early_day(name: str) -> None:
    """A table is made for any pair of clocks, and its rows are as wide as its columns."""
    for known in (date(1950, 1, 1), date(2014, 6, 1), None):
        shown = view(bundled(), name, known, known)
        assert all(len(row) == len(shown.columns) for row in shown.rows)


def test_the_longest_operation_changes_when_it_is_overtaken() -> None:
    """SFOR had run longest in 2005, KFOR has since May 2007."""
    for day, longest in (
        (date(2005, 1, 1), "sfor"),
        (date(2007, 6, 1), "kfor"),
        (date(2025, 12, 31), "kfor"),
    ):
        rows = view(bundled(), "durations", day, None).where(conditions(["kind=operations"]))
        assert ordered(rows, "-days", 1).rows[0][0] == longest


def test_a_running_operation_lasts_to_the_day_asked_about() -> None:
    """KFOR, begun on 12 June 1999, had run 203 days at the end of that year."""
    day = date(2000, 1, 1)
    assert _cell("durations", "days", "id=kfor", day=day) == (day - date(1999, 6, 12)).days


def test_an_end_is_no_end_before_it_comes() -> None:
    """Allied Force was running in April 1999, whatever we know today."""
    assert _cell("durations", "running", "id=allied-force", day=date(1999, 4, 1)) is True
    assert _cell("durations", "days", "id=allied-force") == 79


def test_years_are_whole_and_turn_on_the_anniversary() -> None:
    """The Soviet Union had ended 29 years before Christmas 2021 and 30 years on the day after."""
    for day, years in ((date(2021, 12, 25), 29), (date(2021, 12, 26), 30)):
        assert _cell("elapsed", "years_since_end", "id=SUN", day=day) == years


def test_how_many_met_the_guideline_depends_on_the_edition() -> None:
    """For 2023 the table of March 2024 counts eleven Allies, that of June 2024 ten."""
    counts = view(bundled(), "guideline_counts", None, None).where(conditions(["year=2023"]))
    by_release = dict(zip(counts.column("release"), counts.column("allies_at_guideline"), strict=True))
    assert by_release["nato-2024-03-share"] == 11
    assert by_release["nato-2024-06-share"] == 10
    assert not any("2025-08" in one and bundled().releases[one].coverage == "partial" for one in by_release)


def test_coverage_counts_every_fact_once() -> None:
    """The facts of all attributes add up to the record, and so do their statuses."""
    shown = view(bundled(), "coverage", None, None)
    assert sum(shown.column("facts")) == len(bundled().all_facts)
    names = ("known", "estimated", "missing", "not_applicable")
    statuses = [sum(one) for one in zip(*(shown.column(name) for name in names), strict=True)]
    assert statuses == shown.column("facts")


def test_a_membership_that_ended_has_the_length_of_its_spell() -> None:
    """The United Kingdom left the European Union after 47 years and one month."""
    assert (
        _cell("memberships", "days", "group=EU", "member=GBR") == (date(2020, 2, 1) - date(1973, 1, 1)).days
    )
