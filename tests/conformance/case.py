"""One small question that the laws of the crisis are checked on."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from foedus.ensemble.runner import Columns
from foedus.record import bundled
from foedus.study.question import Prepared, Question, prepared
from foedus.world.scenario import find_scenario

DRAWS = 256
SCENARIO = "suwalki-2027"


def ready(*changes: tuple[str, float | bool], scenario: str = SCENARIO) -> Prepared:
    """Prepare the question with some paths changed."""
    return prepared(Question(find_scenario(bundled(), scenario), changes, seed=1, draws=DRAWS))


@cache
def base(plan: str = "corridor") -> Columns:
    """Return the columns of the question as it stands."""
    return ready().job(plan)(0, DRAWS)


def columns(plan: str, *, draws: int = DRAWS, scenario: str = SCENARIO, **fixed: Any) -> Columns:
    """Return the columns with parameters fixed by path (`__` for the dot), on the routes of the base."""
    values = {path.replace("__", "."): value for path, value in fixed.items()}
    return replace(ready(scenario=scenario), fixed=values).job(plan)(0, draws)


def judged(plan: str, kind: str, factor: float) -> Columns:
    """Return the columns with every judgement of a kind multiplied."""
    whole = ready()
    changed = {**whole.judged, kind: whole.judged[kind] * factor}
    return replace(whole, judged=changed).job(plan)(0, DRAWS)


def same(one: Columns, other: Columns) -> bool:
    """Whether two sets of columns are equal to the byte."""
    return one.keys() == other.keys() and all(
        np.asarray(one[name]).tobytes() == np.asarray(other[name]).tobytes() for name in one
    )


def denied(found: Columns) -> float:
    """Return how often the adversary is denied its goal."""
    from foedus.models.balance import OUTCOMES
    from foedus.study.crisis import GOAL_DENIED

    return float(np.isin(found["outcome"], [OUTCOMES.index(name) for name in GOAL_DENIED]).mean())
