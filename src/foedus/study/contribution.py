"""Support for Ukraine: the regression behind the model of aid, and sums of the tracker's tables."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.errors import BadRow


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file, packed or not."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8-sig")
    return csv.DictReader(text.splitlines())


@dataclass(frozen=True, slots=True)
class Fit:
    """Least squares with errors robust to heteroscedasticity.

    Attributes:
        coefficients: Shape (columns,).
        covariance: HC1, shape (columns, columns).
        r2: Share of the variance explained.
        scatter: Standard deviation of the residual, degrees of freedom corrected.
        left_out: Errors when each row is forecast from the others, shape (rows,).
    """

    coefficients: Array
    covariance: Array
    r2: float
    scatter: float
    left_out: Array

    @property
    def errors(self) -> Array:
        """Standard errors, shape (columns,)."""
        return np.sqrt(np.diag(self.covariance))


def least_squares(regressors: Array, outcome: Array) -> Fit:
    """Fit `outcome` on `regressors` (a column of ones included)."""
    rows, columns = regressors.shape
    inverse = np.linalg.inv(regressors.T @ regressors)
    coefficients = inverse @ regressors.T @ outcome
    residual = outcome - regressors @ coefficients
    meat = (regressors.T * residual**2) @ regressors
    leverage = np.sum((regressors @ inverse) * regressors, axis=1)
    squares = float((residual**2).sum())
    return Fit(
        coefficients,
        inverse @ meat @ inverse * rows / (rows - columns),
        1 - squares / float(((outcome - outcome.mean()) ** 2).sum()),
        float(np.sqrt(squares / (rows - columns))),
        residual / (1 - leverage),
    )


@dataclass(frozen=True)
class Donors:
    """What donors gave, where they are and what they earn; arrays of shape (donors,)."""

    names: tuple[str, ...]
    share: Array
    kilometres: Array
    per_head: Array
    product: Array

    @property
    def regressors(self) -> Array:
        """One, log distance, log income: shape (donors, 3)."""
        ones = np.ones_like(self.share)
        return np.stack([ones, np.log1p(self.kilometres), np.log(self.per_head)], axis=-1)

    def fit(self) -> Fit:
        """Regress the log of the share of GDP."""
        return least_squares(self.regressors, np.log(self.share))


def donors(aid: Path, distances: Path, states: Mapping[str, tuple[str, int]], enemy: int) -> Donors:
    """Read the tracker's shares of GDP and the minimum distances of 2019.

    Args:
        aid: CSV with `land`, `andel_bnp_pct`, `bnp_eur_mrd`, `folketall` (a public extract of release 28).
        distances: CSV with `ccode1`, `ccode2`, `year`, `mindist`.
        states: Name in the tracker and COW number by state.
        enemy: COW number of the state from which distances are taken.
    """
    apart = _apart(distances, enemy)
    given = {row["land"]: row for row in read(aid)}
    found = [
        (state, _numbers(given[name], name, aid), apart[code])
        for state, (name, code) in states.items()
        if name in given and code in apart
    ]
    table = np.array([(*numbers, kilometres) for _, numbers, kilometres in found if numbers[0] > 0])
    names = tuple(state for state, numbers, _ in found if numbers[0] > 0)
    return Donors(names, table[:, 0], table[:, 3], 1e9 * table[:, 1] / table[:, 2], table[:, 1])


def _numbers(row: Mapping[str, str], name: str, path: Path) -> tuple[float, float, float]:
    try:
        share, product, people = (float(row[one]) for one in ("andel_bnp_pct", "bnp_eur_mrd", "folketall"))
    except (KeyError, ValueError) as error:
        raise BadRow(f"the row of {name} cannot be read", where=path.name, why=str(error)) from None
    return share, product, people


def _apart(path: Path, enemy: int) -> dict[int, float]:
    found: dict[int, float] = {}
    for row in read(path):
        if float(row["year"]) == _YEAR:
            one, other = (int(float(row[name])) for name in ("ccode1", "ccode2"))
            if enemy in (one, other):
                found[other if one == enemy else one] = float(row["mindist"])
    return found


# The last year of the distances.
_YEAR = 2019


def until(path: Path, last: tuple[int, int], columns: Mapping[str, str]) -> dict[str, float]:
    """Add up columns of a monthly table up to and including a month."""
    sums = dict.fromkeys(columns, 0.0)
    for row in read(path):
        if (int(row["year"]), int(row["month"])) <= last:
            for name, column in columns.items():
                sums[name] += float(row[column] or 0)
    return sums
