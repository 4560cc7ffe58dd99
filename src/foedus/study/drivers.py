"""Which parameters and judgements drive an answer?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, exp, pi, sqrt
from typing import Any

import numpy as np

from foedus.study.uncertainty import Split
from foedus.terms.chance import Array

# Probability that any column of pure noise is listed among the drivers of one family of columns.
_NOISE = 0.05
_MOST = 12
_DEGREE = 3
# A parameter's ends, as told to a reader: its 5 % and 95 % quantiles.
_ENDS = (0.05, 0.95)


# Share of the variance below which what is left is rounding.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Driver:
    """One driver of one measure.

    Attributes:
        path: Parameter or judgement.
        share: Share of the measure's variance that it explains by itself (first-order Sobol index).
        low: Expected measure at the 5 % quantile of the parameter.
        high: Expected measure at its 95 % quantile.
        crossing: Quantile at which the expected measure crosses the asked level, or None.
    """

    path: str
    share: float
    low: float
    high: float
    crossing: float | None


def drivers(measure: Split, quantiles: Mapping[str, Array], level: float) -> list[Driver]:
    """Rank what drives a measure.

    Args:
        measure: The measure, split by parameter set.
        quantiles: Column of the design for each path, shape (sets of the design,).
        level: Level whose crossing is reported (a tipping point).

    Method: first-order indices from given data (E. Plischke, E. Borgonovo and C. L. Smith, EJOR 226 (2013)
    536-550, for the idea): a cubic in each parameter's quantile, fitted to the set means; the strongest is
    taken first and what it explains is removed before the next is sought, so that strong drivers do not
    hide weak ones. Adjusted for the degrees of freedom; what pure noise would show in one family of twenty
    is left out (Bonferroni).
    """
    if measure.total <= 0 or len(measure.members) < 8 or not quantiles:
        return []
    paths = list(quantiles)
    bases = np.stack([_basis(quantiles[path][measure.members]) for path in paths])
    residual = measure.means - measure.means.mean()
    rounding = _ROUNDING * float(np.sum(residual**2))
    found: list[Driver] = []
    while len(found) < _MOST and float(np.sum(residual**2)) > rounding:
        weights = np.einsum("pks,s->pk", bases, residual)
        left = float(np.sum(residual**2))
        explained = np.sum(weights**2, axis=1) / max(left, 1e-300)
        # What a later driver took along leaves a little of an earlier one; it is named once.
        explained[[paths.index(one.path) for one in found]] = 0.0
        best = int(np.argmax(explained))
        if _by_accident(len(residual) * float(explained[best])) > _NOISE / len(paths):
            break
        curve = _Curve(quantiles[paths[best]][measure.members], weights[best] @ bases[best])
        found.append(_driver(paths[best], curve, measure, float(explained[best]) * left, level))
        residual = residual - curve.values
    return sorted(found, key=lambda driver: (-driver.share, driver.path))


@dataclass(frozen=True)
class _Curve:
    """A cubic through the fitted values of one parameter."""

    quantile: Array
    values: np.ndarray[Any, Any]

    def at(self, u: Any) -> Any:
        return np.polyval(np.polyfit(self.quantile, self.values, _DEGREE), u)


def _by_accident(statistic: float) -> float:
    """Return the probability that pure noise explains as much: chi-square with three degrees of freedom."""
    return erfc(sqrt(statistic / 2)) + sqrt(2 * statistic / pi) * exp(-statistic / 2)


def _basis(u: Array) -> Array:
    """Return the powers of a column without the constant, orthonormal, shape (degree, sets)."""
    whole = np.linalg.qr(np.stack([u**power for power in range(_DEGREE + 1)], axis=1))[0]
    return np.asarray(whole[:, 1:].T)


def _driver(path: str, curve: _Curve, measure: Split, explained: float, level: float) -> Driver:
    count = len(measure.means)
    noise = float(np.sum((measure.means - measure.means.mean()) ** 2)) / count
    # Each degree of freedom explains one part in `count` of the noise by accident; it is taken off.
    share = max(0.0, explained / count - _DEGREE * noise / count) / measure.total
    middle = float(measure.means.mean())
    low, high = (middle + float(curve.at(end)) for end in _ENDS)
    return Driver(path, share, low, high, _crossing(curve, level - middle))


def _crossing(curve: _Curve, level: float) -> float | None:
    grid = np.linspace(0.0, 1.0, 201)
    over = curve.at(grid) >= level
    changes = np.flatnonzero(over[1:] != over[:-1])
    return float(grid[changes[0]]) if len(changes) == 1 else None
