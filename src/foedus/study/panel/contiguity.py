"""Who bordered on whom in which year, out of spells of days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.record.imports import Copy
from foedus.study.panel.system import Ints, Rows, System


def types(copy: Copy, states: System, *, shadowed: bool = False) -> tuple[Ints, Ints]:
    """Return the keys of the dyads and years that spells cover, ascending, and the type of each.

    A spell is walked month by month from its first day. The first step of any spell that falls in a year
    gives the year's type: in the year in which it begins that is the first day, later the same day of
    January. A spell that ends before that day of its last January does not count for that year.

    Args:
        copy: Spells of contiguity, in one direction or in both.
        states: The system.
        shadowed: Whether spells of type 0 count. They run beside the others over the whole life of some dyads
            (Italy and Yugoslavia, Russia and Afghanistan), stand before them in the file and hide them where
            both step on one day. Published panels were made so.
    """
    one, other = (states.index(copy.values(name)) for name in ("ccode_a", "ccode_b"))
    kinds = np.nan_to_num(copy.values("conttype")).astype(np.int64)
    used = (one >= 0) & (other >= 0) & (shadowed | (kinds > 0))
    first, covered = _steps(copy, states)
    spell, year = np.nonzero(covered & used[:, None])
    rows = Rows(np.minimum(one, other)[spell], np.maximum(one, other)[spell], year)
    key = rows.key(states)
    # By key; within a key the earliest step first, and of two on one day that which the file has first.
    order = np.lexsort((spell, first[spell, year], key))
    keys, at = np.unique(key[order], return_index=True)
    return keys, kinds[spell[order][at]]


def _steps(copy: Copy, states: System) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the first monthly step of each spell in each year, and whether there is one."""
    since, until = copy.values("since"), copy.values("until")
    began = since.astype("datetime64[Y]").astype(np.int64) + 1970
    day = (since - since.astype("datetime64[M]")).astype(np.int64)
    january = (states.years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    later = january[None, :] + day[:, None]
    first = np.where(states.years[None, :] == began[:, None], since.astype(np.int64)[:, None], later)
    here = (states.years[None, :] >= began[:, None]) & (first <= until.astype(np.int64)[:, None])
    return first, here
