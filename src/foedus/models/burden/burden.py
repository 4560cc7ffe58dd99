"""How may shares of GDP move from year to year? A path that switches between moods of the Alliance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array, Chance

Value = float | Array
MOODS = ("calm", "slack", "alarm")


@dataclass(frozen=True)
class Burden:
    """Parameters of burden sharing; meaning, range and source of each in `burden.toml`.

    In the mood g of the year, common to all, the true share of GDP of an ally moves by
    `drift_g + catch_up_g max(0, target - share) + scatter_g z`; z has heavy tails. The published share of a
    year is the true one plus an error that later editions correct.

    Source: own model, fitted to NATO's tables (see `burden.toml`); a partial adjustment in the tradition of
    Smith, Journal of Applied Econometrics 4 (1989) 345-359.
    """

    guideline: float
    core_pledge: float
    related_pledge: float
    due: float
    mood_now: str
    calm_drift: Value
    slack_drift: Value
    alarm_drift: Value
    calm_catch_up: Value
    slack_catch_up: Value
    alarm_catch_up: Value
    calm_scatter: Value
    slack_scatter: Value
    alarm_scatter: Value
    tails: int
    mood_stays: Value
    mood_next: Mapping[str, float]
    revision_mean: Value
    revision_scatter: Value
    publicness: Value
    widest_gap: float

    def moods(self, years: int, chance: Chance) -> Array:
        """Return the mood of each year, an index of `MOODS`, shape (draws, years)."""
        luck = chance.uniform("burden.mood", [str(year) for year in range(years)], width=2)
        weights = np.array([self.mood_next[name] for name in MOODS])
        bounds = np.cumsum(weights / weights.sum())
        found = np.empty(luck.shape[:2])
        now = np.full(len(luck), float(MOODS.index(self.mood_now)))
        stays = np.broadcast_to(np.asarray(self.mood_stays, dtype=np.float64), (len(luck), 1))[:, 0]
        for year in range(years):
            fresh = np.searchsorted(bounds[:-1], luck[:, year, 1], side="right").astype(np.float64)
            now = np.where(luck[:, year, 0] < stays, now, fresh)
            found[:, year] = now
        return found

    def run(self, allies: Sequence[str], published: Array, target: Array, chance: Chance) -> Array:
        """Return true shares of GDP in the years after a published one, % , shape (draws, allies, years).

        Args:
            allies: Who; luck belongs to the name.
            published: Shares as published for the first year, shape (allies,).
            target: What is aimed at in each later year, % of GDP, shape (years,).
            chance: The block's luck.
        """
        moods = self.moods(len(target), chance)
        share = published[None, :] + self._revision(allies, chance)
        paths = np.empty((*share.shape, len(target)))
        shocks = self._shocks(allies, len(target), chance)
        for year, aim in enumerate(target):
            drift, catch_up, scatter = self._by_mood(moods[:, year, None])
            gap = np.maximum(0.0, aim - share)
            share = np.maximum(0.0, share + drift + catch_up * gap + scatter * shocks[:, :, year])
            paths[:, :, year] = share
        return paths

    def _by_mood(self, mood: Array) -> tuple[Array, Array, Array]:
        """Return drift, catch-up and scatter of the year's mood, each (draws, 1)."""
        sets = (
            (self.calm_drift, self.slack_drift, self.alarm_drift),
            (self.calm_catch_up, self.slack_catch_up, self.alarm_catch_up),
            (self.calm_scatter, self.slack_scatter, self.alarm_scatter),
        )
        drift, catch_up, scatter = (
            np.where(mood == 0, calm, np.where(mood == 1, slack, alarm)) for calm, slack, alarm in sets
        )
        return drift, catch_up, scatter

    def _shocks(self, allies: Sequence[str], years: int, chance: Chance) -> Array:
        """Return Student shocks of unit variance, shape (draws, allies, years)."""
        normal = chance.normal("burden.shock", allies, width=years * (1 + self.tails))
        parts = normal.reshape(*normal.shape[:2], years, 1 + self.tails)
        spread = np.sqrt(np.sum(parts[..., 1:] ** 2, axis=-1) / (self.tails - 2))
        return np.asarray(parts[..., 0] / spread)

    def _revision(self, allies: Sequence[str], chance: Chance) -> Array:
        luck = chance.normal("burden.revision", allies)
        return np.asarray(self.revision_mean + self.revision_scatter * luck)
