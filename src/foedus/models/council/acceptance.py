"""Who lets a draft pass, what a blocker could live with, and what the chair expects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.models.council.matter import Mask
from foedus.terms.chance import Array

# Three-point Gauss-Hermite rule for a standard normal: exact for polynomials up to the fifth degree.
_NODES = ((-(3.0**0.5), 1 / 6), (0.0, 2 / 3), (3.0**0.5, 1 / 6))
# Logistic approximation of the normal distribution function, largest error 0.0095 (Johnson and Kotz 1970).
_LOGISTIC = 1.702
# Bounds that keep the odds finite without moving a probability by 1e-6.
_LEAST, _STEEP = 1e-6, 50.0


@dataclass(frozen=True, slots=True)
class Table:
    """The allies around one table, for the draws in which something happens.

    Attributes:
        positions: Positions as perceived on the day, (rows, allies).
        proven: Positions if attribution were held proven, (rows, allies).
        salience: Weight of ambition, (rows, allies).
        leeway: Cost of blocking with all shocks, (rows, allies).
        reference: Ambition that stands if nothing is decided, (rows, 1).
    """

    positions: Array
    proven: Array
    salience: Array
    leeway: Array
    reference: Array

    def gain(self, drafts: Array) -> Array:
        """Return each ally's gain from each of several `drafts` (rows, drafts), (rows, drafts, allies)."""
        wanted = self.positions[:, None, :]
        return gain(self.salience[:, None, :], wanted, drafts[:, :, None], self.reference[:, :, None])

    def passes(self, draft: Array, *, proven: bool = False) -> Mask:
        """Return who lets `draft` (rows,) pass over the reference, (rows, allies)."""
        wanted = self.proven if proven else self.positions
        return np.asarray(gain(self.salience, wanted, draft[:, None], self.reference) + self.leeway >= 0)

    def acceptable(self, draft: Array, blockers: Mask) -> Array:
        """Return the most ambitious draft that every blocker could live with, (rows,).

        A blocker for whom `draft` is too weak, or who would accept nothing, can live with the reference only.
        """
        most = 2 * self.positions - self.reference + self.leeway / self.salience
        most = np.where(most < draft[:, None], np.maximum(most, self.reference), self.reference)
        return np.asarray(np.where(blockers, most, np.inf).min(axis=1))

    def at(self, chosen: Mask) -> Table:
        """Return the part of the table in the `chosen` rows."""
        parts = (self.positions, self.proven, self.salience, self.leeway, self.reference)
        return Table(*(part[chosen] for part in parts))


def gain(salience: Array, positions: Array, draft: Array, reference: Array) -> Array:
    """Return what an ally gains from `draft` over `reference`: s (|q - p| - |x - p|)."""
    return np.asarray(salience * (np.abs(reference - positions) - np.abs(draft - positions)))


def consensus(margin: Array, scatter: Array, common: Array) -> Array:
    """Return the chance that nobody breaks silence on each draft, as the chair sees it, (rows, drafts).

    Method: the chair knows each ally's `margin` (rows, drafts, allies), gain plus cost of blocking, not the
    shocks; given the mood, which is averaged over three points, allies are independent.
    """
    slope = -_LOGISTIC / (scatter * np.sqrt(np.maximum(1.0 - common, _LEAST)))
    odds = np.exp(np.minimum(slope[:, None, None] * margin, _STEEP))
    swing = slope * scatter * np.sqrt(common)
    chance = np.zeros(margin.shape[:2])
    with np.errstate(over="ignore"):  # an infinite product of odds is a chance of exactly zero
        for node, weight in _NODES:
            tilt = np.exp(np.minimum(np.maximum(node * swing, -_STEEP), _STEEP))
            against = odds * tilt[:, None, None]
            against += 1.0
            chance += weight / np.multiply.reduce(against, axis=2)
    return chance
