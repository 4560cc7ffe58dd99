"""Burden sharing: who reaches the guideline, what all spend together, whether the large carry more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np
from scipy.stats import spearmanr

from foedus.record.views import view
from foedus.study.checks.target import Check, Found, Material, Target, Value


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


def exploitation(target: Target, material: Material) -> Found:  # noqa: ARG001
    """Return the rank correlation of national product and the share of it that goes to defence."""
    product, share = (np.array(target.inputs[name]) for name in ("gnp", "share"))
    found: Value = float(spearmanr(product, share).statistic)
    return {"rank_correlation": found}


CHECKS: Mapping[str, Check] = {
    "burden.nato_counts": counts,
    "burden.nato_aggregates": aggregates,
    "burden.oz1964": exploitation,
}
