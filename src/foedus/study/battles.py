"""What six hundred battles say: replications of published findings, and the fits that the balance model uses.

Published: beta 1.35 and alpha -0.22 (Helmbold, after Hartley 2001); a weak effect of numbers (Biddle 2004,
Dupuy); the advantage parameter as the better sign of victory (Helmbold, CAA-TP-86-2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from foedus.record.files import rows
from foedus.record.load import data_folder
from foedus.terms.chance import Array

Flags = NDArray[np.bool_]
# The engine fits what it calls modern battles: from the first year of the Second World War.
MODERN = 1939
_NUMBERS = (
    *("year", "published_year", "strength_attacker", "strength_defender"),
    *("losses_attacker", "losses_defender", "winner", "advance_km", "days"),
)
_NEWTON_STEPS = 50


@dataclass(frozen=True)
class Battles:
    """The extract, columns as in its README; arrays of shape (battles,), NaN where unknown."""

    campaign: tuple[str, ...]
    year: Array
    published_year: Array
    strength_attacker: Array
    strength_defender: Array
    losses_attacker: Array
    losses_defender: Array
    winner: Array
    advance_km: Array
    days: Array

    @property
    def log_ratio(self) -> Array:
        """Log force ratio, attacker to defender."""
        return np.log(self.strength_attacker / self.strength_defender)

    @property
    def counted(self) -> Flags:
        """Battles with losses on both sides that are known and no larger than the strength."""
        attacker = (self.losses_attacker > 0) & (self.losses_attacker <= self.strength_attacker)
        return attacker & (self.losses_defender > 0) & (self.losses_defender <= self.strength_defender)

    @property
    def decided(self) -> Flags:
        """Battles that one side won."""
        return np.isin(self.winner, (1, -1))

    @property
    def squares(self) -> tuple[Array, Array]:
        """Lost share of the squared strength of attacker and defender."""
        attacker = 1 - (1 - self.losses_attacker / self.strength_attacker) ** 2
        return attacker, 1 - (1 - self.losses_defender / self.strength_defender) ** 2


@dataclass(frozen=True)
class Fit:
    """A straight line or a logit on one variable: `values[0] + values[1] x`.

    Attributes:
        values: Intercept and slope.
        errors: Their standard errors.
        explained: R2, or McFadden's pseudo-R2 for a logit.
        scatter: Residual standard deviation; share of outcomes called rightly for a logit.
        count: Battles used.
    """

    values: tuple[float, float]
    errors: tuple[float, float]
    explained: float
    scatter: float
    count: int


@cache
def battles() -> Battles:
    """Return the bundled extract."""
    table = list(rows(data_folder() / "battles" / "cdb90.csv"))
    numbers = {name: np.array([float(row[name] or "nan") for row in table]) for name in _NUMBERS}
    return Battles(campaign=tuple(row["campaign"] for row in table), **numbers)


def line(x: Array, y: Array) -> Fit:
    """Fit `y` on `x` by least squares, both of shape (battles,)."""
    centred = x - x.mean()
    spread = float(np.sum(centred**2))
    slope = float(np.sum(centred * y)) / spread
    residual = y - y.mean() - slope * centred
    left = float(np.sum(residual**2))
    scatter = np.sqrt(left / (len(x) - 2))
    return Fit(
        values=(float(y.mean() - slope * x.mean()), slope),
        errors=(
            float(scatter * np.sqrt(1 / len(x) + x.mean() ** 2 / spread)),
            float(scatter / np.sqrt(spread)),
        ),
        explained=1 - left / float(np.sum((y - y.mean()) ** 2)),
        scatter=float(scatter),
        count=len(x),
    )


def logit(x: Array, won: Flags) -> Fit:
    """Fit the log odds of `won` on `x` by Newton's method, both of shape (battles,)."""
    design = np.stack([np.ones_like(x), x], axis=1)
    values = np.zeros(2)
    information = np.eye(2)
    for _ in range(_NEWTON_STEPS):
        odds = 1 / (1 + np.exp(-design @ values))
        information = (design * (odds * (1 - odds))[:, None]).T @ design
        values = values + np.linalg.solve(information, design.T @ (won - odds))
    chance = 1 / (1 + np.exp(-design @ values))
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    likelihood = np.sum(np.log(np.where(won, chance, 1 - chance)))
    base = np.sum(np.log(np.where(won, won.mean(), 1 - won.mean())))
    return Fit(
        values=(float(values[0]), float(values[1])),
        errors=(float(errors[0]), float(errors[1])),
        explained=float(1 - likelihood / base),
        scatter=float(np.mean((chance > 0.5) == won)),
        count=len(x),
    )


def within(groups: Sequence[str], x: Array) -> float:
    """Return the intraclass correlation of `x` within `groups`: the share of its scatter common to a group.

    Source: R. A. Fisher; one-way analysis of variance with groups of unequal size.
    """
    _, index, size = np.unique(np.array(groups), return_inverse=True, return_counts=True)
    mean = np.bincount(index, weights=x) / size
    between = np.sum(size * (mean - x.mean()) ** 2) / (len(size) - 1)
    inside = np.sum((x - mean[index]) ** 2) / (len(x) - len(size))
    typical = (len(x) - np.sum(size**2) / len(x)) / (len(size) - 1)
    return float((between - inside) / (between + (typical - 1) * inside))


def helmbold(chosen: Flags) -> Fit:
    """Fit `ln[(A0^2 - A^2)/(D0^2 - D^2)] = alpha + beta ln(A0/D0)` on the `chosen` battles."""
    data = battles()
    attacker, defender = data.squares
    exponent = np.log(attacker[chosen] / defender[chosen]) + 2 * data.log_ratio[chosen]
    return line(data.log_ratio[chosen], exponent)


def exchange() -> Fit:
    """Fit the log loss ratio on the log force ratio in modern battles: the exchange of the balance model."""
    data = battles()
    chosen = data.counted & (data.year >= MODERN)
    return line(data.log_ratio[chosen], np.log(data.losses_attacker[chosen] / data.losses_defender[chosen]))


def calibration() -> dict[str, float]:
    """Return what `balance.toml` takes from modern battles, by parameter name."""
    data, fit = battles(), exchange()
    chosen = data.counted & (data.year >= MODERN)
    campaigns = [name for name, one in zip(data.campaign, chosen, strict=True) if one]
    ratio, days = data.log_ratio[chosen], np.maximum(data.days[chosen], 1.0)
    log_exchange = np.log(data.losses_attacker[chosen] / data.losses_defender[chosen])
    shares = (data.losses_attacker / data.strength_attacker) * (data.losses_defender / data.strength_defender)
    intensity = np.log(shares[chosen]) / 2 - np.log(days)
    return {
        "exchange_intercept": fit.values[0],
        "exchange_slope": fit.values[1],
        "exchange_sd": fit.scatter,
        "exchange_correlation": within(campaigns, log_exchange - fit.values[0] - fit.values[1] * ratio),
        "intensity_mean": float(intensity.mean()),
        "intensity_sd": float(intensity.std(ddof=1)),
        "intensity_correlation": within(campaigns, intensity),
        "ratio_low": float(np.exp(ratio.min())),
        "ratio_high": float(np.exp(ratio.max())),
        "reach_days": float(np.quantile(data.days[data.year >= MODERN], 0.95)),
    }


def advance_rates() -> Array:
    """Return the advance rates, km a day, of the modern battles that the attacker won, shape (171,)."""
    data = battles()
    rate = data.advance_km / np.maximum(data.days, 1.0)
    chosen: Array = rate[(data.year >= MODERN) & (data.winner == 1) & np.isfinite(rate)]
    return chosen


def replications() -> dict[str, Mapping[str, float] | None]:
    """Return our value for each published target by its identifier; None where the data cannot be shipped."""
    data = battles()
    modern = data.published_year >= MODERN
    everything, recent = helmbold(data.counted), helmbold(data.counted & modern)
    return {
        "balance.cdb90_counts": _counts(data.winner),
        "balance.helmbold_regression": {"beta": everything.values[1], "alpha": everything.values[0]},
        "balance.helmbold_1939plus": {
            "beta": recent.values[1],
            "alpha": recent.values[0],
            "R2": recent.explained,
            "resid_sd": recent.scatter,
        },
        "balance.force_ratio_weak": _force_ratio(data),
        "balance.adv_predicts": _advantage(data),
        "balance.logit_1939plus": _modern_logit(data, modern),
        "balance.fricker_ardennes": None,
    }


def _counts(winner: Array) -> dict[str, float]:
    names = {"attacker": 1, "defender": -1, "draw": 0}
    counts = {name: float(np.sum(winner == code)) for name, code in names.items()}
    return {**counts, "unknown": float(np.sum(np.isnan(winner))), "total": float(len(winner))}


def _force_ratio(data: Battles) -> dict[str, float]:
    chosen = data.decided & np.isfinite(data.log_ratio)
    won = data.winner[chosen] == 1
    fit = logit(data.log_ratio[chosen], won)
    return {
        "b0": fit.values[0],
        "b1": fit.values[1],
        "se_b1": fit.errors[1],
        "pseudoR2": fit.explained,
        "FR>1 correct": float(np.mean((data.log_ratio[chosen] > 0) == won)),
    }


def _advantage(data: Battles) -> dict[str, float]:
    chosen = data.decided & data.counted
    attacker, defender = data.squares
    # ADV = -1/2 ln[(1 - a^2)/(1 - d^2)] with the surviving shares a and d.
    advantage = -np.log(attacker[chosen] / defender[chosen]) / 2
    won = data.winner[chosen] == 1
    fit = logit(advantage, won)
    return {
        "b0": fit.values[0],
        "b1": fit.values[1],
        "pseudoR2": fit.explained,
        "accuracy": fit.scatter,
        "sign_rule": float(np.mean((advantage > 0) == won)),
    }


def _modern_logit(data: Battles, modern: Flags) -> dict[str, float]:
    chosen = data.decided & np.isfinite(data.log_ratio) & modern
    fit = logit(data.log_ratio[chosen], data.winner[chosen] == 1)
    return {"b0": fit.values[0], "b1": fit.values[1], "se_b1": fit.errors[1], "pseudoR2": fit.explained}
