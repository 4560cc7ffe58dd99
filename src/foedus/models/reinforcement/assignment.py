"""Which of its ways each unit takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foedus.models.reinforcement.routes import Route

# Routes offered to each unit when the first assignment is gone over once more.
_SECOND_LOOK = 8


# What a route asks of a capacity: days before it, the server, days of work a brigade equivalent.
Leg = tuple[float, str, float]


@dataclass
class Ledger:
    """Queues booked so far by the units of an assignment, in order.

    Attributes:
        busy: Day on which each server is free again.
        weighted: Sum of completion days times loads.
        weight: Sum of loads that arrive.
        last: Last completion.
    """

    busy: dict[str, float] = field(default_factory=dict)
    weighted: float = 0.0
    weight: float = 0.0
    last: float = 0.0

    def copy(self) -> Ledger:
        """Return an independent copy."""
        return Ledger(self.busy.copy(), self.weighted, self.weight, self.last)

    @property
    def cost(self) -> float:
        """The mean day of completion, weighted by load, and the last, together."""
        return self.weighted / (self.weight or 1.0) + self.last


@dataclass(frozen=True)
class Movement:
    """What is assigned: routes open to each unit with their legs, ready days and loads."""

    options: Sequence[Sequence[Route]]
    legs: Sequence[Sequence[Sequence[Leg]]]
    ready: Sequence[float]
    loads: Sequence[float]

    def completion(self, unit: int, way: int, busy: Mapping[str, float]) -> float:
        """Return the day on which a unit is complete by one of its ways behind the queues of `busy`."""
        first = last = self.ready[unit]
        for lead, server, work in self.legs[unit][way]:
            begin = first + lead
            queued = busy.get(server, 0.0)
            begin = queued if queued > begin else begin
            done, last = begin + work * self.loads[unit], last + lead
            first, last = begin, done if done > last else last
        return last + sum(self.options[unit][way].end)

    def book(self, unit: int, way: int, ledger: Ledger) -> None:
        """Send a unit by one of its ways and leave its queues behind."""
        first, busy = self.ready[unit], ledger.busy
        day = self.completion(unit, way, busy)
        for lead, server, work in self.legs[unit][way]:
            begin = first + lead
            queued = busy.get(server, 0.0)
            begin = queued if queued > begin else begin
            busy[server], first = begin + work * self.loads[unit], begin
        if day < float("inf"):
            ledger.weighted += day * self.loads[unit]
            ledger.weight += self.loads[unit]
            ledger.last = max(ledger.last, day)


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
    legs = [[_legs(route, capacity) for route in group] for group in options]
    movement = Movement(options, legs, ready, loads)
    order = sorted(range(len(options)), key=lambda k: (ready[k] + options[k][0].days, k))
    ledger, before, ways = Ledger(), [], [0] * len(options)
    for unit in order:
        before.append(ledger.copy())
        ways[unit] = min(
            range(len(options[unit])), key=lambda way: (movement.completion(unit, way, ledger.busy), way)
        )
        movement.book(unit, ways[unit], ledger)
    first = [group[way] for group, way in zip(options, ways, strict=True)]
    ways = _improved(movement, ways, order, before)
    return first, [group[way] for group, way in zip(options, ways, strict=True)]


def _legs(route: Route, capacity: Mapping[str, float]) -> list[Leg]:
    return [
        (visit.moving + visit.handling, visit.server, 1 / capacity[visit.server]) for visit in route.visits
    ]


def _improved(
    movement: Movement, ways: Sequence[int], order: Sequence[int], before: Sequence[Ledger]
) -> list[int]:
    """Offer each unit its other fast routes once more, last comers first; keep what helps the whole.

    Those before a unit in the order are not touched by its choice, so only those after it are booked anew.
    """
    kept = list(ways)
    for place in reversed(range(len(order))):
        unit = order[place]
        best = _tail(movement, kept, order[place:], before[place])
        for way in range(min(_SECOND_LOOK, len(movement.options[unit]))):
            tried = [*kept]
            tried[unit] = way
            cost = _tail(movement, tried, order[place:], before[place])
            if cost < best - 1e-9:
                kept, best = tried, cost
    return kept


def _tail(movement: Movement, ways: Sequence[int], order: Sequence[int], before: Ledger) -> float:
    ledger = before.copy()
    for unit in order:
        movement.book(unit, ways[unit], ledger)
    return ledger.cost
