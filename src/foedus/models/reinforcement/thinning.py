"""Routes without the visits at which no queue can form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foedus.models.reinforcement.routes import Route, Visit


def thinned(
    routes: Sequence[Route], loads: Sequence[float], capacity: Mapping[str, float], *, relief: float
) -> list[Route]:
    """Drop line edges at which no long queue can form, and visits that would close a circle.

    An edge cannot queue if all who reach it come through servers whose capacities together do not exceed its
    own; and it hardly delays anyone if, on every route through it, another server is busy `relief` times as
    long. Ports, borders, gauge changes, airports, assembly areas and lanes always stay. A circle (A before B
    for one unit, B before A for another) is cut at the later route's second visit, so that servers can be
    worked through in stages.

    Args:
        routes: Chosen routes.
        loads: Brigade equivalents by unit.
        capacity: Brigade equivalents a day by server.
        relief: How much busier another server must be.
    """
    slack = _slack_edges(routes, loads, capacity, relief)
    routes = [_drop(route, slack) for route in routes]
    while idle := _idle_edges(routes, capacity):
        routes = [_drop(route, idle) for route in routes]
    after: dict[str, set[str]] = {}
    return [_uncircled(route, after) for route in routes]


def _slack_edges(
    routes: Sequence[Route], loads: Sequence[float], capacity: Mapping[str, float], relief: float
) -> set[str]:
    busy: dict[str, float] = {}
    for route, load in zip(routes, loads, strict=True):
        for name in route.servers:
            busy[name] = busy.get(name, 0.0) + load / capacity[name]
    tight: set[str] = set()
    for route in routes:
        longest = max((busy[name] for name in route.servers), default=0.0)
        tight |= {name for name in route.servers if busy[name] * relief > longest}
    return {name for name in busy if ":" in name and name not in tight}


def _idle_edges(routes: Sequence[Route], capacity: Mapping[str, float]) -> set[str]:
    before: dict[str, set[str]] = {}
    for route in routes:
        for previous, name in zip(("", *route.servers), route.servers, strict=False):
            before.setdefault(name, set()).add(previous)
    slack = 1e-9
    idle = {
        name
        for name, sources in before.items()
        if ":" in name
        and "" not in sources
        and sum(capacity[source] for source in sources) <= capacity[name] + slack
    }
    return {name for name in idle if not before[name] & idle} or idle


def _uncircled(route: Route, after: dict[str, set[str]]) -> Route:
    kept: list[str] = []
    for name in route.servers:
        if kept and _reaches(after, name, kept[-1]):
            continue
        if kept:
            after.setdefault(kept[-1], set()).add(name)
        kept.append(name)
    return _drop(route, set(route.servers) - set(kept))


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    stack, seen = [start], {start}
    while stack:
        one = stack.pop()
        if one == goal:
            return True
        for following in after.get(one, set()) - seen:
            seen.add(following)
            stack.append(following)
    return False


def _drop(route: Route, names: set[str]) -> Route:
    """Return the route without visits to `names`; their days go to the next visit."""
    visits: list[Visit] = []
    moving = handling = 0.0
    gate, gate_tail, waiting = route.gate, route.gate_tail, False
    for index, visit in enumerate(route.visits):
        moving, handling = moving + visit.moving, handling + visit.handling
        waiting = waiting or index == route.gate
        if visit.server in names:
            gate_tail += _lead_after(route, index) if waiting else 0.0
            continue
        if waiting:
            gate, waiting = len(visits), False
        visits.append(Visit(visit.server, moving, handling))
        moving = handling = 0.0
    if waiting or route.gate == len(route.visits):
        gate = len(visits)
    end = (moving + route.end[0], handling + route.end[1])
    return replace(route, visits=tuple(visits), end=end, gate=gate, gate_tail=gate_tail)


def _lead_after(route: Route, index: int) -> float:
    if index + 1 < len(route.visits):
        following = route.visits[index + 1]
        return following.moving + following.handling
    return sum(route.end)
