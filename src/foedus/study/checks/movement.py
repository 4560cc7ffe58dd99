"""Movement: theorems about flows, distances, and recorded moves."""

from __future__ import annotations

import bz2
import pickle
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow, shortest_path

from foedus.models.parameter import given
from foedus.models.reinforcement import Reinforcement, Route, Situation
from foedus.models.reinforcement.hindcast import Column, brigade_of_2017
from foedus.models.reinforcement.linear_program import solve
from foedus.models.reinforcement.routes import Visit
from foedus.study.checks.target import Check, Found, Material, MissingData, Target
from foedus.terms.chance import Array
from foedus.world.network import Network, bundled

# (from, to, days, capacity a day)
Arc = tuple[int, int, int, int]
_KM_PER_NAUTICAL_MILE = 1.852


def flows(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Compare, on random graphs, the greatest flow by a horizon found in three ways.

    The time-expanded graph (SciPy's maximum flow); temporally repeated static flow (Ford and Fulkerson 1958);
    and what our own column generation delivers by the horizon.
    """
    asked = target.inputs
    equal = ours = 0
    for seed in range(asked["graphs"]):
        luck = np.random.default_rng(seed)
        arcs, horizon = _graph(luck, asked), _draw(luck, asked["horizon"])
        most = _expanded(arcs, asked["nodes"], horizon)
        equal += abs(most - _repeated(arcs, asked["nodes"], horizon)) < 1e-6
        ours += abs(most - _delivered(arcs, asked["nodes"], horizon, most)) <= asked["gap"] * most + 1e-6
    return {"theorem_holds": int(equal), "our_solver_agrees": int(ours), "graphs": asked["graphs"]}


def _draw(luck: np.random.Generator, bounds: Sequence[int]) -> int:
    return int(luck.integers(bounds[0], bounds[1]))


def _graph(luck: np.random.Generator, asked: Mapping[str, Any]) -> list[Arc]:
    nodes = range(asked["nodes"])
    return [
        (i, j, _draw(luck, asked["days"]), _draw(luck, asked["capacity"]))
        for i in nodes
        for j in nodes
        if i != j and luck.random() < asked["density"]
    ]


def _expanded(arcs: Sequence[Arc], nodes: int, horizon: int) -> float:
    """Return the greatest flow from node 0 to the last through copies of the graph in time."""
    steps = horizon + 1
    move = [
        (i * steps + t, j * steps + t + days, room)
        for i, j, days, room in arcs
        for t in range(steps)
        if t + days <= horizon
    ]
    plenty = sum(arc[3] for arc in arcs) * steps
    wait = [(i * steps + t, i * steps + t + 1, plenty) for i in range(nodes) for t in range(horizon)]
    start, end, room = (np.array(column, dtype=np.int32) for column in zip(*move, *wait, strict=True))
    size = nodes * steps
    graph = coo_array((room, (start, end)), shape=(size, size)).tocsr()
    return float(maximum_flow(graph, 0, size - 1).flow_value)


def _repeated(arcs: Sequence[Arc], nodes: int, horizon: int) -> float:
    """Return the same by the theorem: the cheapest circulation with a return arc at -(T + 1)."""
    matrix = np.zeros((nodes, len(arcs) + 1))
    for column, (i, j, _, _) in enumerate(arcs):
        matrix[i, column] -= 1
        matrix[j, column] += 1
    matrix[nodes - 1, -1], matrix[0, -1] = -1, 1
    cost = [*(arc[2] for arc in arcs), -(horizon + 1)]
    room = [*((0, arc[3]) for arc in arcs), (0, None)]
    return -float(linprog(cost, A_eq=matrix, b_eq=np.zeros(nodes), bounds=room).fun)


def _delivered(arcs: Sequence[Arc], nodes: int, horizon: int, load: float) -> float:
    """Return what our exact solver delivers by the horizon if it has `load` to move."""
    routes = [_route(way) for way in _ways(arcs, [0], nodes - 1) if sum(arc[2] for arc in way) <= horizon]
    if not routes or load == 0:
        return 0.0
    rates = {f"{a}-{b}": float(room) for a, b, _, room in arcs}
    exact = solve([routes], np.zeros(1), np.array([load]), rates, step=1.0, patience=3.0 * horizon)
    # A shipment arrives half a step after the day on which it was sent off, on average.
    return float(exact.loads[exact.days - 0.5 <= horizon + 1e-6].sum())


def _ways(arcs: Sequence[Arc], passed: list[int], goal: int) -> list[list[Arc]]:
    if passed[-1] == goal:
        return [[]]
    onward = (arc for arc in arcs if arc[0] == passed[-1] and arc[1] not in passed)
    return [[arc, *rest] for arc in onward for rest in _ways(arcs, [*passed, arc[1]], goal)]


def _route(way: Sequence[Arc]) -> Route:
    days = [0, *(arc[2] for arc in way)]
    visits = [Visit(f"{a}-{b}", float(before), 0.0) for (a, b, _, _), before in zip(way, days, strict=False)]
    return Route(
        *("u", "goal", (), (), (), float(sum(days)), tuple(visits), (float(days[-1]), 0.0), None, 0.0)
    )


def netgen(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Solve the instance that comes with NetworkX, if that is installed."""
    # A pickle may run code: only the one inside an installed library is opened, never a file from elsewhere.
    graph = pickle.loads(bz2.decompress(_instance(target).read_bytes()))
    places = {node: row for row, node in enumerate(graph)}
    edges = list(graph.edges(data=True))
    start, end = (np.array([places[edge[side]] for edge in edges]) for side in (0, 1))
    column, one = np.arange(len(edges)), np.ones(len(edges))
    shape = (len(places), len(edges))
    matrix = coo_array((one, (end, column)), shape=shape) - coo_array((one, (start, column)), shape=shape)
    demand = [data.get("demand", 0) for _, data in graph.nodes(data=True)]
    room = [(0, data.get("capacity")) for *_, data in edges]
    cost = [data.get("weight", 0) for *_, data in edges]
    return {"cost": round(float(linprog(cost, A_eq=matrix.tocsr(), b_eq=demand, bounds=room).fun))}


def _instance(target: Target) -> Path:
    library = find_spec("networkx")
    if library is not None and library.origin is not None:
        path = Path(library.origin).parent / "algorithms" / "flow" / "tests" / str(target.inputs["file"])
        if path.is_file():
            return path
    raise MissingData("NetworkX is not installed", remedy="pip install networkx")


def distances(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return shortest ways by sea between ports, in nautical miles."""
    pairs = target.inputs["pairs"]
    return {name: _km(bundled(), "sea", *pair) / _KM_PER_NAUTICAL_MILE for name, pair in pairs.items()}


def road(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return the shortest way by road, in km."""
    return {"km": _km(bundled(), "road", target.inputs["from"], target.inputs["to"])}


def _km(network: Network, mode: str, start: str, end: str) -> float:
    """Return the shortest way over edges of one mode, in km."""
    places = {node: index for index, node in enumerate(network.nodes)}
    edges = [edge for edge in network.edges if edge.mode == mode]
    ends: tuple[Array, ...] = tuple(
        np.array([places[getattr(edge, side)] for edge in edges]) for side in ("start", "end")
    )
    graph = coo_array(([edge.distance_km for edge in edges], ends), shape=(len(places),) * 2).tocsr()
    return float(shortest_path(graph, directed=False, indices=places[start])[places[end]])


def brigade(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Move the brigade of January 2017 from port to assembly area."""
    return {"days": brigade_of_2017(given(Reinforcement), bundled()).whole}


def notice(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Send a brigade abroad in peacetime and in an exercise; tell from the delay what notice took effect."""
    network, model = bundled(), given(Reinforcement)
    home = network.node(target.inputs["from"])
    unit = Column("brigade", home.state, "armoured", home.lat, home.lon, 1.0)
    routes = model.routes(network, [unit], [target.inputs["to"]])
    arrives = {
        regime: model.run(
            routes, np.zeros((1, 1)), np.ones(1), situation=Situation(regime, np.zeros((1, 1)))
        ).day[0, 0]
        for regime in ("peacetime", "exercise")
    }
    delay = float(arrives["peacetime"] - arrives["exercise"])
    return {"days": delay + model.clearance_days["exercise"]}


CHECKS: Mapping[str, Check] = {
    "flow.ford_fulkerson_identity": flows,
    "flow.netgen2": netgen,
    "sea.transatlantic": distances,
    "road.bremerhaven_zagan": road,
    "move.3_4_abct_2017": brigade,
    "move.eca_45d": notice,
}
