"""The panel of dangerous dyads as a plain pandas script: the same rules, with merges and groups.

It shares no code with ours. It does what a careful user would write after the package's documentation: expand
spells to years, merge, filter, count within groups.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pandas as pd

FIRST, LAST = 1816, 2010
EPOCH = pd.Timestamp("1970-01-01")
KEYS = ["ccode1", "ccode2", "year"]


def read(folder: Path, name: str) -> pd.DataFrame:
    """Read a table."""
    return pd.read_csv(folder / f"{name}.csv.gz")


def universe(folder: Path) -> pd.DataFrame:
    """Return all undirected dyads and years, without those of states that never were states together."""
    spells = read(folder, "cw_system")
    years = pd.DataFrame(
        [
            (int(row.ccode), year)
            for row in spells.itertuples()
            for year in range(
                (EPOCH + pd.Timedelta(days=row.start)).year, (EPOCH + pd.Timedelta(days=row.end)).year + 1
            )
        ],
        columns=["ccode", "year"],
    ).drop_duplicates()
    years = years[years["year"].between(FIRST, LAST)]
    rows = [
        (*pair, year)
        for year, group in years.groupby("year")
        for pair in combinations(sorted(group["ccode"]), 2)
    ]
    panel = pd.DataFrame(rows, columns=KEYS)
    false = read(folder, "false_cow_dyads")[KEYS].astype(int)
    panel = panel.merge(false, on=KEYS, how="left", indicator=True)
    return panel[panel.pop("_merge") == "left_only"]


def contiguity(folder: Path, *, thinned: bool) -> pd.DataFrame:
    """Return the first type of contiguity of each dyad and year, spells walked month by month or thinned."""
    spells = read(folder, "cow_contdir")
    spells = spells[spells["ccode1"] < spells["ccode2"]]
    steps = []
    for row in spells.itertuples():
        start, end = (EPOCH + pd.Timedelta(days=day) for day in (row.stdate, row.enddate))
        # Every spell begins on the first of a month. Of its steps only the first of a year counts: a January.
        months = pd.date_range(start, end, freq="YS" if thinned else "MS")
        if thinned and start.month > 1:
            months = months.insert(0, start)
        steps.append(
            pd.DataFrame(
                {
                    "ccode1": int(row.ccode1),
                    "ccode2": int(row.ccode2),
                    "day": months,
                    "conttype": row.conttype,
                }
            )
        )
    all_steps = pd.concat(steps)
    all_steps["year"] = all_steps["day"].dt.year
    return all_steps.sort_values("day", kind="stable").groupby(KEYS, as_index=False)["conttype"].first()


def majors(folder: Path) -> pd.DataFrame:
    """Return the years of the major powers."""
    rows = [
        (int(row.ccode), year)
        for row in read(folder, "cow_majors").itertuples()
        for year in range(int(row.styear), int(row.endyear) + 1)
    ]
    return pd.DataFrame(rows, columns=["ccode", "year"]).drop_duplicates().assign(major=1)


def both_sides(panel: pd.DataFrame, table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Merge columns of states for both sides."""
    for side in ("1", "2"):
        names = {"ccode": f"ccode{side}"} | {name: f"{name}{side}" for name in columns}
        part = table[["ccode", "year", *columns]].rename(columns=names)
        panel = panel.merge(part, on=[f"ccode{side}", "year"], how="left")
    return panel


def alliances(folder: Path) -> pd.DataFrame:
    """Return for each undirected dyad and year whether one owes the other defence."""
    table = read(folder, "atop_alliance")
    low = table[["ccode1", "ccode2"]].min(axis=1)
    high = table[["ccode1", "ccode2"]].max(axis=1)
    table = table.assign(ccode1=low, ccode2=high)
    return table.groupby(KEYS, as_index=False)["atop_defense"].max()


def peace(panel: pd.DataFrame) -> pd.Series:
    """Return rows since a dispute was under way, within each dyad."""
    counts = []
    for _, group in panel.groupby(["ccode1", "ccode2"], sort=False):
        count, before = 0, 1.0
        for ongoing in group["gmlmidongoing"]:
            count = 0 if before else count + 1
            counts.append(count)
            before = ongoing
    return pd.Series(counts, index=panel.index)


def build(folder: Path, *, thinned: bool = False) -> pd.DataFrame:
    """Build the panel; `thinned` leaves out the months that cannot count, as the rules do not say."""
    panel = universe(folder).merge(contiguity(folder, thinned=thinned), on=KEYS, how="left")
    panel["conttype"] = panel["conttype"].fillna(0)
    panel = both_sides(panel, majors(folder), ["major"]).fillna({"major1": 0, "major2": 0})
    panel["major"] = panel[["major1", "major2"]].max(axis=1)
    panel = panel[(panel["conttype"] >= 1) | (panel["major"] == 1)].sort_values(KEYS)
    disputes = read(folder, "gml_mid_ddydisps")[[*KEYS, "gmlmidonset", "gmlmidongoing"]]
    panel = panel.merge(disputes, on=KEYS, how="left").fillna({"gmlmidonset": 0, "gmlmidongoing": 0})
    panel = panel.merge(alliances(folder), on=KEYS, how="left").fillna({"atop_defense": 0})
    panel["t"] = peace(panel)
    strength = read(folder, "cow_nmc")
    strength["militarisation"] = strength["milper"] / strength["tpop"]
    panel = both_sides(panel, strength, ["cinc", "militarisation"])
    panel = both_sides(panel, read(folder, "cw_democracy"), ["aeuds"])
    panel = both_sides(panel, read(folder, "cw_gdppop"), ["mrgdppc"])
    panel["landcontig"] = (panel["conttype"] == 1).astype(float)
    cinc = panel[["cinc1", "cinc2"]]
    panel["cincprop"] = cinc.min(axis=1, skipna=False) / cinc.max(axis=1, skipna=False)
    for name, column in (("mindem", "aeuds"), ("mingdppc", "mrgdppc"), ("minmilit", "militarisation")):
        panel[name] = panel[[f"{column}1", f"{column}2"]].min(axis=1, skipna=False)
    return panel
