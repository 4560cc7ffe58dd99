"""How far do assessors agree beyond chance? Krippendorff's alpha.

Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (University of Pennsylvania, 2011);
Content Analysis, 2nd edition (2004), chapter 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument, NotRecorded

# Squared difference of values by place: (values (k,), how often each occurs (k,)) -> (k, k).
Metric = Callable[[Array, Array], Array]


def _nominal(values: Array, counts: Array) -> Array:  # noqa: ARG001 - metrics share one signature
    return np.asarray(values[:, None] != values[None, :], dtype=np.float64)


def _interval(values: Array, counts: Array) -> Array:  # noqa: ARG001 - metrics share one signature
    return np.asarray((values[:, None] - values[None, :]) ** 2)


def _ratio(values: Array, counts: Array) -> Array:  # noqa: ARG001 - metrics share one signature
    total = values[:, None] + values[None, :]
    apart = values[:, None] - values[None, :]
    return np.asarray(np.where(total == 0, 0.0, (apart / np.where(total == 0, 1.0, total)) ** 2))


def _ordinal(values: Array, counts: Array) -> Array:  # noqa: ARG001 - metrics share one signature
    """Two values are as far apart as there are codes between them, each end counting half."""
    upto = np.cumsum(counts)
    middle = upto - counts / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


METRICS: Mapping[str, Metric] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}


def alpha(codes: Array, metric: str = "nominal") -> float:
    """Return Krippendorff's alpha: 1 agreement, 0 as by chance, negative worse than chance.

    Args:
        codes: Codes by assessor and unit, NaN where an assessor gave none, shape (assessors, units).
        metric: `nominal`, `ordinal`, `interval` or `ratio`.

    Raises:
        BadArgument: If the metric is unknown.
        NotRecorded: If no unit was coded twice, or all codes are the same: nothing to agree on.
    """
    if metric not in METRICS:
        raise BadArgument(f"no metric '{metric}'", remedy=f"one of {', '.join(METRICS)}", suggestions=METRICS)
    values, pairs = coincidences(codes)
    counts = pairs.sum(axis=1)
    total = counts.sum()
    apart = METRICS[metric](values, counts) if total else np.zeros((0, 0))
    expected = float((np.outer(counts, counts) * apart).sum())
    if expected == 0:
        raise NotRecorded(
            "agreement cannot be told", why="no unit was coded twice, or every code is the same"
        )
    return float(1 - (total - 1) * float((pairs * apart).sum()) / expected)


def coincidences(codes: Array) -> tuple[Array, Array]:
    """Return the values that occur in units coded twice or more, and how often each pair of them meets.

    A unit with m codes gives m (m - 1) ordered pairs, each counted 1/(m - 1).
    """
    given = ~np.isnan(codes)
    paired = given.sum(axis=0) > 1
    values = np.unique(codes[:, paired][given[:, paired]])
    pairs = np.zeros((len(values),) * 2)
    for unit in np.flatnonzero(paired):
        found = codes[given[:, unit], unit]
        times = (found[:, None] == values[None, :]).sum(axis=0).astype(np.float64)
        pairs += (np.outer(times, times) - np.diag(times)) / (len(found) - 1)
    return values, pairs
