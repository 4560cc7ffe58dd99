"""How long a dyad has been at peace: laws for any course of events."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.study.panel.peace import resets, rows_of_peace, years_of_peace
from foedus.study.panel.system import Flags, Ints

COURSES = st.lists(st.lists(st.booleans(), min_size=1, max_size=12), min_size=1, max_size=5)


def laid_out(courses: list[list[bool]]) -> tuple[Ints, Flags]:
    """Return dyads and disputes as columns."""
    dyad = np.repeat(np.arange(len(courses)), [len(one) for one in courses])
    return dyad, np.array([flag for one in courses for flag in one])


@given(COURSES)
def test_the_count_is_that_of_a_loop(courses: list[list[bool]]) -> None:
    """Counting row by row, as one would by hand, gives the same."""
    dyad, ongoing = laid_out(courses)
    counts = []
    for one in courses:
        count, before = 0, True
        for flag in one:
            count = 0 if before else count + 1
            counts.append(count)
            before = flag
    assert rows_of_peace(dyad, ongoing).tolist() == counts


@given(COURSES)
def test_peace_begins_again_after_a_dispute(courses: list[list[bool]]) -> None:
    """The row after a dispute, and the first of every dyad, is at zero; no other row is."""
    dyad, ongoing = laid_out(courses)
    assert np.array_equal(rows_of_peace(dyad, ongoing) == 0, resets(dyad, ongoing))


@given(COURSES)
def test_without_gaps_rows_are_years(courses: list[list[bool]]) -> None:
    """Where no year is left out, both counts agree."""
    dyad, ongoing = laid_out(courses)
    year = np.concatenate([1950 + np.arange(len(one)) for one in courses])
    assert np.array_equal(rows_of_peace(dyad, ongoing), years_of_peace(dyad, ongoing, year))


def test_nothing_has_no_peace() -> None:
    """An empty panel stays empty."""
    empty = np.zeros(0, dtype=np.int64)
    assert rows_of_peace(empty, empty.astype(bool)).size == 0
