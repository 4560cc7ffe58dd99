"""What does it take to keep a pledge of so much of GDP by such a year? Arithmetic, no model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument


@dataclass(frozen=True, slots=True)
class Need:
    """A way from a share of GDP to a pledged one.

    Attributes:
        years: The years after the first, up to the year of the pledge.
        linear: Shares if the same number of points is added each year, % of GDP, shape (years,).
        steady: Shares if spending grows at one real rate, % of GDP, shape (years,).
        points: Points of GDP to be added a year on the linear way; 0 if the pledge is kept already.
        growth: Real growth of spending a year on the steady way, as a share.
    """

    years: tuple[int, ...]
    linear: Array
    steady: Array
    points: float
    growth: float


def need(start: float, first: int, pledge: float, by: int, gdp_growth: float) -> Need:
    """Return what keeps the pledge; one that is kept already needs no more than growth with GDP.

    Args:
        start: Share of GDP in the first year, %.
        first: The first year.
        pledge: Pledged share, %.
        by: Year by which it is due.
        gdp_growth: Real growth of GDP a year, as a share.

    Raises:
        BadArgument: If the pledge is due no later than the first year, or nothing is spent at the start.
    """
    if by <= first:
        raise BadArgument(
            f"a pledge for {by} cannot be worked towards after {first}", remedy="give a later year"
        )
    if start <= 0:
        raise BadArgument("no growth leads away from nothing", remedy="ask about an ally that spends")
    goal, count = max(start, pledge), by - first
    step = np.arange(1, count + 1, dtype=np.float64)
    ratio = (goal / start) ** (1 / count)
    return Need(
        years=tuple(range(first + 1, by + 1)),
        linear=start + (goal - start) * step / count,
        steady=start * ratio**step,
        points=(goal - start) / count,
        growth=ratio * (1 + gdp_growth) - 1,
    )
