"""How sure one can be, by day, that the named actor directed the act: `logit b_t = logit b_0 + sum log LR`.

No threshold stands here: how sure is sure enough is decided in the Council.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array, Chance
from foedus.terms.errors import UnknownName

Value = float | Array
Evidence = Mapping[str, Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True)
class Attribution:
    """Parameters of attribution; meaning, range and reason of each in `attribution.toml`.

    A piece of evidence of weight d has a log likelihood ratio drawn from N(d^2/2, d^2) if the actor did it
    and from N(-d^2/2, d^2) if not: it may mislead, at a rate its weight fixes, and the belief is calibrated.

    Source: I. J. Good, "Weight of evidence: a brief survey" (Bayesian Statistics 2, 1985).
    """

    prior: Mapping[str, float]
    evidence: Evidence
    prior_shift: Value
    strength: Value
    slowness: Value
    arrival_sd: Value

    def run(
        self, kind: str, days: Sequence[int], chance: Chance, did_it: NDArray[np.bool_] | bool = True
    ) -> Array:
        """Return the belief by day, shape (draws, days); before day 0 it is the prior.

        Args:
            kind: Kind of incident, a key of `evidence`.
            days: Days, 0 the day of the incident.
            chance: The block's luck.
            did_it: Whether the named actor in truth directed the act, one value or by draw.

        Raises:
            UnknownName: If the kind is not known.
        """
        if kind not in self.evidence:
            raise UnknownName(f"no kind of incident '{kind}'", suggestions=sorted(self.evidence))
        pieces = self.evidence[kind]
        keys = [f"{kind}/{name}" for name in pieces]
        weight = self._weight(pieces, keys, chance, np.reshape(np.asarray(did_it), (-1, 1)))
        arrival = self._arrival(pieces, keys, chance)
        here = arrival[:, None, :] <= np.array(days, dtype=np.float64)[None, :, None]
        prior = np.log(self.prior[kind] / (1 - self.prior[kind])) + self.prior_shift
        logit = prior + np.sum(np.where(here, weight[:, None, :], 0.0), axis=-1)
        return np.asarray(1 / (1 + np.exp(-logit)))

    def _weight(
        self, pieces: Mapping[str, Mapping[str, float]], keys: Sequence[str], chance: Chance, did_it: Array
    ) -> Array:
        """Return the log likelihood ratios, shape (draws, pieces)."""
        weight = np.array([piece["weight"] for piece in pieces.values()]) * self.strength
        centre = np.where(did_it, 1.0, -1.0) * weight**2 / 2
        return np.asarray(centre + weight * chance.normal("attribution.weight", keys=keys))

    def _arrival(
        self, pieces: Mapping[str, Mapping[str, float]], keys: Sequence[str], chance: Chance
    ) -> Array:
        """Return the day each piece comes in, infinite where it is never found, shape (draws, pieces)."""
        median = np.array([piece["days"] for piece in pieces.values()]) * self.slowness
        found = chance.uniform("attribution.found", keys=keys) < [piece["found"] for piece in pieces.values()]
        delay = np.exp(self.arrival_sd * chance.normal("attribution.arrival", keys=keys))
        return np.where(found, median * delay, np.inf)
