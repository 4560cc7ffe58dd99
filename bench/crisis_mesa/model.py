"""The crisis as a Mesa model: one step a day."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import mesa

from .council import Ally, Chair
from .front import Front
from .movement import Hostile, Server, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.crisis_mesa.numbers import Evidence, Numbers


class CrisisModel(mesa.Model):  # type: ignore[misc]
    """The Council day by day, then forces, movement and balance day by day.

    Two passes over the calendar, as in our own crisis: whether an ally acts is known before any unit moves,
    since a national authorisation may lie before the Council's decision.
    """

    def __init__(self, given: Numbers) -> None:
        """Seat the allies, open the servers, set up both sides."""
        super().__init__(seed=1)
        self.given = given
        self.day = 0
        self.belief = 0.0
        self.evidence = [(arrival(given, one), weight(given, one)) for one in given.evidence]
        allies = {own.code: Ally(self, own) for own in given.allies}
        self.chair = Chair(self)
        self.servers: Mapping[str, Server] = {
            name: Server(self, rate) for name, rate in given.servers.items()
        }
        for number, unit in enumerate(given.units):
            Unit(self, number, unit, allies[unit.owner])
        for formation in given.hostile:
            Hostile(self, formation)
        self.front = Front(self)
        self.may_counter = False

    def play(self) -> None:
        """Let the Council decide, then move and fight."""
        last: int = self.given.terms.last_day
        for day in range(last + 1):
            self.day = day
            self.deliberate()
        enough = self.chair.ambition >= self.given.terms.counter_ambition
        self.may_counter = enough or self.chair.path == "coalition"
        self.agents_by_type[Unit].do("call")
        for day in range(self.given.terms.first_day, last + 1):
            self.day = day
            self.step()

    def deliberate(self) -> None:
        """Weigh the evidence of the day and let the Council do what falls due."""
        prior = math.log(self.given.prior / (1 - self.given.prior)) + self.given.attribution.prior_shift
        logit = prior + sum(weight for day, weight in self.evidence if day <= self.day)
        self.belief = 1 / (1 + math.exp(-logit))
        self.agents_by_type[Ally].do("look")
        self.chair.step()

    def step(self) -> None:
        """Move and fight one day."""
        for kind in (Server, Unit, Hostile, Front):
            self.agents_by_type[kind].do("step")


def weight(given: Numbers, piece: Evidence) -> float:
    """Return the log likelihood ratio of a piece of evidence, the adversary having done it."""
    size = piece.weight * given.attribution.strength
    return float(size**2 / 2 + size * piece.shock)


def arrival(given: Numbers, piece: Evidence) -> float:
    """Return the day on which a piece of evidence comes in, infinite if it is never found."""
    if piece.luck >= piece.found:
        return math.inf
    median = piece.days * given.attribution.slowness
    return float(median * math.exp(given.attribution.arrival_sd * piece.delay))
