"""What the map shows: the finding's places projected, sized, pushed apart and labelled; no markup here."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from foedus.brief.maps.layout import STEPS, Board, Disc, push_apart
from foedus.brief.maps.projection import Land, Plane, Point, Shapes, Window, clipped_line, lands, window
from foedus.brief.maps.symbols import RADIUS
from foedus.brief.reader import Reader

WIDTH: Final = 700
HEIGHT: Final = 450
REACH_KM: Final = 1250.0
AROUND_KM: Final = 700.0
DAYS: Final = ("10", "30", "90")
LARGEST_RADIUS: Final = 34.0
LEAST: Final = 0.05
WIDEST_ROUTE: Final = 9.0
LEAST_ROUTE: Final = 0.2
MOST_MARKS: Final = 9
MOST_UNITS: Final = 16
LEAST_RADIUS: Final = 4.0
CLUSTER: Final = 30.0
ASIDE: Final = re.compile(r",\s|（|\s\(")
BOLD: Final = 1.13
FAR_STEPS: Final = (60.0, 90.0, 125.0, 165.0)
LABEL_SIZE: Final = 12.0
NAME_SIZE: Final = 11.0


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a left upper corner."""

    lines: tuple[str, ...]
    at: Point
    style: str
    size: float
    leader: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Arrivals of one ally, or of several at one place: where, and the brigades by day."""

    name: str
    disc: Disc
    brigades: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Route:
    """One route's line pieces, its mode and its width in pixels."""

    mode: str
    pieces: list[list[Point]]
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One formation's symbol."""

    side: str
    kind: str
    title: str
    brigades: float
    disc: Disc


@dataclass(frozen=True, slots=True)
class Theatre:
    """Everything on the sheet, in pixels."""

    view: Window
    lands: list[Land]
    routes: list[Route]
    marks: list[Mark]
    units: list[Unit]
    labels: list[Label]
    bottleneck: Point | None
    incident: Point
    per_root: float


def theatre(reader: Reader, shapes: Shapes) -> Theatre:
    """Lay out the map of the leading plan."""
    scenario, plan = reader.finding["scenario"], reader.plans[reader.lead]
    view = _view(reader, plan)
    per_root = _per_root(plan)
    marks, units = _placed(
        _marks(reader, view, per_root), _units(reader, view), _anchors(view, scenario, plan)
    )
    incident = view.place([(scenario["lon"], scenario["lat"])])[0]
    choke = _placed_bottleneck(plan)
    bottleneck = view.place([choke])[0] if choke else None
    countries = lands(view, shapes)
    labels = _labels(reader, view, marks, units, countries, (incident, bottleneck))
    routes = _routes(reader, view, plan)
    return Theatre(view, countries, routes, marks, units, labels, bottleneck, incident, per_root)


def _view(reader: Reader, plan: Mapping[str, Any]) -> Window:
    scenario = reader.finding["scenario"]
    plane = Plane(scenario["lat"], scenario["lon"])
    places = [(scenario["lon"], scenario["lat"])]
    places += [(mark["lon"], mark["lat"]) for mark in plan.get("marks", ())]
    around = [point for flow in plan.get("flows", ()) for point in flow["path"]]
    around += [(unit["lon"], unit["lat"]) for unit in _shown(reader)]
    near = [point for point in plane.project(around) if math.hypot(*point) <= AROUND_KM]
    choke = _placed_bottleneck(plan)
    if choke:
        places.append(choke)
    return window(plane, [*plane.project(places), *near], WIDTH, HEIGHT, reach=REACH_KM, pad=0.04)


def _placed_bottleneck(plan: Mapping[str, Any]) -> Point | None:
    """Longitude and latitude of the bottleneck; None where there is none or it is no place."""
    choke = plan.get("bottleneck")
    return (choke["lon"], choke["lat"]) if choke and choke.get("lon") is not None else None


def _per_root(plan: Mapping[str, Any]) -> float:
    largest = max((max(mark[day] for day in DAYS) for mark in plan.get("marks", ())), default=1.0)
    return LARGEST_RADIUS / math.sqrt(max(largest, LEAST))


def _marks(reader: Reader, view: Window, per_root: float) -> list[Mark]:
    """The largest arrivals, one mark an ally; the remainder added up at each place."""
    inside = [mark for mark in _ranked(reader.plans[reader.lead]) if view.contains(_place(view, mark))]
    rest: dict[Point, list[Mapping[str, Any]]] = {}
    for mark in inside[MOST_MARKS:]:
        rest.setdefault((mark["lon"], mark["lat"]), []).append(mark)
    own = [_mark(view, reader.name(mark["ally"]), [mark], per_root) for mark in inside[:MOST_MARKS]]
    others = [_mark(view, reader.say("map_others", n=len(some)), some, per_root) for some in rest.values()]
    return sorted((*own, *others), key=lambda mark: -mark.disc.radius)


def _ranked(plan: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = [mark for mark in plan.get("marks", ()) if mark["90"] >= LEAST]
    return sorted(found, key=lambda mark: (-mark["90"], mark["ally"]))


def _place(view: Window, item: Mapping[str, Any]) -> Point:
    return view.place([(item["lon"], item["lat"])])[0]


def _mark(view: Window, name: str, marks: Sequence[Mapping[str, Any]], per_root: float) -> Mark:
    brigades = {day: float(sum(mark[day] for mark in marks)) for day in DAYS}
    place = _place(view, marks[0])
    radius = max(LEAST_RADIUS, per_root * math.sqrt(max(brigades.values())))
    return Mark(name, Disc(name, place, radius, place), brigades)


def _units(reader: Reader, view: Window) -> list[Unit]:
    """Formations as symbols, the largest first; those of one side that would cover each other as one."""
    clusters: list[tuple[Point, list[Mapping[str, Any]]]] = []
    for unit in _shown(reader):
        place = _place(view, unit)
        if not view.contains(place, RADIUS):
            continue
        near = (
            some
            for at, some in clusters
            if some[0]["side"] == unit["side"] and math.dist(at, place) < CLUSTER
        )
        some = next(near, None)
        if some is None:
            clusters.append((place, [unit]))
        else:
            some.append(unit)
    return [_unit(reader, place, some) for place, some in clusters[:MOST_UNITS]]


def _shown(reader: Reader) -> list[Mapping[str, Any]]:
    """The adversary's formations and the allied ones in place, the largest first."""
    units = reader.finding.get("units") or ()
    there = [unit for unit in units if unit["side"] == "adversary" or unit.get("in_place", True)]
    return sorted(there, key=lambda unit: (-unit["brigades"], unit["id"]))


def _unit(reader: Reader, place: Point, units: Sequence[Mapping[str, Any]]) -> Unit:
    first = units[0]
    told = (
        f"{reader.text(unit['name'])} ({reader.name(unit['owner'])}): {reader.number(unit['brigades'])}"
        for unit in units
    )
    total = float(sum(unit["brigades"] for unit in units))
    return Unit(first["side"], first["kind"], "; ".join(told), total, Disc(first["id"], place, RADIUS, place))


def _anchors(view: Window, scenario: Mapping[str, Any], plan: Mapping[str, Any]) -> list[Disc]:
    places = view.place([(scenario["lon"], scenario["lat"])])
    choke = _placed_bottleneck(plan)
    if choke:
        places += view.place([choke])
    return [Disc("", place, 9.0, place) for place in places]


def _placed(marks: list[Mark], units: list[Unit], fixed: list[Disc]) -> tuple[list[Mark], list[Unit]]:
    discs = push_apart([*(m.disc for m in marks), *(u.disc for u in units)], WIDTH, HEIGHT, fixed)
    for_units = discs[len(marks) :]
    return (
        [Mark(mark.name, disc, mark.brigades) for mark, disc in zip(marks, discs, strict=False)],
        [Unit(u.side, u.kind, u.title, u.brigades, disc) for u, disc in zip(units, for_units, strict=True)],
    )


def _routes(reader: Reader, view: Window, plan: Mapping[str, Any]) -> list[Route]:
    flows = sorted(plan.get("flows", ()), key=lambda flow: -flow["brigades"])
    most = max((flow["brigades"] for flow in flows), default=1.0) or 1.0
    routes = []
    for flow in flows:
        width = max(1.2, WIDEST_ROUTE * flow["brigades"] / most)
        title = f"{reader.say('mode_' + flow['mode'])}: {reader.number(flow['brigades'])}"
        pieces = clipped_line(view, view.place(flow["path"]))
        if pieces and flow["brigades"] >= LEAST_ROUTE:
            routes.append(Route(flow["mode"], pieces, width, title))
    return routes


def _labels(
    reader: Reader,
    view: Window,
    marks: list[Mark],
    units: list[Unit],
    countries: list[Land],
    points: tuple[Point, Point | None],
) -> list[Label]:
    board = Board(view.width, view.height - 30)
    for disc in (*(mark.disc for mark in marks), *(unit.disc for unit in units)):
        board.block(disc)
    spots = [Disc("", point, 9.0, point) for point in points if point]
    for spot in spots:
        board.block(spot)
    wanted = [(lines, spot, "place strong", LABEL_SIZE) for lines, spot in _named(reader, points)]
    wanted += [
        ((f"{m.name} {reader.number(m.brigades['90'])}",), m.disc, "arrival", LABEL_SIZE) for m in marks
    ]
    wanted += [((reader.number(u.brigades),), u.disc, u.side, NAME_SIZE) for u in units]
    placed = [_put(board, *each) for each in wanted]
    return [label for label in (*placed, *(_country(reader, board, land) for land in countries)) if label]


def _named(reader: Reader, points: tuple[Point, Point | None]) -> list[tuple[tuple[str, ...], Disc]]:
    scenario, choke = reader.finding["scenario"], reader.plans[reader.lead].get("bottleneck")
    named: list[tuple[tuple[str, ...], Disc]] = []
    if choke:
        spot = points[1] or (WIDTH / 4, 0.0)
        waits = reader.say("map_waits", days=reader.quantiles(choke["waiting_days"]))
        lines = (f"{reader.say('map_bottleneck')}{reader.say('colon')}{reader.text(choke['name'])}", waits)
        named.append((lines, Disc("", spot, 9.0, spot)))
    named.append(((ASIDE.split(reader.text(scenario["place"]))[0],), Disc("", points[0], 9.0, points[0])))
    return named


def _put(board: Board, lines: tuple[str, ...], disc: Disc, style: str, size: float) -> Label | None:
    near = STEPS[:1] if style in ("ally", "adversary") else STEPS
    steps = (*STEPS, *FAR_STEPS) if "strong" in style else near
    placed = board.put(lines, size * (BOLD if "strong" in style else 1.0), disc, steps)
    if not placed:
        return None
    far = style != "country" and math.dist(disc.at, placed.nearest(disc.at)) > disc.radius + STEPS[1]
    return Label(
        lines, (placed.left, placed.top), style, size, (disc.at, placed.nearest(disc.at)) if far else ()
    )


def _country(reader: Reader, board: Board, land: Land) -> Label | None:
    name = reader.name(land.code)
    if name == land.code or land.area < 2500:
        return None
    return _put(board, (name,), Disc("", land.centre, 0.0, land.centre), "country", NAME_SIZE)
