"""How much would each ally give? Shares of GDP from distance and income, fitted to one coalition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array, Chance
from foedus.terms.errors import UnknownName

Value = float | Array


@dataclass(frozen=True)
class Aid:
    """Parameters of an ally's contribution; meaning, range and source of each in `aid.toml`.

    `ln(aid, % of GDP) = intercept + distance ln(1 + km) + income ln(GDP per head) + scatter z`. The three
    coefficients are estimated together and drawn together, from their covariance.

    Source: own fit; the regressors of the literature on support for Ukraine. Reliability: three codings of
    the record of alliances, kept apart.
    """

    coefficients: Mapping[str, float]
    covariance: Sequence[Sequence[float]]
    coefficient_scale: Value
    scatter: Value
    fitted_on: Sequence[str]
    fitted_year: int
    years: float
    reliability: Mapping[str, float]
    reliability_weight: Mapping[str, float]
    channels: Mapping[str, str]

    def run(self, allies: Sequence[str], kilometres: Array, per_head: Array, chance: Chance) -> Array:
        """Return contributions over the whole period, % of a year's GDP, shape (draws, allies).

        Args:
            allies: Who; luck belongs to the name.
            kilometres: Shortest distance to the threat, shape (allies,).
            per_head: GDP per head, USD, shape (allies,).
            chance: The block's luck.
        """
        regressors = design(kilometres, per_head)
        centre = np.array([self.coefficients[name] for name in ("intercept", "distance", "income")])
        luck = chance.normal("aid.coefficients", ("intercept", "distance", "income"))
        # Coefficients vary together: centre + L z with L L' the covariance, summed without BLAS.
        root = np.linalg.cholesky(np.array(self.covariance, dtype=np.float64))
        moved = np.sum(luck[:, None, :] * root[None, :, :], axis=-1) * self.coefficient_scale
        mean = np.sum((centre + moved)[:, None, :] * regressors[None, :, :], axis=-1)
        return np.asarray(np.exp(mean + self.scatter * chance.normal("aid.scatter", allies)))

    def honours(self, allies: Sequence[str], chance: Chance) -> Array:
        """Return 1 where an ally keeps an obligation of alliance, else 0, shape (draws, allies).

        Which coding of the past is right is drawn once for all allies of a draw; they disagree too much
        for one number.
        """
        names = sorted(self.reliability)
        weight = np.array([self.reliability_weight[name] for name in names])
        bounds = np.cumsum(weight / weight.sum())[:-1]
        coding = np.searchsorted(bounds, chance.uniform("aid.coding")[:, 0], side="right")
        rate = np.array([self.reliability[name] for name in names])[coding]
        return (chance.uniform("aid.honours", allies) < rate[:, None]).astype(np.float64)

    def channel(self, name: str) -> str:
        """Return what aid through a channel counts as: `nato`, `union` or `national`.

        Raises:
            UnknownName: If nothing is said of the channel.
        """
        if name not in self.channels:
            raise UnknownName(f"no channel '{name}'", suggestions=sorted(self.channels))
        return self.channels[name]


def design(kilometres: Array, per_head: Array) -> Array:
    """Return the regressors, shape (allies, 3): one, log distance, log income."""
    columns = (np.ones_like(kilometres), np.log1p(kilometres), np.log(per_head))
    return np.stack(columns, axis=-1)
