"""The one place where degrees become a plane: Lambert azimuthal equal-area, in kilometres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]
Shapes = Mapping[str, Sequence[Ring]]

FAR_DEGREES: Final = 60.0
SPECK: Final = 3.0


def bundled_shapes() -> Shapes:
    """The package's country shapes for maps, as rings."""
    from foedus.world.geography import shapes

    return {
        code: [
            list(ring.coords) for polygon in shape.geoms for ring in (polygon.exterior, *polygon.interiors)
        ]
        for code, shape in shapes("map").items()
    }


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane centred on one place; x to the east and y to the south, in kilometres."""

    lat: float
    lon: float

    def project(self, points: Iterable[Sequence[float]]) -> list[Point]:
        """Project (longitude, latitude) pairs."""
        from pyproj import Proj

        pairs = list(points)
        laea = Proj(proj="laea", lat_0=self.lat, lon_0=self.lon, units="km", ellps="WGS84")
        xs, ys = laea([pair[0] for pair in pairs], [pair[1] for pair in pairs])
        return [(float(x), -float(y)) for x, y in zip(xs, ys, strict=True)]

    def is_near(self, ring: Ring) -> bool:
        """Whether a ring has a point in the half of the globe about the centre."""
        return any(
            abs(point[0] - self.lon) < FAR_DEGREES and abs(point[1] - self.lat) < FAR_DEGREES / 2
            for point in ring
        )


@dataclass(frozen=True, slots=True)
class Land:
    """One country's part inside the frame: polygons' rings in pixels, and where its name may stand."""

    code: str
    rings: list[list[Point]]
    area: float
    centre: Point


@dataclass(frozen=True, slots=True)
class Window:
    """The drawn part of the plane: left upper corner in kilometres, pixels per kilometre, size in pixels."""

    plane: Plane
    left: float
    top: float
    scale: float
    width: int
    height: int

    def place(self, points: Iterable[Sequence[float]]) -> list[Point]:
        """Pixels for (longitude, latitude) pairs."""
        return [
            ((x - self.left) * self.scale, (y - self.top) * self.scale) for x, y in self.plane.project(points)
        ]

    def contains(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a pixel lies inside, at least `margin` from the edge."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def window(
    plane: Plane, points: Sequence[Point], width: int, height: int, *, reach: float, pad: float
) -> Window:
    """The smallest window of the given shape about the centre's points.

    Args:
        plane: the projection.
        points: projected points to include, km; those farther than `reach` from the centre are left outside.
        width: pixels.
        height: pixels.
        reach: km from the centre.
        pad: share of the extent added on each side.
    """
    near = [(x, y) for x, y in points if (x * x + y * y) ** 0.5 <= reach] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in near], [y for _, y in near]
    wide = max(max(xs) - min(xs), reach / 4) * (1 + 2 * pad)
    high = max(max(ys) - min(ys), reach / 4) * (1 + 2 * pad)
    scale = min(width / wide, height / high)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Window(plane, middle_x - width / scale / 2, middle_y - height / scale / 2, scale, width, height)


def lands(view: Window, shapes: Shapes) -> list[Land]:
    """Countries clipped to the window, the largest first; holes by even-odd filling."""
    found = (_land(view, code, rings) for code, rings in shapes.items())
    return sorted((land for land in found if land), key=lambda land: -land.area)


def _land(view: Window, code: str, rings: Sequence[Ring]) -> Land | None:
    from shapely.geometry import Polygon, box

    frame = box(-4, -4, view.width + 4, view.height + 4)
    parts: list[Any] = []
    for ring in rings:
        if len(ring) > 3 and view.plane.is_near(ring):
            parts.extend(_polygons(Polygon(view.place(ring)).buffer(0).intersection(frame).simplify(0.5)))
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    centre = largest.representative_point() if not largest.contains(largest.centroid) else largest.centroid
    lines = [list(line.coords) for part in parts for line in (part.exterior, *part.interiors)]
    return Land(code, lines, sum(part.area for part in parts), (centre.x, centre.y))


def _polygons(shape: Any) -> list[Any]:
    parts = getattr(shape, "geoms", [shape])
    return [part for part in parts if part.geom_type == "Polygon" and part.area > SPECK]


def clipped_line(view: Window, points: Sequence[Point]) -> list[list[Point]]:
    """The parts of a line inside the window."""
    from shapely.geometry import LineString, box

    if len(points) < 2:
        return []
    inside = LineString(points).intersection(box(-6, -6, view.width + 6, view.height + 6)).simplify(0.4)
    parts = [part for part in getattr(inside, "geoms", [inside]) if part.geom_type == "LineString"]
    return [list(part.coords) for part in parts if not part.is_empty]
