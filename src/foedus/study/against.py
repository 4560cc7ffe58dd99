"""Two answers on common draws: what an overlay changes, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from foedus.models.balance import OUTCOMES
from foedus.study.crisis import CrisisRun, PlanRun
from foedus.study.numbers import quantiles
from foedus.study.uncertainty import split
from foedus.terms.chance import Array
from foedus.world import Overlay


def against(run: CrisisRun, other: CrisisRun, overlays: Sequence[Overlay]) -> dict[str, Any]:
    """Return how `other`, run on the same draws, differs from `run`: other minus run, draw by draw.

    Args:
        run: The answer.
        other: The answer with `overlays` laid over as well.
        overlays: What the other world differs by.
    """
    return {
        "ids": [overlay.id for overlay in overlays],
        "overlays": [overlay.title.as_json() for overlay in overlays],
        "plans": {
            name: _difference(plan, other.plans[name], run.prepared.terms.first_day)
            for name, plan in run.plans.items()
        },
    }


def _difference(one: PlanRun, other: PlanRun, first_day: int) -> dict[str, Any]:
    both = np.intersect1d(one.run.draws, other.run.draws)
    at, there = np.searchsorted(one.run.draws, both), np.searchsorted(other.run.draws, both)

    def pair(name: str) -> tuple[Array, Array]:
        return one.column(name)[at], other.column(name)[there]

    outcomes = {}
    for code, name in enumerate(OUTCOMES):
        before, after = pair("outcome")
        change = split((after == code).astype(float) - (before == code).astype(float), one.sets[at])
        low, high = change.range
        outcomes[name] = {"difference": round(change.mean, 4), "low": round(low, 4), "high": round(high, 4)}
    before, after = pair("decided")
    decided = np.isfinite(before) & np.isfinite(after)
    return {
        "decision_days": quantiles(after[decided] - before[decided]) if decided.any() else None,
        "decided": {
            "before": round(float(np.isfinite(before).mean()), 4),
            "after": round(float(np.isfinite(after).mean()), 4),
        },
        "outcome": outcomes,
        "denied": _denied(one, other, at, there),
        "arrivals": {str(day): _arrivals(pair("reinforcement"), day - first_day) for day in (10, 30, 90)},
    }


def _denied(one: PlanRun, other: PlanRun, at: Any, there: Any) -> dict[str, float]:
    change = split(other.denied[there] - one.denied[at], one.sets[at])
    low, high = change.range
    return {"difference": round(change.mean, 4), "low": round(low, 4), "high": round(high, 4)}


def _arrivals(columns: tuple[Array, Array], index: int) -> dict[str, float | None]:
    before, after = columns
    return quantiles(after[:, index] - before[:, index])
