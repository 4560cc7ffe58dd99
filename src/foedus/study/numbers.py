"""Turn columns of draws into the numbers of a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from foedus.study.uncertainty import Split
from foedus.terms.chance import Array

Flags = np.ndarray[Any, np.dtype[np.bool_]]
FAN = (5, 25, 50, 75, 95)


def quantiles(values: Array) -> dict[str, float | None]:
    """Return the 10, 50 and 90 % quantiles of (draws,); None where that many draws never get there."""
    found = np.quantile(values, (0.1, 0.5, 0.9), method="inverted_cdf")
    return {name: _finite(one) for name, one in zip(("p10", "p50", "p90"), found, strict=True)}


def fan(values: Array) -> dict[str, list[float]]:
    """Return the fan of (draws, days): one list a quantile."""
    bands = np.quantile(values, [level / 100 for level in FAN], axis=0)
    return {
        f"p{level}": [round(float(one), 3) for one in band] for level, band in zip(FAN, bands, strict=True)
    }


def ranged(measure: Split) -> dict[str, float]:
    """Return a probability with its range over what we do not know."""
    low, high = measure.range
    return {
        "p": round(measure.mean, 4),
        "low": round(min(max(low, 0.0), measure.mean), 4),
        "high": round(max(min(high, 1.0), measure.mean), 4),
    }


def cumulative(day: Array, chosen: Flags, days: Sequence[int]) -> list[float]:
    """Return the share of all draws that are `chosen` and settled by each of `days`."""
    return [round(float(np.mean(chosen & (day <= one))), 4) for one in days]


def _finite(value: Any) -> float | None:
    return round(float(value), 2) if np.isfinite(value) else None
