"""Cut the world's land and seas into pieces that law may treat apart, and put them on a plane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import acos, cos, degrees, radians, sin
from typing import Any, Final

from foedus.brief.maps.projection import Point

# Degrees from the centre up to which the plane shows the globe, and the least size of a piece in pixels.
HORIZON: Final = 88.0
SPECK: Final = 1.0
# Lines longer than this are cut before they are bent by the projection, degrees.
STRIDE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the map with one answer: a point in it, its rings in degrees, the size of it."""

    lat: float
    lon: float
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Globe:
    """An equal-area view of one side of the globe.

    Attributes:
        lat: Latitude of the centre.
        lon: Longitude of the centre.
        scale: Pixels per kilometre.
        width: Pixels.
        height: Pixels.
        rise: Pixels by which the centre stands below the middle of the frame.
    """

    lat: float
    lon: float
    scale: float
    width: int
    height: int
    rise: float = 0.0

    def paths(self, pieces: Sequence[Piece]) -> list[tuple[Piece, str]]:
        """Return each piece inside the frame with its path in pixels, holes by even-odd filling."""
        from pyproj import Proj
        from shapely.geometry import Polygon, box

        laea = Proj(proj="laea", lat_0=self.lat, lon_0=self.lon, units="km", ellps="WGS84")
        frame, drawn = box(-2, -2, self.width + 2, self.height + 2), []
        for piece in pieces:
            outer, *holes = [self._pixels(laea, ring) for ring in piece.rings]
            shape = Polygon(outer, holes).buffer(0).intersection(frame).simplify(0.3)
            path = "".join(_path(part) for part in _polygons(shape) if part.area > SPECK)
            if path:
                drawn.append((piece, path))
        return drawn

    def point(self, lat: float, lon: float) -> Point:
        """Return a place in pixels."""
        from pyproj import Proj

        laea = Proj(proj="laea", lat_0=self.lat, lon_0=self.lon, units="km", ellps="WGS84")
        return self._pixels(laea, ((lon, lat),))[0]

    def _pixels(self, laea: Any, ring: Sequence[Point]) -> list[Point]:
        xs, ys = laea([lon for lon, _ in ring], [lat for _, lat in ring])
        middle_x, middle_y = self.width / 2, self.height / 2 + self.rise
        return [
            (float(x) * self.scale + middle_x, middle_y - float(y) * self.scale)
            for x, y in zip(xs, ys, strict=True)
        ]


def land(globe: Globe, day: date) -> Iterator[Piece]:
    """Yield the land on one side of the globe, cut along the areas that law treats apart on the day."""
    from shapely.geometry import Polygon

    from foedus.world.areas import areas_of
    from foedus.world.geography import shapes

    for code, shape in shapes("map").items():
        pieces = [polygon for polygon in shape.geoms if _near(globe, polygon)]
        for area in areas_of(code, day):
            # Areas may overlap, and each reading counts: the land is cut along all of them.
            ring = Polygon(area.ring)
            cut = (part for one in pieces for part in (one.intersection(ring), one.difference(ring)))
            pieces = [polygon for part in cut for polygon in _polygons(part)]
        yield from (_piece(one) for one in pieces if one.area > 0)


def sea(globe: Globe, names: Sequence[str], north_of: float) -> Iterator[Piece]:
    """Yield seas by their identifiers, as far as they lie north of a parallel."""
    from shapely.geometry import Polygon, box
    from shapely.ops import unary_union

    from foedus.world.areas import seas

    north = box(-180, north_of, 180, 90)
    rings = [Polygon(ring).buffer(0) for name in names for ring in seas()[name].rings]
    shape = unary_union(rings).intersection(north).segmentize(STRIDE)
    yield from (_piece(one) for one in _polygons(shape) if _near(globe, one))


def _near(globe: Globe, polygon: Any) -> bool:
    west, south, east, north = polygon.bounds
    corners = [(lat, lon) for lat in (south, north) for lon in (west, east)]
    return all(_degrees_off(globe, lat, lon) < HORIZON for lat, lon in corners)


def _degrees_off(globe: Globe, lat: float, lon: float) -> float:
    here, there, turn = radians(globe.lat), radians(lat), radians(lon - globe.lon)
    across = sin(here) * sin(there) + cos(here) * cos(there) * cos(turn)
    return degrees(acos(max(-1.0, min(1.0, across))))


def _piece(polygon: Any) -> Piece:
    inside = polygon.representative_point()
    rings = tuple(tuple(ring.coords) for ring in (polygon.exterior, *polygon.interiors))
    return Piece(inside.y, inside.x, rings)


def _polygons(shape: Any) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]


def _path(polygon: Any) -> str:
    rings = (polygon.exterior, *polygon.interiors)
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring.coords[:-1]) + "Z" for ring in rings)
