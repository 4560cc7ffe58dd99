"""Write the ledger of capital positions from Natural Earth's populated places.

Input: ``ne_10m_populated_places_simple`` as GeoJSON (Natural Earth, public domain,
https://www.naturalearthdata.com). The file is not part of this repository.

    python scripts/derive/capitals.py GEOJSON OUT.csv
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

# The capital, named as the file names it, and the day from which the row holds: the state's own
# beginning where it is younger than the treaty, the treaty's signature otherwise, German unity for Berlin.
CAPITALS = {
    "ALB": ("Tirana", "1949-04-04"), "BEL": ("Brussels", "1949-04-04"), "BGR": ("Sofia", "1949-04-04"),
    "BLR": ("Minsk", "1991-12-26"), "CAN": ("Ottawa", "1949-04-04"), "CZE": ("Prague", "1993-01-01"),
    "DEU": ("Berlin", "1990-10-03"), "DNK": ("København", "1949-04-04"), "ESP": ("Madrid", "1949-04-04"),
    "EST": ("Tallinn", "1991-12-26"), "FIN": ("Helsinki", "1949-04-04"), "FRA": ("Paris", "1949-04-04"),
    "GBR": ("London", "1949-04-04"), "GRC": ("Athens", "1949-04-04"), "HRV": ("Zagreb", "1992-01-15"),
    "HUN": ("Budapest", "1949-04-04"), "ISL": ("Reykjavík", "1949-04-04"), "ITA": ("Rome", "1949-04-04"),
    "JPN": ("Tokyo", "1949-04-04"), "LTU": ("Vilnius", "1991-12-26"), "LUX": ("Luxembourg", "1949-04-04"),
    "LVA": ("Riga", "1991-12-26"), "MKD": ("Skopje", "1993-04-08"), "MNE": ("Podgorica", "2006-06-03"),
    "NLD": ("Amsterdam", "1949-04-04"), "NOR": ("Oslo", "1949-04-04"), "POL": ("Warsaw", "1949-04-04"),
    "PRT": ("Lisbon", "1949-04-04"), "ROU": ("Bucharest", "1949-04-04"), "RUS": ("Moscow", "1991-12-26"),
    "SVK": ("Bratislava", "1993-01-01"), "SVN": ("Ljubljana", "1992-01-15"),
    "SWE": ("Stockholm", "1949-04-04"), "TUR": ("Ankara", "1949-04-04"), "UKR": ("Kiev", "1991-12-26"),
    "USA": ("Washington, D.C.", "1949-04-04"),
}  # fmt: skip
HEADER = "subject,attribute,object,series,value,unit,since,until,public,source,locator,status,note"


def main(path: str, out: str) -> None:
    """Write latitude and longitude of each capital, four decimals."""
    places = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    found = {(p["properties"]["adm0_a3"], p["properties"]["name"]): p["properties"] for p in places}
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        file.write(HEADER + "\n")
        for state, (city, since) in sorted(CAPITALS.items()):
            place = found[state, city]
            for attribute, key in (("capital_lat", "latitude"), ("capital_lon", "longitude")):
                head = [state, attribute, "", "", f"{place[key]:.4f}", "", since, "", ""]
                writer.writerow([*head, "natural-earth-places", city, "", ""])


if __name__ == "__main__":
    main(*sys.argv[1:3])
