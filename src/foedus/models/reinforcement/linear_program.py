"""The same movement as a time-expanded multicommodity flow, solved to the optimum by column generation.

A column is a unit's way through one route with waiting times in whole steps; a row is one server in one step.
The travel time between servers stays exact: only waiting is in steps. The pricing problem, the cheapest
column at the current prices, is a running minimum over waiting levels for all routes at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from highspy import Highs, ObjSense
from numpy.typing import NDArray

from foedus.models.reinforcement.routes import Route
from foedus.terms.chance import Array
from foedus.terms.errors import Refused

Index = NDArray[np.intp]
# Reduced costs above the first (days) count as optimal; so does a relative distance to the lower bound below
# the second.
_OPTIMAL = 1e-7
_CLOSE = 1e-4
_SMOOTHING = 0.8
# Columns that a unit may gain in one round.
_GAIN = 3


@dataclass(frozen=True, slots=True)
class Exact:
    """The optimum of one case.

    Attributes:
        units: Unit of each shipment.
        days: Arrival day of each shipment.
        loads: Brigade equivalents of each shipment.
        mean: Load-weighted mean arrival day, the objective.
        prices: Brigade-days that one more brigade equivalent a day would save, by server: the bottlenecks.
        iterations: Rounds of column generation.
        columns: Columns made.
        bound: Lower bound on `mean`; the optimum lies between the two.
    """

    units: Index
    days: Array
    loads: Array
    mean: float
    prices: Mapping[str, float]
    iterations: int
    columns: int
    bound: float

    @property
    def bottleneck(self) -> str:
        """The server with the highest price; empty if no capacity binds."""
        worst = max(self.prices, key=lambda name: self.prices[name], default="")
        return worst if worst and self.prices[worst] > 0 else ""

    def delivered(self, days: Array) -> Array:
        """Return brigade equivalents arrived by each of `days`."""
        return np.asarray(
            np.where(self.days[None, :] <= days[:, None] + 1e-9, self.loads[None, :], 0.0).sum(axis=1)
        )

    def closure(self, share: float = 1.0) -> float:
        """Return the day by which `share` of the load has arrived."""
        order = np.argsort(self.days, kind="stable")
        reached = np.cumsum(self.loads[order]) >= share * self.loads.sum() - 1e-9
        return float(self.days[order][int(np.argmax(reached))])


@dataclass(frozen=True, slots=True)
class _Paths:
    """All routes of all units, padded to the longest: times without waiting and servers."""

    unit: Index
    server: Index
    reach: Array
    arrive: Array


def solve(
    options: Sequence[Sequence[Route]],
    ready: Array,
    loads: Array,
    rates: Mapping[str, float],
    *,
    step: float,
    patience: float,
) -> Exact:
    """Minimise the load-weighted mean arrival day.

    Args:
        options: Routes open to each unit; it may split over them.
        ready: Ready day of each unit; inf = does not come.
        loads: Brigade equivalents of each unit.
        rates: Brigade equivalents a day by server.
        step: Length of a time step, days.
        patience: Longest waiting of any shipment, days.

    Raises:
        Refused: If the loads cannot be moved within the horizon.
    """
    names = tuple(rates)
    coming = [k for k in range(len(options)) if np.isfinite(ready[k]) and loads[k] > 0]
    paths = _paths(options, coming, ready, {name: index for index, name in enumerate(names)})
    rate = np.array([*rates.values(), np.inf])
    waits = int(np.ceil(patience / step))
    master = _Master(coming, loads, rate, step, float(paths.arrive.max()) + waits * step)
    for path, plan in _greedy(paths, coming, loads, rate * step, (waits, step, master.steps)):
        master.add(paths, path, plan)
    iterations, bound = 0, -np.inf
    centre, alpha = np.zeros((len(rate), master.steps)), 0.0
    while True:
        iterations += 1
        prices, duals, objective = master.solve()
        # Prices near the best so far (Wentges 1997) swing less than those of the restricted program.
        smooth = alpha * centre + (1 - alpha) * prices
        cost, plan = _cheapest(paths, smooth, waits, step)
        lower = master.bound(paths, cost, smooth)
        if lower > bound:
            bound, centre = lower, smooth
        if objective - bound <= _CLOSE * abs(objective):
            break
        added = master.extend(paths, _true_cost(paths, plan, prices, step), plan, duals)
        if not added and alpha == 0.0:
            break
        alpha = _SMOOTHING if added else 0.0
    return master.result(names, iterations, bound)


def _true_cost(paths: _Paths, plan: Index, prices: Array, step: float) -> Array:
    """Return the cost of one plan a path at given prices."""
    moments = np.floor((paths.reach + plan * step) / step + 1e-9).astype(np.intp)
    paid = prices[paths.server, np.minimum(moments, prices.shape[1] - 1)].sum(axis=1)
    waited = plan[:, -1] * step if plan.shape[1] else 0.0
    return np.asarray(paths.arrive + waited + paid)


def _paths(
    options: Sequence[Sequence[Route]], coming: Sequence[int], ready: Array, number: Mapping[str, int]
) -> _Paths:
    flat = [(k, route) for k in coming for route in options[k]]
    longest = max((len(route.visits) for _, route in flat), default=0)
    server = np.full((len(flat), longest), len(number), dtype=np.intp)
    reach = np.zeros((len(flat), longest))
    arrive = np.zeros(len(flat))
    for row, (k, route) in enumerate(flat):
        day = float(ready[k])
        for column, visit in enumerate(route.visits):
            day += visit.moving + visit.handling
            server[row, column], reach[row, column] = number[visit.server], day
        reach[row, len(route.visits) :] = day
        arrive[row] = day + sum(route.end)
    return _Paths(np.array([k for k, _ in flat], dtype=np.intp), server, reach, arrive)


def _greedy(
    paths: _Paths, coming: Sequence[int], loads: Array, limit: Array, grid: tuple[int, float, int]
) -> Iterator[tuple[int, Index]]:
    """Yield the shipments of a first schedule: each unit in turn takes the earliest room that is left.

    Args:
        paths: All paths.
        coming: Units that come.
        loads: Brigade equivalents by unit.
        limit: Brigade equivalents a step by server; the last is the padding, without limit.
        grid: Waiting levels, length of a step, number of steps.
    """
    waits, step, steps = grid
    left = np.repeat(limit[:, None], steps, axis=1)
    closed = np.zeros(left.shape)
    fastest = {k: float(paths.arrive[paths.unit == k].min()) for k in coming}
    for k in sorted(coming, key=lambda unit: (fastest[unit], unit)):
        own = np.flatnonzero(paths.unit == k)
        mine = _Paths(paths.unit[own], paths.server[own], paths.reach[own], paths.arrive[own])
        rest = float(loads[k])
        while rest > 0:
            cost, plan = _cheapest(mine, closed, waits, step)
            best = int(np.argmin(cost))
            if not np.isfinite(cost[best]):
                break
            days = mine.reach[best] + plan[best] * step
            cells = (mine.server[best], np.minimum(np.floor(days / step + 1e-9), steps - 1).astype(np.intp))
            sent = min(rest, float(left[cells].min(initial=np.inf)))
            left[cells] -= sent
            closed[left < _OPTIMAL] = np.inf
            rest = rest - sent if rest - sent > _OPTIMAL else 0.0
            yield int(own[best]), plan[best]


def _steps(paths: _Paths, column: int, waits: Array, step: float, count: int) -> Index:
    day = paths.reach[:, column, None] + waits[None, :] * step
    return np.minimum(np.floor(day / step + 1e-9), count - 1).astype(np.intp)


def _cheapest(paths: _Paths, prices: Array, waits: int, step: float) -> tuple[Array, Index]:
    """Return the cost of the cheapest waiting plan of every path, and the plans (paths, servers)."""
    levels = np.arange(waits + 1, dtype=np.float64)
    value = paths.arrive[:, None] + levels[None, :] * step
    rows = np.arange(len(paths.unit))
    picks: list[Index] = []
    for column in range(paths.server.shape[1] - 1, -1, -1):
        bins = _steps(paths, column, levels, step, prices.shape[1])
        value = value + prices[paths.server[:, column, None], bins]
        backward = value[:, ::-1]
        lowest = np.minimum.accumulate(backward, axis=1)
        fresh = np.concatenate([np.ones((len(rows), 1), bool), lowest[:, 1:] < lowest[:, :-1]], axis=1)
        where = np.maximum.accumulate(np.where(fresh, np.arange(waits + 1)[None, :], 0), axis=1)
        picks.append((waits - where)[:, ::-1].astype(np.intp))
        value = lowest[:, ::-1]
    plan = np.zeros(paths.server.shape, dtype=np.intp)
    level = np.zeros(len(rows), dtype=np.intp)
    for column, pick in enumerate(reversed(picks)):
        level = pick[rows, level]
        plan[:, column] = level
    return value[:, 0], plan


def _solver() -> Any:
    make: Any = Highs
    return make()


class _Master:
    """The restricted linear program: columns so far, one row a unit and one a server and step."""

    def __init__(self, coming: Sequence[int], loads: Array, rate: Array, step: float, horizon: float) -> None:
        self.coming, self.loads, self.rate = list(coming), loads, rate
        self.steps = int(np.ceil(horizon / step)) + 1
        self.step, self.horizon = step, horizon
        self.row = {k: index for index, k in enumerate(self.coming)}
        self.made: list[tuple[int, float]] = []
        self.rows: dict[tuple[int, int], int] = {}
        self.highs: Any = _solver()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        # New columns leave the basis primal feasible: the primal simplex goes on from there.
        self.highs.setOptionValue("simplex_strategy", 4)
        self.highs.changeObjectiveSense(ObjSense.kMinimize)
        none = np.empty(0)
        for k in self.coming:
            self.highs.addRow(float(loads[k]), float(loads[k]), 0, none.astype(np.int32), none)
        for k in self.coming:
            # Staying behind: dearer than any arrival, so it is used only where nothing else is possible.
            self.highs.addCol(2 * horizon, 0.0, np.inf, 1, np.array([self.row[k]], np.int32), np.ones(1))

    def solve(self) -> tuple[Array, Array, float]:
        """Return prices (servers, steps), never negative, the dual value of each unit, and the objective."""
        self.highs.run()
        dual = np.asarray(self.highs.getSolution().row_dual)
        prices = np.zeros((len(self.rate), self.steps))
        for (server, moment), row in self.rows.items():
            prices[server, moment] = max(-dual[row], 0.0)
        return prices, dual[: len(self.coming)], float(self.highs.getObjectiveValue())

    def bound(self, paths: _Paths, cost: Array, prices: Array) -> float:
        """Return the Lagrangian lower bound on the objective at these prices."""
        best = np.full(len(self.loads), np.inf)
        np.minimum.at(best, paths.unit, cost)
        limit = np.where(np.isfinite(self.rate), self.rate, 0.0) * self.step
        served = float((best[self.coming] * self.loads[self.coming]).sum())
        return served - float((prices.sum(axis=1) * limit).sum())

    def extend(self, paths: _Paths, cost: Array, plan: Index, duals: Array) -> int:
        """Add the best columns of every unit whose reduced cost is negative; return how many."""
        reduced = cost - duals[[self.row[k] for k in paths.unit]]
        gained: dict[int, int] = {}
        for path in np.argsort(reduced, kind="stable"):
            if reduced[path] >= -_OPTIMAL:
                break
            unit = int(paths.unit[path])
            gained[unit] = gained.get(unit, 0) + 1
            if gained[unit] <= _GAIN:
                self.add(paths, int(path), plan[path])
        return len(gained)

    def add(self, paths: _Paths, path: int, plan: Index) -> None:
        """Add one column: a path with its waiting plan."""
        step = self.step
        uses: dict[int, float] = {self.row[int(paths.unit[path])]: 1.0}
        for column, server in enumerate(paths.server[path]):
            if np.isfinite(self.rate[server]):
                moment = int((paths.reach[path, column] + plan[column] * step) / step + 1e-9)
                row = self._capacity_row(int(server), min(moment, self.steps - 1))
                uses[row] = uses.get(row, 0.0) + 1.0
        day = float(paths.arrive[path]) + (int(plan[-1]) * step if len(plan) else 0.0)
        indices = np.array(list(uses), dtype=np.int32)
        self.highs.addCol(day, 0.0, np.inf, len(uses), indices, np.array(list(uses.values())))
        self.made.append((int(paths.unit[path]), day))

    def _capacity_row(self, server: int, moment: int) -> int:
        key = (server, moment)
        if key not in self.rows:
            self.rows[key] = len(self.coming) + len(self.rows)
            none = np.empty(0)
            limit = float(self.rate[server]) * self.step
            self.highs.addRow(-np.inf, limit, 0, none.astype(np.int32), none)
        return self.rows[key]

    def result(self, names: Sequence[str], iterations: int, bound: float) -> Exact:
        """Return the optimum; load spread evenly over a step counts at its middle."""
        flow = np.asarray(self.highs.getSolution().col_value)
        if flow[: len(self.coming)].sum() > 1e-6:
            raise Refused(
                "some units cannot arrive within the horizon", remedy="raise capacities or loads' days"
            )
        flow = flow[len(self.coming) :]
        used = np.flatnonzero(flow > 1e-9)
        days = np.array([self.made[k][1] for k in used]) + self.step / 2
        loads = flow[used]
        dual = np.asarray(self.highs.getSolution().row_dual)
        worth = dict.fromkeys(names, 0.0)
        for (server, _), row in self.rows.items():
            worth[names[server]] += max(-float(dual[row]), 0.0) * self.step
        return Exact(
            units=np.array([self.made[k][0] for k in used], dtype=np.intp),
            days=days,
            loads=loads,
            mean=float((days * loads).sum() / loads.sum()) if len(used) else 0.0,
            prices=worth,
            iterations=iterations,
            columns=len(self.made),
            bound=bound / float(loads.sum()) + self.step / 2 if len(used) else 0.0,
        )
