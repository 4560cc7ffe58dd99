"""Scores of forecasts: how far off, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from foedus.terms.chance import Array


@dataclass(frozen=True, slots=True)
class Murphy:
    """The parts of a Brier score: `brier = reliability - resolution + uncertainty`.

    Attributes:
        brier: Mean squared error of the forecasts.
        reliability: Mean squared distance between a forecast and how often it came true; 0 is best.
        resolution: How far the groups of equal forecasts differ in what happened; more is better.
        uncertainty: What a forecast of the base rate would score.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float


def crps_normal(mean: Array | float, sd: Array | float, outcome: Array | float) -> Array:
    """Return the continuous ranked probability score of normal forecasts, in the unit of the outcome.

    Source: T. Gneiting and A. E. Raftery, JASA 102 (2007) 359-378, equation 21.
    """
    z = (np.asarray(outcome, dtype=np.float64) - mean) / sd
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(sd * (z * (2 * ndtr(z) - 1) + 2 * density - 1 / np.sqrt(np.pi)))


def crps_ensemble(members: Array, outcome: Array) -> Array:
    """Return the score of ensembles, (cases,), from members (cases, members) and outcomes (cases,).

    Source: T. Gneiting and A. E. Raftery, JASA 102 (2007) 359-378, equation 20, with the empirical
    distribution of the members.
    """
    ordered = np.sort(members, axis=-1)
    count = members.shape[-1]
    weights = 2 * np.arange(1, count + 1) - count - 1
    distance = np.abs(ordered - outcome[:, None]).mean(axis=-1)
    return np.asarray(distance - (weights * ordered).sum(axis=-1) / count**2)


def murphy(forecast: Array, happened: Array) -> Murphy:
    """Split the Brier score of forecasts (cases,) of what happened or not, 0 or 1 (cases,).

    Source: A. H. Murphy, Journal of Applied Meteorology 12 (1973) 595-600.
    """
    said, group = np.unique(forecast, return_inverse=True)
    size = np.bincount(group)
    rate = np.bincount(group, weights=happened) / size
    base = happened.mean()
    return Murphy(
        brier=float(((forecast - happened) ** 2).mean()),
        reliability=float((size * (said - rate) ** 2).sum() / len(forecast)),
        resolution=float((size * (rate - base) ** 2).sum() / len(forecast)),
        uncertainty=float(base * (1 - base)),
    )
