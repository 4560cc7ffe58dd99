"""Estimate partnership depth from the coded ledger: posterior mode with intervals of Laplace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from foedus.models.partnership import Partnership
from foedus.record import Fact, Record
from foedus.terms.chance import Array
from foedus.terms.errors import NotRecorded

# Newton on a log-concave posterior; bounds are numerical.
_STEPS, _STILL, _STRIDE = 500, 1e-10, 0.5


@dataclass(frozen=True)
class Coded:
    """Levels by year and area.

    Attributes:
        years: The years.
        areas: The areas, sorted.
        level: Shape (years, areas); 0 where nothing is on record.
        fresh: Whether the level was newly reached in the year, same shape.
        facts: The facts behind.
    """

    years: tuple[int, ...]
    areas: tuple[str, ...]
    level: Array
    fresh: Array
    facts: tuple[Fact, ...]

    @property
    def raw(self) -> Array:
        """Areas above level 0, by year: shape (years,)."""
        return np.asarray((self.level > 0).sum(axis=1))


def coded(record: Record, partner: str, until: int, known: date | None = None) -> Coded:
    """Return what stood at the end of each year from the year before the first coding.

    Areas are all that the registry lists, whether or not the partner was coded in them.

    Raises:
        NotRecorded: If the partner has no coded level.
    """
    facts = [
        fact
        for fact in record.facts(partner, "cooperation_level")
        if (known is None or fact.public <= known) and fact.span.since.first.year <= until
    ]
    if not facts:
        raise NotRecorded(
            f"no level of cooperation of {partner} is coded",
            remedy="add rows to ledgers/partnership_levels.csv",
        )
    first = min(fact.span.since.first.year for fact in facts) - 1
    years = tuple(range(first, until + 1))
    areas = tuple(sorted({fact.series for fact in record.facts(attribute="cooperation_level")}))
    level = np.zeros((len(years), len(areas)))
    for fact in sorted(facts, key=lambda one: one.span.since.first):
        level[fact.span.since.first.year - first :, areas.index(fact.series)] = float(str(fact.value))
    fresh = np.diff(level, axis=0, prepend=level[:1]) != 0
    fresh[0] = True
    return Coded(years, areas, level, fresh.astype(np.float64), tuple(facts))


@dataclass(frozen=True)
class Depth:
    """Estimated depth.

    Attributes:
        years: The years.
        mode: Depth by year, shape (years,).
        covariance: Of depths, shape (years, years).
        shift: By area, shape (areas,).
    """

    years: tuple[int, ...]
    mode: Array
    covariance: Array
    shift: Array

    @property
    def error(self) -> Array:
        """Standard deviation by year."""
        return np.sqrt(np.diag(self.covariance))

    def rise(self, first: int, last: int) -> tuple[float, float]:
        """Return mean and standard deviation of the change between two years."""
        one, other = self.years.index(first), self.years.index(last)
        spread = self.covariance
        variance = spread[one, one] + spread[other, other] - 2 * spread[one, other]
        return float(self.mode[other] - self.mode[one]), float(np.sqrt(variance))


def estimate(model: Partnership, seen: Coded) -> Depth:
    """Climb to the mode of the posterior of depths and shifts by Newton's method."""
    years, areas = seen.level.shape
    precision, centre = _prior(model, years, areas)
    weight = np.where(seen.fresh > 0, 1.0, model.repeat_weight)
    at = centre.copy()
    curvature = precision
    for _ in range(_STEPS):
        slope, bend = _likelihood(model, seen.level, at, years)
        score = _gather(weight * slope) - precision @ (at - centre)
        curvature = precision + _curvature(weight * bend)
        step = np.linalg.solve(curvature, score)
        step *= min(1.0, _STRIDE / float(np.abs(step).max() or 1.0))
        at = at + step
        if float(np.abs(step).max()) < _STILL:
            break
    covariance = np.asarray(np.linalg.inv(curvature), dtype=np.float64)
    return Depth(seen.years, at[:years], covariance[:years, :years], at[years:])


def _prior(model: Partnership, years: int, areas: int) -> tuple[Array, Array]:
    """Return precision and mean of depths (a walk from the first year) and shifts."""
    walk = np.eye(years) - np.eye(years, k=-1)
    scale = np.full(years, 1 / model.walk_sd**2)
    scale[0] = 1 / model.first_sd**2
    precision = np.zeros((years + areas, years + areas))
    precision[:years, :years] = walk.T @ (scale[:, None] * walk)
    precision[years:, years:] = np.eye(areas) / model.shift_sd**2
    return precision, np.concatenate([np.full(years, model.first_mean), np.zeros(areas)])


def _likelihood(model: Partnership, level: Array, at: Array, years: int) -> tuple[Array, Array]:
    """Return slope and negated curvature of each cell in depth minus shift, shape (years, areas).

    With u and v the chances of at least the level and of more, d log(u - v) = a (1 - u - v), and its negated
    derivative is a^2 (u (1 - u) + v (1 - v)): the posterior is log-concave.
    """
    above = model.at_least(np.broadcast_to(at[:years, None], level.shape), at[years:])
    ladder = np.concatenate([above, np.zeros_like(above[..., :1])], axis=-1)
    index = level.astype(int)[..., None]
    u = np.take_along_axis(ladder, index, axis=-1)[..., 0]
    v = np.take_along_axis(ladder, index + 1, axis=-1)[..., 0]
    a = model.discrimination
    return a * (1 - u - v), a**2 * (u * (1 - u) + v * (1 - v))


def _gather(slope: Array) -> Array:
    return np.concatenate([slope.sum(axis=1), -slope.sum(axis=0)])


def _curvature(bend: Array) -> Array:
    years = len(bend)
    found = np.zeros((years + bend.shape[1],) * 2)
    found[:years, :years] = np.diag(bend.sum(axis=1))
    found[years:, years:] = np.diag(bend.sum(axis=0))
    found[:years, years:], found[years:, :years] = -bend, -bend.T
    return found


def partners(record: Record) -> Sequence[str]:
    """Return who is coded, sorted."""
    return sorted({fact.subject for fact in record.facts(attribute="cooperation_level")})
