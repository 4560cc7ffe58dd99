"""The course of a crisis: what each model said, kept until it is reduced to columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.adversary import Posture
from foedus.models.balance import BalanceRun
from foedus.models.council import Outcome
from foedus.models.forces import Ready
from foedus.models.joint.case import Case
from foedus.models.joint.daily import new_by_part, new_each_day
from foedus.models.reinforcement import Arrivals
from foedus.terms.chance import Array

# Days at which arrivals are told; day 0 counts what is in place.
TOLD = (0, 10, 30, 90)


@dataclass(frozen=True)
class Course:
    """One block of draws of a crisis under one plan.

    Attributes:
        belief: Belief of attribution from day 0 on, (draws, days).
        decision: What the Council came to.
        authorised: Day of each ally's national authorisation, (draws, allies).
        ready: When each formation is ready and how large it is.
        arrivals: When each arrives.
        posture: What the adversary has in the theatre.
        fought: The campaign.
        cost: Cost to the allies, billion US dollars, (draws,).
        lost_alliance: Brigade equivalents lost by the allies, (draws,).
        lost_adversary: The same for the adversary, (draws,).
    """

    belief: Array
    decision: Outcome
    authorised: Array
    ready: Ready
    arrivals: Arrivals
    posture: Posture
    fought: BalanceRun
    cost: Array
    lost_alliance: Array
    lost_adversary: Array

    def columns(self, case: Case) -> dict[str, NDArray[np.generic]]:
        """Return what a study keeps of each draw, axis 0 = draw, as small as it can be."""
        by_ally = by_owner(self.arrivals.day, self.ready.brigades, case)
        worst = np.argmax(self.arrivals.waiting, axis=1).astype(np.int16)
        days = self.posture.days
        in_place, coming = present(self.arrivals.day, self.ready.brigades, case.stays, days)
        return {
            "decided": self.decision.decided_day,
            "path": self.decision.path,
            "blocked": self.decision.blocked,
            "ambition": self.decision.ambition.astype(np.float32),
            "blockers": self.decision.blockers,
            "authorised": self.authorised.astype(np.float32),
            "by_ally": by_ally.astype(np.float32),
            "in_place": in_place.astype(np.float32),
            "reinforcement": coming.astype(np.float32),
            **by_group(self.arrivals.day, self.ready.brigades, case.groups, days),
            "adversary": self.posture.present.astype(np.float32),
            "waiting": self.arrivals.waiting.astype(np.float32),
            "bottleneck": np.where(self.arrivals.waiting.any(axis=1), worst, np.int16(-1)),
            "unit_brigades": np.where(self.arrivals.day <= TOLD[-1], self.ready.brigades, 0.0).astype(
                np.float32
            ),
            "unit_coming": np.where(np.isfinite(self.arrivals.day), self.ready.brigades, 0.0).astype(
                np.float32
            ),
            "outcome": self.fought.outcome.astype(np.int8),
            "ground": self.fought.final.peak.astype(np.float32),
            "extrapolated": self.fought.extrapolated,
            "warning": np.broadcast_to(
                np.reshape(self.posture.plan.warning_days, -1), self.cost.shape
            ).astype(np.float32),
            "cost": self.cost.astype(np.float32),
            "lost_alliance": self.lost_alliance.astype(np.float32),
            "lost_adversary": self.lost_adversary.astype(np.float32),
        }


def by_owner(day: Array, brigades: Array, case: Case) -> Array:
    """Return brigade equivalents in the theatre by ally at the days of `TOLD`, (draws, allies, days)."""
    draws, allies = len(day), len(case.allies)
    row = (np.arange(draws)[:, None] * allies + case.owner).ravel()
    there = (np.where(day <= told, brigades, 0.0).ravel() for told in TOLD)
    found = [np.bincount(row, weights=here, minlength=draws * allies) for here in there]
    return np.stack(found, axis=1, dtype=np.float64).reshape(draws, allies, len(TOLD))


def by_group(
    day: Array, brigades: Array, groups: tuple[str, ...], days: Array
) -> dict[str, NDArray[np.generic]]:
    """Return brigade equivalents in the theatre by day for each group, (draws, days) each."""
    names = sorted(set(groups))
    part = np.array([names.index(name) for name in groups], dtype=np.intp)
    there = np.cumsum(new_by_part(day, brigades, days, part), axis=2)
    return {f"group:{name}": there[:, index].astype(np.float32) for index, name in enumerate(names)}


def present(day: Array, brigades: Array, stays: NDArray[np.bool_], days: Array) -> tuple[Array, Array]:
    """Return brigade equivalents in place and arrived by day, before losses, (draws, days) each."""
    placed = np.where(stays & np.isfinite(day), brigades, 0.0).sum(axis=1)
    in_place = np.repeat(placed[:, None], len(days), axis=1)
    coming = np.cumsum(new_each_day(day, np.where(stays, 0.0, brigades), days), axis=1)
    return in_place, coming
