"""The readings of Article 6 as data: which regions and seas, which doubts, how broad the territorial sea."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from foedus.law.instrument import cite_of, instrument, text_of
from foedus.law.ruling import Cite, Holding
from foedus.terms.text import Text

FILE = "article-6-area"


@dataclass(frozen=True, slots=True)
class Terms:
    """One wording of Article 6, taken apart.

    Attributes:
        since: The day it begins.
        basis_territory: Clause on territory.
        basis_forces: Clause on forces, vessels and aircraft.
        regions: Regions in which territory of a Party is covered.
        algeria: Whether the Algerian departments are named.
        turkey: Whether the territory of Turkey is named.
        seas_covered: Seas that the text names or plainly means.
        seas_doubtful: Seas of which the text leaves it open.
    """

    since: date
    basis_territory: str
    basis_forces: str
    regions: tuple[str, ...]
    algeria: bool
    turkey: bool
    seas_covered: tuple[str, ...]
    seas_doubtful: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breadth:
    """How broad the territorial sea was, in km."""

    sure_km: float
    possible_km: float

    def holds(self, km: float) -> Holding:
        """Whether water `km` off the coast is territorial sea."""
        if km <= self.sure_km:
            return Holding.YES
        return Holding.OPEN if km <= self.possible_km else Holding.NO


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt or a note on a place, with its source."""

    text: Text
    cite: Cite


@cache
def terms(since: date) -> Terms:
    """Return the terms of the wording that begins on `since`."""
    row: dict[str, Any] = next(row for row in instrument(FILE)["wording"] if row["since"] == since)
    lists: dict[str, Any] = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    return Terms(**{**row, **lists})


def tropic() -> float:
    """Return the latitude of the Tropic of Cancer, degrees north."""
    return float(instrument(FILE)["tropic_latitude"])


def breadth(state: str, day: date) -> Breadth:
    """Return the breadth of the territorial sea of `state` on `day`."""
    rows = [row for row in instrument(FILE)["territorial_sea"] if row["since"] <= day]
    row = rows[-1]
    mile = float(instrument(FILE)["nautical_mile_km"])
    sure = rows[0]["sure"] if state in row["narrow"] else row["sure"]
    return Breadth(sure * mile, row["possible"] * mile)


def remark(table: str, *keys: str) -> Remark | None:
    """Return the first remark of `table` (doubt, doubt_forces, note) under any of `keys`."""
    rows: dict[str, Any] = instrument(FILE)[table]
    return next((Remark(text_of(rows[key]), cite_of(rows[key])) for key in keys if key in rows), None)


def western_powers() -> tuple[str, ...]:
    """Return the Parties under whose authority the western sectors of Berlin stood."""
    return tuple(instrument(FILE)["western_berlin_powers"])


def austria_occupied(day: date) -> bool:
    """Whether the occupation of Austria still lasted on `day`."""
    ended: date = instrument(FILE)["occupation_ended_austria"]
    return day < ended
