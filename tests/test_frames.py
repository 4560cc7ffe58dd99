"""Frames hold what the doors show."""

from __future__ import annotations

import pytest

from foedus import frames
from foedus.record import bundled
from foedus.record.views import view
from foedus.terms.errors import UnknownName


def test_a_frame_has_the_rows_and_columns_of_the_table() -> None:
    """The table at the prompt and the frame are one."""
    shown, frame = view(bundled(), "article4", None, None), frames.table("article4")
    assert frame.columns == [*shown.columns, "source"]
    assert frame.height == len(shown.rows)


def test_facts_can_be_had_as_of_a_day() -> None:
    """On 30 June 2024 the share of Poland in 2024 was 4.12 per cent."""
    frame = frames.facts("spending_share", subject="Poland", day="2024-06-30", known="2024-06-30")
    assert frame.select("number").to_series().to_list()[-1] == 4.12


def test_sql_answers_as_a_frame() -> None:
    """A query in SQL comes back as a frame."""
    frame = frames.sql("SELECT count(*) AS n FROM article4")
    assert frame.item() == len(bundled().table("article4").rows)


def test_an_unknown_table_suggests_the_nearest() -> None:
    """A misspelt name comes with a suggestion, in Python as at the prompt."""
    with pytest.raises(UnknownName) as caught:
        frames.table("artcle4")
    assert "article4" in caught.value.suggestions
