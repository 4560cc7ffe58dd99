"""Who goes which way, and which capacities each way uses in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from foedus.models.reinforcement.paths import Step
from foedus.terms.spread import Spread
from foedus.world.network import Network, Node


class Unit(Protocol):
    """What the model needs to know of a formation (`foedus.world.units.Unit` fits)."""

    @property
    def id(self) -> str:
        """Identifier."""
        ...

    @property
    def owner(self) -> str:
        """State that owns it."""
        ...

    @property
    def kind(self) -> str:
        """Kind, such as `armoured`."""
        ...

    @property
    def lat(self) -> float:
        """Latitude of the garrison."""
        ...

    @property
    def lon(self) -> float:
        """Longitude of the garrison."""
        ...

    @property
    def brigade_equivalents(self) -> float:
        """Size."""
        ...

    @property
    def in_place(self) -> str:
        """Theatre in which it already stands, or empty."""
        ...


# Routes offered to each unit when the first assignment is gone over once more.
_SECOND_LOOK = 8


@dataclass(frozen=True, slots=True)
class Visit:
    """One capacity that a route uses.

    Attributes:
        server: Node, edge or lane identifier.
        moving: Days under way since the previous visit (or the garrison).
        handling: Days of handling since the previous visit.
    """

    server: str
    moving: float
    handling: float


@dataclass(frozen=True, slots=True)
class Route:
    """A way from garrison to assembly area.

    Attributes:
        unit: Unit identifier.
        destination: Assembly node; empty for a unit in place.
        nodes: Nodes passed, in order.
        modes: Mode of each hop, one fewer than nodes.
        line: (lon, lat) of the garrison and of the nodes.
        days: Days without any queue or clearance.
        visits: Capacities used, in order.
        end: Moving and handling days after the last visit.
        gate: Index of the visit before which the first foreign border lies; `len(visits)` if after the last,
            None if no border is crossed.
        gate_tail: Days from that border to the visit.
    """

    unit: str
    destination: str
    nodes: tuple[str, ...]
    modes: tuple[str, ...]
    line: tuple[tuple[float, float], ...]
    days: float
    visits: tuple[Visit, ...]
    end: tuple[float, float]
    gate: int | None
    gate_tail: float

    @property
    def servers(self) -> tuple[str, ...]:
        """Capacities used, in order."""
        return tuple(visit.server for visit in self.visits)


def stay(unit: Unit) -> Route:
    """Return the route of a unit that is in place."""
    return Route(unit.id, "", (), (), ((unit.lon, unit.lat),), 0.0, (), (0.0, 0.0), None, 0.0)


def trace(network: Network, unit: Unit, way: Sequence[Step], access_days: float) -> Route:
    """Return the route of `unit` along a way through the layered graph."""
    tracer = _Tracer(network, unit, access_days, _lanes(way))
    for step in way:
        tracer.follow(step)
    return tracer.finish()


def _lanes(way: Sequence[Step]) -> dict[str, str]:
    """Return the lane that binds by mode: the Atlantic fleet carries its load to the far port."""
    lanes: dict[str, str] = {}
    for step in way:
        if step.edge and step.edge.lane:
            lanes.setdefault(step.edge.mode, step.edge.lane)
            if step.edge.lane.endswith("atlantic"):
                lanes[step.edge.mode] = step.edge.lane
    return lanes


class _Tracer:
    """Collects visits while following a way step by step."""

    def __init__(self, network: Network, unit: Unit, access_days: float, lanes: Mapping[str, str]) -> None:
        self.network, self.unit, self.lanes = network, unit, dict(lanes)
        self.moving, self.handling = access_days, 0.0
        self.visits: list[Visit] = []
        self.nodes: list[str] = []
        self.modes: list[str] = []
        self.days = access_days
        self.gate: int | None = None
        self.gate_tail = 0.0
        self.gate_open = False

    def follow(self, step: Step) -> None:
        """Take one step."""
        node = self.network.nodes[step.start[0]]
        if not self.nodes:
            self.nodes.append(node.id)
        if step.edge is None:
            if node.throughput and _uses_node(node, step):
                self._visit(node.id)
            self._spend(0.0, step.handling)
            return
        lane = self.lanes.pop(step.edge.mode, "")
        if lane:
            self._visit(lane)
        if step.edge.capacity:
            self._visit(step.edge.id)
        self._spend(step.moving, 0.0)
        self._enter(self.network.nodes[step.end[0]], node, step)

    def _enter(self, node: Node, before: Node, step: Step) -> None:
        assert step.edge is not None
        self.nodes.append(node.id)
        self.modes.append(step.edge.mode)
        if self.gate is None and node.state and node.state != self._home():
            self.gate, self.gate_tail, self.gate_open = len(self.visits), 0.0, True
        if node.kind == "border" and node.throughput and before.kind != "border":
            rail = any(layer.startswith("rail") for layer in (step.start[1], step.end[1]))
            if rail or not node.gauge:
                self._visit(node.id)

    def _home(self) -> str:
        return self.network.nodes[self.nodes[0]].state

    def _visit(self, server: str) -> None:
        self.visits.append(Visit(server, self.moving, self.handling))
        self.moving = self.handling = 0.0
        self.gate_open = False

    def _spend(self, moving: float, handling: float) -> None:
        self.moving += moving
        self.handling += handling
        self.days += moving + handling
        if self.gate_open:
            self.gate_tail += moving + handling

    def finish(self) -> Route:
        """Return the route, ending at the last node."""
        last = self.network.nodes[self.nodes[-1]]
        if last.throughput and last.kind == "assembly" and self.modes:
            self._visit(last.id)
        line = [(self.unit.lon, self.unit.lat)]
        line += [(self.network.nodes[name].lon, self.network.nodes[name].lat) for name in self.nodes]
        return Route(
            self.unit.id,
            last.id,
            tuple(self.nodes),
            tuple(self.modes),
            tuple(line),
            self.days,
            tuple(self.visits),
            (self.moving, self.handling),
            self.gate,
            self.gate_tail,
        )


def _uses_node(node: Node, step: Step) -> bool:
    layers = {step.start[1], step.end[1]}
    if node.kind == "port":
        return "sea" in layers
    if node.kind == "airport":
        return "air" in layers
    return node.kind == "gauge" and step.start[1].startswith("rail")


def assign(
    options: Sequence[Sequence[Route]],
    ready: Sequence[float],
    loads: Sequence[float],
    capacity: Mapping[str, float],
) -> list[Route]:
    """Give each unit the route that completes it first, given those who come before.

    Units choose in the order in which they could arrive; each sees the queues that earlier ones leave.

    Args:
        options: Routes open to each unit, fastest first.
        ready: Nominal ready day of each unit.
        loads: Brigade equivalents of each unit.
        capacity: Brigade equivalents a day by server.
    """
    order = sorted(range(len(options)), key=lambda k: (ready[k] + options[k][0].days, k))
    busy: dict[str, float] = {}
    chosen: dict[int, Route] = {}
    for k in order:
        tried = [
            (_completion(route, ready[k], loads[k], capacity, busy), i) for i, route in enumerate(options[k])
        ]
        chosen[k] = options[k][min(tried)[1]]
        _completion(chosen[k], ready[k], loads[k], capacity, busy, book=True)
    return _improved(options, chosen, order, (ready, loads, capacity))


def _improved(
    options: Sequence[Sequence[Route]],
    chosen: dict[int, Route],
    order: Sequence[int],
    case: tuple[Sequence[float], Sequence[float], Mapping[str, float]],
) -> list[Route]:
    """Offer each unit its other fast routes once more, last comers first; keep what helps the whole."""
    best = _cost(chosen, order, case)
    for k in reversed(order):
        for route in options[k][:_SECOND_LOOK]:
            if route is chosen[k]:
                continue
            tried = _cost({**chosen, k: route}, order, case)
            if tried < best - 1e-9:
                chosen, best = {**chosen, k: route}, tried
    return [chosen[k] for k in range(len(options))]


def _cost(
    chosen: Mapping[int, Route],
    order: Sequence[int],
    case: tuple[Sequence[float], Sequence[float], Mapping[str, float]],
) -> float:
    """Return the mean day of completion, weighted by load, and the last, together."""
    ready, loads, capacity = case
    busy: dict[str, float] = {}
    days = {k: _completion(chosen[k], ready[k], loads[k], capacity, busy, book=True) for k in order}
    finite = [k for k in order if days[k] < float("inf")]
    weight = sum(loads[k] for k in finite) or 1.0
    last = max((days[k] for k in finite), default=0.0)
    return sum(days[k] * loads[k] for k in finite) / weight + last


def _completion(
    route: Route,
    ready: float,
    load: float,
    capacity: Mapping[str, float],
    busy: dict[str, float],
    *,
    book: bool = False,
) -> float:
    first = last = ready
    for visit in route.visits:
        lead = visit.moving + visit.handling
        first, last = first + lead, last + lead
        work = load / capacity[visit.server]
        clear = max(busy.get(visit.server, 0.0), first) + work
        if book:
            busy[visit.server] = clear
        first, last = clear - work, max(clear, last)
    return last + sum(route.end)


def servers_of(network: Network, routes: Iterable[Route]) -> dict[str, Spread | None]:
    """Return the capacity of every server that routes use; None for lanes, whose fleets the model knows."""
    edges = {edge.id: edge.capacity for edge in network.edges}
    found: dict[str, Spread | None] = {}
    for route in routes:
        for name in route.servers:
            node = network.nodes.get(name)
            found[name] = node.throughput if node else edges.get(name)
    return dict(sorted(found.items()))


def thinned(
    routes: Sequence[Route], loads: Sequence[float], capacity: Mapping[str, float], *, relief: float
) -> list[Route]:
    """Drop line edges at which no long queue can form, and visits that would close a circle.

    An edge cannot queue if all who reach it come through servers whose capacities together do not exceed its
    own; and it hardly delays anyone if, on every route through it, another server is busy `relief` times as
    long. Ports, borders, gauge changes, airports, assembly areas and lanes always stay. A circle (A before B
    for one unit, B before A for another) is cut at the later route's second visit, so that servers can be
    worked through in stages.

    Args:
        routes: Chosen routes.
        loads: Brigade equivalents by unit.
        capacity: Brigade equivalents a day by server.
        relief: How much busier another server must be.
    """
    slack = _slack_edges(routes, loads, capacity, relief)
    routes = [_drop(route, slack) for route in routes]
    while idle := _idle_edges(routes, capacity):
        routes = [_drop(route, idle) for route in routes]
    after: dict[str, set[str]] = {}
    return [_uncircled(route, after) for route in routes]


def _slack_edges(
    routes: Sequence[Route], loads: Sequence[float], capacity: Mapping[str, float], relief: float
) -> set[str]:
    busy: dict[str, float] = {}
    for route, load in zip(routes, loads, strict=True):
        for name in route.servers:
            busy[name] = busy.get(name, 0.0) + load / capacity[name]
    tight: set[str] = set()
    for route in routes:
        longest = max((busy[name] for name in route.servers), default=0.0)
        tight |= {name for name in route.servers if busy[name] * relief > longest}
    return {name for name in busy if ":" in name and name not in tight}


def _idle_edges(routes: Sequence[Route], capacity: Mapping[str, float]) -> set[str]:
    before: dict[str, set[str]] = {}
    for route in routes:
        for previous, name in zip(("", *route.servers), route.servers, strict=False):
            before.setdefault(name, set()).add(previous)
    slack = 1e-9
    idle = {
        name
        for name, sources in before.items()
        if ":" in name
        and "" not in sources
        and sum(capacity[source] for source in sources) <= capacity[name] + slack
    }
    return {name for name in idle if not before[name] & idle} or idle


def _uncircled(route: Route, after: dict[str, set[str]]) -> Route:
    kept: list[str] = []
    for name in route.servers:
        if kept and _reaches(after, name, kept[-1]):
            continue
        if kept:
            after.setdefault(kept[-1], set()).add(name)
        kept.append(name)
    return _drop(route, set(route.servers) - set(kept))


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    stack, seen = [start], {start}
    while stack:
        one = stack.pop()
        if one == goal:
            return True
        for following in after.get(one, set()) - seen:
            seen.add(following)
            stack.append(following)
    return False


def _drop(route: Route, names: set[str]) -> Route:
    """Return the route without visits to `names`; their days go to the next visit."""
    visits: list[Visit] = []
    moving = handling = 0.0
    gate, gate_tail, waiting = route.gate, route.gate_tail, False
    for index, visit in enumerate(route.visits):
        moving, handling = moving + visit.moving, handling + visit.handling
        waiting = waiting or index == route.gate
        if visit.server in names:
            gate_tail += _lead_after(route, index) if waiting else 0.0
            continue
        if waiting:
            gate, waiting = len(visits), False
        visits.append(Visit(visit.server, moving, handling))
        moving = handling = 0.0
    if waiting or route.gate == len(route.visits):
        gate = len(visits)
    end = (moving + route.end[0], handling + route.end[1])
    return replace(route, visits=tuple(visits), end=end, gate=gate, gate_tail=gate_tail)


def _lead_after(route: Route, index: int) -> float:
    if index + 1 < len(route.visits):
        following = route.visits[index + 1]
        return following.moving + following.handling
    return sum(route.end)
