"""State codes of others beside ours: numbers of the Correlates of War, of Gleditsch and Ward; ISO alpha-3.

A number may stand for several of our codes in turn (365 for RUS, SUN, RUS), and a code for several numbers
(DEU for 255, 260, 255). In a year the one counts that held on most of its days; outside all spans the
nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.record.files import rows
from foedus.record.load import data_folder

SYSTEMS = ("cow", "gw")
# Numbers have three digits; the tables reach from before the first list to the end of what we model.
_NUMBERS, _FIRST, _LAST = 1000, 1700, 2100
_OPEN = date(9999, 12, 31)
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """One spell of a state: its number in a list, our code, and from when until when (half open)."""

    number: int
    abbreviation: str
    code: str
    name_en: str
    name_ja: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Codes:
    """One list of numbers.

    Attributes:
        spells: All spells, by number and time.
        names: Our codes, in alphabetical order; the empty code first.
        by_number: Index into `names` by number and year.
        by_name: Number by index into `names` and year; 0 where the list has none.
    """

    spells: tuple[Coded, ...]
    names: NDArray[np.str_]
    by_number: NDArray[np.int16]
    by_name: NDArray[np.int16]

    def known(self, numbers: Ints) -> NDArray[np.bool_]:
        """Say which numbers the list has."""
        inside = (numbers > 0) & (numbers < _NUMBERS)
        return np.asarray(inside & (self.by_number[np.where(inside, numbers, 0), 0] > 0))

    def codes(self, numbers: Ints, years: Ints) -> NDArray[np.str_]:
        """Return our code of each number in each year, empty where the list does not have the number."""
        inside = np.where((numbers > 0) & (numbers < _NUMBERS), numbers, 0)
        return self.names[self.by_number[inside, _column(years)]]

    def numbers(self, codes: NDArray[np.str_], years: Ints) -> Ints:
        """Return the number of each of our codes in each year, 0 where the list has none."""
        at = np.searchsorted(self.names, codes)
        at = np.where(self.names[np.minimum(at, len(self.names) - 1)] == codes, at, 0)
        return self.by_name[at, _column(years)].astype(np.int64)


@cache
def listed(system: str) -> Codes:
    """Return the list `cow` or `gw`."""
    spells = tuple(_spell(row) for row in rows(data_folder() / "codes" / f"{system}.csv"))
    names = np.array(sorted({"", *(one.code for one in spells)}))
    place = {str(name): at for at, name in enumerate(names)}
    by_number = _table(_NUMBERS, [(one.number, place[one.code], one) for one in spells])
    by_name = _table(len(names), [(place[one.code], one.number, one) for one in spells])
    return Codes(spells, names, by_number, by_name)


def _spell(row: Any) -> Coded:
    until = date.fromisoformat(row["until"]) if row["until"] else None
    text = (row["abbreviation"], row["code"], row["name_en"], row["name_ja"])
    return Coded(int(row["number"]), *text, date.fromisoformat(row["since"]), until)


def _column(years: Ints) -> Ints:
    return np.clip(years, _FIRST, _LAST) - _FIRST


def _table(size: int, entries: Sequence[tuple[int, int, Coded]]) -> NDArray[np.int16]:
    table = np.zeros((size, _LAST - _FIRST + 1), dtype=np.int16)
    groups: dict[int, list[tuple[int, Coded]]] = {}
    for key, value, spell in entries:
        groups.setdefault(key, []).append((value, spell))
    for key, group in groups.items():
        values = {value for value, _ in group}
        table[key] = values.pop() if len(values) == 1 else _turns(group)
    return table


def _turns(group: Iterable[tuple[int, Coded]]) -> NDArray[np.int16]:
    claims: Mapping[int, Ints] = {}
    for value, spell in group:
        weight = _weights(spell)
        claims = {**claims, value: np.maximum(claims[value], weight) if value in claims else weight}
    best = np.stack(list(claims.values())).argmax(axis=0)
    return np.asarray(np.array(list(claims), dtype=np.int16)[best])


def _weights(spell: Coded) -> Ints:
    """Return by year the days on which a spell holds, or how many days it is away, as a negative number."""
    years = range(_FIRST, _LAST + 1)
    begin, end = spell.since.toordinal(), (spell.until or _OPEN).toordinal()
    first = np.array([date(year, 1, 1).toordinal() for year in years])
    after = np.array([date(year + 1, 1, 1).toordinal() for year in years])
    return np.asarray(np.minimum(after, end) - np.maximum(first, begin))
