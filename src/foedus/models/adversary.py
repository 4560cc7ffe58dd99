"""What the adversary brings, when, and what it wants: one run a plan, never averaged over plans.

Three plans stand for what public writing discusses: a limited seizure of ground near the border, a corridor
to an exclave, and coercion short of an attack. The numbers are judgements with wide ranges and shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array, Chance
from foedus.terms.errors import UnknownName
from foedus.terms.text import Text

Value = float | Array
PLANS = ("limited_seizure", "corridor", "coercion")
QUANTITIES = (
    *("warning_days", "share", "depth_km", "front_share"),
    *("stop_share", "interdiction", "combat_chance", "combat_delay"),
)


@dataclass(frozen=True, slots=True)
class Formations:
    """The adversary's formations on the ledger, one entry a formation.

    Attributes:
        ids: Identifiers; each owns its luck, so that removing one removes exactly it.
        brigades: Usable brigade equivalents, net of what other fronts tie down, (units,) or (draws, units).
        notice_days: Days from order to readiness to move, same shapes.
        distance_km: Distance from its garrison to the theatre, shape (units,).
    """

    ids: tuple[str, ...]
    brigades: Array
    notice_days: Array
    distance_km: Array


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan with its parameters, each a number or of shape (draws, 1).

    Attributes:
        name: Its identifier, one of `PLANS`.
        title: What it is called.
        goal: What it wants.
        warning_days: Days of visible preparation before day 0.
        share: Share of the free formations committed.
        depth_km: Distance from the border to the goal.
        front_share: Width of its front against the whole theatre's.
        stop_share: Share of all committed after whose loss it gives up.
        interdiction: Share of the capacity of the Alliance's routes in the theatre that is denied.
        combat_chance: Probability that there is fighting at all.
        combat_delay: Mean days from day 0 to the first fighting.
    """

    name: str
    title: Text
    goal: Text
    warning_days: Value
    share: Value
    depth_km: Value
    front_share: Value
    stop_share: Value
    interdiction: Value
    combat_chance: Value
    combat_delay: Value


@dataclass(frozen=True, slots=True)
class Posture:
    """What the adversary has in the theatre under one plan.

    Attributes:
        plan: The plan.
        days: The days, shape (days,).
        present: Brigade equivalents in the theatre before any loss, shape (draws, days).
        arrival: Day on which each formation is there, shape (draws, units).
        committed: Brigade equivalents each formation contributes, shape (draws, units).
        combat_day: First day of fighting, infinite where there is none, shape (draws,).
    """

    plan: Plan
    days: Array
    present: Array
    arrival: Array
    committed: Array
    combat_day: Array

    @property
    def arriving(self) -> Array:
        """Brigade equivalents new in the theatre each day; the first day holds all that was there before."""
        return np.diff(self.present, axis=1, prepend=0.0)


@dataclass(frozen=True)
class Adversary:
    """Parameters of the adversary's plans; meaning, range and reason of each in `adversary.toml`."""

    texts: Mapping[str, Mapping[str, str]]
    march_km_per_day: Value
    march_sd: Value
    limited_seizure_warning_days: Value
    limited_seizure_share: Value
    limited_seizure_depth_km: Value
    limited_seizure_front_share: Value
    limited_seizure_stop_share: Value
    limited_seizure_interdiction: Value
    limited_seizure_combat_chance: Value
    limited_seizure_combat_delay: Value
    corridor_warning_days: Value
    corridor_share: Value
    corridor_depth_km: Value
    corridor_front_share: Value
    corridor_stop_share: Value
    corridor_interdiction: Value
    corridor_combat_chance: Value
    corridor_combat_delay: Value
    coercion_warning_days: Value
    coercion_share: Value
    coercion_depth_km: Value
    coercion_front_share: Value
    coercion_stop_share: Value
    coercion_interdiction: Value
    coercion_combat_chance: Value
    coercion_combat_delay: Value

    def plan(self, name: str) -> Plan:
        """Return a plan by name.

        Raises:
            UnknownName: If there is no such plan.
        """
        if name not in PLANS:
            raise UnknownName(f"no plan '{name}'", remedy="name a plan", suggestions=PLANS)
        words = self.texts[name]
        return Plan(
            name=name,
            title=Text(words["title_en"], words["title_ja"]),
            goal=Text(words["goal_en"], words["goal_ja"]),
            **{quantity: getattr(self, f"{name}_{quantity}") for quantity in QUANTITIES},
        )

    def run(self, formations: Formations, plan: Plan, days: Sequence[int], chance: Chance) -> Posture:
        """Return what stands in the theatre day by day.

        A formation is there on day `notice + march - warning`, at the earliest when the preparation begins:
        moving up is what the warning consists of. Each gives the same share of itself, as in 2022.

        Args:
            formations: The ledger.
            plan: The plan that is carried out.
            days: Days, 0 the day of the incident.
            chance: The block's luck.
        """
        arrival = self._arrival(formations, plan, chance)
        committed = np.asarray(np.broadcast_to(formations.brigades * plan.share, arrival.shape))
        clock = np.array(days, dtype=np.float64)
        present = np.zeros((chance.draws, len(clock)))
        for unit in range(len(formations.ids)):
            present += committed[:, unit, None] * (arrival[:, unit, None] <= clock)
        return Posture(plan, clock, present, arrival, committed, _combat_day(plan, chance))

    def _arrival(self, formations: Formations, plan: Plan, chance: Chance) -> Array:
        friction = np.exp(self.march_sd * chance.normal("adversary.march", keys=formations.ids))
        march = formations.distance_km / self.march_km_per_day * friction
        return np.maximum(formations.notice_days + march, 0.0) - plan.warning_days


def _combat_day(plan: Plan, chance: Chance) -> Array:
    """Return the first day of fighting: day 0 without a delay, else an exponential wait, or never."""
    happens = chance.uniform("adversary.combat", keys=("chance",)) < plan.combat_chance
    wait = -np.log(chance.uniform("adversary.combat", keys=("delay",))) * plan.combat_delay
    return np.asarray(np.where(happens, np.floor(wait), np.inf)[:, 0])
