"""Operations: success, violence and rotation, from the user's copies of others' data."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.study.checks.target import Check, Found, Material, Target, Value
from foedus.study.hull import counted_inside, nearby, variability
from foedus.study.peacebuilding import COVARIATES, cases, logit, other_world, poisson, table


def original(target: Target, material: Material) -> Found:
    """Fit the logit of strict success on the eleven covariates, errors clustered."""
    seen = cases(material.file("peace.csv"), "pbs2s3")
    fit = logit(seen.regressors, seen.outcome, seen.cluster)
    names = ("const", *COVARIATES)
    found: dict[str, Value] = {
        name: float(fit.coefficients[at]) for at, name in enumerate(names) if name in target.published
    }
    return {
        **found,
        "cases": len(seen.outcome),
        "log_likelihood": fit.value,
        "pseudo_r2": fit.pseudo_r2,
        "const_error": float(fit.errors[0]),
        "untype4_error": float(fit.errors[-1]),
    }


def lenient(target: Target, material: Material) -> Found:
    """Fit lenient success after two and five years on any operation, cases known at both times."""
    found: dict[str, Value] = {}
    for name in target.published:
        years = name.removeprefix("years_")
        seen = cases(material.file("peace.csv"), f"pbs{years}l", ("pbs2l", "pbs5l"), last="any")
        found[name] = float(logit(seen.regressors, seen.outcome).coefficients[-1])
    return found


def hull(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Ask of each case turned around whether it lies inside the data, and how much of them is near."""
    data = cases(material.file("peace.csv"), "pbs2s3").covariates
    turned = other_world(data)
    return {
        "inside": counted_inside(data, turned),
        "cases": len(data),
        "variability": variability(data),
        "share_nearby": float(nearby(data, turned).mean()),
    }


def violence(target: Target, material: Material) -> Found:
    """Fit civilian killings by Poisson regression on peacekeepers of three kinds."""
    rows = table(material.file("hks.csv"))
    names = [name for name in target.published if name != "Intercept"]
    columns = [np.array([float(row[name]) for row in rows]) for name in names]
    # The past year's killings stand in the file as a logarithm.
    logged = names.index("brv_AllLag")
    columns[logged] = np.expm1(columns[logged])
    outcome = np.array([float(row[target.inputs["outcome"]]) for row in rows])
    beta = poisson(np.stack([np.ones(len(rows)), *columns], axis=1), outcome)
    return {name: float(value) for name, value in zip(("Intercept", *names), beta, strict=True)}


def rotation(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Add up units x troops / ratio by option, from a table that the user transcribes."""
    sums: dict[str, list[float]] = {}
    for row in table(material.file("cbo_units.csv")):
        strength = float(row["units"]) * float(row["troops"])
        both = sums.setdefault(row["option"], [0.0, 0.0])
        # The low end of the force comes from the high end of the ratio.
        both[0] += strength / float(row["ratio_high"])
        both[1] += strength / float(row["ratio_low"])
    return dict(sums)


CHECKS: Mapping[str, Check] = {
    "ops.king_zeng_original": original,
    "ops.minerva_any_un": lenient,
    "ops.king_zeng_hull": hull,
    "ops.hks_poisson": violence,
    "ops.cbo_rotation": rotation,
}
