"""When does the Council agree, on how much, and who stands in the way?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.models.council.matter import Matter, Number, Today
from foedus.models.council.outcome import Outcome
from foedus.models.council.procedure import conclude, convene, sitting
from foedus.models.council.state import CONVENE, State, Terms, opening
from foedus.terms.chance import Array, Chance

_RULES = (
    *("reference", "scatter", "common_share", "prospect", "floor_share", "concession", "least_step"),
    *("redraft_days", "pause_days", "patience_days", "recess_days", "horizon_days", "forum_days"),
    "coalition_share",
)


@dataclass(frozen=True, slots=True)
class Council:
    """Consensus under a silence procedure; the parameters are described in `council.toml`.

    Ally i lets draft x pass over reference q iff

        s_i (|q - p_i| - |x - p_i|) + k_i + b (sqrt(rho) eta + sqrt(1 - rho) eps_i) >= 0

    where the common mood eta and the ally's own eps_i are drawn once per crisis, so that trying again is no
    lottery: what an ally lets pass changes only with the draft, the belief of attribution or its position.
    The mean of k is `blocking_cost` times b: past decisions fix their ratio far better than either.
    """

    base: Number
    severity_weight: Number
    proximity_weight: Number
    near_km: Number
    far_km: Number
    ideal_weight: Number
    ideal_reference: Number
    attacked_weight: Number
    in_place_weight: Number
    holding_yes: Number
    cap_open: Number
    cap_no: Number
    adjustment_at: Number
    reference: Number
    blocking_cost: Number
    scatter: Number
    common_share: Number
    meeting_days: Number
    silence_shortest: Number
    silence_longest: Number
    prospect: Number
    floor_share: Number
    concession: Number
    least_step: Number
    redraft_days: Number
    pause_days: Number
    patience_days: Number
    recess_days: Number
    horizon_days: Number
    forum_days: Number
    coalition_share: Number
    most_tries: int
    drafts: int

    def start(self, matter: Matter, chance: Chance) -> State:
        """Call the Council: fix the moods of this crisis and the day on which it first convenes."""
        terms = self._terms(matter, chance)
        hours = chance.uniform("council.meeting")[:, 0]
        return opening(terms, terms.requested + hours * _column(self.meeting_days, chance.draws))

    def step(self, state: State, day: int, today: Today) -> State:
        """Advance the procedure through `day`; a draw in which nothing falls due stays as it is."""
        if not (state.due < day + 1).any():
            return state
        after = state.copy()
        self._advance(after, day, today)
        return after

    def run(self, matter: Matter, days: Sequence[Today], chance: Chance, *, first: int = 0) -> Outcome:
        """Return the outcome if day `first` + d looks like `days[d]`: the fold of `step`."""
        state = self.start(matter, chance)
        for day, today in enumerate(days, start=first):
            self._advance(state, day, today)  # nobody else holds this state, so it need not be copied
        return state.outcome

    def _advance(self, state: State, day: int, today: Today) -> None:
        due = state.due < day + 1
        if not due.any():
            return
        convening = state.stage == CONVENE
        called, ending = np.flatnonzero(due & convening), np.flatnonzero(due & ~convening)
        if called.size:
            convene(state, called, today, self.drafts)
        if ending.size:
            conclude(state, sitting(state, ending, today), self.most_tries)

    def _terms(self, matter: Matter, chance: Chance) -> Terms:
        shape = (chance.draws, len(matter.allies))
        cost = _full(self.blocking_cost * self.scatter * matter.cost, shape)
        return Terms(
            positions=_full(matter.positions, shape),
            salience=_full(matter.salience, shape),
            threshold=_full(matter.threshold, shape),
            cost=cost,
            leeway=cost + self.scatter * self.mood(matter.allies, chance),
            capability=matter.capability,
            attacked=matter.attacked,
            forum=np.zeros(shape[1], dtype=np.bool_) if matter.forum is None else matter.forum,
            silence=self._silences(chance),
            asked=_column(matter.asked, chance.draws),
            requested=_column(matter.requested, chance.draws),
            rules={name: _column(getattr(self, name), chance.draws) for name in _RULES},
        )

    def mood(self, allies: Sequence[str], chance: Chance) -> Array:
        """Return the shocks of one crisis in units of the scatter: common mood and own, (draws, allies)."""
        common = np.sqrt(self.common_share) * chance.normal("council.mood")
        return np.asarray(common + np.sqrt(1.0 - self.common_share) * chance.normal("council.ally", allies))

    def _silences(self, chance: Chance) -> Array:
        luck = chance.uniform("council.silence", width=self.most_tries).reshape(chance.draws, self.most_tries)
        return np.asarray(self.silence_shortest + luck * (self.silence_longest - self.silence_shortest))


def _full(values: Number, shape: tuple[int, int]) -> Array:
    return np.ascontiguousarray(np.broadcast_to(values, shape), dtype=np.float64)


def _column(values: Number, draws: int) -> Array:
    return np.broadcast_to(np.reshape(values, -1), (draws,)).astype(np.float64)
