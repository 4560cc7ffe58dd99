"""Derive the battles extract from the patched sheet of CDB90.

    python scripts/derive/battles.py CDB90-patched.csv src/foedus/data/battles/cdb90.csv

The sheet is `src-data/CDB90/CDB90-patched.csv` of github.com/jrnold/CDB90, commit e0b35ec. It is read
instead of the tidy tables of the same repository because those write an attacker's defeat (-1) as missing,
give hardly any battle more than two days and leave two battles that begin at hour 2400 without a year.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

Sheet = Mapping[str, str]

COLUMNS = (
    *("id", "name", "war", "campaign", "year", "published_year"),
    *("strength_attacker", "strength_defender", "losses_attacker", "losses_defender"),
    *("winner", "advance_km", "days"),
)
HOURS_IN_A_DAY = 24
PERIODS = 10
DURATION_ONLY = 5000  # note 12 of the code book: an hour of 5000 + n says "n hours", not a time of day


def main(arguments: list[str]) -> None:
    """Write the extract of `arguments[0]` to `arguments[1]`."""
    source, target = (Path(one) for one in arguments)
    with source.open(encoding="latin-1", newline="") as stream:
        extracted = [extract(row) for row in csv.DictReader(stream)]
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(extracted)


def extract(row: Sheet) -> dict[str, str]:
    """Return one battle's row of the extract; empty cells where the sheet says unknown."""
    return {
        "id": row["ISQNO"],
        "name": row["NAME"],
        "war": row["WAR"],
        "campaign": row["CAMPGN"],
        "year": row["ATPBYR1"],
        "published_year": published_year(row),
        "strength_attacker": known(row["STRA"], missing=-1),
        "strength_defender": known(row["STRD"], missing=-1),
        "losses_attacker": known(row["CASA"], missing=-1),
        "losses_defender": known(row["CASD"], missing=-1),
        "winner": known(row["WINA"], missing=-9),
        "advance_km": known(row["KMDA"], missing=-9999),
        "days": f"{elapsed_days(row):.4g}",
    }


def known(cell: str, missing: float) -> str:
    """Return the number without its trailing zeros, or nothing if it is the code for unknown."""
    return "" if float(cell) == missing else f"{float(cell):.10g}"


def published_year(row: Sheet) -> str:
    """Return the year that the published 1939 estimates go by.

    They took it from the tidy tables, which have none for a start at hour 2400, and then from the name of
    the war if it closes with a single year.
    """
    if row["ATPBHR1"] != "2400":
        return row["ATPBYR1"]
    named = re.search(r"[ (](\d{4})\)$", row["WAR"])
    return named.group(1) if named else ""


def elapsed_days(row: Sheet) -> float:
    """Return the days from the first hour of the first active period to the last hour of the last."""
    spans = list(active_periods(row))
    return (spans[-1][1] - spans[0][0]) / timedelta(days=1)


def active_periods(row: Sheet) -> Iterator[tuple[datetime, datetime]]:
    """Yield the active periods in order; an unknown hour is the start or the end of its day."""
    for number in range(1, PERIODS + 1):
        if not row[f"ATPBYR{number}"]:
            return
        hours = int(row[f"ATPEHR{number}"]) - DURATION_ONLY
        if row[f"ATPBHR{number}"] == str(DURATION_ONLY):
            begin = moment(row, f"ATPB{{}}{number}", unknown=0)
            yield begin, begin + timedelta(hours=hours)
        else:
            end = moment(row, f"ATPE{{}}{number}", unknown=HOURS_IN_A_DAY)
            yield moment(row, f"ATPB{{}}{number}", unknown=0), end


def moment(row: Sheet, pattern: str, unknown: int) -> datetime:
    """Return a day and hour of the sheet; hours run as 0830 or 2400."""
    year, month, day, clock = (int(row[pattern.format(part)]) for part in ("YR", "MN", "DA", "HR"))
    hour, minute = divmod(clock, 100) if 0 <= clock <= HOURS_IN_A_DAY * 100 else (unknown, 0)
    return datetime(year, month, day) + timedelta(hours=hour, minutes=minute)


if __name__ == "__main__":
    main(sys.argv[1:])
