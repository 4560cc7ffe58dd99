"""How large must an operation be, what keeps it going, and how often did such peace hold?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array, Chance
from foedus.terms.errors import UnknownName

Value = float | Array


@dataclass(frozen=True)
class Operations:
    """Parameters of crisis-response operations; meaning, range and source of each in `operations.toml`.

    Size follows the density of security forces; the base, the ratio of units that rotation takes; success, a
    published logit, its coefficients drawn together from their clustered covariance.

    Source: Doyle and Sambanis, American Political Science Review 94 (2000) 779-801, as replicated by King and
    Zeng, International Studies Quarterly 51 (2007) 183-210.
    """

    stabilisation_density: Value
    policing_density: Value
    rotation_ratio: Value
    coefficients: Mapping[str, float]
    covariance: Sequence[Sequence[float]]
    coefficient_scale: Value
    seen: Mapping[str, Sequence[float]]
    killings_per_thousand_troops: Value

    def density(self, kind: str) -> Value:
        """Return security forces per thousand inhabitants for a kind of operation.

        Raises:
            UnknownName: If the kind is neither `stabilisation` nor `policing`.
        """
        densities = {"stabilisation": self.stabilisation_density, "policing": self.policing_density}
        if kind not in densities:
            raise UnknownName(f"no kind of operation '{kind}'", suggestions=sorted(densities))
        return densities[kind]

    def size(self, kind: str, population: float) -> Value:
        """Return the security forces that a population asks for."""
        return self.density(kind) * population / 1000

    def base(self, size: Value) -> Value:
        """Return how many must be in the rotation so that `size` can stand for good."""
        return size * self.rotation_ratio

    def success(self, case: Mapping[str, float], chance: Chance) -> Array:
        """Return the chance of peace two years on without and with a multidimensional operation, (draws, 2).

        Args:
            case: Covariates by name, those of `coefficients` but `const` and `untype4`.
            chance: The block's luck.
        """
        names = list(self.coefficients)
        luck = chance.normal("operations.coefficients", names)
        root = np.linalg.cholesky(np.array(self.covariance, dtype=np.float64))
        # beta + L z with L L' the covariance, summed without BLAS.
        moved = np.sum(luck[:, None, :] * root[None, :, :], axis=-1) * self.coefficient_scale
        beta = np.array([self.coefficients[name] for name in names]) + moved
        worlds = np.array([[self._at(name, case, with_it) for name in names] for with_it in (0.0, 1.0)])
        score = np.sum(beta[:, None, :] * worlds[None, :, :], axis=-1)
        return np.asarray((1 + np.tanh(score / 2)) / 2)

    @staticmethod
    def _at(name: str, case: Mapping[str, float], with_it: float) -> float:
        given = {"const": 1.0, "untype4": with_it, "factnum2": case["factnum"] ** 2}
        return float(given[name] if name in given else case[name])

    def unseen(self, case: Mapping[str, float]) -> tuple[str, ...]:
        """Return the covariates whose value lies outside what the data have seen."""
        return tuple(
            name
            for name, (low, _, high) in self.seen.items()
            if name in case and not low <= case[name] <= high
        )

    def killings_factor(self, troops: float) -> Value:
        """Return the factor on civilian killings by so many troops, from the violence regression."""
        return np.exp(self.killings_per_thousand_troops * troops / 1000)
