"""The exact solution, against theorems and against an independent program."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.models.test_reinforcement import GOALS, HOMES, LOADS, _ready, _routes, _units

from foedus.models.parameter import given
from foedus.models.reinforcement import Reinforcement
from foedus.models.reinforcement.linear_program import solve
from foedus.models.reinforcement.routes import Route, Visit
from foedus.terms.chance import Array
from foedus.world.network import bundled

Arc = tuple[int, int, int, int]


def _graph(seed: int, nodes: int = 6) -> list[Arc]:
    """Return arcs (from, to, days 1-4, capacity 1-9) of a random acyclic graph from 0 to the last node."""
    random = np.random.default_rng(seed)
    arcs = []
    for i in range(nodes):
        for j in range(i + 1, nodes):
            if random.random() < 0.6 or j == i + 1:
                arcs.append((i, j, int(random.integers(1, 5)), int(random.integers(1, 10))))
    return arcs


def _ways(arcs: list[Arc], at: int, goal: int) -> list[list[Arc]]:
    if at == goal:
        return [[]]
    return [[arc, *rest] for arc in arcs if arc[0] == at for rest in _ways(arcs, arc[1], goal)]


def _route(way: list[Arc]) -> Route:
    """Return a way whose arcs are servers; the days of an arc pass after its server."""
    days = [0, *(arc[2] for arc in way)]
    visits = [Visit(f"{a}-{b}", float(before), 0.0) for (a, b, _, _), before in zip(way, days, strict=False)]
    total = float(sum(days))
    return Route("u", "goal", (), (), (), total, tuple(visits), (float(days[-1]), 0.0), None, 0.0)


def _temporally_repeated(arcs: list[Arc], nodes: int, horizon: int) -> float:
    """Ford and Fulkerson: greatest flow by `horizon` = cheapest circulation, return arc at -(T + 1)."""
    matrix = np.zeros((nodes, len(arcs) + 1))
    for column, (i, j, _, _) in enumerate(arcs):
        matrix[i, column], matrix[j, column] = -1, 1
    matrix[nodes - 1, -1], matrix[0, -1] = -1, 1
    cost = [*(arc[2] for arc in arcs), -(horizon + 1)]
    limits = [*((0, arc[3]) for arc in arcs), (0, None)]
    return -float(linprog(cost, A_eq=matrix, b_eq=np.zeros(nodes), bounds=limits).fun)


def _time_expanded_mean(arcs: list[Arc], nodes: int, load: float, horizon: int) -> float:
    """Return the least mean arrival day by one explicit program over arcs, waiting arcs and steps."""
    moves = [(arc, t) for arc in arcs for t in range(horizon + 1) if t + arc[2] <= horizon]
    waits = [(node, t) for node in range(nodes - 1) for t in range(horizon)]
    matrix = np.zeros((nodes * (horizon + 1), len(moves) + len(waits)))
    cost = np.zeros(matrix.shape[1])
    for column, ((i, j, days, _), t) in enumerate(moves):
        matrix[i * (horizon + 1) + t, column] -= 1
        matrix[j * (horizon + 1) + t + days, column] += 1
        cost[column] = t + days if j == nodes - 1 else 0
    for column, (node, t) in enumerate(waits, start=len(moves)):
        matrix[node * (horizon + 1) + t, column] -= 1
        matrix[node * (horizon + 1) + t + 1, column] += 1
    inner = (nodes - 1) * (horizon + 1)
    supply = np.zeros(inner)
    supply[0] = -load
    limits = [*((0, arc[3]) for arc, _ in moves), *((0, None) for _ in waits)]
    return float(linprog(cost, A_eq=matrix[:inner], b_eq=supply, bounds=limits).fun) / load


def _solve(arcs: list[Arc], nodes: int, load: float) -> tuple[Array, Array, float]:
    routes = [_route(way) for way in _ways(arcs, 0, nodes - 1)]
    rates = {f"{a}-{b}": float(capacity) for a, b, _, capacity in arcs}
    exact = solve([routes], np.zeros(1), np.array([load]), rates, step=1.0, patience=60.0)
    return exact.days - 0.5, exact.loads, exact.mean - 0.5


@settings(max_examples=30, deadline=None)
@drawn(st.integers(0, 10_000))
def test_deliveries_equal_temporally_repeated_flow(seed: int) -> None:
    """On any graph and by every day, the optimum has delivered the Ford-Fulkerson maximum."""
    arcs = _graph(seed)
    limit = 14
    most = [_temporally_repeated(arcs, 6, day) for day in range(limit + 1)]
    days, loads, _ = _solve(arcs, 6, most[-1]) if most[-1] > 0 else (np.zeros(0), np.zeros(0), 0.0)
    for day, expected in enumerate(most):
        assert loads[days <= day + 1e-6].sum() == pytest.approx(expected, abs=0.05 + 2e-3 * most[-1])


@settings(max_examples=15, deadline=None)
@drawn(st.integers(0, 10_000), st.integers(5, 60))
def test_column_generation_agrees_with_one_explicit_program(seed: int, load: int) -> None:
    """Mean arrival equals that of SciPy's solver on the whole time-expanded program."""
    arcs = _graph(seed)
    _, _, mean = _solve(arcs, 6, float(load))
    assert mean == pytest.approx(_time_expanded_mean(arcs, 6, float(load), 80), rel=2e-4)


def test_kernel_closes_within_three_per_cent_of_the_optimum() -> None:
    """First come first served closes at most 3 % later than the best schedule, and never beats its mean."""
    model, ready = given(Reinforcement), _ready(1)[0]
    ready[2] = 20.0
    routes = model.routes(bundled(), _units(), GOALS, theatre="baltic", ready=list(ready))
    exact = model.exact(routes, ready, LOADS, step=1.0)
    queued = model.run(routes, ready[None, :], LOADS)
    assert queued.day.max() / exact.closure() <= 1.03
    mean = float(((queued.first + queued.day) / 2).mean())
    assert mean >= exact.bound - 1.0
    assert exact.bound <= exact.mean + 1e-9
    assert exact.delivered(np.array([1e6]))[0] == pytest.approx(len(HOMES))


def test_prices_name_a_bottleneck() -> None:
    """When brigades queue, some capacity has a price, and the dearest is a server of some route."""
    exact = given(Reinforcement).exact(_routes(), np.zeros(len(HOMES)), LOADS, step=2.0)
    assert exact.bottleneck in {v.server for group in _routes().options for r in group for v in r.visits}


def test_routes_are_simple_and_end_where_told() -> None:
    """No route passes a node twice; each ends at an assembly area of the theatre."""
    for route in _routes().chosen[:-1]:
        assert len(set(route.nodes)) == len(route.nodes)
        assert len(route.line) == len(route.nodes) + 1
        assert route.destination in ("rukla", "pabrade", "orzysz")
        assert all(one != other for one, other in pairwise(route.nodes))
