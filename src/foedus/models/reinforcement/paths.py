"""Ways through the network: modes as layers, Dijkstra, and alternatives through different gateways."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from foedus.world.network import Edge, Network, Node

State = tuple[str, str]
# The layer in which a road movement lies; rail layers are `rail` and the gauge.
ROAD = "road"


@dataclass(frozen=True, slots=True)
class Handling:
    """Days of handling, as the model's parameters state them."""

    rail: float
    port_loading: float
    port_unloading: float
    air: float
    transload: float


@dataclass(frozen=True, slots=True)
class Step:
    """One arc of the layered graph.

    Attributes:
        start: (node, layer) left.
        end: (node, layer) reached.
        moving: Days under way.
        handling: Days of handling.
        edge: The edge used; None for a change of mode at a node.
    """

    start: State
    end: State
    moving: float
    handling: float
    edge: Edge | None

    @property
    def days(self) -> float:
        """Days in all."""
        return self.moving + self.handling


class Graph:
    """The network with one layer a mode (and a rail gauge), and handling between layers."""

    def __init__(self, network: Network, handling: Handling, *, air: bool) -> None:
        """Lay the network out in layers; without `air` nobody flies."""
        self.network = network
        self.forward: dict[State, list[Step]] = {}
        self.backward: dict[State, list[Step]] = {}
        for edge in network.edges:
            if air or edge.mode != "air":
                self._lay(edge)
        layers: dict[str, list[str]] = {}
        for node, layer in sorted(self.forward):
            layers.setdefault(node, []).append(layer)
        for name, present in layers.items():
            for step in _changes(network.nodes[name], present, handling):
                self._add(step)

    def _lay(self, edge: Edge) -> None:
        layer = edge.mode
        if edge.mode == "rail":
            layer += _common_gauge(self.network.nodes[edge.start], self.network.nodes[edge.end])
        for one, other in ((edge.start, edge.end), (edge.end, edge.start)):
            self._add(Step((one, layer), (other, layer), edge.days, 0.0, edge))

    def _add(self, step: Step) -> None:
        self.forward.setdefault(step.start, []).append(step)
        self.backward.setdefault(step.end, []).append(step)

    def from_origin(self, node: str) -> dict[State, tuple[float, Step | None]]:
        """Return days and last step to every state from the road layer of `node`."""
        return _dijkstra((node, ROAD), self.forward, lambda step: step.end)

    def to_destination(self, node: str) -> dict[State, tuple[float, Step | None]]:
        """Return days and next step from every state to the road layer of `node`."""
        return _dijkstra((node, ROAD), self.backward, lambda step: step.start)


def alternatives(
    graph: Graph,
    outward: Mapping[State, tuple[float, Step | None]],
    homeward: Mapping[State, tuple[float, Step | None]],
    limit: int,
    tolerance: float,
) -> list[tuple[Step, ...]]:
    """Return up to `limit` ways, fastest first, each through a gateway of its own.

    A gateway is a port reached by sea, an airport, a border or a gauge change. A way is the fastest to the
    gateway and on from it; ways that repeat a node are dropped. The fastest way of all is always among them.

    Args:
        graph: The layered graph.
        outward: Result of `from_origin`.
        homeward: Result of `to_destination`.
        limit: Greatest number of ways.
        tolerance: Longest way, as a multiple of the fastest.
    """
    through = sorted(
        (outward[state][0] + homeward[state][0], state)
        for state in outward.keys() & homeward.keys()
        if homeward[state][1] is None or _is_gateway(graph.network.nodes[state[0]], state[1])
    )
    found: list[tuple[Step, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for days, state in through:
        if days > tolerance * through[0][0] + 1 or len(found) == limit:
            break
        way = (*_unwind(outward, state, back=True), *_unwind(homeward, state, back=False))
        key = tuple(step.edge.id for step in way if step.edge)
        if key not in seen and len(set(key)) == len(key) and _simple(way):
            seen.add(key)
            found.append(way)
    return found


def _is_gateway(node: Node, layer: str) -> bool:
    wanted = {"port": "sea", "airport": "air"}.get(node.kind)
    return layer == wanted or node.kind in ("border", "gauge")


def _simple(way: Sequence[Step]) -> bool:
    reached = [step.end[0] for step in way if step.edge]
    return len(set(reached)) == len(reached)


def _unwind(tree: Mapping[State, tuple[float, Step | None]], state: State, *, back: bool) -> Iterable[Step]:
    steps: list[Step] = []
    step = tree[state][1]
    while step is not None:
        steps.append(step)
        step = tree[step.start if back else step.end][1]
    return reversed(steps) if back else steps


def _dijkstra(
    source: State, arcs: Mapping[State, Sequence[Step]], reach: Callable[[Step], State]
) -> dict[State, tuple[float, Step | None]]:
    found: dict[State, tuple[float, Step | None]] = {}
    queue: list[tuple[float, State, int, Step | None]] = [(0.0, source, 0, None)]
    count = 0
    while queue:
        days, state, _, last = heapq.heappop(queue)
        if state in found:
            continue
        found[state] = (days, last)
        for step in arcs.get(state, ()):
            after = reach(step)
            if after not in found:
                count += 1
                heapq.heappush(queue, (days + step.days, after, count, step))
    return found


def _changes(node: Node, layers: Sequence[str], handling: Handling) -> Iterator[Step]:
    """Yield the changes of mode at a node; every change passes through the road layer but a transloading."""
    present = {*layers, ROAD}
    rails = sorted(layer for layer in present if layer.startswith("rail"))
    for layer in rails:
        yield Step((node.id, ROAD), (node.id, layer), 0.0, handling.rail, None)
        yield Step((node.id, layer), (node.id, ROAD), 0.0, handling.rail, None)
        for other in rails:
            if other != layer:
                yield Step((node.id, layer), (node.id, other), 0.0, handling.transload, None)
    if node.kind == "port" and "sea" in present:
        for layer in (ROAD, *rails):
            yield Step((node.id, layer), (node.id, "sea"), 0.0, handling.port_loading, None)
            yield Step((node.id, "sea"), (node.id, layer), 0.0, handling.port_unloading, None)
    if node.kind == "airport" and "air" in present:
        yield Step((node.id, ROAD), (node.id, "air"), 0.0, handling.air, None)
        yield Step((node.id, "air"), (node.id, ROAD), 0.0, handling.air, None)


def _common_gauge(one: Node, other: Node) -> str:
    shared = [gauge for gauge in one.gauge if gauge in other.gauge]
    return shared[0] if shared else "none"
