"""Spending shares as an edition had them: how they moved, and how far a forecast of them missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from foedus.record import Fact, Record
from foedus.terms.chance import Array


@dataclass(frozen=True)
class Panel:
    """One attribute of Allies by year, as known on one day.

    Attributes:
        allies: Those with a figure in every year.
        years: The years.
        values: Shape (allies, years).
        facts: The facts behind, by ally and year.
    """

    allies: tuple[str, ...]
    years: tuple[int, ...]
    values: Array
    facts: Mapping[tuple[str, int], Fact]

    def year(self, year: int) -> Array:
        """Return the figures of one year, shape (allies,)."""
        return self.values[:, self.years.index(year)]


def panel(record: Record, attribute: str, years: tuple[int, ...], known: date | None = None) -> Panel:
    """Return the figures of all states that have one in every year, in the order of their codes."""
    latest: dict[tuple[str, int], Fact] = {}
    for fact in record.facts(attribute=attribute):
        if fact.value is not None and (known is None or fact.public <= known):
            key = (fact.subject, fact.span.since.first.year)
            if key not in latest or latest[key].public <= fact.public:
                latest[key] = fact
    states = sorted({ally for ally, _ in latest if record.entities[ally].kind == "state"})
    whole = tuple(ally for ally in states if all((ally, year) in latest for year in years))
    facts = {(ally, year): latest[ally, year] for ally in whole for year in years}
    values = np.array([[float(str(facts[ally, year].value)) for year in years] for ally in whole])
    return Panel(whole, years, values.reshape(len(whole), len(years)), facts)


@dataclass(frozen=True, slots=True)
class Movement:
    """How shares moved in a span of years: `change = drift + catch_up max(0, target - share) + scatter z`."""

    drift: float
    catch_up: float
    scatter: float
    drift_error: float
    catch_up_error: float
    changes: int


def movement(shares: Panel, first: int, last: int, target: float) -> Movement:
    """Fit the changes from `first` to `last` by least squares, all Allies together."""
    at, to = shares.years.index(first), shares.years.index(last)
    before, change = shares.values[:, at:to].ravel(), np.diff(shares.values[:, at : to + 1], axis=1).ravel()
    gap = np.maximum(0.0, target - before)
    centred = gap - gap.mean()
    spread = float((centred**2).sum())
    slope = float((centred * change).sum()) / spread
    level = float(change.mean()) - slope * float(gap.mean())
    residual = change - level - slope * gap
    count = len(change)
    variance = float((residual**2).sum()) / (count - 2)
    errors = (variance * (1 / count + float(gap.mean()) ** 2 / spread), variance / spread)
    scatter = float(np.sqrt((residual**2).mean()))
    return Movement(level, slope, scatter, errors[0] ** 0.5, errors[1] ** 0.5, count)


def followed(start: Array, rule: Movement, years: int, target: float) -> Array:
    """Return where the expected path leads from `start` after so many years."""
    share = start
    for _ in range(years):
        share = share + rule.drift + rule.catch_up * np.maximum(0.0, target - share)
    return share


@dataclass(frozen=True, slots=True)
class Score:
    """Mean absolute errors of two forecasts made at one origin for one horizon, points of GDP."""

    origin: int
    horizon: int
    ours: float
    random_walk: float
    reached: int
    forecast_reached: int


def hindcast(shares: Panel, target: float, horizons: tuple[int, ...] = (1, 2, 3)) -> list[Score]:
    """Forecast from each origin with what the years up to it teach, three changes at least.

    The figures are those of one edition, so an origin sees corrected values that its own day did not have.
    """
    scores = []
    for origin in shares.years[3:]:
        rule = movement(shares, shares.years[0], origin, target)
        for horizon in horizons:
            if origin + horizon in shares.years:
                scores.append(_score(shares, rule, (origin, horizon), target))
    return scores


def _score(shares: Panel, rule: Movement, at: tuple[int, int], target: float) -> Score:
    start, came = shares.year(at[0]), shares.year(sum(at))
    ours = followed(start, rule, at[1], target)
    return Score(
        *at,
        float(np.abs(ours - came).mean()),
        float(np.abs(start - came).mean()),
        int((np.round(came, 2) >= target).sum()),
        int((np.round(ours, 2) >= target).sum()),
    )


def revisions(record: Record, known: date) -> Array:
    """Return by how much later editions corrected a year's first estimates, points of GDP.

    A first estimate is a figure printed in its own year or the year after; it is held against the last
    edition public by `known`, if that is another.
    """
    last: dict[tuple[str, int], Fact] = {}
    printed: list[Fact] = []
    for fact in record.facts(attribute="spending_share"):
        state = record.entities[fact.subject].kind == "state"
        if state and fact.value is not None and fact.public <= known:
            key = (fact.subject, fact.span.since.first.year)
            printed.append(fact)
            if key not in last or last[key].public <= fact.public:
                last[key] = fact
    pairs = [
        float(str(last[fact.subject, fact.span.since.first.year].value)) - float(str(fact.value))
        for fact in printed
        if fact.status == "estimated" and fact.public < last[fact.subject, fact.span.since.first.year].public
    ]
    return np.array(pairs)
