"""Brigade equivalents day by day, each formation counted once, on the day it comes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array


def new_each_day(day: Array, brigades: Array, days: Sequence[int] | Array) -> Array:
    """Return the brigade equivalents that come on each of `days`, those before the first on the first.

    Args:
        day: Arrival of each formation, shape (draws, units); infinite if it never comes.
        brigades: Its size, same shape.
        days: Consecutive whole days.

    Returns:
        Shape (draws, days).
    """
    return np.ascontiguousarray(new_by_part(day, brigades, days, np.zeros(day.shape[1], dtype=np.intp))[:, 0])


def new_by_part(day: Array, brigades: Array, days: Sequence[int] | Array, part: NDArray[np.intp]) -> Array:
    """Return the same for each part of the formations, (draws, parts, days).

    Args:
        day: Arrival of each formation, shape (draws, units); infinite if it never comes.
        brigades: Its size, same shape.
        days: Consecutive whole days.
        part: Number of each formation's part, from 0 on, shape (units,).
    """
    draws, parts, length = len(day), int(part.max(initial=0)) + 1, len(days)
    came = np.where(np.isfinite(day), np.ceil(np.maximum(day, days[0])), length + days[0]) - days[0]
    slot = np.minimum(came, length).astype(np.int64)
    row = np.arange(draws)[:, None] * parts + part
    flat = (slot + row * (length + 1)).ravel()
    total = np.bincount(flat, weights=brigades.ravel(), minlength=draws * parts * (length + 1))
    return np.asarray(total, dtype=np.float64).reshape(draws, parts, length + 1)[:, :, :length]
