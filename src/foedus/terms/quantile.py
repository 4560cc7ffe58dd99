"""Quantiles of a spread: what a draw makes of a value and its range."""

from __future__ import annotations

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.normal import normal_score
from foedus.terms.spread import Spread

# A lognormal range is read as a central 90 % interval: half its log width over the 95 % normal quantile.
_NORMAL_95 = 1.6448536269514722


def quantile(spread: Spread, u: Array) -> Array:
    """Return the quantiles of `spread` at `u` in (0, 1), same shape."""
    if spread.certain:
        return np.full_like(u, spread.value)
    if spread.shape == "uniform":
        return spread.low + u * (spread.high - spread.low)
    if spread.shape == "lognormal":
        sigma = np.log(spread.high / spread.low) / (2 * _NORMAL_95)
        return np.asarray(spread.value * np.exp(sigma * normal_score(u)))
    return _triangular(spread, u)


def quantile_at(spread: Spread, u: float) -> float:
    """Return one quantile of `spread`."""
    return float(quantile(spread, np.array([u]))[0])


def _triangular(spread: Spread, u: Array) -> Array:
    width = spread.high - spread.low
    left = spread.low + np.sqrt(u * width * (spread.value - spread.low))
    right = spread.high - np.sqrt((1 - u) * width * (spread.high - spread.value))
    return np.where(u < (spread.value - spread.low) / width, left, right)
