"""How long a dyad has been at peace."""

from __future__ import annotations

import numpy as np

from foedus.study.panel.system import Flags, Ints


def resets(dyad: Ints, ongoing: Flags) -> Flags:
    """Say at which rows the count begins again: the first of a dyad, and one after a dispute was under way.

    Args:
        dyad: A number for each row's dyad; rows of a dyad stand together in the order of time.
        ongoing: Whether a dispute was under way in the row.
    """
    fresh = np.ones(len(dyad), dtype=bool)
    fresh[1:] = (dyad[1:] != dyad[:-1]) | ongoing[:-1]
    return fresh


def since_reset(clock: Ints, fresh: Flags) -> Ints:
    """Return how far each row's clock is from that of the last reset."""
    at = np.maximum.accumulate(np.where(fresh, np.arange(len(fresh)), 0))
    return clock - clock[at] if len(clock) else clock


def rows_of_peace(dyad: Ints, ongoing: Flags) -> Ints:
    """Return for each row how many rows it is from the last reset; years without a row do not count."""
    return since_reset(np.arange(len(dyad)), resets(dyad, ongoing))


def years_of_peace(dyad: Ints, ongoing: Flags, year: Ints) -> Ints:
    """Return for each row how many calendar years it is from the last reset."""
    return since_reset(year, resets(dyad, ongoing))
