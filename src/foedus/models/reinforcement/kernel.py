"""Fluid queues in stages, for all draws at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.models.reinforcement.stages import Routes, Stage
from foedus.terms.chance import Array

# Days beyond which nothing arrives: a finite stand-in for "never", so that sums stay finite.
_NEVER = 1.0e4
# Draws worked on at once: larger blocks leave the cache. No number depends on it.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When units arrive and where they wait.

    Attributes:
        day: Day on which the whole of each unit has arrived, shape (draws, units); inf = does not come.
        first: Day on which its first part arrives, same shape.
        waiting: Brigade-days waited at each server, shape (draws, servers).
        servers: Server identifiers.
        units: Unit identifiers.
    """

    day: Array
    first: Array
    waiting: Array
    servers: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def bottleneck(self) -> tuple[str, ...]:
        """The server with the longest waiting, by draw; empty where nobody waits."""
        if not self.servers:
            return ("",) * len(self.day)
        worst = np.argmax(self.waiting, axis=1)
        most = np.take_along_axis(self.waiting, worst[:, None], axis=1)[:, 0]
        return tuple(self.servers[k] if wait > 0 else "" for k, wait in zip(worst, most, strict=True))

    def delivered(self, loads: Array, days: Array) -> Array:
        """Return brigade equivalents complete by each of `days`, shape (draws, days)."""
        come = self.day[:, None, :] <= days[None, :, None]
        return np.asarray(np.where(come, np.broadcast_to(loads, self.day.shape)[:, None, :], 0.0).sum(axis=2))


@dataclass(frozen=True, slots=True)
class Pace:
    """What stretches the days of a route: floats or arrays of shape (draws, 1).

    Attributes:
        moving: Multiplier of days under way.
        handling: Multiplier of days of handling.
        cleared: Day from which the first foreign border may be crossed, shape (draws or 1, units).
    """

    moving: Array | float
    handling: Array | float
    cleared: Array


def queue(routes: Routes, ready: Array, loads: Array, capacity: Array, pace: Pace) -> Arrivals:
    """Move every unit along its route, a few draws at a time so that the arrays stay in the cache."""
    parts = [
        _queue(
            routes,
            ready[part],
            loads[part],
            capacity[part],
            Pace(_rows(pace.moving, part), _rows(pace.handling, part), pace.cleared[part]),
        )
        for part in (slice(begin, begin + _AT_ONCE) for begin in range(0, len(ready), _AT_ONCE))
    ]
    return Arrivals(
        np.concatenate([part.day for part in parts]),
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.waiting for part in parts]),
        routes.servers,
        routes.units,
    )


def _rows(value: Array | float, part: slice) -> Array | float:
    """Return the rows of an array of shape (draws, 1); anything else holds for all draws."""
    return value[part] if isinstance(value, np.ndarray) and value.ndim == 2 and len(value) > 1 else value


def _queue(routes: Routes, ready: Array, loads: Array, capacity: Array, pace: Pace) -> Arrivals:
    """Move every unit along its route through first-come-first-served fluid queues.

    A unit of load L reaches a server over [first, last]. The server works at rate c; its backlog of work W
    makes unit k start at max(W_{k-1}, first_k), W_k = start_k + L_k / c, and the unit leaves over
    [start_k, max(W_k, last_k)]. With C the running sum of the work,
    W_k = C_k + max_{j<=k} (first_j - C_{j-1}): one running sum, one running maximum, no loop over units.

    Args:
        routes: Compiled routes.
        ready: Day on which each unit may leave, shape (draws, units); inf = does not come.
        loads: Brigade equivalents, shape (draws, units) or broadcastable.
        capacity: Brigade equivalents a day, shape (draws, servers).
        pace: Stretching of days and clearance.
    """
    first = np.minimum(ready, _NEVER)
    last = first.copy()
    loads = np.where(first < _NEVER, loads, 0.0)
    waiting = np.zeros((len(ready), len(routes.servers)))
    with np.errstate(divide="ignore", invalid="ignore"):
        for stage in routes.stages:
            _serve(stage, (first, last), loads, capacity, pace, waiting)
    lead = routes.moving * pace.moving + routes.handling * pace.handling
    first, last = first + lead, last + lead
    if len(routes.gated):
        opening = pace.cleared[:, routes.gated] + routes.gate_tail * pace.moving
        for times in (first, last):
            times[:, routes.gated] = np.maximum(times[:, routes.gated], opening)
    never = last >= _NEVER
    first[never] = last[never] = np.inf
    return Arrivals(last, first, waiting, routes.servers, routes.units)


def _serve(
    stage: Stage,
    times: tuple[Array, Array],
    loads: Array,
    capacity: Array,
    pace: Pace,
    waiting: Array,
) -> None:
    """Pass the units of one stage through their servers; `times` and `waiting` change in place."""
    first, last = times
    lead = stage.moving * pace.moving + stage.handling * pace.handling
    begin = np.take(first, stage.units, axis=1) + lead
    end = np.take(last, stage.units, axis=1) + lead
    if len(stage.gated):
        opening = pace.cleared[:, stage.units[stage.gated]] + stage.gate_tail * pace.moving
        begin[:, stage.gated] = np.maximum(begin[:, stage.gated], opening)
        end[:, stage.gated] = np.maximum(end[:, stage.gated], opening)
    # A unit that will never be complete takes no capacity from others.
    lost = end >= _NEVER
    begin[lost] = _NEVER
    load = np.take(loads, stage.units, axis=1)
    load[lost] = 0.0
    work = np.where(lost, 0.0, np.minimum(load / np.take(capacity, stage.servers, axis=1), _NEVER))
    start = _starts(stage, begin, work)
    waiting[:, stage.present] = np.add.reduceat(load * (start - begin), stage.starts, axis=1)
    first[:, stage.units] = start
    last[:, stage.units] = np.maximum(start + work, end)


def _starts(stage: Stage, begin: Array, work: Array) -> Array:
    """Return when service starts, first come first served at each server.

    All servers of the stage are one queue in which each server's arrivals lie later than all work before them
    can end: a server's queue never reaches the next server's.
    """
    draws, visits = begin.shape
    apart = 2 * _NEVER * (visits + 1)
    keyed = begin + stage.rank * apart
    order = np.argsort(keyed, axis=1, kind="stable")
    order += np.arange(draws)[:, None] * visits
    arrive, work = np.take(keyed, order), np.take(work, order)
    before = np.cumsum(work, axis=1) - work
    served = np.maximum.accumulate(arrive - before, axis=1) + before
    start = np.empty(draws * visits)
    start[order] = served
    return np.asarray(np.maximum(start.reshape(draws, visits) - stage.rank * apart, begin))
