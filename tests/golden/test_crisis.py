"""The reference run gives the numbers that were reviewed."""

from __future__ import annotations

from tests.golden.numbers import kept, numbers

SHARES = ("blocked", "path.silence", "path.coalition", "denied", "fait_accompli", "repelled")


def test_the_reference_run_gives_the_reviewed_numbers() -> None:
    """Every number lies within the stated tolerance of the file; a change is made by scripts/golden alone."""
    file = kept()
    found, allowed = numbers(), file["tolerance"]
    assert found.keys() == file["number"].keys(), "run scripts/golden and review the diff"
    off = {
        name: (value, file["number"][name])
        for name, value in found.items()
        if abs(value - file["number"][name])
        > (
            allowed["share"]
            if name.endswith(SHARES)
            else allowed["relative"] * abs(file["number"][name]) + 1e-4
        )
    }
    assert off == {}, "run scripts/golden and review the diff"


def test_the_file_is_sorted() -> None:
    """The numbers stand in order, one a line, so that a diff shows what moved."""
    names = list(kept()["number"])
    assert names == sorted(names)
