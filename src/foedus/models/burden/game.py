"""Allies give to a common defence and watch each other: voluntary provision of a joint product.

Ally i with income Y_i chooses q_i to maximise `(Y_i - q_i)^(1 - b_i) (q_i + A Q_-i)^b_i`, with Q_-i what the
others give and A the publicness of the product (1: a pure public good; 0: each has its own only).

Source: Sandler and Hartley, "Economics of Alliances", Journal of Economic Literature 39 (2001) 869-896, after
Olson and Zeckhauser, Review of Economics and Statistics 48 (1966) 266-279; Cobb-Douglas form.
"""

from __future__ import annotations

import numpy as np

from foedus.terms.chance import Array

# Sweeps converge geometrically; these bounds are numerical. The gap is relative to all income.
_SWEEPS = 100_000
_GAP = 1e-13


def reaction(income: Array, taste: Array, publicness: float, given: Array) -> Array:
    """Return each ally's best reply to what all now give, shapes (..., allies)."""
    others = given.sum(axis=-1, keepdims=True) - given
    return np.asarray(np.maximum(0.0, taste * income - (1 - taste) * publicness * others))


def equilibrium(income: Array, taste: Array, publicness: float, fixed: Array | None = None) -> Array:
    """Return the Nash equilibrium, shape (allies,), by replies in turn.

    The conditions are a linear complementarity problem with matrix `diag(1/(1 - b) - A) + A 11'`, positive
    definite for A <= 1, so there is exactly one equilibrium, and replies in turn climb its potential.

    Args:
        income: Incomes, shape (allies,).
        taste: Exponents b, between 0 and 1, shape (allies,).
        publicness: A, from 0 to 1.
        fixed: What allies give regardless, NaN for those who choose; None if all choose.
    """
    chooses = np.ones(len(income), dtype=bool) if fixed is None else np.isnan(fixed)
    given = np.zeros(len(income)) if fixed is None else np.where(chooses, 0.0, np.nan_to_num(fixed))
    total = float(given.sum())
    for _ in range(_SWEEPS):
        before = given.copy()
        for at in np.flatnonzero(chooses):
            others = total - given[at]
            new = max(0.0, taste[at] * income[at] - (1 - taste[at]) * publicness * others)
            total, given[at] = others + new, new
        if np.abs(given - before).max() <= _GAP * float(income.sum()):
            break
    return given


def revealed_taste(income: Array, given: Array, publicness: float) -> Array:
    """Return the exponents b for which `given` is the equilibrium, shape (allies,).

    From the first order condition: `b = (q + A Q_-i) / (Y + A Q_-i)`.
    """
    spill = publicness * (given.sum() - given)
    return np.asarray((given + spill) / (income + spill))
