"""What a reader is told about one plan of the adversary."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.models.adversary import Adversary
from foedus.models.balance import OUTCOMES
from foedus.models.council import PATHS
from foedus.models.joint.course import TOLD
from foedus.models.parameter import given
from foedus.study.crisis import PlanRun
from foedus.study.groups import GROUPS, OTHERS
from foedus.study.movement import bottleneck, constraint, flows, marks
from foedus.study.numbers import cumulative, fan, quantiles, ranged
from foedus.study.question import Prepared

COUNCIL_DAYS = tuple(range(61))


def plan_finding(ready: Prepared, plan: PlanRun) -> dict[str, Any]:
    """Return the finding of one plan as JSON."""
    words = given(Adversary).plan(plan.plan)
    return {
        "title": words.title.as_json(),
        "goal": words.goal.as_json(),
        "warning_days": quantiles(plan.column("warning")),
        "holding": ready.holdings[plan.plan],
        "decision": _decision(ready, plan),
        "arrivals": _arrivals(ready, plan),
        "forces": _forces(ready, plan),
        "flows": flows(ready, plan),
        "marks": marks(ready, plan),
        "bottleneck": bottleneck(ready, plan),
        "outcome": {name: ranged(plan.outcome(name)) for name in OUTCOMES},
        "denied": ranged(plan.share(plan.denied)),
        "cost": _cost(plan),
        "extrapolated": round(float(plan.column("extrapolated").mean()), 4),
    }


def _decision(ready: Prepared, plan: PlanRun) -> dict[str, Any]:
    decided, path = plan.column("decided"), plan.run.columns["path"]
    settled = {
        name: cumulative(decided, np.asarray(path == code), COUNCIL_DAYS)
        for code, name in enumerate(PATHS)
        if name != "none"
    }
    blocking = plan.column("blockers").mean(axis=0)
    order = sorted(range(len(blocking)), key=lambda index: (-blocking[index], ready.case.allies[index]))
    agreed = np.isin(path, (PATHS.index("silence"), PATHS.index("diluted")))
    return {
        "days": quantiles(decided),
        "blocked": round(float(plan.column("blocked").mean()), 4),
        "path": {name: round(plan.path(name).mean, 4) for name in PATHS},
        "ranges": {
            "blocked": ranged(plan.share(plan.column("blocked"))),
            **{name: ranged(plan.path(name)) for name in PATHS},
        },
        "within": {str(day): ranged(plan.share(agreed & (decided <= day))) for day in TOLD[1:]},
        "blockers": [
            {"ally": ready.case.allies[index], "share": round(float(blocking[index]), 4)}
            for index in order
            if blocking[index] >= 0.005
        ],
        "ambition": quantiles(plan.column("ambition")),
        "by_day": {"day": list(COUNCIL_DAYS), **settled, "none": [0.0] * len(COUNCIL_DAYS)},
    }


def _arrivals(ready: Prepared, plan: PlanRun) -> dict[str, Any]:
    by_ally = plan.column("by_ally")
    coming = plan.column("reinforcement")
    told = {str(day): quantiles(coming[:, day - ready.terms.first_day]) for day in TOLD[1:]}
    authorised = plan.column("authorised")
    rows = {}
    for index, ally in enumerate(ready.case.allies):
        means = by_ally[:, index, :].mean(axis=0)
        if means[-1] < 0.005:
            continue
        rows[ally] = {
            "in_place": round(float(means[0]), 3),
            **{str(day): round(float(means[at]), 3) for at, day in enumerate(TOLD) if day},
            "authorisation_days": quantiles(authorised[:, index]),
            "constraint": constraint(ready, plan, index).as_json(),
        }
    return {**told, "by_ally": rows}


def _forces(ready: Prepared, plan: PlanRun) -> dict[str, Any]:
    first = ready.terms.first_day
    days = list(range(first, ready.terms.last_day + 1))
    groups = [name for name in (*GROUPS, OTHERS) if f"group:{name}" in plan.run.columns]
    return {
        "day": days,
        **{name: fan(plan.column(name)) for name in ("in_place", "reinforcement", "adversary")},
        "groups": {name: fan(plan.column(f"group:{name}"))["p50"] for name in groups},
    }


def _cost(plan: PlanRun) -> dict[str, Any]:
    return {
        "bn_usd": quantiles(plan.column("cost")),
        "losses_brigades": {
            "alliance": quantiles(plan.column("lost_alliance")),
            "adversary": quantiles(plan.column("lost_adversary")),
        },
    }
