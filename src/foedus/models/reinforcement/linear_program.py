"""The same movement as a time-expanded multicommodity flow, solved to the optimum by column generation.

A column is a unit's way through one route with waiting times in whole steps; a row is one server in one step.
The travel time between servers stays exact: only waiting is in steps. The pricing problem, the cheapest
column at the current prices, is a running minimum over waiting levels for all routes at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from highspy import Highs, ObjSense

from foedus.models.reinforcement.pricing import Index, Paths, cheapest, first_schedule, lay_out, true_cost
from foedus.models.reinforcement.routes import Route
from foedus.terms.chance import Array
from foedus.terms.errors import Refused

# Reduced costs above the first (days) count as optimal; so does a relative distance to the lower bound below
# the second.
_OPTIMAL = 1e-7
_CLOSE = 5e-4
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
    paths = lay_out(options, coming, ready, {name: index for index, name in enumerate(names)})
    rate = np.array([*rates.values(), np.inf])
    waits = int(np.ceil(patience / step))
    master = _Master(coming, loads, rate, step, float(paths.arrive.max()) + waits * step)
    for path, plan in first_schedule(paths, coming, loads, rate * step, (waits, step, master.steps)):
        master.add(paths, path, plan)
    iterations, bound = 0, -np.inf
    centre, alpha = np.zeros((len(rate), master.steps)), 0.0
    while True:
        iterations += 1
        prices, duals, objective = master.solve()
        # Prices near the best so far (Wentges 1997) swing less than those of the restricted program.
        smooth = alpha * centre + (1 - alpha) * prices
        cost, plan = cheapest(paths, smooth, waits, step)
        lower = master.bound(paths, cost, smooth)
        if lower > bound:
            bound, centre = lower, smooth
        if objective - bound <= _CLOSE * abs(objective):
            break
        added = master.extend(paths, true_cost(paths, plan, prices, step), plan, duals)
        if not added and alpha == 0.0:
            break
        alpha = _SMOOTHING if added else 0.0
    return master.result(names, iterations, bound)


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

    def bound(self, paths: Paths, cost: Array, prices: Array) -> float:
        """Return the Lagrangian lower bound on the objective at these prices."""
        best = np.full(len(self.loads), np.inf)
        np.minimum.at(best, paths.unit, cost)
        limit = np.where(np.isfinite(self.rate), self.rate, 0.0) * self.step
        served = float((best[self.coming] * self.loads[self.coming]).sum())
        return served - float((prices.sum(axis=1) * limit).sum())

    def extend(self, paths: Paths, cost: Array, plan: Index, duals: Array) -> int:
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

    def add(self, paths: Paths, path: int, plan: Index) -> None:
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
