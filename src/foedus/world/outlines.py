"""Which country shapes do we hold: two compact files of rings, read once, when first asked for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
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
        coded: Polygons as lists of integer rings (box, then steps), outer ring first.
        scale: Degrees per unit.
    """

    code: str
    coded: list[list[list[int]]]
    scale: float

    @property
    def polygons(self) -> tuple[tuple[Ring, ...], ...]:
        """Polygons of closed rings, each of shape (points, 2): longitude, latitude in degrees."""
        return tuple(tuple(self.decoded(flat) for flat in rings) for rings in self.coded)

    @property
    def flat(self) -> tuple[list[int], ...]:
        """All rings as coded, holes too."""
        return tuple(flat for rings in self.coded for flat in rings)

    @property
    def boxes(self) -> Ring:
        """West, south, east, north of every ring: shape (rings, 4), degrees."""
        return np.array([flat[:4] for flat in self.flat], dtype=np.float64) * self.scale

    def decoded(self, flat: list[int]) -> Ring:
        """Return a coded ring as a closed one, shape (points, 2)."""
        points = np.cumsum(np.array(flat[4:], dtype=np.int64).reshape(-1, 2), axis=0)
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
