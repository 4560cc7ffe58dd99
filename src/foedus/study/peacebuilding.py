"""Peacebuilding success and civilian deaths: published regressions, from the user's copies of the data."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.errors import BadRow

COVARIATES = (
    *("wartype", "logcost", "wardur", "factnum", "factnum2", "trnsfcap"),
    *("develop", "exp", "decade", "treaty", "untype4"),
)
_STEPS, _STILL = 100, 1e-12


@dataclass(frozen=True)
class Cases:
    """Civil wars with what followed; rows complete in all columns.

    Attributes:
        covariates: Shape (cases, columns).
        outcome: 1 success, 0 failure, shape (cases,).
        cluster: Country or conflict by which errors are clustered, shape (cases,).
    """

    covariates: Array
    outcome: Array
    cluster: tuple[str, ...]

    @property
    def regressors(self) -> Array:
        """Covariates behind a column of ones."""
        return np.hstack([np.ones((len(self.covariates), 1)), self.covariates])


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A fit by maximum likelihood.

    Attributes:
        coefficients: Shape (columns,).
        covariance: Clustered if clusters were given, else from the information.
        value: Log-likelihood.
        against: Log-likelihood with a constant alone.
    """

    coefficients: Array
    covariance: Array
    value: float
    against: float

    @property
    def errors(self) -> Array:
        """Standard errors."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def pseudo_r2(self) -> float:
        """McFadden's."""
        return 1 - self.value / self.against


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def cases(path: Path, outcome: str, also: Sequence[str] = (), last: str = "untype4") -> Cases:
    """Read the cases of Doyle and Sambanis.

    Args:
        path: `peace.csv`.
        outcome: Column of the outcome, `Success`/`Failure` or 1/0.
        also: Columns that must be known besides.
        last: The treatment: `untype4`, or `any` for any operation of the United Nations.
    """
    names = (*COVARIATES[:-1], "untype4")
    found, results, clusters = [], [], []
    for row in table(path):
        numbers = [_number(row, name, path) for name in names]
        result = {"Success": 1.0, "Failure": 0.0}.get(row[outcome], _number(row, outcome, path))
        if last == "any":
            numbers[-1] = float(row["UNops"] != "None")
        if not any(np.isnan([*numbers, result])) and all(row[name] != "NA" for name in also):
            found.append(numbers)
            results.append(result)
            clusters.append(row["cluster"])
    return Cases(np.array(found), np.array(results), tuple(clusters))


def _number(row: dict[str, str], name: str, path: Path) -> float:
    try:
        cell = row[name]
        return float("nan") if cell in ("NA", "", "Success", "Failure") else float(cell)
    except (KeyError, ValueError) as error:
        raise BadRow(f"column {name} cannot be read", where=path.name, why=str(error)) from None


def logit(regressors: Array, outcome: Array, cluster: Sequence[str] = ()) -> Likelihood:
    """Fit a logit by Newton's method; clustered errors have Stata's factor G/(G - 1)."""
    beta = np.zeros(regressors.shape[1])
    chance, information = np.full(len(outcome), 0.5), np.eye(len(beta))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(regressors @ beta)))
        information = (regressors.T * (chance * (1 - chance))) @ regressors
        step = np.linalg.solve(information, regressors.T @ (outcome - chance))
        beta = beta + step
        if float(np.abs(step).max()) < _STILL:
            break
    inverse = np.asarray(np.linalg.inv(information), dtype=np.float64)
    if cluster:
        inverse = _sandwich(inverse, regressors * (outcome - chance)[:, None], cluster)
    value = float((outcome * np.log(chance) + (1 - outcome) * np.log1p(-chance)).sum())
    mean = float(outcome.mean())
    against = len(outcome) * (mean * np.log(mean) + (1 - mean) * np.log1p(-mean))
    return Likelihood(beta, inverse, value, float(against))


def _sandwich(bread: Array, scores: Array, cluster: Sequence[str]) -> Array:
    names = sorted(set(cluster))
    of = np.array([names.index(one) for one in cluster])
    sums = np.stack([scores[of == at].sum(axis=0) for at in range(len(names))])
    return np.asarray(bread @ (sums.T @ sums) @ bread * len(names) / (len(names) - 1))


def poisson(regressors: Array, outcome: Array) -> Array:
    """Fit a Poisson regression with a log link by iterated weighted least squares; return coefficients.

    The working variable starts from the data, so that outliers do not throw the first step off.
    """
    mean = outcome + 0.1
    beta: Array = np.zeros(regressors.shape[1])
    for _ in range(_STEPS):
        working = np.log(mean) + (outcome - mean) / mean
        weighted = regressors * mean[:, None]
        new = np.asarray(np.linalg.solve(weighted.T @ regressors, weighted.T @ working), dtype=np.float64)
        done = float(np.abs(new - beta).max()) < _STILL * max(1.0, float(np.abs(new).max()))
        beta, mean = new, np.exp(regressors @ new)
        if done:
            break
    return beta


def other_world(covariates: Array) -> Array:
    """Return the counterfactual of each case: with the operation it had not, or without the one it had."""
    turned = covariates.copy()
    turned[:, -1] = 1 - turned[:, -1]
    return turned
