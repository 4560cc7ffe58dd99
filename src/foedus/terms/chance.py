"""Where a model gets its luck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Chance(Protocol):
    """Random numbers for one block of draws.

    A number is a function of (seed, stream name, key, draw) alone: the same whatever the block, whoever
    else draws and whichever other keys are asked for.
    """

    @property
    def draws(self) -> int:
        """How many draws the block holds."""
        ...

    def uniform(self, name: str, keys: Sequence[str] = ("",), width: int = 1) -> Array:
        """Return numbers in (0, 1), shape (draws, keys) or, for `width` > 1, (draws, keys, width)."""
        ...

    def normal(self, name: str, keys: Sequence[str] = ("",), width: int = 1) -> Array:
        """Return standard normal numbers of the same shape."""
        ...
