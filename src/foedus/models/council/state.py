"""Where the procedure stands: what a crisis fixed at its start, and what moves from day to day."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from foedus.models.council.matter import Mask
from foedus.models.council.outcome import NONE, Outcome
from foedus.terms.chance import Array

Codes = NDArray[np.int8]
Counts = NDArray[np.int64]

# What the next event is: the Council convenes, silence ends, another forum meets; or the matter is closed.
CONVENE, SILENCE_ENDS, FORUM_MEETS, CLOSED = range(4)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a crisis fixed at its start, one row a draw.

    Attributes:
        positions: Positions if attribution is held proven, (draws, allies).
        salience: Weight of ambition, (draws, allies).
        threshold: Belief of attribution below which an ally stays at consultation, (draws, allies).
        cost: Cost of blocking before shocks, (draws, allies).
        leeway: Cost of blocking with the common mood and the ally's own shock, (draws, allies).
        capability: Share of capability, (allies,).
        attacked: Allies attacked, (allies,).
        forum: Members of the other forum, (allies,); nobody if there is none.
        silence: Length of each silence procedure in days, (draws, rounds).
        asked: Ambition asked for, (draws,).
        requested: Day of the request, (draws,).
        rules: Parameters of the procedure by name, (draws,) each.
    """

    positions: Array
    salience: Array
    threshold: Array
    cost: Array
    leeway: Array
    capability: Array
    attacked: Mask
    forum: Mask
    silence: Array
    asked: Array
    requested: Array
    rules: dict[str, Array]


@dataclass(frozen=True, slots=True)
class State:
    """The procedure at the end of a day, one row a draw.

    Attributes:
        terms: What the crisis fixed at its start.
        stage: What the next event is.
        due: Day of the next event.
        sitting: Day on which the present sitting began.
        draft: Draft on the table, NaN if none.
        high: First draft ever tabled, NaN before.
        rounds: Silence procedures begun.
        tries: Silence procedures begun in the present sitting.
        doubters: How many allies doubted attribution when the Council last conferred on; -1 if it did not.
        failed_with: How many doubted when the last sitting failed; -1 before.
        path: Index into `outcome.PATHS`.
        decided: Day of the decision.
        ambition: Ambition decided.
        first_blockers: Who broke silence on the first draft, (draws, allies).
        blockers: Who ever broke silence, (draws, allies).
        acting: Who is bound or acts by itself, (draws, allies).
    """

    terms: Terms
    stage: Codes
    due: Array
    sitting: Array
    draft: Array
    high: Array
    rounds: Counts
    tries: Counts
    doubters: Counts
    failed_with: Counts
    path: Codes
    decided: Array
    ambition: Array
    first_blockers: Mask
    blockers: Mask
    acting: Mask

    @property
    def settled(self) -> Mask:
        """Whether the matter is closed, with or without a decision, (draws,)."""
        return np.asarray(self.stage == CLOSED)

    @property
    def outcome(self) -> Outcome:
        """What has been decided so far."""
        return Outcome(
            decided_day=self.decided,
            path=self.path,
            ambition=self.ambition,
            blocked=np.asarray(self.blockers.any(axis=1)),
            first_blockers=self.first_blockers,
            blockers=self.blockers,
            acting=self.acting,
            rounds=self.rounds,
        )

    def copy(self) -> State:
        """Return a state whose arrays may be written to; `terms` is shared."""
        return State(terms=self.terms, **{name: getattr(self, name).copy() for name in _MOVING})


_MOVING = tuple(field.name for field in fields(State) if field.name != "terms")


def opening(terms: Terms, due: Array) -> State:
    """Return the state in which the Council is called and first convenes on `due`."""
    draws, allies = terms.positions.shape
    nobody = np.zeros((draws, allies), dtype=np.bool_)
    return State(
        terms=terms,
        stage=np.full(draws, CONVENE, dtype=np.int8),
        due=due,
        sitting=due.copy(),
        draft=np.full(draws, np.nan),
        high=np.full(draws, np.nan),
        rounds=np.zeros(draws, dtype=np.int64),
        tries=np.zeros(draws, dtype=np.int64),
        doubters=np.full(draws, -1, dtype=np.int64),
        failed_with=np.full(draws, -1, dtype=np.int64),
        path=np.full(draws, NONE, dtype=np.int8),
        decided=np.full(draws, np.inf),
        ambition=np.zeros(draws),
        first_blockers=nobody,
        blockers=nobody.copy(),
        acting=np.broadcast_to(terms.attacked, (draws, allies)).copy(),
    )
