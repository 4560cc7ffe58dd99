"""Write the release tables of June 2019 from the table in the R package passport.

Input: a CSV of ``data/nato.rda`` of the R package *passport* (GPL-3; the figures are NATO's press release
PR/CP(2019)069 of 2019-06-25, "Defence Expenditure of NATO Countries (2012-2019)"; credit NATO). The file
is not part of this repository; the tables written here are extracts.

    python scripts/derive/nato_tables_2019.py CSV OUT_DIRECTORY
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

COLUMNS = {
    "nato-2019-06-share": ("Defense expenditure (% real GDP)", 1.0, 2),
    "nato-2019-06-constant": ("Defense expenditure (USD, 2015 prices)", 1e6, 0),
    "nato-2019-06-equipment": ("Equipment expenditure (%)", 1.0, 2),
    "nato-2019-06-personnel": ("Military personnel", 1e3, 1),
    "nato-2019-06-gdp": ("Real GDP (2015 prices)", 1e6, 0),
}
YEARS = [str(year) for year in range(2012, 2020)]


def cell(row: dict[str, str], column: str, scale: float, decimals: int) -> str:
    """Return the figure as printed; Iceland has no armed forces, hence no figure but GDP."""
    if row["country_stanag"] == "ISL" and "GDP (2015" not in column:
        return "n/a"
    return f"{float(row[column]) / scale:.{decimals}f}" if row[column] not in ("", "NA") else ""


def main(path: str, out: str) -> None:
    """Write all tables."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    subjects = sorted({row["country_stanag"] for row in rows})
    by_key = {(row["country_stanag"], row["year"]): row for row in rows}
    for release, (column, scale, decimals) in COLUMNS.items():
        with (Path(out) / f"{release}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["subject", *YEARS])
            for subject in subjects:
                row = [cell(by_key[subject, year], column, scale, decimals) for year in YEARS]
                writer.writerow([subject, *row])


if __name__ == "__main__":
    main(*sys.argv[1:3])
