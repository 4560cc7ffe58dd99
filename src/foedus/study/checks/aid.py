"""Support for Ukraine, from the user's copy of the tracker; and how reliable alliances have been."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.models.aid import Aid
from foedus.models.parameter import given
from foedus.study.checks.target import Check, Found, Material, Target
from foedus.study.contribution import Donors, donors, read, until


def _donors(target: Target, material: Material) -> Donors:
    states = {name: (row[0], row[1]) for name, row in target.inputs["states"].items()}
    return donors(
        material.file("kiel_r28_country_summary_relative.csv"),
        material.file("cow_mindist.csv.gz", "cow_mindist.csv"),
        states,
        target.inputs["enemy"],
    )


def regression(target: Target, material: Material) -> Found:
    """Regress log aid over GDP on log distance and log income, with all Allies and without one."""
    every = _donors(target, material)
    fit = every.fit()
    names = ("const", "distance", "income")
    kept = [at for at, name in enumerate(every.names) if name != target.inputs["without"]]
    part = Donors(
        tuple(every.names[at] for at in kept),
        *(one[kept] for one in (every.share, every.kilometres, every.per_head, every.product)),
    ).fit()
    return {
        "allies": len(every.names),
        **{name: float(fit.coefficients[at]) for at, name in enumerate(names)},
        **{f"{name}_error": float(fit.errors[at]) for at, name in enumerate(names) if at},
        "r2": fit.r2,
        "scatter": fit.scatter,
        **{f"{name}_without": float(part.coefficients[at]) for at, name in enumerate(names) if at},
        "r2_without": part.r2,
    }


def left_out(target: Target, material: Material) -> Found:
    """Forecast each Ally's log share from the others; skill against the mean of the others."""
    every = _donors(target, material)
    errors, log = every.fit().left_out, np.log(every.share)
    mean = (log - log.mean()) * len(log) / (len(log) - 1)
    return {"skill_against_mean": float(1 - (errors**2).mean() / (mean**2).mean())}


def totals(target: Target, material: Material) -> Found:
    """Add up the allocations until a month."""
    columns = {name: "total_allocations" if name == "total" else name for name in target.published}
    found = until(material.file("total_allocations.csv"), tuple(target.inputs["until"]), columns)
    return dict(found)


def sides(target: Target, material: Material) -> Found:
    """Add up Europe (states of `inputs.europe`, institutions of the Union) and the United States."""
    asked, europe, states = target.inputs, 0.0, 0.0
    for row in read(material.file("data_explorer.csv")):
        if (int(row["year"]), int(row["month"])) <= tuple(asked["until"]):
            ours = row["iso"] in asked["europe"] or row["country"] in asked["institutions"]
            europe += float(row["total"] or 0) if ours else 0.0
            states += float(row["total"] or 0) if row["iso"] == "USA" else 0.0
    return {"europe": europe, "united_states": states}


def largest(target: Target, material: Material) -> Found:
    """Look up bilateral aid with the share of the Union's, % of GDP."""
    rows = {row["iso"]: row for row in read(material.file("eu_aid_shares.csv"))}
    return {
        name: float(rows[name]["bilateral_pct_gdp"]) + float(rows[name]["eu_share_pct_gdp"])
        for name in target.published
    }


def reliability(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return the codings that the model carries."""
    codings = given(Aid).reliability
    return {name: codings[name] for name in target.published}


CHECKS: Mapping[str, Check] = {
    "contribution.kiel": regression,
    "contribution.left_out": left_out,
    "ukr.total_2024_12": totals,
    "ukr.us_europe_2025_02": sides,
    "ukr.donor_share": largest,
    "reliability.rates": reliability,
}
