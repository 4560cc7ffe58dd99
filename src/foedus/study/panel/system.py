"""Who was a state in which year, and which two were states on a common day of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.record.imports import Copy
from foedus.terms.errors import OutsideCoverage

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class System:
    """The state system.

    Attributes:
        numbers: Numbers of the states (Correlates of War), ascending.
        years: Years, ascending without gaps.
        member: Whether a state was one in any part of the year, (states, years).
        begins: First day of the year on which it was, as day of the epoch, (states, years).
        ends: Last such day, (states, years).
    """

    numbers: Ints
    years: Ints
    member: Flags
    begins: Ints
    ends: Ints

    def index(self, numbers: Ints) -> Ints:
        """Return the row of each number, -1 where it is not in the system."""
        at = np.searchsorted(self.numbers, numbers)
        at = np.minimum(at, len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, at, -1)

    def year(self, years: Ints) -> Ints:
        """Return the column of each year, -1 outside."""
        at = years - self.years[0]
        return np.where((at >= 0) & (at < len(self.years)), at, -1)


def system(copy: Copy, first: int | None = None, last: int | None = None) -> System:
    """Return the system in the years asked for, all that the list covers by default.

    Raises:
        OutsideCoverage: If years are asked for that the list does not cover.
    """
    since, until = copy.values("since"), copy.values("until")
    covered = copy.years
    first, last = first or covered[0], last or covered[1]
    if first < covered[0] or last > covered[1] or first > last:
        raise OutsideCoverage(
            f"no list of states for {first} to {last}",
            where=copy.path.name,
            why=f"the list covers {covered[0]} to {covered[1]}",
            remedy="choose --from and --to within it",
        )
    years = np.arange(first, last + 1)
    numbers, at = np.unique(copy.values("ccode"), return_inverse=True)
    opens = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    closes = (years - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) - 1
    begin = np.maximum(since.astype(np.int64)[:, None], opens)
    end = np.minimum(until.astype(np.int64)[:, None], closes)
    here = begin <= end
    shape = (len(numbers), len(years))
    begins, ends = np.full(shape, closes + 1), np.full(shape, opens - 1)
    # A state with two spells in one year is taken as there between them.
    np.minimum.at(begins, at, np.where(here, begin, closes + 1))
    np.maximum.at(ends, at, np.where(here, end, opens - 1))
    return System(numbers, years, begins <= ends, begins, ends)


@dataclass(frozen=True)
class Rows:
    """Dyads and years: indices of two states (the first of the lower number) and of the year."""

    one: Ints
    other: Ints
    year: Ints

    def key(self, states: System) -> Ints:
        """Return the place of each row in a table (states, states, years) laid flat."""
        return (self.one * len(states.numbers) + self.other) * len(states.years) + self.year

    def where(self, kept: Flags) -> Rows:
        """Return some of the rows."""
        return Rows(self.one[kept], self.other[kept], self.year[kept])


def dyads(states: System) -> Rows:
    """Return every undirected dyad and year in which both were states on a common day, by dyad and year."""
    both = states.member[:, None, :] & states.member[None, :, :]
    both &= np.triu(np.ones(both.shape[:2], dtype=bool), 1)[:, :, None]
    return together(states, Rows(*np.nonzero(both)))


def keyed(states: System, keys: Ints) -> Rows:
    """Return the rows that have the keys."""
    pair, year = np.divmod(keys, len(states.years))
    one, other = np.divmod(pair, len(states.numbers))
    return Rows(one, other, year)


def together(states: System, rows: Rows) -> Rows:
    """Return those rows in which both were states on a common day."""
    begin = np.maximum(states.begins[rows.one, rows.year], states.begins[rows.other, rows.year])
    end = np.minimum(states.ends[rows.one, rows.year], states.ends[rows.other, rows.year])
    return rows.where(begin <= end)
