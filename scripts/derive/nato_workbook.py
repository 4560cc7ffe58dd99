"""Write the release tables of June 2024 from NATO's own workbook.

Input: ``240617-def-exp-2024-TABLES-en.xlsx``, "Defence Expenditure of NATO Countries (2014-2024)",
published by NATO on 2024-06-17 (https://www.nato.int). NATO's terms: credit NATO, not for sale. The
workbook itself is not part of this repository; the tables written here are extracts.

Figures are rounded as NATO prints them: shares to two decimals, money to whole millions, personnel to
one decimal. Needs ``openpyxl``.

    python scripts/derive/nato_workbook.py WORKBOOK OUT_DIRECTORY
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

YEARS = tuple(range(2014, 2025))
SUBJECTS = {
    "Albania": "ALB", "Belgium": "BEL", "Bulgaria": "BGR", "Canada": "CAN", "Croatia": "HRV",
    "Czechia": "CZE", "Denmark": "DNK", "Estonia": "EST", "Finland": "FIN", "France": "FRA",
    "Germany": "DEU", "Greece": "GRC", "Hungary": "HUN", "Iceland": "ISL", "Italy": "ITA",
    "Latvia": "LVA", "Lithuania": "LTU", "Luxembourg": "LUX", "Montenegro": "MNE",
    "Netherlands": "NLD", "North Macedonia": "MKD", "Norway": "NOR", "Poland": "POL",
    "Portugal": "PRT", "Romania": "ROU", "Slovak Republic": "SVK", "Slovenia": "SVN",
    "Spain": "ESP", "Sweden": "SWE", "Türkiye": "TUR", "United Kingdom": "GBR",
    "United States": "USA", "NATO Total": "NATO", "NATO Europe and Canada": "NATO-EUR-CAN",
}  # fmt: skip


class Printed(NamedTuple):
    """One printed block: where it stands in the workbook and how it is rounded."""

    release: str
    sheet: str
    block: str
    decimals: int
    iceland: str


BLOCKS = (
    Printed("nato-2024-06-share", "TABLE3", "Share of real GDP (%)", 2, "n/a"),
    Printed("nato-2024-06-constant", "TABLE2", "Constant 2015 prices and exchange rates", 0, "n/a"),
    Printed("nato-2024-06-current", "TABLE2", "Current prices and exchange rates", 0, "n/a"),
    Printed("nato-2024-06-equipment", "TABLE8a", "Equipment (a)", 2, "n/a"),
    Printed("nato-2024-06-personnel", "TABLE7", "Thousands", 1, "n/a"),
    Printed("nato-2024-06-gdp", "TABLE5", "Constant 2015 prices and exchange rates", 0, ""),
)


def text(cell: Any) -> str:
    """Return a cell's label without marks and outer blanks."""
    return cell.strip().rstrip("*").strip() if isinstance(cell, str) else ""


def label(row: tuple[Any, ...]) -> str:
    """Return the first label of a row."""
    return next((text(cell) for cell in row[:5] if text(cell)), "")


def columns(rows: list[tuple[Any, ...]]) -> list[int]:
    """Return the column of each year, found in the header row."""
    header = next(row for row in rows if any(str(cell).startswith("2014") for cell in row))
    return [next(i for i, cell in enumerate(header) if str(cell).startswith(str(year))) for year in YEARS]


def block(sheet: Any, printed: Printed) -> dict[str, list[str]]:
    """Return the rows of one printed block by subject."""
    rows = list(sheet.iter_rows(values_only=True))
    where = columns(rows)
    start = next(i for i, row in enumerate(rows) if label(row) == printed.block)
    found: dict[str, list[str]] = {} if not printed.iceland else {"ISL": [printed.iceland] * len(YEARS)}
    for row in rows[start + 1 :]:
        subject = SUBJECTS.get(label(row))
        if subject and all(isinstance(row[i], int | float) for i in where):
            found[subject] = [f"{row[i]:.{printed.decimals}f}" for i in where]
        elif found.keys() - {"ISL"} and label(row) and not subject:
            break
    return found


def write(path: Path, rows: dict[str, list[str]]) -> None:
    """Write one table, subjects in order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["subject", *YEARS])
        out.writerows([subject, *rows[subject]] for subject in sorted(rows))


def main(workbook: str, out: str) -> None:
    """Write all tables."""
    book = openpyxl.load_workbook(workbook, data_only=True)
    for printed in BLOCKS:
        write(Path(out) / f"{printed.release}.csv", block(book[printed.sheet], printed))


if __name__ == "__main__":
    main(*sys.argv[1:3])
