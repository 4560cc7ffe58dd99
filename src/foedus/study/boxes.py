"""Scenario discovery: in which part of what we do not know does it happen?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.terms.chance import Array

Flags = np.ndarray[Any, np.dtype[np.bool_]]
_PEEL = 0.1
_LEAST_MASS = 0.1


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the parameter space in which the cases of interest are dense.

    Attributes:
        limits: Lower and upper quantile of each restricted parameter.
        coverage: Share of the cases of interest that lie in the box.
        density: Share of the box's cases that are of interest.
        mass: Share of all cases that lie in the box.
    """

    limits: Mapping[str, tuple[float, float]]
    coverage: float
    density: float
    mass: float


def prim(interest: Array, columns: Mapping[str, Array], *, most: int = 3) -> Box | None:
    """Peel a box by the patient rule induction method.

    Args:
        interest: Share of interest of each case (0 to 1), shape (cases,).
        columns: Quantiles of each parameter, shape (cases,).
        most: The most parameters to restrict.

    Returns:
        The box, or None if nothing of interest happens or nothing sets it apart.

    Source: J. H. Friedman and N. I. Fisher, Statistics and Computing 9 (1999) 123-143.
    """
    if not columns or interest.sum() <= 0:
        return None
    inside = np.ones(len(interest), dtype=np.bool_)
    limits: dict[str, tuple[float, float]] = {}
    while inside.mean() > _LEAST_MASS:
        best = _best_peel(interest, columns, inside, limits, most)
        if best is None:
            break
        path, keep = best
        inside &= keep
        chosen = columns[path][inside]
        low, high = limits.get(path, (0.0, 1.0))
        cut_low = float(chosen.min()) > low + _PEEL / 4
        cut_high = float(chosen.max()) < high - _PEEL / 4
        limits[path] = (float(chosen.min()) if cut_low else low, float(chosen.max()) if cut_high else high)
    if not limits:
        return None
    caught = float(interest[inside].sum())
    return Box(limits, caught / float(interest.sum()), caught / int(inside.sum()), float(inside.mean()))


def _best_peel(
    interest: Array,
    columns: Mapping[str, Array],
    inside: Flags,
    limits: Mapping[str, tuple[float, float]],
    most: int,
) -> tuple[str, Flags] | None:
    best, gain = None, float(interest[inside].mean()) * 1.02
    for path, column in columns.items():
        if len(limits) >= most and path not in limits:
            continue
        low, high = np.quantile(column[inside], (_PEEL, 1 - _PEEL))
        for keep in (column >= low, column <= high):
            kept = inside & keep
            if 0 < kept.sum() < inside.sum() and float(interest[kept].mean()) > gain:
                best, gain = (path, keep), float(interest[kept].mean())
    return best
