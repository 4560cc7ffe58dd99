"""The model: parameters, start, step and run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from foedus.models.balance.campaign import Campaign, Contest, Flags, Luck, Terms, Value
from foedus.models.balance.fight import classify, fight, open_phase
from foedus.terms.chance import Array, Chance
from foedus.terms.normal import normal_score

Given = TypeVar("Given", Terms, Contest)
# Later than any day that is stepped, yet finite: arithmetic with infinity would warn.
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class BalanceRun:
    """A campaign day by day.

    Attributes:
        days: The days, shape (days,).
        ground: Kilometres held by the attacker, shape (draws, days).
        alliance: Alliance brigade equivalents left in the theatre, shape (draws, days).
        adversary: The adversary's, shape (draws, days).
        final: The state after the last day.
        outcome: Index into `OUTCOMES`, shape (draws,).
    """

    days: Array
    ground: Array
    alliance: Array
    adversary: Array
    final: Campaign
    outcome: NDArray[np.int64]

    @property
    def extrapolated(self) -> Flags:
        """Whether a draw went beyond the battles it rests on: in length or in force ratio."""
        state = self.final
        return np.asarray(state.beyond | (state.fought > state.terms.reach_days))


@dataclass(frozen=True)
class Balance(Terms):
    """The conventional balance of a land campaign.

    Source: exchange and pace fitted to CDB90 (`foedus.study.battles`); withdrawal after J. M. Epstein,
    *The Calculus of Conventional War* (Brookings, 1985).
    """

    def start(self, contest: Contest, chance: Chance, last_day: int) -> Campaign:
        """Return the state before the first day: nobody there, the luck of all phases drawn.

        Args:
            contest: What is fought over.
            chance: The block's luck.
            last_day: Last day that will be stepped.
        """
        phases = last_day // self.phase_days + 1
        nothing = np.zeros(chance.draws)
        return Campaign(
            **dict.fromkeys(("alliance", "adversary", "ground", "peak", "pace", "fought"), nothing),
            terms=_by_draw(self),
            contest=_dated(_by_draw(contest), chance.draws),
            luck=self._luck(chance, phases),
            lost_alliance=nothing,
            lost_adversary=nothing,
            goal_day=np.full(chance.draws, np.nan),
            given=(nothing + 1, nothing, nothing),
            mode=np.zeros(chance.draws, dtype=np.int64),
            stopped=np.zeros(chance.draws, dtype=np.bool_),
            beyond=np.zeros(chance.draws, dtype=np.bool_),
        )

    def step(self, state: Campaign, day: int, alliance: Array, adversary: Array) -> Campaign:
        """Return the state at the end of `day`.

        Args:
            state: The state at the end of the day before.
            day: The day, 0 the day of the incident.
            alliance: Alliance brigade equivalents arriving today, shape (draws,).
            adversary: The adversary's arriving today, shape (draws,).
        """
        state = replace(state, alliance=state.alliance + alliance, adversary=state.adversary + adversary)
        elapsed = np.asarray(day - state.contest.combat_day)
        begins = (elapsed >= 0) & (np.mod(elapsed, self.phase_days) == 0)
        if begins.any():
            state = open_phase(state, begins, elapsed)
        return fight(state, day) if state.mode.any() else state

    def run(
        self, contest: Contest, chance: Chance, days: Sequence[int], forces: tuple[Array, Array]
    ) -> BalanceRun:
        """Fold `step` over `days`.

        Args:
            contest: What is fought over.
            chance: The block's luck.
            days: Consecutive days.
            forces: Brigade equivalents of Alliance and adversary arriving by day, (draws, days) each.
        """
        state = self.start(contest, chance, days[-1])
        trace = np.empty((3, chance.draws, len(days)))
        for index, day in enumerate(days):
            state = self.step(state, day, forces[0][:, index], forces[1][:, index])
            trace[:, :, index] = state.ground, state.alliance, state.adversary
        ground, alliance, adversary = trace
        clock = np.array(days, dtype=np.float64)
        return BalanceRun(clock, ground, alliance, adversary, state, classify(state))

    def _luck(self, chance: Chance, phases: int) -> Luck:
        exchange = _correlated(chance, "balance.exchange", phases, self.exchange_correlation)
        intensity = _correlated(chance, "balance.intensity", phases, self.intensity_correlation)
        advance = _correlated(chance, "balance.advance", phases, self.exchange_correlation)
        scores = normal_score(np.array(self.advance_levels))
        return Luck(
            exchange=self.exchange_intercept + self.exchange_sd * exchange,
            intensity=self.tempo * np.exp(self.intensity_mean + self.intensity_sd * intensity),
            advance=self.terrain * np.maximum(np.interp(advance, scores, self.advance_km), 0.0),
        )


def _by_draw(given: Given) -> Given:
    """Return the parameters with those of shape (draws, 1) as (draws,), the others unchanged."""
    values = {one.name: getattr(given, one.name) for one in fields(given)}
    flat: dict[str, Any] = {
        name: value[:, 0]
        for name, value in values.items()
        if isinstance(value, np.ndarray) and value.ndim > 1
    }
    return replace(given, **flat)


def _dated(contest: Contest, draws: int) -> Contest:
    """Return the contest with a finite first day of fighting for each draw; "never" becomes a distant day."""
    first = np.broadcast_to(np.asarray(contest.combat_day, dtype=np.float64), (draws,))
    return replace(contest, combat_day=np.where(np.isfinite(first), first, _NEVER))


def _correlated(chance: Chance, name: str, phases: int, correlation: Value) -> Array:
    """Return normal shocks by phase that share a part over the whole campaign, shape (draws, phases)."""
    shocks = chance.normal(name, keys=("campaign", *(f"phase-{number}" for number in range(phases))))
    return np.asarray(np.sqrt(correlation) * shocks[:, :1] + np.sqrt(1 - correlation) * shocks[:, 1:])
