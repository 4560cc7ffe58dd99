"""Forces and movement in Mesa: units that stand ready and travel, servers that work in order of coming."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from bench.crisis_mesa.council import Ally
    from bench.crisis_mesa.numbers import HostileNumbers, Numbers, UnitNumbers, Visit

NEVER = 1.0e4


class Server(mesa.Agent):  # type: ignore[misc]
    """A port, a railway, a border: so many brigade equivalents a day, first come first served."""

    def __init__(self, model: Any, rate: float) -> None:
        """Open the server, idle."""
        super().__init__(model)
        self.rate = rate
        self.free = -math.inf
        self.expected: list[tuple[float, int, Unit]] = []

    def expect(self, begin: float, unit: Unit) -> None:
        """Note a unit that will be here on day `begin`."""
        self.expected.append((begin, unit.number, unit))

    def step(self) -> None:
        """Serve those who come today, in the order of their coming."""
        until = self.model.day + 1
        here = sorted(visit for visit in self.expected if visit[0] < until)
        if here:
            self.expected = [visit for visit in self.expected if visit[0] >= until]
        for begin, _, unit in here:
            start = max(self.free, begin)
            work = min(unit.load / self.rate, NEVER) if self.rate > 0 else NEVER
            self.free = start + work
            unit.leave(start, max(start + work, unit.end))


class Unit(mesa.Agent):  # type: ignore[misc]
    """A formation of an ally: ready on a day, then leg by leg to the assembly area."""

    def __init__(self, model: Any, number: int, own: UnitNumbers, owner: Ally) -> None:
        """Stand in garrison."""
        super().__init__(model)
        self.number, self.own, self.owner = number, own, owner
        self.legs = iter(own.visits)
        self.load = self.end = 0.0
        self.ready = self.arrival = math.inf
        self.waiting: list[tuple[float, float]] = []

    def call(self) -> None:
        """Find the day on which the unit is ready, and set out."""
        self.ready = self.ready_day()
        if self.ready < NEVER:
            self.load = self.own.size * self.own.availability
            self.leave(self.ready, self.ready)

    def ready_day(self) -> float:
        """Return the ready day, infinite if the unit never comes."""
        given: Numbers = self.model.given
        early = given.plan.warning_days * given.forces.heeded
        in_place = self.own.nato and self.own.in_theatre
        if self.owner.own.attacked or in_place:
            return float(max(self.own.notice - early, 0.0))
        if not (self.own.goes < self.owner.own.willing and contributes(given, self.owner)):
            return math.inf
        start = self.owner.authorised()
        if self.own.nato:
            start = max(start, self.model.chair.decided)
        return max(start + self.own.notice, 0.0)

    def leave(self, first: float, last: float) -> None:
        """Begin the next leg, on the road from `first` to `last`."""
        leg: Visit = next(self.legs)
        given: Numbers = self.model.given
        lead = leg.moving * given.movement.pace + leg.handling * given.movement.handling
        begin, self.end = first + lead, last + lead
        if leg.gate is not None:
            opening = self.cleared(given) + leg.gate * given.movement.pace
            begin, self.end = max(begin, opening), max(self.end, opening)
        if self.end >= NEVER:
            return
        if leg.server is not None:
            self.model.servers[leg.server].expect(begin, self)
            return
        self.arrival = self.end
        share = given.plan.front_share if self.own.in_theatre else 1.0
        late = self.arrival + given.terms.concentration_days
        self.waiting = [(self.arrival, self.load * share), (late, self.load * (1 - share))]

    def cleared(self, given: Numbers) -> float:
        """Return the day from which the first foreign border may be crossed."""
        if self.owner.own.attacked:
            return -math.inf
        return float(
            self.owner.authorised() + given.movement.clearance_days["crisis"] * given.movement.clearance_scale
        )

    def step(self) -> None:
        """Join the front on the day the unit is there."""
        day = self.model.day
        if self.waiting and day >= 0 and self.waiting[0][0] <= day:
            self.model.front.alliance_arriving += self.waiting.pop(0)[1]
            self.step()


def contributes(given: Numbers, ally: Ally) -> bool:
    """Return whether an ally contributes at all, once a crisis."""
    forces = given.forces
    lenient = forces.rate_updated if forces.coding < forces.updated_until else forces.rate_specific
    rate = forces.rate_broad if forces.coding < forces.broad_until else lenient
    shared = math.sqrt(forces.solidarity) * given.mood + math.sqrt(1 - forces.solidarity) * ally.own.loyalty
    return shared >= -NormalDist().inv_cdf(rate)


class Hostile(mesa.Agent):  # type: ignore[misc]
    """A formation of the adversary: it needs nobody's leave, and warning is its moving up."""

    def __init__(self, model: Any, own: HostileNumbers) -> None:
        """Find the day on which the formation stands in the theatre."""
        super().__init__(model)
        given: Numbers = model.given
        march = own.km / given.march.km_per_day * math.exp(given.march.sd * own.friction)
        self.arrival = max(own.notice + march, 0.0) - given.plan.warning_days
        available = own.availability + given.forces.freed * (1 - own.availability)
        self.brigades = own.size * available * given.plan.share
        self.there = False

    def step(self) -> None:
        """Join the front on the day the formation is there."""
        if not self.there and self.arrival <= self.model.day:
            self.there = True
            self.model.front.adversary_arriving += self.brigades
