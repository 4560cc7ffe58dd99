"""Write the yearly ledgers of population, GDP and UN ideal points.

Inputs, none of them part of this repository:

* World Bank, World Development Indicators (CC BY 4.0), as the CSV files "Country Name, Country Code, Year,
  Value" compiled at https://github.com/datasets/population and https://github.com/datasets/gdp;
* Bailey, Strezhnev and Voeten, United Nations General Assembly ideal points, Harvard Dataverse
  doi:10.7910/DVN/LEJUQZ (CC0), as a gzipped CSV with the columns iso3c, year, idealpointfp.

    python scripts/derive/annual_ledgers.py population CSV OUT.csv
    python scripts/derive/annual_ledgers.py gdp CSV OUT.csv
    python scripts/derive/annual_ledgers.py un_ideal_point CSV.gz OUT.csv
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from pathlib import Path

ALLIES = (
    "ALB BEL BGR CAN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN ISL ITA LTU LUX LVA MKD MNE NLD NOR POL "
    "PRT ROU SVK SVN SWE TUR USA"
)
HEADER = "subject,attribute,object,series,value,unit,since,until,public,source,locator,status,note"
KINDS = {
    "population": ("Country Code", "Year", "Value", 2014, "wb-population", "SP.POP.TOTL", "RUS BLR UKR JPN"),
    "gdp": ("Country Code", "Year", "Value", 2014, "wb-gdp", "NY.GDP.MKTP.CD", "RUS BLR UKR JPN"),
    "un_ideal_point": (
        "iso3c", "year", "idealpointfp", 2010, "un-ideal-points", "idealpointfp", "RUS CHN UKR BLR JPN"
    ),
}  # fmt: skip


def rows(path: str) -> list[dict[str, str]]:
    """Read a CSV, gzipped or not."""
    raw = Path(path).read_bytes()
    data = gzip.decompress(raw) if path.endswith(".gz") else raw
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def figure(kind: str, raw: str) -> str:
    """Return the figure as the ledger writes it: ideal points to four decimals, the rest whole."""
    return f"{float(raw):.4f}" if kind == "un_ideal_point" else f"{float(raw):.0f}"


def main(kind: str, path: str, out: str) -> None:
    """Write one ledger."""
    code, year, value, first, source, locator, more = KINDS[kind]
    wanted = {*ALLIES.split(), *more.split()}
    found = sorted(
        (row[code], int(float(row[year])), figure(kind, row[value]))
        for row in rows(path)
        if row[code] in wanted and int(float(row[year])) >= first and row[value]
    )
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        file.write(HEADER + "\n")
        for subject, since, number in found:
            writer.writerow([subject, kind, "", "", number, "", since, "", "", source, locator, "", ""])


if __name__ == "__main__":
    main(*sys.argv[1:4])
