"""Under whose jurisdiction a territory fell on a day, and to which region it belongs."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus.terms.errors import BadData
from foedus.world.outlines import FOLDER

FIRST, LAST = date(1900, 1, 1), date.max


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One territory over one span of days.

    Attributes:
        code: The territory, as in the shape files.
        state: The state that holds it.
        region: Where it lies: europe, north_america, north_atlantic_island, ...
        since: First day (1900-01-01 if the table leaves it open).
        until: First day no longer covered.
        note: What a careful reader should know.
    """

    code: str
    state: str
    region: str
    since: date
    until: date
    note: str


@cache
def jurisdictions() -> dict[str, tuple[Jurisdiction, ...]]:
    """Read the table of territories, by code.

    Raises:
        BadData: If the spans of a code leave a gap or overlap.
    """
    with (FOLDER / "jurisdictions.csv").open(encoding="utf-8", newline="") as file:
        rows = [_row(line) for line in csv.DictReader(file)]
    table: dict[str, tuple[Jurisdiction, ...]] = {}
    for row in rows:
        table[row.code] = (*table.get(row.code, ()), row)
    for code, spans in table.items():
        _check(code, spans)
    return table


def jurisdiction(code: str, day: date) -> Jurisdiction:
    """Return who held the territory `code` on `day`; the last day there is belongs to the last span."""
    spans = jurisdictions()[code]
    return next((row for row in spans if day < row.until), spans[-1])


def state_today(code: str) -> str:
    """Return the state that holds the territory `code` now."""
    return jurisdictions()[code][-1].state


def region_of(state: str) -> str:
    """Return the region of the main territory of `state` ('' if it has no shape)."""
    spans = jurisdictions().get(state)
    return spans[-1].region if spans else ""


def _row(line: dict[str, str]) -> Jurisdiction:
    since = date.fromisoformat(line["since"]) if line["since"] else FIRST
    until = date.fromisoformat(line["until"]) if line["until"] else LAST
    return Jurisdiction(line["code"], line["state"], line["region"], since, until, line["note"])


def _check(code: str, spans: tuple[Jurisdiction, ...]) -> None:
    ends = [FIRST, *(span.until for span in spans)]
    if [span.since for span in spans] != ends[:-1] or ends[-1] != LAST:
        raise BadData(
            f"the spans of {code} leave a gap or overlap",
            where="geography/jurisdictions.csv",
            remedy="let each row begin on the day the one before it ends",
        )
