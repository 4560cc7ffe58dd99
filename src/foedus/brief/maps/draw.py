"""The map's markup: layers from the ground up, then legend and scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from foedus.brief.maps.layout import Disc
from foedus.brief.maps.projection import Point, clipped_line
from foedus.brief.maps.symbols import symbol
from foedus.brief.maps.theatre import DAYS, HEIGHT, WIDTH, Label, Mark, Route, Theatre
from foedus.brief.reader import Reader

LEGEND: Final = 62
MODES: Final = ("sea", "rail", "road", "air")
SCALE_KM: Final = 200
GRATICULE: Final = 5
MOVED: Final = 5.0
SIZES: Final = (10, 5, 2, 1, 0.5, 0.2, 0.1)


def draw(reader: Reader, scene: Theatre) -> str:
    """The SVG of one theatre.

    Args:
        reader: the finding in one language.
        scene: what stands where.
    """
    ground = [f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>', *_graticule(scene), *_lands(scene)]
    body = [
        *ground,
        *_routes(scene.routes),
        *_leaders(scene),
        *_marks(scene.marks, scene.per_root),
        *_units(scene),
    ]
    top = [*_points(scene), *_labels(scene.labels), _scale(reader, scene)]
    frame = f'<clipPath id="map-frame"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath>'
    inside = f'<g clip-path="url(#map-frame)">{"".join(body + top)}</g>'
    view = f'viewBox="0 0 {WIDTH} {HEIGHT + LEGEND}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {view} aria-hidden="true" focusable="false">'
        f"{frame}{inside}{_legend(reader, scene)}</svg>"
    )


def _path(points: Sequence[Point], *, closed: bool = False) -> str:
    text = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f"M{text}{'Z' if closed else ''}".replace(".0,", ",").replace(".0L", "L").replace(".0Z", "Z")


def _lands(scene: Theatre) -> Iterator[str]:
    for land in scene.lands:
        d = "".join(_path(ring[:-1], closed=True) for ring in land.rings)
        yield f'<path class="land" data-code="{escape(land.code)}" d="{d}"/>'


def _graticule(scene: Theatre) -> Iterator[str]:
    view = scene.view
    lon0, lat0 = (GRATICULE * round(value / GRATICULE) for value in (view.plane.lon, view.plane.lat))
    lines = [
        [(lon0 + step, lat0 - 25 + part) for part in range(51)] for step in range(-45, 46, GRATICULE)
    ] + [[(lon0 - 50 + part, lat0 + step) for part in range(101)] for step in range(-25, 26, GRATICULE)]
    pieces = [piece for line in lines for piece in clipped_line(view, view.place(line))]
    yield f'<path class="graticule" d="{"".join(_path(piece) for piece in pieces)}"/>'


def _routes(routes: Iterable[Route]) -> Iterator[str]:
    for route in routes:
        d = "".join(_path(piece) for piece in route.pieces)
        title = f"<title>{escape(route.title)}</title>"
        yield f'<path class="route {route.mode}" stroke-width="{route.width:.1f}" d="{d}">{title}</path>'
        if route.mode == "rail" and route.width > 2:
            yield f'<path class="route ties" stroke-width="{route.width * 0.45:.1f}" d="{d}"/>'


def _leaders(scene: Theatre) -> Iterator[str]:
    for disc in (*(mark.disc for mark in scene.marks), *(unit.disc for unit in scene.units)):
        if math.dist(disc.home, disc.at) > MOVED:
            yield f'<path class="leader" d="{_path([disc.home, disc.at])}"/>{_spot(disc)}'
    for label in scene.labels:
        if label.leader:
            yield f'<path class="leader" d="{_path(label.leader)}"/>'


def _spot(disc: Disc) -> str:
    return f'<circle class="spot" cx="{disc.home[0]:.1f}" cy="{disc.home[1]:.1f}" r="1.8"/>'


def _marks(marks: Iterable[Mark], per_root: float) -> Iterator[str]:
    for mark in marks:
        x, y = mark.disc.at
        sizes = [(day, per_root * math.sqrt(mark.brigades[day])) for day in reversed(DAYS)]
        rings = "".join(
            f'<circle class="d{day}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
            for day, radius in sizes
            if radius > 0
        )
        yield f'<g class="mark" data-name="{escape(mark.name)}">{rings}</g>'


def _units(scene: Theatre) -> Iterator[str]:
    for unit in scene.units:
        x, y = unit.disc.at
        yield f'<g transform="translate({x:.1f},{y:.1f})">{symbol(unit.side, unit.kind, unit.title)}</g>'


def _points(scene: Theatre) -> Iterator[str]:
    x, y = scene.incident
    yield f'<path class="incident" d="M{x - 6:.1f},{y - 6:.1f}l12,12m0,-12l-12,12"/>'
    if scene.bottleneck:
        x, y = scene.bottleneck
        yield f'<path class="bottleneck" d="M{x:.1f},{y - 9:.1f}l9,16h-18Z"/>'


def _labels(labels: Iterable[Label]) -> Iterator[str]:
    for label in labels:
        x, y = label.at
        spans = "".join(
            f'<tspan x="{x:.1f}" y="{y + label.size * (0.9 + 1.15 * row):.1f}">{escape(line)}</tspan>'
            for row, line in enumerate(label.lines)
        )
        yield f'<text class="{label.style}" font-size="{label.size:g}">{spans}</text>'


def _scale(reader: Reader, scene: Theatre) -> str:
    wide = SCALE_KM * scene.view.scale
    x, y = 12, HEIGHT - 12
    text = reader.say("unit_km", n=SCALE_KM)
    bar = f'<path class="scale" d="M{x},{y - 5}v5h{wide:.1f}v-5"/>'
    return f'{bar}<text class="key" font-size="11" x="{x + wide + 6:.1f}" y="{y}">{escape(text)}</text>'


def _legend(reader: Reader, scene: Theatre) -> str:
    parts = [_circles(reader, scene.per_root), _lines(reader, scene), _symbols(reader)]
    return f'<g class="legend" transform="translate(0,{HEIGHT})">{"".join(parts)}</g>'


def _key(x: float, y: float, text: str, style: str = "key") -> str:
    return f'<text class="{style}" font-size="11" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _circles(reader: Reader, per_root: float) -> str:
    size = next((step for step in SIZES if per_root * math.sqrt(step) <= LEGEND / 3), SIZES[-1])
    parts = [_key(2, 14, reader.say("map_legend"), "key strong")]
    for index, day in enumerate(DAYS):
        x = 10 + 62 * index
        parts.append(f'<circle class="d{day}" cx="{x}" cy="38" r="7"/>{_key(x + 11, 42, f"D+{day}")}')
    radius = per_root * math.sqrt(size)
    parts.append(
        f'<circle class="size" cx="{200 + radius:.1f}" cy="{max(30, 58 - radius):.1f}" r="{radius:.1f}"/>'
    )
    parts.append(_key(204 + 2 * radius, 42, f"= {reader.number(size)}"))
    return "".join(parts)


def _lines(reader: Reader, scene: Theatre) -> str:
    parts = [_key(300, 14, reader.say("map_legend_routes"), "key strong")]
    used = [mode for mode in MODES if any(route.mode == mode for route in scene.routes)]
    for index, mode in enumerate(used):
        x, y = 300 + 86 * (index % 2), 33 + 18 * (index // 2)
        d = f"M{x},{y}h30"
        ties = f'<path class="route ties" stroke-width="1.8" d="{d}"/>' if mode == "rail" else ""
        line = f'<path class="route {mode}" stroke-width="4" d="{d}"/>{ties}'
        parts.append(line + _key(x + 36, y + 4, reader.say(f"mode_{mode}")))
    return "".join(parts)


def _symbols(reader: Reader) -> str:
    x = 486
    parts = [_key(x, 14, reader.say("map_legend_units"), "key strong")]
    for index, side in enumerate(("ally", "adversary")):
        place = f'<g transform="translate({x + 13 + 108 * index},37)">{symbol(side, "mechanised", "")}</g>'
        parts.append(place + _key(x + 30 + 108 * index, 41, reader.say(f"side_{side}")))
    return "".join(parts)
