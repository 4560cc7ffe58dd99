"""Graded response: levels from depth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.models import parameter
from foedus.models.partnership import Partnership

MODEL = parameter.given(Partnership)
DEPTHS = st.floats(-50, 50)


@given(DEPTHS, DEPTHS)
def test_chances_of_the_levels_add_up_to_one(depth: float, shift: float) -> None:
    """Whatever the depth, some level holds, and no chance is negative."""
    found = MODEL.chances(np.array(depth), np.array(shift))
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()


@given(DEPTHS, st.floats(0, 5))
def test_more_depth_never_lowers_a_level(depth: float, more: float) -> None:
    """The mean level does not fall as depth rises, and lies between 0 and 4."""
    low, high = (float(MODEL.expected(np.array(one), np.array(0.0))) for one in (depth, depth + more))
    assert 0 <= low <= high + 1e-12 <= 4 + 1e-9


def test_an_average_area_is_at_a_threshold_half_the_time() -> None:
    """At the depth of a threshold its level is reached or not with equal chance."""
    for level, depth in enumerate(MODEL.thresholds, start=1):
        assert MODEL.at_least(np.array(depth), np.array(0.0))[level] == pytest.approx(0.5)


def test_thresholds_rise() -> None:
    """A higher level asks for more depth."""
    assert (np.diff(MODEL.thresholds) > 0).all()
