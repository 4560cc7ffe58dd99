"""Split what varies into chance and what we do not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.terms.chance import Array

Sets = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Split:
    """One measure over draws, grouped by parameter set.

    Attributes:
        mean: Mean over all draws.
        total: Variance over all draws.
        between: Variance of the sets' true means: what we do not know.
        means: Mean in each set that has draws, shape (sets,).
        members: Number of each of those sets.
    """

    mean: float
    total: float
    between: float
    means: Array
    members: Sets

    @property
    def range(self) -> tuple[float, float]:
        """Central 90 % of the sets' true means, the inner sampling variance removed.

        Set means scatter by chance as well; they are drawn towards the overall mean by the share of their
        variance that chance explains.
        """
        spread = float(self.means.var())
        keep = np.sqrt(self.between / spread) if spread > 0 else 0.0
        low, high = np.quantile(self.mean + keep * (self.means - self.mean), (0.05, 0.95))
        return float(low), float(high)

    @property
    def chance(self) -> float:
        """Share of the variance that is chance."""
        return 1.0 if self.total <= 0 else max(0.0, 1 - self.between / self.total)


def split(values: Array, sets: Sets) -> Split:
    """Split the variance of `values`, shape (draws,), by parameter set.

    Method: one-way random-effects analysis of variance, unequal group sizes allowed.
    """
    members, index, sizes = np.unique(sets, return_inverse=True, return_counts=True)
    means = np.bincount(index, weights=values) / sizes
    inner = np.bincount(index, weights=(values - means[index]) ** 2)
    freedom = np.maximum(sizes - 1, 0).sum()
    within = float(inner.sum() / freedom) if freedom else 0.0
    between = float(means.var(ddof=1)) - within * float(np.mean(1 / sizes)) if len(members) > 1 else 0.0
    total = float(values.var())
    between = min(max(between, 0.0), total)
    return Split(float(values.mean()), total, between, means, members)
