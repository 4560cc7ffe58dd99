"""What must hold of the positions allies take."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from foedus.models.council import Circumstance, Council, positions
from foedus.models.parameter import given
from foedus.terms.errors import BadArgument


def circumstance(**changes: Any) -> Circumstance:
    """Four allies, from a neighbour of the incident to one across the ocean."""
    whole: dict[str, Any] = {
        "proximity_km": np.array([100.0, 800.0, 2500.0, 7000.0]),
        "ideal_distance": np.full(4, 2.5),
        "attacked": np.zeros(4, dtype=np.bool_),
        "in_place": np.zeros(4, dtype=np.bool_),
        "severity": 0.6,
        "holding": "open",
    }
    return Circumstance(**{**whole, **changes})


def test_nearer_allies_want_more() -> None:
    """Positions fall with the distance of the capital."""
    assert (np.diff(positions(given(Council), circumstance())[0]) <= 0).all()


def test_graver_incident_raises_every_position() -> None:
    """Severity moves all allies upwards, draw by draw."""
    severity = np.array([[0.2], [0.5], [0.8]])
    wanted = positions(given(Council), circumstance(severity=severity))
    assert wanted.shape == (3, 4)
    assert (np.diff(wanted, axis=0) > 0).all()


def test_law_lifts_or_caps_ambition() -> None:
    """A ruling of yes lifts positions; a ruling of no caps them; open lies between."""
    council = given(Council)
    no, unclear, yes = (
        positions(council, circumstance(severity=1.0, holding=holding)) for holding in ("no", "open", "yes")
    )
    assert (no <= unclear).all()
    assert (unclear < yes).all()
    assert (no <= council.cap_no).all()


def test_judged_adjustment_applies_in_proportion() -> None:
    """An adjustment judged at ambition 75 is full there, and half of it at half that position."""
    council = given(Council)
    plain = positions(council, circumstance())
    lowered = positions(council, circumstance(), -15.0)
    np.testing.assert_allclose(plain - lowered, 15.0 * plain / 75.0)


def test_unknown_holding_is_refused() -> None:
    """A holding outside yes, open, no is a usage error with the remedy."""
    with pytest.raises(BadArgument, match="use yes, open or no"):
        positions(given(Council), circumstance(holding="maybe"))
