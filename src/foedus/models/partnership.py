"""How deep is a partnership? A graded response: many coded areas, one latent depth that walks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array

Value = float


@dataclass(frozen=True)
class Partnership:
    """Parameters of partnership depth; meaning, range and reason of each in `partnership.toml`.

    `P(y >= k) = logistic(discrimination (depth - threshold_k - shift))` for levels k = 1..4, a shift by area;
    depth is a random walk over years.

    Source: F. Samejima,
        "Estimation of latent ability using a response pattern of graded scores", Psychometrika
    Monograph 17 (1969); dynamic form after Martin and Quinn, Political Analysis 10 (2002) 134-153.
    """

    discrimination: Value
    thresholds: Sequence[float]
    shift_sd: Value
    first_mean: Value
    first_sd: Value
    walk_sd: Value
    repeat_weight: Value

    def at_least(self, depth: Array, shift: Array) -> Array:
        """Return the chance of each level or higher, shape (..., 5): 1 for level 0."""
        score = self.discrimination * ((depth - shift)[..., None] - np.array(self.thresholds))
        # The logistic function by way of tanh, which never overflows.
        above = (1 + np.tanh(score / 2)) / 2
        return np.concatenate([np.ones_like(above[..., :1]), above], axis=-1)

    def chances(self, depth: Array, shift: Array) -> Array:
        """Return the chance of each level 0..4, shape (..., 5)."""
        above = self.at_least(depth, shift)
        below = np.concatenate([above[..., 1:], np.zeros_like(above[..., :1])], axis=-1)
        return np.asarray(above - below)

    def expected(self, depth: Array, shift: Array) -> Array:
        """Return the mean level, between 0 and 4."""
        return np.asarray(self.at_least(depth, shift)[..., 1:].sum(axis=-1))
