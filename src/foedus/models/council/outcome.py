"""What the Council came to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array

Mask = NDArray[np.bool_]
Codes = NDArray[np.int8]

PATHS = ("silence", "diluted", "other_forum", "coalition", "none")
SILENCE, DILUTED, OTHER_FORUM, COALITION, NONE = range(5)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decision in each draw.

    Attributes:
        decided_day: Day of the decision, infinite if there is none, (draws,).
        path: Index into `PATHS`, (draws,).
        ambition: Ambition decided, 0 if nothing is, (draws,).
        blocked: Whether silence was ever broken, (draws,).
        first_blockers: Who broke silence on the first draft, (draws, allies).
        blockers: Who ever broke silence, (draws, allies).
        acting: Who is bound by the decision or acts by itself, (draws, allies).
        rounds: How many drafts were put under silence, (draws,).
    """

    decided_day: Array
    path: Codes
    ambition: Array
    blocked: Mask
    first_blockers: Mask
    blockers: Mask
    acting: Mask
    rounds: NDArray[np.int64]

    def by_day(self, days: Array) -> Codes:
        """Return the path by which each draw is settled on each day, `none` until it is, (draws, days)."""
        settled = self.decided_day[:, None] <= days
        return np.where(settled, self.path[:, None], np.int8(NONE))

    def shares(self, days: Array) -> dict[str, Array]:
        """Return the share of this block's draws settled by each path by each day, (days,) each."""
        codes = self.by_day(days)
        return {name: (codes == code).mean(axis=0) for code, name in enumerate(PATHS)}
