"""Which parameters and judgements drive an answer?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.study.uncertainty import Split
from foedus.terms.chance import Array

# Probability that any column of pure noise is listed among the drivers of one family of columns.
_NOISE = 0.05


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

    Method: first-order indices from given data by a quadratic in each parameter's quantile over the
    set means (E. Plischke, E. Borgonovo and C. L. Smith, EJOR 226 (2013) 536-550, for the idea), adjusted for
    the degrees of freedom; what pure noise would show in one family of twenty is left out (Bonferroni).
    """
    if measure.total <= 0 or len(measure.members) < 8:
        return []
    found = []
    for path, column in quantiles.items():
        driver = _driver(path, column[measure.members], measure, (level, _NOISE / len(quantiles)))
        if driver is not None:
            found.append(driver)
    return sorted(found, key=lambda driver: (-driver.share, driver.path))


def _driver(path: str, u: Array, measure: Split, bounds: tuple[float, float]) -> Driver | None:
    level, noise = bounds
    x = u - 0.5
    basis = np.stack([np.ones_like(x), x, x * x], axis=1)
    weights = np.linalg.lstsq(basis, measure.means, rcond=None)[0]
    fitted = basis @ weights
    spread = float(measure.means.var())
    if spread <= 0:
        return None
    count = len(x)
    explained = float(fitted.var()) / spread
    # Under pure noise `count * explained` is chi-square with two degrees of freedom.
    if np.exp(-count * explained / 2) > noise:
        return None
    adjusted = 1 - (1 - explained) * (count - 1) / (count - 3)
    low, high = (float(weights[0] + weights[1] * at + weights[2] * at * at) for at in (-0.45, 0.45))
    share = max(0.0, adjusted) * spread / measure.total
    return Driver(path, share, low, high, _crossing(weights, level))


def _crossing(weights: np.ndarray[Any, Any], level: float) -> float | None:
    grid = np.linspace(-0.5, 0.5, 201)
    over = weights[0] + weights[1] * grid + weights[2] * grid * grid >= level
    changes = np.flatnonzero(over[1:] != over[:-1])
    return float(grid[changes[0]] + 0.5) if len(changes) == 1 else None
