"""The procedure, event by event: convening, silence held or broken, what the chair does then."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from foedus.models.council.acceptance import Table, consensus
from foedus.models.council.matter import Mask, Rows, Today
from foedus.models.council.outcome import COALITION, DILUTED, OTHER_FORUM, SILENCE
from foedus.models.council.state import CLOSED, CONVENE, FORUM_MEETS, SILENCE_ENDS, Counts, State
from foedus.terms.chance import Array


class Sitting(NamedTuple):
    """The draws in which something happens today, with what is seen there."""

    rows: Rows
    table: Table
    doubts: Mask
    votes: Array | None

    def passes(self, draft: Array) -> Mask:
        """Return who lets `draft` pass: people's votes where there are any, else the model's."""
        ours = self.table.passes(draft)
        return ours if self.votes is None else np.where(np.isnan(self.votes), ours, self.votes > 0)

    def at(self, chosen: Mask) -> Sitting:
        """Return the part of the sitting in the `chosen` rows."""
        votes = None if self.votes is None else self.votes[chosen]
        return Sitting(self.rows[chosen], self.table.at(chosen), self.doubts[chosen], votes)


def sitting(state: State, rows: Rows, today: Today) -> Sitting:
    """Return the table at `rows`: positions as perceived on the belief of `today`."""
    terms = state.terms
    proven = _override(terms.positions, today.positions, rows)
    doubts = _doubts(state, rows, today)
    reference = terms.rules["reference"][rows, None]
    table = Table(
        positions=np.where(doubts, reference, proven),
        proven=proven,
        salience=terms.salience[rows],
        leeway=terms.leeway[rows],
        reference=reference,
    )
    votes = None if today.votes is None else np.broadcast_to(today.votes, terms.positions.shape)[rows]
    return Sitting(rows, table, doubts, votes)


def _doubts(state: State, rows: Rows, today: Today) -> Mask:
    """Return who is not yet convinced who did it; the ally attacked is."""
    return np.asarray((today.belief[rows, None] < state.terms.threshold[rows]) & ~state.terms.attacked)


def _override(ours: Array, theirs: Array | None, rows: Rows) -> Array:
    if theirs is None:
        return ours[rows]
    wanted = np.broadcast_to(theirs, ours.shape)[rows]
    return np.where(np.isnan(wanted), ours[rows], wanted)


def convene(state: State, rows: Rows, today: Today, drafts: int) -> None:
    """Table the draft of the greatest expected gain, or confer on while doubters may yet be convinced."""
    rows = _with_news(state, rows, today)
    if not rows.size:
        return
    here = sitting(state, rows, today)
    best, chance = _best_draft(state, here, drafts)
    if today.draft is not None:
        chosen = np.broadcast_to(today.draft, state.due.shape)[rows]
        chance = np.where(np.isnan(chosen), chance, 1.0)
        best = np.where(np.isnan(chosen), best, chosen)
    doubters = here.doubts.sum(axis=1)
    wait = (chance < state.terms.rules["prospect"][rows]) & _patient(state, rows) & (doubters > 0)
    _confer(state, rows[wait], doubters[wait])
    _put_under_silence(state, rows[~wait], best[~wait], delay=0.0)


def _with_news(state: State, rows: Rows, today: Today) -> Rows:
    """Confer or stay adjourned where nobody has changed its mind; return the other rows.

    Shocks are drawn once, so with the same doubters the same drafts would be weighed, and fail, as before.
    """
    if not (today.positions is None and today.votes is None and today.draft is None):
        return rows
    count = _doubts(state, rows, today).sum(axis=1)
    confer = (count == state.doubters[rows]) & _patient(state, rows)
    idle = ~confer & (count == state.failed_with[rows])
    _confer(state, rows[confer], count[confer])
    if idle.any():
        _adjourn(state, rows[idle], count[idle])
    return np.asarray(rows[~(confer | idle)])


def _confer(state: State, rows: Rows, doubters: Counts) -> None:
    """Wait for evidence; with the same doubters as today nothing need be weighed again."""
    state.due[rows] += state.terms.rules["pause_days"][rows]
    state.doubters[rows] = doubters


def _best_draft(state: State, here: Sitting, drafts: int) -> tuple[Array, Array]:
    """Return the draft of the greatest chance times gain, and its chance; the bolder one of two equals."""
    terms, rows, table = state.terms, here.rows, here.table
    steps = np.linspace(0.0, 1.0, drafts) * (1.0 - terms.rules["floor_share"][rows, None])
    draft = terms.asked[rows, None] * (1.0 - steps)
    margin = table.gain(draft) + terms.cost[rows, None, :]
    if here.votes is not None:
        votes, certain = here.votes[:, None, :], np.finfo(np.float64).max ** 0.5
        margin = np.where(np.isnan(votes), margin, np.where(votes > 0, certain, -certain))
    chance = consensus(margin, terms.rules["scatter"][rows], terms.rules["common_share"][rows])
    best = (chance * (draft - table.reference)).argmax(axis=1)
    taken = np.arange(rows.size)
    return draft[taken, best], chance[taken, best]


def _put_under_silence(state: State, rows: Rows, draft: Array, delay: Array | float) -> None:
    lengths = state.terms.silence
    state.due[rows] += delay + lengths[rows, state.rounds[rows] % lengths.shape[1]]
    state.stage[rows] = SILENCE_ENDS
    state.doubters[rows] = -1
    state.draft[rows] = draft
    state.high[rows] = np.where(np.isnan(state.high[rows]), draft, state.high[rows])
    state.rounds[rows] += 1
    state.tries[rows] += 1


def _patient(state: State, rows: Rows) -> Mask:
    return state.due[rows] - state.sitting[rows] < state.terms.rules["patience_days"][rows]


def conclude(state: State, here: Sitting, most_tries: int) -> None:
    """End a silence procedure or a meeting of the other forum: decided, or find another way."""
    rows, terms = here.rows, state.terms
    elsewhere = state.stage[rows] == FORUM_MEETS
    draft = state.draft[rows]
    blockers = ~here.passes(draft) & np.where(elsewhere[:, None], terms.forum, True)
    broken = np.asarray(blockers.any(axis=1))
    if not broken.all():
        _decide(state, rows[~broken], elsewhere[~broken])
    if broken.any():
        _after_block(state, here.at(broken), blockers[broken], most_tries)


def _decide(state: State, rows: Rows, elsewhere: Mask) -> None:
    reduced = state.draft[rows] < state.high[rows]
    state.path[rows] = np.where(elsewhere, OTHER_FORUM, np.where(reduced, DILUTED, SILENCE))
    state.acting[rows] |= np.where(elsewhere[:, None], state.terms.forum, True)
    state.ambition[rows] = state.draft[rows]
    _close(state, rows)


def _close(state: State, rows: Rows) -> None:
    state.decided[rows] = state.due[rows]
    state.stage[rows] = CLOSED
    state.due[rows] = np.inf


def _after_block(state: State, here: Sitting, blockers: Mask, most_tries: int) -> None:
    rows, rules, draft = here.rows, state.terms.rules, state.draft[here.rows]
    state.first_blockers[rows] |= blockers & (state.rounds[rows] == 1)[:, None]
    state.blockers[rows] |= blockers
    forum = _other_forum(state, here, blockers)
    wait = ~forum & _worth_waiting(here, blockers, draft) & _patient(state, rows)
    wait &= state.tries[rows] < most_tries
    lower = _diluted(state, here, blockers)
    dilute = ~forum & ~wait & (lower >= rules["floor_share"][rows] * state.terms.asked[rows])
    dilute &= state.tries[rows] < most_tries
    _move(state, rows[forum], FORUM_MEETS, rules["forum_days"])
    _move(state, rows[wait], CONVENE, rules["pause_days"])
    if dilute.any():
        _put_under_silence(state, rows[dilute], lower[dilute], rules["redraft_days"][rows[dilute]])
    failed = ~(forum | wait | dilute)
    if failed.any():
        _give_up(state, here.at(failed))


def _other_forum(state: State, here: Sitting, blockers: Mask) -> Mask:
    members = state.terms.forum
    if not members.any():
        return np.zeros(here.rows.size, dtype=np.bool_)
    spared = ~(blockers & members).any(axis=1)
    return np.asarray(spared & (state.stage[here.rows] == SILENCE_ENDS))


def _worth_waiting(here: Sitting, blockers: Mask, draft: Array) -> Mask:
    if not here.doubts.any():
        return np.zeros(here.rows.size, dtype=np.bool_)
    convinced = here.table.passes(draft, proven=True)
    undoneminded = blockers & here.doubts & convinced
    return np.asarray(
        (undoneminded if here.votes is None else undoneminded & np.isnan(here.votes)).any(axis=1)
    )


def _diluted(state: State, here: Sitting, blockers: Mask) -> Array:
    rules, draft = state.terms.rules, state.draft[here.rows]
    gap = draft - here.table.acceptable(draft, blockers)
    return draft - np.maximum(rules["concession"][here.rows] * gap, rules["least_step"][here.rows])


def _move(state: State, rows: Rows, stage: int, delay: Array) -> None:
    if rows.size:
        state.stage[rows] = stage
        state.due[rows] += delay[rows]


def _give_up(state: State, here: Sitting) -> None:
    """Act as a coalition if it is strong enough; else adjourn, or close the matter at the horizon."""
    willing = _willing(state, here)
    strength = np.where(willing, state.terms.capability, 0.0).sum(axis=1)
    enough = strength >= state.terms.rules["coalition_share"][here.rows]
    rows = here.rows[enough]
    state.path[rows] = COALITION
    state.acting[rows] |= willing[enough]
    state.ambition[rows] = state.high[rows]
    _close(state, rows)
    _adjourn(state, here.rows[~enough], here.doubts[~enough].sum(axis=1))


def _willing(state: State, here: Sitting) -> Mask:
    """Return who would act on the first draft for its own sake: not to block is less than to take part."""
    free = replace(here.table, leeway=here.table.leeway - state.terms.cost[here.rows])
    return here._replace(table=free).passes(state.high[here.rows])


def _adjourn(state: State, rows: Rows, doubters: Counts) -> None:
    rules = state.terms.rules
    _move(state, rows, CONVENE, rules["recess_days"])
    state.sitting[rows] = state.due[rows]
    state.tries[rows] = 0
    state.failed_with[rows] = doubters
    late = rows[state.due[rows] > state.terms.requested[rows] + rules["horizon_days"][rows]]
    state.stage[late] = CLOSED
    state.due[late] = np.inf
