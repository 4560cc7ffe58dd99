"""Where is a point: in which state, how far from its border or coast, in which sea."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from foedus.terms.errors import BadArgument
from foedus.world.areas import seas_about
from foedus.world.jurisdiction import state_today
from foedus.world.outlines import Ring, outlines
from foedus.world.rings import KM_PER_DEGREE, in_ring, km_to

if TYPE_CHECKING:
    import shapely

REACHES_KM = 100.0, 1000.0, 21000.0
NEAREST = 4


@dataclass(frozen=True, slots=True)
class Location:
    """Where a point lies today.

    Attributes:
        state: The state under whose jurisdiction the shape falls, None at sea.
        territory: The code of the shape itself (GRL for Greenland), None at sea.
        inland_km: Distance to the nearest border or coast of that shape; 0 at sea.
        nearest: Other states, nearest first, with the distance to them in km.
        sea: The sea area, None on land.
    """

    state: str | None
    territory: str | None
    inland_km: float
    nearest: tuple[tuple[str, float], ...]
    sea: str | None


@dataclass(frozen=True)
class _Index:
    """All rings of the shapes for law; a ring is decoded when a point first comes near it."""

    codes: tuple[str, ...]
    flat: tuple[list[int], ...]
    boxes: Ring
    decoded: dict[int, Ring]

    def ring(self, number: int) -> Ring:
        if number not in self.decoded:
            self.decoded[number] = outlines("law")[self.codes[number]].decoded(self.flat[number])
        return self.decoded[number]


def shapes(which: str) -> Mapping[str, shapely.MultiPolygon]:
    """Return the shapes for `map` or `law` by code, as shapely geometries in degrees.

    Raises:
        UnknownName: If `which` is neither.
    """
    from foedus.world.polygons import polygons  # shapely is heavy: only those who draw pay for it

    return polygons(which)


def locate(lat: float, lon: float) -> Location:
    """Say where a point lies, by the shapes for law.

    Raises:
        BadArgument: If the point is not on the globe.
    """
    check_point(lat, lon)
    for reach in REACHES_KM:
        found = clearances(lat, lon, reach)
        inside = min((code for code in found if found[code] <= 0), key=lambda code: found[code], default=None)
        others = {state_today(code) for code in found} - ({state_today(inside)} if inside else set())
        if others and (inside is None or -found[inside] < reach):
            break
    return _location(lat, lon, inside, found)


def clearances(lat: float, lon: float, reach_km: float) -> dict[str, float]:
    """Return the distance in km to every shape within `reach_km`; negative inside the shape.

    A point deeper inside a shape than `reach_km` gets minus `reach_km`.
    """
    index = _index()
    distances: dict[str, float] = {}
    for number in np.flatnonzero(_near(index.boxes, lat, lon, reach_km)):
        code = index.codes[number]
        distances[code] = min(distances.get(code, reach_km), km_to(index.ring(int(number)), lat, lon))
    inside = _containing(index, lat, lon)
    return {
        code: -distances.get(code, reach_km) if code in inside else distances[code]
        for code in sorted(distances.keys() | inside)
        if code in inside or distances[code] < reach_km
    }


def check_point(lat: float, lon: float) -> None:
    """Refuse a latitude or longitude that is not on the globe.

    Raises:
        BadArgument: If it is not.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadArgument(
            f"no point at latitude {lat}, longitude {lon}",
            remedy="give degrees: lat from -90 to 90, lon from -180 to 180, south and west negative",
        )


def _location(lat: float, lon: float, inside: str | None, found: Mapping[str, float]) -> Location:
    state = state_today(inside) if inside else None
    others: dict[str, float] = {}
    for code, km in sorted(found.items(), key=lambda item: item[1]):
        if state_today(code) != state:
            others.setdefault(state_today(code), max(km, 0.0))
    nearest = tuple((code, round(km, 1)) for code, km in others.items())[:NEAREST]
    depth = round(-found[inside], 1) if inside else 0.0
    seas = () if inside else seas_about(lat, lon)
    return Location(state, inside, depth, nearest, seas[0] if seas else None)


@cache
def _index() -> _Index:
    held = outlines("law")
    codes = tuple(code for code, outline in held.items() for _ in outline.flat)
    flat = tuple(flat for outline in held.values() for flat in outline.flat)
    return _Index(codes, flat, np.vstack([outline.boxes for outline in held.values()]), {})


def _near(boxes: Ring, lat: float, lon: float, reach_km: float) -> npt.NDArray[np.bool_]:
    """Whether each box may come within `reach_km` of the point; errs on the side of yes."""
    degrees = reach_km / KM_PER_DEGREE
    shrink = np.cos(np.radians(min(abs(lat) + degrees, 89.0)))
    wide = min(degrees / shrink, 360.0)
    west, south, east, north = boxes.T
    level = (south - degrees <= lat) & (lat <= north + degrees)
    beside = np.zeros(len(boxes), dtype=bool)
    for turn in (-360, 0, 360):
        beside |= (west - wide <= lon + turn) & (lon + turn <= east + wide)
    return np.asarray(level & beside, dtype=np.bool_)


def _containing(index: _Index, lat: float, lon: float) -> set[str]:
    west, south, east, north = index.boxes.T
    inside: set[str] = set()
    for number in np.flatnonzero((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)):
        if in_ring(index.ring(int(number)), lat, lon):
            inside ^= {index.codes[number]}  # a hole is a second ring around the point
    return inside
