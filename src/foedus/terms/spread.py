"""A value and how far it may be from the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.errors import BadRow
from foedus.terms.normal import normal_score

SHAPES = ("fixed", "triangular", "uniform", "lognormal")
# A lognormal range is read as a central 90 % interval: half its log width over the 95 % normal quantile.
_NORMAL_95 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Spread:
    """A best value with a range and the shape of belief over it.

    Attributes:
        value: Best value (the mode of a triangular, the median of a lognormal shape).
        low: Lower end of the range.
        high: Upper end of the range.
        shape: `fixed`, `triangular`, `uniform` or `lognormal` (range = central 90 %).

    Raises:
        BadRow: If the range does not hold the value or the shape is unknown.
    """

    value: float
    low: float
    high: float
    shape: str = "triangular"

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise BadRow(f"shape '{self.shape}' is unknown", remedy=f"use one of {', '.join(SHAPES)}")
        if not self.low <= self.value <= self.high:
            raise BadRow(
                f"value {self.value} lies outside its range [{self.low}, {self.high}]",
                remedy="correct the value or widen the range",
            )
        if self.shape == "lognormal" and self.low <= 0:
            raise BadRow("a lognormal range must be positive", remedy="use shape 'triangular'")

    @property
    def certain(self) -> bool:
        """Whether the range is a point."""
        return self.shape == "fixed" or self.low == self.high

    def at(self, u: Array, z: Array | None = None) -> Array:
        """Return the quantiles at `u` in (0, 1), same shape; `z` are the normal scores of `u`."""
        if self.certain:
            return np.full_like(u, self.value)
        if self.shape == "uniform":
            return self.low + u * (self.high - self.low)
        if self.shape == "lognormal":
            scores = normal_score(u) if z is None else z
            sigma = np.log(self.high / self.low) / (2 * _NORMAL_95)
            return np.asarray(self.value * np.exp(sigma * scores))
        return self._triangular(u)

    def _triangular(self, u: Array) -> Array:
        width = self.high - self.low
        cut = (self.value - self.low) / width
        left = self.low + np.sqrt(u * width * (self.value - self.low))
        right = self.high - np.sqrt((1 - u) * width * (self.high - self.value))
        return np.where(u < cut, left, right)
