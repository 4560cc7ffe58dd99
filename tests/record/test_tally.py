"""Ordering, counting and adding up never hide what is not stated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.record import bundled
from foedus.record.tally import by_value, ordered, tally
from foedus.record.view import View
from foedus.record.views import view
from foedus.terms.errors import BadArgument, Refused
from foedus.terms.text import Text

CELLS = st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), min_size=1, max_size=30)


def _view(cells: list[int | None]) -> View:
    rows = tuple((f"row-{place}", cell) for place, cell in enumerate(cells))
    return View("v", Text("v", "v"), Text("v", "v"), ("id", "n"), rows, tuple(() for _ in rows))


@given(CELLS)
def test_sorting_keeps_every_row_and_puts_the_silent_last(cells: list[int | None]) -> None:
    """Rows are moved, none is lost, and a row that states nothing is never before one that does."""
    shown = [row[1] for row in ordered(_view(cells), "-n").rows]
    stated = [cell for cell in shown if cell is not None]
    assert shown == [*sorted(stated, reverse=True), *[None] * (len(cells) - len(stated))]


@given(CELLS)
def test_a_sum_is_refused_where_a_figure_is_not_stated(cells: list[int | None]) -> None:
    """Without leave to pass over them, rows without a figure stop a sum; with it, they are named."""
    stated = [cell for cell in cells if cell is not None]
    if len(stated) < len(cells):
        with pytest.raises(Refused, match="row-"):
            tally(_view(cells), "sum", "n")
    if stated:
        found = tally(_view(cells), "sum", "n", stated_only=True)
        assert (found.value, found.rows) == (sum(stated), len(stated))
        assert len(found.missing) == len(cells) - len(stated)


@given(CELLS)
def test_counting_by_value_counts_every_row_once(cells: list[int | None]) -> None:
    """The counts of all values of a column that holds no lists add up to the rows."""
    assert sum(row[1] for row in by_value(_view(cells), "n").rows) == len(cells)


def test_an_ally_without_armed_forces_is_named_and_not_counted_as_zero() -> None:
    """The mean of 2023 goes over thirty of thirty-one Allies and names Iceland."""
    record = bundled()
    from foedus.record.conditions import conditions

    shown = view(record, "spending", None, record.releases["nato-2024-06-share"].public)
    found = tally(shown.where(conditions(["year=2023"])), "mean", "share")
    assert (found.rows, found.missing, found.status) == (30, (), "estimated")
    assert found.not_applicable == ("ISL",)


def test_words_cannot_be_added_up() -> None:
    """A sum over a column of words is an error that names another way."""
    with pytest.raises(BadArgument, match="no numbers"):
        tally(view(bundled(), "article4", None, None), "sum", "cause_en")
