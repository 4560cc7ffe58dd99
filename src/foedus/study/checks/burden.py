"""Burden sharing: who reaches the guideline, what all spend together, whether the large carry more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np

from foedus.models.burden import need
from foedus.record.views import view
from foedus.study.checks.target import Check, Found, Material, Target, Value
from foedus.study.exploitation import exploitation, members, rank
from foedus.study.spending import Panel, followed, hindcast, movement, panel
from foedus.study.workbook import sheet


def counts(target: Target, material: Material) -> Found:
    """Count allies at the guideline in each year, from the edition known on `inputs.known`."""
    table = view(material.record, "spending", None, target.inputs["known"])
    year, reached = (table.columns.index(name) for name in ("year", "at_guideline"))
    met = Counter(str(row[year]) for row in table.rows if row[reached])
    return {name: met[name] for name in target.published}


def aggregates(target: Target, material: Material) -> Found:
    """Add up defence expenditure and GDP of the allies, at constant prices, and divide."""
    record, year, known = material.record, target.inputs["year"], target.inputs["known"]
    day = date(year, 12, 31)
    allies = [
        fact.subject
        for fact in record.membership("NATO")
        if fact.series == "listed" and day in fact.span and fact.value
    ]
    sums: dict[str, list[float]] = {"total": [0.0, 0.0], "europe_canada": [0.0, 0.0]}
    for ally in allies:
        spent, produced = (_figure(material, ally, name, day, known) for name in ("spending_constant", _GDP))
        for group in ("total",) if ally == "USA" else sums:
            sums[group][0] += spent
            sums[group][1] += produced
    return {group: 100 * spent / produced for group, (spent, produced) in sums.items()}


_GDP = "gdp_constant"


def _figure(material: Material, ally: str, attribute: str, day: date, known: date) -> float:
    value = material.record.find(ally, attribute, day, known).json_value()
    # Iceland has no armed forces and no expenditure; its product counts.
    return 0.0 if value is None else float(value)


def large_and_small(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return the rank correlation of national product and the share of it that goes to defence."""
    return {"rank_correlation": rank(target.inputs["gnp"], target.inputs["share"])[0]}


def since(target: Target, material: Material) -> Found:
    """Return the same correlation by year, from the edition known on `inputs.known`."""
    known = target.inputs["known"]
    return {name: exploitation(material.record, int(name), known).rank for name in target.published}


def by_year(target: Target, material: Material) -> Found:
    """Run the rank test on SIPRI's figures by year; name the first year that rejects, one-sided."""
    path = material.file("SIPRI-Milex-data-1949-2024_2.xlsx", "SIPRI-Milex-data-1949-2024.xlsx")
    share, spent = (_sipri(path, name) for name in ("Share of GDP", "Current US$"))
    names = target.inputs["names"]
    tests: dict[int, tuple[float, float]] = {}
    for year in range(target.inputs["first"], target.inputs["last"] + 1):
        inside = [
            names.get(ally, material.record.entities[ally].name.en)
            for ally in sorted(members(material.record, year))
        ]
        pairs = [(share[one][year], spent[one][year]) for one in inside if year in share.get(one, {})]
        tests[year] = rank(
            [money / part for part, money in pairs if part], [part for part, _ in pairs if part]
        )
    first = next((year for year, (_, p) in tests.items() if p < target.inputs["level"]), 0)
    found, p = tests[target.inputs["last"]]
    return {"first_rejection": first, "rank_correlation": found, "p_one_sided": p}


def _sipri(path: Path, name: str) -> dict[str, dict[int, float]]:
    """Return a sheet by country and year; what is not a number is left out."""
    rows = sheet(path, name)
    head = next(row for row in rows if row.get("A") == "Country")
    years = {column: int(float(cell)) for column, cell in head.items() if cell.replace(".0", "").isdigit()}
    return {
        row["A"]: {
            years[column]: float(cell) for column, cell in row.items() if column in years and _is_number(cell)
        }
        for row in rows
        if "A" in row
    }


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("E-", "", 1).isdigit()


def step(target: Target, material: Material) -> Found:
    """Return the points of GDP a year that Europe and Canada need to keep the pledge."""
    asked = target.inputs
    fact = material.record.find("NATO-EUR-CAN", "spending_share", date(asked["from"], 12, 31), asked["known"])
    start = round(float(fact.json_value()), 2)
    return {
        "start": start,
        "points_a_year": need(start, asked["from"], asked["pledge"], asked["by"], 0.0).points,
    }


def _shares(target: Target, material: Material) -> Panel:
    first, last = target.inputs["years"]
    return panel(material.record, "spending_share", tuple(range(first, last + 1)), target.inputs["known"])


def paths(target: Target, material: Material) -> Found:
    """Fit the path in each period, and forecast the last year from `inputs.origin` beside a random walk."""
    shares, goal, asked = _shares(target, material), target.inputs["guideline"], target.inputs
    found: dict[str, Value] = {}
    for name, (first, last) in asked["periods"].items():
        rule = movement(shares, first, last, goal)
        found[name] = [rule.drift, rule.catch_up, rule.scatter]
    end, origin = shares.years[-1], asked["origin"]
    came, start = shares.year(end), shares.year(origin)
    found["random_walk"] = float(np.abs(came - start).mean())
    found["random_walk_from_first"] = float(np.abs(came - shares.year(shares.years[0])).mean())
    foreseen = followed(start, movement(shares, shares.years[0], origin, goal), end - origin, goal)
    found["foreseen_at_guideline"] = int((np.round(foreseen, 2) >= goal).sum())
    found["came_at_guideline"] = int((np.round(came, 2) >= goal).sum())
    return found


def skill(target: Target, material: Material) -> Found:
    """Return one minus the ratio of our mean absolute error to a random walk's, by horizon in years."""
    scores = hindcast(_shares(target, material), target.inputs["guideline"])
    found: dict[str, Value] = {}
    for name in target.published:
        horizon = int(name.removeprefix("years_"))
        ours, walk = (
            np.mean([getattr(one, which) for one in scores if one.horizon == horizon])
            for which in ("ours", "random_walk")
        )
        found[name] = float(1 - ours / walk)
    return found


CHECKS: Mapping[str, Check] = {
    "burden.nato_counts": counts,
    "burden.nato_aggregates": aggregates,
    "burden.oz1964": large_and_small,
    "burden.exploitation": since,
    "burden.sipri": by_year,
    "burden.pledge_step": step,
    "burden.path_backtest": paths,
    "burden.path_skill": skill,
}
