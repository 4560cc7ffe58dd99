"""A logit by Newton's method, and how well its forecasts tell cases apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array
from foedus.terms.errors import Refused

# Newton's method doubles the digits at every step; from a start at zero a well-posed logit needs about ten.
_STEPS = 50
_DONE = 1e-10


@dataclass(frozen=True)
class Fit:
    """A fitted logit.

    Attributes:
        coefficients: In the order of the columns.
        covariance: Of the coefficients, from the inverse of the information.
        log_likelihood: At the maximum.
        cases: Rows.
        events: Rows with an event.
    """

    coefficients: Array
    covariance: Array
    log_likelihood: float
    cases: int
    events: int

    @property
    def errors(self) -> Array:
        """Standard errors."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def forecast(self, columns: Array) -> Array:
        """Return the probability of an event in each row."""
        return _share(columns @ self.coefficients)


def fitted(columns: Array, events: NDArray[np.bool_]) -> Fit:
    """Fit by maximum likelihood.

    Args:
        columns: Covariates, a column of ones among them, (cases, covariates).
        events: Whether the event happened, (cases,).

    Raises:
        Refused: If the covariates do not identify the coefficients or the method does not settle.
    """
    # Columns differ by ten orders of magnitude; in units of their own size the system is well conditioned.
    size = np.sqrt((columns**2).mean(axis=0))
    if not (size > 0).all():
        raise Refused("a covariate is zero in every case", remedy="leave it out")
    scaled, happened = columns / size, events.astype(np.float64)
    beta = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = _share(scaled @ beta)
        information = scaled.T @ (scaled * (chance * (1 - chance))[:, None])
        step = _solved(information, scaled.T @ (happened - chance))
        beta = beta + step
        if np.abs(step).max() < _DONE:
            return _fit(scaled, size, beta, events)
    raise Refused("the logit does not settle", why="a covariate separates the cases", remedy="leave it out")


def _share(logit: Array) -> Array:
    # The hyperbolic tangent does not overflow where the exponential would.
    return np.asarray((1 + np.tanh(logit / 2)) / 2)


def _solved(information: Array, score: Array) -> Array:
    if np.linalg.matrix_rank(information, hermitian=True) < len(information):
        raise Refused(
            "the coefficients are not identified",
            why="covariates are multiples of each other, or separate the cases",
            remedy="leave one out",
        )
    return np.asarray(np.linalg.solve(information, score))


def _fit(scaled: Array, size: Array, beta: Array, events: NDArray[np.bool_]) -> Fit:
    chance = _share(scaled @ beta)
    information = scaled.T @ (scaled * (chance * (1 - chance))[:, None])
    covariance = np.linalg.inv(information) / np.outer(size, size)
    likelihood = np.log(np.where(events, chance, 1 - chance)).sum()
    return Fit(beta / size, covariance, float(likelihood), len(events), int(events.sum()))


def area_under_curve(forecast: Array, events: NDArray[np.bool_]) -> float:
    """Return the chance that a case with the event was given more than one without; a tie counts half."""
    _, at, counts = np.unique(forecast, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2
    ranks, yes, no = middle[at], int(events.sum()), int((~events).sum())
    return float((ranks[events].sum() - yes * (yes + 1) / 2) / (yes * no))
