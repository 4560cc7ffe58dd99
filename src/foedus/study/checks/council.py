"""The Council: the rival model of others reproduced, and ours held against decisions it was not fitted to."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.study.checks.target import Check, Found, Material, Target
from foedus.study.council_fit import bargaining, baselines, cases, hindcast, settings, surface


def emission(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Run the challenge model on the car emissions case."""
    trace = bargaining()
    return {
        "mean": trace.mean.tolist(),
        "median": trace.median.tolist(),
        "belgium": trace.position[:, 0].tolist(),
    }


def errors(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return the errors of three forecasts of the car emissions case."""
    return dict(baselines())


def left_out(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Forecast each past decision from the others; skill is one minus the ratio of the Brier scores."""
    past = cases(material.record)
    brier = hindcast(past, surface(past, settings()["grid"])).brier
    return {
        "skill_against_base_rate": 1 - brier["council"] / brier["base rate"],
        "skill_against_compromise": 1 - brier["council"] / brier["compromise"],
    }


CHECKS: Mapping[str, Check] = {
    "council.bdm_scholz.emission": emission,
    "council.emission.baselines": errors,
    "council.hindcast": left_out,
}
