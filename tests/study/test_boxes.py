"""In which part of what we do not know does it happen?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ensemble.design import Design
from foedus.study.boxes import prim
from foedus.terms.chance import Array

CASES = 500
COLUMNS = {name: Design(1, CASES).quantiles(name) for name in ("a", "b", "c", "d")}


def inside(limits: dict[str, tuple[float, float]]) -> Array:
    """Return the flags of a box."""
    flags = [(COLUMNS[name] >= low) & (COLUMNS[name] <= high) for name, (low, high) in limits.items()]
    return np.asarray(np.all(flags, axis=0), dtype=np.float64)


def test_a_planted_box_is_found() -> None:
    """Where it happens only for high a and low b, the box restricts these two and catches most cases."""
    box = prim(inside({"a": (0.6, 1.0), "b": (0.0, 0.5)}), COLUMNS)
    assert box is not None
    assert {"a", "b"} <= set(box.limits)
    assert box.density > 0.9
    assert box.coverage > 0.5
    assert box.limits["a"][0] > 0.5
    assert box.limits["a"][1] == 1.0
    assert box.limits["b"][1] < 0.6


def test_nothing_of_interest_has_no_box() -> None:
    """Where it never happens, or nothing is asked, there is no box."""
    assert prim(np.zeros(CASES), COLUMNS) is None
    assert prim(np.ones(CASES), {}) is None


def test_what_happens_everywhere_has_no_box() -> None:
    """Where it always happens, no part is denser than another."""
    assert prim(np.ones(CASES), COLUMNS) is None


@given(st.integers(0, 1000), st.floats(0.05, 0.9))
def test_a_box_is_denser_than_the_whole_and_adds_up(seed: int, share: float) -> None:
    """Whatever the cases: a box is denser than the whole, holds a tenth or so, and coverage is its part."""
    interest = (np.random.default_rng(seed).random(CASES) < share).astype(np.float64)
    box = prim(interest, COLUMNS)
    if box is None:
        return
    assert box.density > interest.mean()
    assert 0.08 <= box.mass < 1
    assert box.coverage == pytest.approx(box.density * box.mass / interest.mean())
    assert all(0 <= low < high <= 1 for low, high in box.limits.values())


@given(st.integers(1, 3))
def test_no_more_limits_than_asked(most: int) -> None:
    """A reader is told of at most as many restrictions as were asked for."""
    box = prim(
        inside({"a": (0.6, 1.0), "b": (0.0, 0.6), "c": (0.3, 1.0), "d": (0.0, 0.8)}), COLUMNS, most=most
    )
    assert box is not None
    assert len(box.limits) <= most
