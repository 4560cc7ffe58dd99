"""Which of its ways each unit takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.models.reinforcement.routes import Route

# Routes offered to each unit when the first assignment is gone over once more.
_SECOND_LOOK = 8


def assign(
    options: Sequence[Sequence[Route]],
    ready: Sequence[float],
    loads: Sequence[float],
    capacity: Mapping[str, float],
) -> tuple[list[Route], list[Route]]:
    """Return two assignments of routes; the queue itself tells which is better.

    In the first, units choose in the order in which they could arrive; each takes the route that completes it
    first behind the queues that earlier ones leave. In the second each is offered its other routes once more.

    Args:
        options: Routes open to each unit, fastest first.
        ready: Nominal ready day of each unit.
        loads: Brigade equivalents of each unit.
        capacity: Brigade equivalents a day by server.
    """
    order = sorted(range(len(options)), key=lambda k: (ready[k] + options[k][0].days, k))
    busy: dict[str, float] = {}
    chosen: dict[int, Route] = {}
    for k in order:
        tried = [
            (_completion(route, ready[k], loads[k], capacity, busy), i) for i, route in enumerate(options[k])
        ]
        chosen[k] = options[k][min(tried)[1]]
        _completion(chosen[k], ready[k], loads[k], capacity, busy, book=True)
    first = [chosen[k] for k in range(len(options))]
    return first, _improved(options, chosen, order, (ready, loads, capacity))


def _improved(
    options: Sequence[Sequence[Route]],
    chosen: dict[int, Route],
    order: Sequence[int],
    case: tuple[Sequence[float], Sequence[float], Mapping[str, float]],
) -> list[Route]:
    """Offer each unit its other fast routes once more, last comers first; keep what helps the whole."""
    best = _cost(chosen, order, case)
    for k in reversed(order):
        for route in options[k][:_SECOND_LOOK]:
            if route is chosen[k]:
                continue
            tried = _cost({**chosen, k: route}, order, case)
            if tried < best - 1e-9:
                chosen, best = {**chosen, k: route}, tried
    return [chosen[k] for k in range(len(options))]


def _cost(
    chosen: Mapping[int, Route],
    order: Sequence[int],
    case: tuple[Sequence[float], Sequence[float], Mapping[str, float]],
) -> float:
    """Return the mean day of completion, weighted by load, and the last, together."""
    ready, loads, capacity = case
    busy: dict[str, float] = {}
    days = {k: _completion(chosen[k], ready[k], loads[k], capacity, busy, book=True) for k in order}
    finite = [k for k in order if days[k] < float("inf")]
    weight = sum(loads[k] for k in finite) or 1.0
    last = max((days[k] for k in finite), default=0.0)
    return sum(days[k] * loads[k] for k in finite) / weight + last


def _completion(
    route: Route,
    ready: float,
    load: float,
    capacity: Mapping[str, float],
    busy: dict[str, float],
    *,
    book: bool = False,
) -> float:
    first = last = ready
    for visit in route.visits:
        lead = visit.moving + visit.handling
        first, last = first + lead, last + lead
        work = load / capacity[visit.server]
        clear = max(busy.get(visit.server, 0.0), first) + work
        if book:
            busy[visit.server] = clear
        first, last = clear - work, max(clear, last)
    return last + sum(route.end)
