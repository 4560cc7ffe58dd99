"""Which country shapes do we hold: two compact files of rings, read once, when first asked for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from foedus.terms.errors import UnknownName

Ring = npt.NDArray[np.float64]

FOLDER = Path(__file__).resolve().parents[1] / "data" / "geography"
FILES = {"map": "map-50m.json.gz", "law": "law-10m.json.gz"}


@dataclass(frozen=True)
class Outline:
    """The shape of one country or territory.

    Attributes:
        code: Its code in the shape files (ISO 3166-1 alpha-3, or as data/geography/README.md says).
        coded: Polygons as lists of delta-coded integer rings, outer ring first.
        scale: Degrees per unit.
    """

    code: str
    coded: list[list[list[int]]]
    scale: float

    @cached_property
    def polygons(self) -> tuple[tuple[Ring, ...], ...]:
        """Polygons of closed rings, each of shape (points, 2): longitude, latitude in degrees."""
        return tuple(tuple(self._ring(flat) for flat in rings) for rings in self.coded)

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """All rings, holes too."""
        return tuple(ring for polygon in self.polygons for ring in polygon)

    @cached_property
    def boxes(self) -> Ring:
        """West, south, east, north of every ring: shape (rings, 4), degrees."""
        return np.array([(*ring.min(axis=0), *ring.max(axis=0)) for ring in self.rings])

    def _ring(self, flat: list[int]) -> Ring:
        points = np.cumsum(np.array(flat, dtype=np.int64).reshape(-1, 2), axis=0)
        return np.asarray(np.vstack([points, points[:1]]) * self.scale, dtype=np.float64)


class Outlines(Mapping[str, Outline]):
    """The shapes of one file by code.

    Attributes:
        about: Where the shapes come from.
        accuracy_km: How far a line may be off.
    """

    def __init__(self, path: Path) -> None:
        body = json.loads(gzip.decompress(path.read_bytes()))
        self.about: str = body["about"]
        self.accuracy_km: float = body["accuracy_km"]
        self._all = {code: Outline(code, coded, body["scale"]) for code, coded in body["shapes"].items()}

    def __getitem__(self, code: str) -> Outline:
        """The outline of `code`."""
        return self._all[code]

    def __iter__(self) -> Iterator[str]:
        """Codes in order."""
        return iter(self._all)

    def __len__(self) -> int:
        """How many shapes the file holds."""
        return len(self._all)


@cache
def outlines(which: str) -> Outlines:
    """Read the shapes for `map` (1:50 million) or for `law` (1:10 million).

    Raises:
        UnknownName: If `which` is neither.
    """
    if which not in FILES:
        raise UnknownName(f"no set of shapes '{which}'", remedy="ask for 'map' or 'law'", suggestions=FILES)
    return Outlines(FOLDER / FILES[which])
