"""Play one draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import CrisisModel
from .movement import Unit
from .numbers import Played

if TYPE_CHECKING:
    from .numbers import Numbers


def play(given: Numbers) -> Played:
    """Play one draw on Mesa and return what came of it."""
    model = CrisisModel(given)
    model.play()
    last = given.terms.last_day
    units = list(model.agents_by_type[Unit])
    front, chair = model.front, model.chair
    served = sum(unit.load * max(last - unit.ready, 0.0) for unit in units if unit.load)
    cost = served * given.terms.brigade_day_cost + front.lost_alliance * given.terms.brigade_loss_cost
    return Played(
        path=chair.path,
        decided=chair.decided,
        ambition=chair.ambition,
        arrived={unit.own.id: unit.arrival for unit in units if unit.arrival <= last},
        outcome=front.outcome(),
        peak_km=front.peak,
        cost=cost / 1000,
    )
