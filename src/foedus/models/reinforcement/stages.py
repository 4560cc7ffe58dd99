"""Routes laid out as arrays: servers in stages, each unit at no more than one server a stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.reinforcement.routes import Route
from foedus.terms.chance import Array
from foedus.terms.spread import Spread

Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Stage:
    """The visits of one stage, ordered by server, then by unit.

    Attributes:
        units: Unit of each visit.
        servers: Server of each visit.
        rank: Position of the visit's server among those of the stage.
        starts: First visit of each server.
        present: Servers of the stage, one for each start.
        moving: Days under way before the visit.
        handling: Days of handling before the visit.
        gated: Visits before which a first foreign border lies.
        gate_tail: Days from that border, for the gated.
    """

    units: Index
    servers: Index
    rank: Array
    starts: Index
    present: Index
    moving: Array
    handling: Array
    gated: Index
    gate_tail: Array


@dataclass(frozen=True, slots=True)
class Routes:
    """Everything static about a movement: ways chosen, ways open, capacities, arrays for the kernel.

    Attributes:
        units: Unit identifiers, the columns of all arrays.
        chosen: Route of each unit.
        options: Routes open to each unit (the exact solution may split over them).
        servers: Server identifiers, sorted.
        spreads: Capacity of each server; None for a lane.
        low: Low end of each capacity; lanes 1.
        best: Best value; lanes 1.
        high: High end; lanes 1.
        stages: Visits by stage.
        moving: Days under way after the last visit, by unit.
        handling: Days of handling after the last visit, by unit.
        gated: Units whose first foreign border lies after their last visit.
        gate_tail: Days from that border, for the gated.
    """

    units: tuple[str, ...]
    chosen: tuple[Route, ...]
    options: tuple[tuple[Route, ...], ...]
    servers: tuple[str, ...]
    spreads: Mapping[str, Spread | None]
    low: Array
    best: Array
    high: Array
    stages: tuple[Stage, ...]
    moving: Array
    handling: Array
    gated: Index
    gate_tail: Array


def compiled(
    chosen: Sequence[Route],
    working: Sequence[Route],
    options: Sequence[Sequence[Route]],
    spreads: Mapping[str, Spread | None],
) -> Routes:
    """Lay routes out for the kernel.

    Args:
        chosen: Route of each unit, as shown.
        working: The same with idle visits dropped, as computed.
        options: Routes open to each unit.
        spreads: Capacity by server; None for a lane.
    """
    servers = tuple(sorted({name for route in working for name in route.servers}))
    number = {name: index for index, name in enumerate(servers)}
    levels = _levels(working)
    known = [spreads[name] or Spread(1.0, 1.0, 1.0, "fixed") for name in servers]
    late = [k for k, route in enumerate(working) if route.gate == len(route.visits)]
    return Routes(
        units=tuple(route.unit for route in chosen),
        chosen=tuple(chosen),
        options=tuple(tuple(one) for one in options),
        servers=servers,
        spreads=spreads,
        low=np.array([one.low for one in known]),
        best=np.array([one.value for one in known]),
        high=np.array([one.high for one in known]),
        stages=tuple(
            _stage(working, number, {name for name in levels if levels[name] == level})
            for level in sorted(set(levels.values()))
        ),
        moving=np.array([route.end[0] for route in working]),
        handling=np.array([route.end[1] for route in working]),
        gated=np.array(late, dtype=np.intp),
        gate_tail=np.array([working[k].gate_tail for k in late]),
    )


def _levels(routes: Sequence[Route]) -> dict[str, int]:
    """Return the stage of each server: one more than the latest of those that come before it."""
    levels: dict[str, int] = {}
    changed = True
    while changed:
        changed = False
        for route in routes:
            level = -1
            for name in route.servers:
                level = max(level + 1, levels.get(name, 0))
                changed |= levels.get(name) != level
                levels[name] = level
    return levels


def _stage(routes: Sequence[Route], number: Mapping[str, int], names: set[str]) -> Stage:
    visits = sorted(
        (number[visit.server], k, i)
        for k, route in enumerate(routes)
        for i, visit in enumerate(route.visits)
        if visit.server in names
    )
    servers = np.array([server for server, _, _ in visits], dtype=np.intp)
    present, starts, rank = np.unique(servers, return_index=True, return_inverse=True)
    taken = [routes[k].visits[i] for _, k, i in visits]
    gated = [j for j, (_, k, i) in enumerate(visits) if routes[k].gate == i]
    return Stage(
        units=np.array([k for _, k, _ in visits], dtype=np.intp),
        servers=servers,
        rank=rank.astype(np.float64),
        starts=starts.astype(np.intp),
        present=present,
        moving=np.array([visit.moving for visit in taken]),
        handling=np.array([visit.handling for visit in taken]),
        gated=np.array(gated, dtype=np.intp),
        gate_tail=np.array([routes[visits[j][1]].gate_tail for j in gated]),
    )
