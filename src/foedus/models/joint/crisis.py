"""A crisis from incident to outcome: belief, Council, forces, movement and balance on one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.models.adversary import Adversary, Formations, Plan, Posture
from foedus.models.attribution import Attribution
from foedus.models.balance import Balance, BalanceRun, Contest
from foedus.models.council import PATHS, Council, Matter, Outcome, Today, positions
from foedus.models.forces import Call, Forces, Readiness, Ready
from foedus.models.joint.case import Case
from foedus.models.joint.course import Course
from foedus.models.joint.daily import new_each_day
from foedus.models.reinforcement import Arrivals, Reinforcement, Situation
from foedus.terms.chance import Array, Chance

Value = float | Array
Judged = Mapping[str, Array]


@dataclass(frozen=True)
class Terms:
    """Parameters of the crisis as a whole; meaning, range and reason of each in `crisis.toml`."""

    first_day: int
    last_day: int
    asked_attack: Value
    asked_other: Value
    severity: Mapping[str, float]
    incident_kind: Mapping[str, str]
    counter_ambition: Value
    concentration_days: Value
    authorisation_scatter: Value
    brigade_day_cost: Value
    brigade_loss_cost: Value
    assessor_correlation: float


@dataclass(frozen=True)
class Crisis:
    """The models of a crisis in the order in which they speak; none knows another.

    Attributes:
        terms: Parameters of the whole.
        attribution: How sure one can be who did it.
        council: What the North Atlantic Council decides, and when.
        forces: Which formations stand ready, and when.
        reinforcement: When they arrive.
        adversary: What the other side brings.
        balance: What comes of it on the ground.
    """

    terms: Terms
    attribution: Attribution
    council: Council
    forces: Forces
    reinforcement: Reinforcement
    adversary: Adversary
    balance: Balance

    def run(self, case: Case, plan: Plan, judged: Judged, chance: Chance) -> Course:
        """Return the course of the crisis under one plan.

        Args:
            case: The scenario as the Council sees it under this plan.
            plan: The adversary's plan.
            judged: Sampled judgements by attribute: (draws, formations) for those of formations, ours first
                and then the adversary's, and (draws, allies) for those of allies.
            chance: The block's luck.
        """
        kind = self.terms.incident_kind.get(plan.name, case.scenario.incident.kind)
        belief = self.attribution.run(kind, range(self.terms.last_day + 1), chance)
        decision = self._decide(case, judged, belief, chance)
        authorised = self._authorise(case, judged, decision, chance)
        everyone = self._ready(case, plan, judged, (authorised, decision.decided_day), chance)
        ready = everyone.of(case.allies)
        arrivals = self._move(case, plan, ready, authorised, chance)
        posture = self._posture(case, plan, judged, everyone, chance)
        near = self._concentrated(case, plan, arrivals.day, ready.brigades)
        fought = self._fight(plan, posture, decision, near, chance)
        return Course(
            belief,
            decision,
            authorised,
            ready,
            arrivals,
            posture,
            fought,
            *self._cost(ready, fought),
        )

    def _decide(self, case: Case, judged: Judged, belief: Array, chance: Chance) -> Outcome:
        asked = self.terms.asked_attack if case.circumstance.holding == "yes" else self.terms.asked_other
        matter = Matter(
            allies=case.allies,
            positions=positions(self.council, case.circumstance, judged["council_adjustment"]),
            salience=judged["council_salience"],
            threshold=judged["council_threshold"],
            cost=judged["council_cost"],
            capability=case.capability,
            attacked=case.attacked,
            asked=np.reshape(asked, -1) if isinstance(asked, np.ndarray) else asked,
        )
        days = [Today(np.ascontiguousarray(belief[:, day])) for day in range(belief.shape[1])]
        return self.council.run(matter, days, chance)

    def _authorise(self, case: Case, judged: Judged, decision: Outcome, chance: Chance) -> Array:
        """Return the day of each ally's authorisation, (draws, allies); infinite if it does not act.

        Parliaments and cabinets do not wait for the Council; but a government that breaks silence sends
        nobody before there is a decision it can live with.
        """
        luck = np.exp(self.terms.authorisation_scatter * chance.normal("crisis.authorisation", case.allies))
        taken = np.where(case.attacked, 0.0, judged["authorisation_days"] * luck)
        agreed = np.maximum(taken, decision.decided_day[:, None])
        taken = np.where(decision.blockers & ~case.attacked, agreed, taken)
        return np.where(decision.acting, taken, np.inf)

    def _ready(
        self, case: Case, plan: Plan, judged: Judged, when: tuple[Array, Array], chance: Chance
    ) -> Ready:
        call = Call(
            theatre=case.scenario.theatre,
            targets=frozenset(case.scenario.incident.target),
            adversaries=frozenset((case.scenario.incident.actor,)),
            allies=case.allies,
            authorised=when[0],
            decided=when[1],
            cleared=np.zeros(chance.draws),  # leave to cross borders is given, and counted, in the movement
            warning=_column(plan.warning_days, chance.draws),
            mood=chance.normal("council.mood")[:, 0],
        )
        names = ("notice_days", "availability", "willing_share")
        readiness = Readiness(*(np.ascontiguousarray(judged[name]) for name in names))
        return self.forces.run((*case.units, *case.hostile), call, readiness, chance)

    def _move(self, case: Case, plan: Plan, ready: Ready, authorised: Array, chance: Chance) -> Arrivals:
        cleared = np.where(case.attacked, -np.inf, authorised)[:, case.owner]
        situation = Situation("crisis", authorised=cleared, denied=plan.interdiction, exposed=case.exposed)
        return self.reinforcement.run(
            case.routes, ready.day, ready.brigades, chance=chance, situation=situation
        )

    def _posture(self, case: Case, plan: Plan, judged: Judged, everyone: Ready, chance: Chance) -> Posture:
        ours = len(case.units)
        formations = Formations(
            ids=tuple(unit.id for unit in case.hostile),
            brigades=everyone.brigades[:, ours:],
            notice_days=judged["notice_days"][:, ours:],
            distance_km=case.hostile_km,
        )
        return self.adversary.run(
            formations, plan, range(self.terms.first_day, self.terms.last_day + 1), chance
        )

    def _concentrated(self, case: Case, plan: Plan, day: Array, brigades: Array) -> tuple[Array, Array]:
        """Return when, and with how much, our formations stand on the plan's front, (draws, 2 x units) each.

        Of what is in the theatre from the start only the plan's share of the front stands where it strikes;
        the rest has to come over.
        """
        share = np.where(case.stays, plan.front_share, 1.0)
        later = day + self.terms.concentration_days
        return np.hstack([day, later]), np.hstack([brigades * share, brigades * (1.0 - share)])

    def _fight(
        self, plan: Plan, posture: Posture, decision: Outcome, ours: tuple[Array, Array], chance: Chance
    ) -> BalanceRun:
        days = range(self.terms.last_day + 1)
        # Nobody retakes ground on a decision to watch: it takes an ambition that covers it, or a coalition.
        allowed = decision.ambition >= np.reshape(self.terms.counter_ambition, -1)
        may_counter = np.asarray(allowed | (decision.path == PATHS.index("coalition")))
        contest = Contest(plan.depth_km, plan.stop_share, plan.front_share, posture.combat_day, may_counter)
        hostile = posture.present[:, -self.terms.first_day :]
        arriving = np.diff(hostile, axis=1, prepend=0.0)
        return self.balance.run(contest, chance, days, (new_each_day(*ours, days), arriving))

    def _cost(self, ready: Ready, fought: BalanceRun) -> tuple[Array, ...]:
        """Return cost in billion US dollars and brigade equivalents lost by each side, (draws,) each."""
        served = np.clip(self.terms.last_day - ready.day, 0.0, None)
        days = np.where(np.isfinite(served), ready.brigades * served, 0.0).sum(axis=1)
        lost = fought.final.lost_alliance
        price = (
            _column(self.terms.brigade_day_cost, len(days)),
            _column(self.terms.brigade_loss_cost, len(days)),
        )
        return (days * price[0] + lost * price[1]) / 1000, lost, fought.final.lost_adversary


def _column(value: Any, draws: int) -> Array:
    """Return a parameter of shape () or (draws, 1) as (draws,)."""
    return np.broadcast_to(np.reshape(value, -1), (draws,)).astype(np.float64)
