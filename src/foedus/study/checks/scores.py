"""The scores by which forecasts are judged."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.study.checks.target import Check, Found, Material, Target
from foedus.study.scoring import crps_ensemble, crps_normal, murphy


def normal(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Score the standard normal forecast at the stated outcomes."""
    return {name: float(crps_normal(0.0, 1.0, at)) for name, at in target.inputs["outcomes"].items()}


def ensemble(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Score ensembles drawn from the distribution of the outcome."""
    luck = np.random.default_rng(target.inputs["seed"])
    cases, members = target.inputs["cases"], target.inputs["members"]
    outcome = luck.normal(size=cases)
    return {"mean": float(crps_ensemble(luck.normal(size=(cases, members)), outcome).mean())}


def parts(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Split the Brier score of three groups of ten forecasts."""
    groups, size = target.inputs["groups"], target.inputs["size"]
    forecast = np.repeat([group["forecast"] for group in groups], size)
    happened = np.concatenate([np.arange(size) < group["happened"] for group in groups]).astype(np.float64)
    found = murphy(forecast, happened)
    return {name: getattr(found, name) for name in target.published}


CHECKS: Mapping[str, Check] = {"crps.normal": normal, "crps.ensemble": ensemble, "brier.murphy": parts}
