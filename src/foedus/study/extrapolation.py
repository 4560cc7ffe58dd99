"""Does a question lie within the data? Convex hull and Gower distance after King and Zeng."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from foedus.terms.chance import Array

# HiGHS says 0 for "solved" and 2 for "infeasible": no weights exist.
_SOLVED = 0
# Rounding of places in units of the range; the solver itself allows a hundred times as much.
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a case is from the data.

    Attributes:
        inside: Whether it lies in the convex hull of the data: interpolation, not extrapolation.
        nearby: Share of the data within one geometric variability of it, by Gower's distance.
    """

    inside: bool
    nearby: float


def reach(case: Array, data: Array) -> Reach:
    """Say how far a case, (covariates,), is from data, (cases, covariates).

    Source: G. King and L. Zeng, "The Dangers of Extreme Counterfactuals", Political Analysis 14 (2006)
    131-159.
    """
    return Reach(inside_hull(case, data), nearby(case, data))


def inside_hull(case: Array, data: Array) -> bool:
    """Say whether a case is a weighted mean of the data, no weight negative, all adding up to one."""
    low, high = data.min(axis=0), data.max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    place = (case - low) / width
    if ((place < -_DUST) | (place > (high - low) / width + _DUST)).any():
        return False
    points = np.unique((data - low) / width, axis=0)
    table = np.vstack([points.T, np.ones(len(points))])
    found = linprog(
        np.zeros(len(points)), A_eq=table, b_eq=np.append(place, 1.0), bounds=(0, None), method="highs"
    )
    return bool(found.status == _SOLVED)


def nearby(case: Array, data: Array) -> float:
    """Return the share of the data within one geometric variability of a case.

    Gower's distance is the mean, over covariates, of the difference as a share of the covariate's range;
    the geometric variability is half the mean distance between all pairs of the data.
    """
    width = np.ptp(data, axis=0)
    used = width > 0
    distance = (np.abs(data[:, used] - case[used]) / width[used]).mean(axis=1)
    variability = 0.5 * (_mean_difference(data[:, used]) / width[used]).mean()
    return float((distance <= variability).mean())


def _mean_difference(data: Array) -> Array:
    """Return the mean absolute difference of all ordered pairs, by covariate, from the sorted values."""
    count = len(data)
    weight = 2 * np.arange(1, count + 1) - count - 1
    return np.asarray(2 * (np.sort(data, axis=0) * weight[:, None]).sum(axis=0) / count**2)
