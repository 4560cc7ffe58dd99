"""Luck as a function of (seed, stream name, key, draw)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.normal import normal_score

# Philox yields four 64-bit words per counter step; `advance` counts steps.
_WORDS = 4


@dataclass(frozen=True, slots=True)
class BlockChance:
    """Random numbers for the draws `first` to `first + draws - 1` of the ensemble `seed`.

    Each (name, key) owns one Philox sequence in which draw `d` holds the words from `d * width` on.
    So a number depends neither on the block it is made in nor on any other stream.

    Source: J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), as in NumPy.
    """

    seed: int
    first: int
    draws: int

    def uniform(self, name: str, keys: Sequence[str] = ("",), width: int = 1) -> Array:
        """Return numbers in (0, 1), shape (draws, keys) or, for `width` > 1, (draws, keys, width)."""
        numbers = np.empty((self.draws, len(keys), width))
        for index, key in enumerate(keys):
            numbers[:, index, :] = self._sequence(name, key, width)
        return numbers[:, :, 0].copy() if width == 1 else numbers

    def normal(self, name: str, keys: Sequence[str] = ("",), width: int = 1) -> Array:
        """Return standard normal numbers of the same shape."""
        return normal_score(self.uniform(name, keys, width))

    def _sequence(self, name: str, key: str, width: int) -> Array:
        start = self.first * width
        skip = start % _WORDS
        generator = np.random.Philox(key=_philox_key(self.seed, name, key))
        generator.advance(start // _WORDS)
        words = generator.random_raw(skip + self.draws * width)[skip:]
        # The top 53 bits, centred in their cell: never exactly 0 or 1, so that every quantile is finite.
        unit: Array = ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
        return unit.reshape(self.draws, width)


def _philox_key(seed: int, name: str, key: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\0{name}\0{key}".encode()).digest()[:16], "little")
