"""How likely is it that a militarized dispute begins between two states in a year?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array, Chance

COVARIATES = ("landcontig", "cincprop", "major", "atop_defense", "mindem", "mingdppc", "minmilit", "t")
TERMS = ("intercept", *COVARIATES, "t2", "t3")


@dataclass(frozen=True)
class Dispute:
    """A logit of the onset of disputes in politically relevant dyads; parameters in `dispute.toml`.

    Source: S. A. Bremer, "Dangerous Dyads", Journal of Conflict Resolution 36 (1992) 309-341, in the form of
    S. V. Miller's vignette of the R package peacesciencer (2025), disputes of Gibler, Miller and Little.

    Attributes:
        coefficients: By term.
        covariance: Of the coefficients, lower triangle, row by row in the order of `TERMS`.
        support: Least, middle and greatest value of each covariate among the cases of the fit.
    """

    coefficients: Mapping[str, float]
    covariance: Sequence[Sequence[float]]
    support: Mapping[str, Sequence[float]]

    def run(self, covariates: Array, chance: Chance) -> Array:
        """Return the probability of an onset with coefficients drawn from their covariance, (draws, cases).

        Args:
            covariates: (cases, covariates), in the order of `COVARIATES`.
            chance: The block's luck: one set of coefficients a draw, the same for all cases.
        """
        return _share((terms(covariates)[None, :, :] * self.drawn(chance)[:, None, :]).sum(axis=-1))

    def probability(self, covariates: Array) -> Array:
        """Return the probability of an onset at the best coefficients, (cases,)."""
        return _share((terms(covariates) * self.best()).sum(axis=-1))

    def best(self) -> Array:
        """Return the coefficients in the order of `TERMS`."""
        return np.array([self.coefficients[name] for name in TERMS])

    def drawn(self, chance: Chance) -> Array:
        """Return sets of coefficients from their normal distribution, (draws, terms)."""
        root, size = self._root()
        luck = chance.normal("dispute.coefficients", keys=TERMS)
        return np.asarray(self.best() + size * (luck[:, None, :] * root).sum(axis=-1))

    def errors(self) -> Array:
        """Return standard errors in the order of `TERMS`."""
        return np.asarray(np.sqrt(np.array([row[-1] for row in self.covariance])))

    def _root(self) -> tuple[Array, Array]:
        """Return the lower root of the correlations and the standard errors."""
        whole = np.zeros((len(TERMS), len(TERMS)))
        for at, row in enumerate(self.covariance):
            whole[at, : at + 1] = whole[: at + 1, at] = row
        size = self.errors()
        return np.asarray(np.linalg.cholesky(whole / size[:, None] / size)), size

    def outside(self, covariates: Array) -> tuple[str, ...]:
        """Return the covariates of one case that lie outside what the cases of the fit cover."""
        return tuple(
            name
            for name, value in zip(COVARIATES, covariates, strict=True)
            if not self.support[name][0] <= value <= self.support[name][-1]
        )


def terms(covariates: Array) -> Array:
    """Return the columns of the logit: ones, the covariates, square and cube of the last, (cases, terms)."""
    peace = covariates[:, -1:]
    return np.concatenate([np.ones_like(peace), covariates, peace**2, peace**3], axis=1)


def _share(logit: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-logit)))
