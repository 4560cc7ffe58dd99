"""Who goes which way, and which capacities each way uses in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


def servers_of(network: Network, routes: Iterable[Route]) -> dict[str, Spread | None]:
    """Return the capacity of every server that routes use; None for lanes, whose fleets the model knows."""
    edges = {edge.id: edge.capacity for edge in network.edges}
    found: dict[str, Spread | None] = {}
    for route in routes:
        for name in route.servers:
            node = network.nodes.get(name)
            found[name] = node.throughput if node else edges.get(name)
    return dict(sorted(found.items()))
