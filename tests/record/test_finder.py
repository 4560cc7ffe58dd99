"""Whoever knows a word finds the place."""

from __future__ import annotations

import pytest

from foedus.record import bundled
from foedus.record.finder import find


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["liaison", "office"], "japan-liaison-office-2023"),
        (["連絡事務所"], "japan-liaison-office-2023"),
        (["Kfor"], "kfor"),
        (["enlargement"], "enlargement"),
        (["土耳古"], None),
        (["guideline", "counts"], "guideline_counts"),
    ],
)
def test_words_in_either_language_lead_to_the_row(words: list[str], wanted: str | None) -> None:
    """All words must occur, in any case; what is not on record is not found."""
    found = [hit.id for hit in find(bundled(), words)]
    assert wanted in found if wanted else not found


def test_every_command_that_is_found_works() -> None:
    """A hit names a command that answers."""
    from tests.cli.door import ask

    for hit in find(bundled(), ["council"])[:12]:
        reply = ask(*hit.command.split()[1:], "--json")
        assert reply.status == 0, (hit.command, reply.out, reply.err)
