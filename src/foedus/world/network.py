"""The strategic transport network: ports, railheads, borders, assembly areas and what joins them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from foedus.record.files import Row, rows
from foedus.terms.errors import BadRow, DuplicateId, UnknownName, UnknownReference
from foedus.terms.spread import Spread
from foedus.terms.text import Text
from foedus.world.distance import great_circle_km

KINDS = ("airport", "assembly", "border", "gauge", "junction", "port", "railhead", "waypoint")
MODES = ("air", "rail", "road", "sea")
_FOLDER = Path(__file__).parents[1] / "data" / "network"
_NODE_COLUMNS = (
    *("id", "name_en", "name_ja", "kind", "state", "lat", "lon"),
    *("throughput", "low", "high", "gauge", "source", "why"),
)
_EDGE_COLUMNS = (
    *("from", "to", "mode", "distance_km", "speed_km_day"),
    *("capacity", "low", "high", "lane", "source", "why"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A place where forces load, unload, cross, change gauge, wait or assemble.

    Attributes:
        id: Lower-kebab identifier.
        name: Name in English and Japanese.
        kind: One of `KINDS`; a `waypoint` lies at sea.
        state: ISO alpha-3 code, empty at sea.
        lat: Latitude, degrees north.
        lon: Longitude, degrees east.
        throughput: Brigade equivalents a day; None where the node does not bind.
        gauge: Rail gauges in millimetres.
        source: Source of the figures behind the throughput, or empty.
        why: Arithmetic or reason of the throughput.
        where: File and line.
    """

    id: str
    name: Text
    kind: str
    state: str
    lat: float
    lon: float
    throughput: Spread | None
    gauge: tuple[str, ...]
    source: str
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A two-way link of one mode.

    Attributes:
        start: Node identifier.
        end: Node identifier.
        mode: One of `MODES`.
        distance_km: Length.
        speed_km_day: Distance covered in a day, halts included.
        capacity: Brigade equivalents a day; None where a lane or a node binds instead.
        lane: The fleet that serves the link, or empty.
        source: Source of the figures, or empty.
        why: Arithmetic or reason.
        where: File and line.
    """

    start: str
    end: str
    mode: str
    distance_km: float
    speed_km_day: float
    capacity: Spread | None
    lane: str
    source: str
    why: str
    where: str

    @property
    def id(self) -> str:
        """`mode:start/end`."""
        return f"{self.mode}:{self.start}/{self.end}"

    @property
    def days(self) -> float:
        """Days under way."""
        return self.distance_km / self.speed_km_day


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by identifier, and edges; changed only by making a new one."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    def node(self, name: str) -> Node:
        """Return a node.

        Raises:
            UnknownName: If there is none of this name.
        """
        if name not in self.nodes:
            near = [one for one in sorted(self.nodes) if name[:3] in one]
            raise UnknownName(f"no node '{name}' in the transport network", suggestions=near)
        return self.nodes[name]

    def without(self, name: str) -> Network:
        """Return the network without one node (and its edges) or without one edge.

        Raises:
            UnknownName: If there is neither node nor edge of this name.
        """
        if name in {edge.id for edge in self.edges}:
            return replace(self, edges=tuple(edge for edge in self.edges if edge.id != name))
        self.node(name)
        kept = {key: node for key, node in self.nodes.items() if key != name}
        return Network(kept, tuple(edge for edge in self.edges if name not in (edge.start, edge.end)))

    def scaled(self, factors: Mapping[str, float]) -> Network:
        """Return the network with capacities of named nodes or edges multiplied.

        Raises:
            UnknownName: If a name is neither a node nor an edge.
        """
        edges = {edge.id for edge in self.edges}
        for name in factors:
            if name not in edges:
                self.node(name)
        nodes = {
            key: replace(node, throughput=_times(node.throughput, factors.get(key, 1.0)))
            for key, node in self.nodes.items()
        }
        return Network(
            nodes,
            tuple(
                replace(edge, capacity=_times(edge.capacity, factors.get(edge.id, 1.0)))
                for edge in self.edges
            ),
        )

    def within(self, points: Collection[tuple[float, float]], km: float) -> tuple[str, ...]:
        """Return the nodes and edges that lie within `km` of any (lat, lon); an edge by either end."""
        near = {
            key
            for key, node in self.nodes.items()
            if any(float(great_circle_km(node.lat, node.lon, *point)) <= km for point in points)
        }
        touched = (edge.id for edge in self.edges if edge.start in near or edge.end in near)
        return (*sorted(near), *touched)

    def nearest(self, lat: float, lon: float) -> tuple[Node, float]:
        """Return the nearest node on land that a road reaches, and its great-circle distance in km."""
        road = [edge for edge in self.edges if edge.mode == "road"]
        joined = [self.nodes[key] for key in sorted({end for edge in road for end in (edge.start, edge.end)})]
        lats, lons = np.array([node.lat for node in joined]), np.array([node.lon for node in joined])
        distances = great_circle_km(lat, lon, lats, lons)
        best = int(np.argmin(distances))
        return joined[best], float(distances[best])


@cache
def bundled() -> Network:
    """Return the network that comes with the package."""
    return read(_FOLDER)


def read(folder: Path) -> Network:
    """Read `nodes.csv` and `edges.csv` of a folder.

    Raises:
        BadRow: If a cell cannot be read.
        DuplicateId: If a node or an edge appears twice.
        UnknownReference: If an edge names an unknown node.
    """
    nodes: dict[str, Node] = {}
    for row in rows(folder / "nodes.csv", _NODE_COLUMNS):
        node = _node(row)
        if node.id in nodes:
            raise DuplicateId(f"node '{node.id}' appears twice", where=row.where, remedy="remove one row")
        nodes[node.id] = node
    return Network(nodes, tuple(_edges(folder / "edges.csv", nodes)))


def _edges(path: Path, nodes: Mapping[str, Node]) -> Iterator[Edge]:
    seen: set[str] = set()
    for row in rows(path, _EDGE_COLUMNS):
        edge = _edge(row)
        for end in (edge.start, edge.end):
            if end not in nodes:
                raise UnknownReference(f"no node '{end}'", where=row.where, remedy="add it to nodes.csv")
        if edge.id in seen:
            raise DuplicateId(f"edge '{edge.id}' appears twice", where=row.where, remedy="remove one row")
        seen.add(edge.id)
        yield edge


def _node(row: Row) -> Node:
    _one_of(row, "kind", KINDS)
    return Node(
        row["id"],
        Text(row["name_en"], row["name_ja"]),
        row["kind"],
        row["state"],
        _number(row, "lat"),
        _number(row, "lon"),
        _spread(row, "throughput"),
        tuple(row["gauge"].split("/")) if row["gauge"] else (),
        row["source"],
        row["why"],
        row.where,
    )


def _edge(row: Row) -> Edge:
    _one_of(row, "mode", MODES)
    return Edge(
        row["from"],
        row["to"],
        row["mode"],
        _number(row, "distance_km"),
        _number(row, "speed_km_day"),
        _spread(row, "capacity"),
        row["lane"],
        row["source"],
        row["why"],
        row.where,
    )


def _one_of(row: Row, column: str, known: Collection[str]) -> None:
    if row[column] not in known:
        raise BadRow(
            f"{column} '{row[column]}' is unknown", where=row.where, remedy=f"use one of {', '.join(known)}"
        )
    if not row["source"] and not row["why"]:
        raise BadRow("neither source nor why", where=row.where, remedy="give a source or a reason")


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        raise BadRow(
            f"{column} '{row[column]}' is no number", where=row.where, remedy="write a decimal number"
        ) from None


def _spread(row: Row, column: str) -> Spread | None:
    if not row[column]:
        return None
    try:
        return Spread(_number(row, column), _number(row, "low"), _number(row, "high"))
    except BadRow as error:
        raise BadRow(error.what, where=row.where, remedy=error.remedy) from None


def _times(spread: Spread | None, factor: float) -> Spread | None:
    if spread is None:
        return None
    return replace(spread, value=spread.value * factor, low=spread.low * factor, high=spread.high * factor)
