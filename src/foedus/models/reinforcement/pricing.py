"""Columns of the exact solution: waiting plans of paths, the cheapest at given prices, a first schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.reinforcement.routes import Route
from foedus.terms.chance import Array

Index = NDArray[np.intp]
# Room in a step below this (brigade equivalents) is none.
_FULL = 1e-7


@dataclass(frozen=True, slots=True)
class Paths:
    """All routes of all units, padded to the longest.

    Attributes:
        unit: Unit of each path.
        server: Servers of each path; the number after the last server is padding.
        reach: Day of reaching each, without waiting.
        arrive: Day of arrival, without waiting.
    """

    unit: Index
    server: Index
    reach: Array
    arrive: Array


def true_cost(paths: Paths, plan: Index, prices: Array, step: float) -> Array:
    """Return the cost of one plan a path at given prices."""
    moments = np.floor((paths.reach + plan * step) / step + 1e-9).astype(np.intp)
    paid = prices[paths.server, np.minimum(moments, prices.shape[1] - 1)].sum(axis=1)
    waited = plan[:, -1] * step if plan.shape[1] else 0.0
    return np.asarray(paths.arrive + waited + paid)


def lay_out(
    options: Sequence[Sequence[Route]], coming: Sequence[int], ready: Array, number: Mapping[str, int]
) -> Paths:
    """Return the paths of the units that come; `number` gives each server its row."""
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
    return Paths(np.array([k for k, _ in flat], dtype=np.intp), server, reach, arrive)


def first_schedule(
    paths: Paths, coming: Sequence[int], loads: Array, limit: Array, grid: tuple[int, float, int]
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
        mine = Paths(paths.unit[own], paths.server[own], paths.reach[own], paths.arrive[own])
        rest = float(loads[k])
        while rest > 0:
            cost, plan = cheapest(mine, closed, waits, step)
            best = int(np.argmin(cost))
            if not np.isfinite(cost[best]):
                break
            days = mine.reach[best] + plan[best] * step
            cells = (mine.server[best], np.minimum(np.floor(days / step + 1e-9), steps - 1).astype(np.intp))
            sent = min(rest, float(left[cells].min(initial=np.inf)))
            left[cells] -= sent
            closed[left < _FULL] = np.inf
            rest = rest - sent if rest - sent > _FULL else 0.0
            yield int(own[best]), plan[best]


def _steps(paths: Paths, column: int, waits: Array, step: float, count: int) -> Index:
    day = paths.reach[:, column, None] + waits[None, :] * step
    return np.minimum(np.floor(day / step + 1e-9), count - 1).astype(np.intp)


def cheapest(paths: Paths, prices: Array, waits: int, step: float) -> tuple[Array, Index]:
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
