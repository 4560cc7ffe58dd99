"""Blocks and processes change no bit; a failed draw is kept, counted and can be run again alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ensemble import runner
from foedus.ensemble.chance import BlockChance
from foedus.ensemble.runner import Columns, run
from foedus.terms.errors import BadArgument

BAD = 5


def lucky(first: int, draws: int) -> Columns:
    """Return two columns that depend on the draw alone."""
    chance = BlockChance(1, first, draws)
    return {"one": chance.uniform("one")[:, 0], "many": chance.normal("many", ("a", "b"))}


def failing(first: int, draws: int) -> Columns:
    """Fail in one draw."""
    if first <= BAD < first + draws:
        raise ZeroDivisionError("the fifth draw divides by zero")
    return lucky(first, draws)


def hopeless(first: int, draws: int) -> Columns:
    """Fail in every draw."""
    raise FloatingPointError(f"{first}, {draws}")


@given(st.integers(1, 40), st.integers(1, 50))
def test_blocks_change_no_bit(draws: int, block: int) -> None:
    """Whatever the block, the columns are those of one block of all draws, in order."""
    found = run(lucky, draws, block=block)
    assert found.draws.tolist() == list(range(draws))
    for name, column in lucky(0, draws).items():
        assert found.columns[name].tobytes() == column.tobytes()


def test_processes_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes return the bytes of one."""
    monkeypatch.setattr(runner, "PROCESS_START_SECONDS", 0.0)
    found = run(lucky, 64, block=8, workers=2)
    assert found.workers == 2
    for name, column in lucky(0, 64).items():
        assert found.columns[name].tobytes() == column.tobytes()


def test_processes_start_only_where_they_pay() -> None:
    """A short job stays in this process, whatever it may use."""
    assert run(lucky, 64, block=8, workers=8).workers == 1


@pytest.mark.parametrize("block", [1, 4, 16])
def test_a_failed_draw_costs_no_other(block: int) -> None:
    """The draw that fails is reported with its number and reason; all others are there."""
    found = run(failing, 16, block=block)
    assert found.draws.tolist() == [draw for draw in range(16) if draw != BAD]
    assert found.failures == {BAD: "ZeroDivisionError: the fifth draw divides by zero"}
    assert np.array_equal(found.columns["one"], np.delete(lucky(0, 16)["one"], BAD))


def test_a_failed_draw_fails_again_alone() -> None:
    """The number in the report is enough to run the draw again."""
    with pytest.raises(ZeroDivisionError):
        failing(next(iter(run(failing, 16, block=4).failures)), 1)


def test_nothing_left_is_no_error() -> None:
    """Where every draw fails the run says so and has no columns."""
    found = run(hopeless, 3, block=2)
    assert len(found.failures) == 3
    assert not found.columns
    assert len(found.draws) == 0


def test_progress_ends_with_all_draws() -> None:
    """Whoever watches sees the draws done rise to all of them."""
    seen: list[tuple[int, int]] = []
    run(lucky, 20, block=6, progress=lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (20, 20)
    assert all(one[0] < other[0] for one, other in pairwise(seen))


@pytest.mark.parametrize(("draws", "block", "workers"), [(0, 1, 1), (4, 0, 1), (4, 1, 0)])
def test_nonsense_is_refused(draws: int, block: int, workers: int) -> None:
    """No draws, no block or no workers is an error of the caller."""
    with pytest.raises(BadArgument, match="at least 1"):
        run(lucky, draws, block=block, workers=workers)
