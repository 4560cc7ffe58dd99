"""Luck as a function of (seed, stream name, key, draw)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array
from foedus.terms.normal import normal_score

# Philox yields four 64-bit words per counter step; the counter counts steps.
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
        words = np.empty((len(keys), self.draws * width), dtype=np.uint64)
        # One generator is set to each key in turn: to make a new one takes several times as long.
        generator = np.random.Philox(key=0)
        blank: Any = generator.state
        for index, key in enumerate(keys):
            words[index] = self._sequence(generator, blank, _philox_key(self.seed, name, key), width)
        # The top 53 bits, centred in their cell: never exactly 0 or 1, so that every quantile is finite.
        unit = ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
        if width == 1:
            return np.ascontiguousarray(unit.T)
        return np.ascontiguousarray(unit.reshape(len(keys), self.draws, width).transpose(1, 0, 2))

    def normal(self, name: str, keys: Sequence[str] = ("",), width: int = 1) -> Array:
        """Return standard normal numbers of the same shape."""
        return normal_score(self.uniform(name, keys, width))

    def _sequence(
        self, generator: np.random.Philox, blank: Any, key: tuple[int, int], width: int
    ) -> NDArray[np.uint64]:
        start = self.first * width
        skip = start % _WORDS
        counter = np.array([start // _WORDS, 0, 0, 0], dtype=np.uint64)
        blank["state"] = {"counter": counter, "key": np.array(key, dtype=np.uint64)}
        generator.state = blank
        return generator.random_raw(skip + self.draws * width)[skip:]


def _philox_key(seed: int, name: str, key: str) -> tuple[int, int]:
    """Return the two words of the key, the lower first."""
    digest = hashlib.sha256(f"{seed}\0{name}\0{key}".encode()).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:16], "little")
