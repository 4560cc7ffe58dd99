"""Run a crisis question: every plan of the adversary, never averaged over plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.ensemble.runner import Run, run
from foedus.models.balance import OUTCOMES
from foedus.models.council import PATHS
from foedus.study.question import Prepared, Question, prepared
from foedus.study.uncertainty import Sets, Split, split
from foedus.terms.chance import Array

Progress = Callable[[str, int, int], None]
# Outcomes in which the adversary does not hold its goal when the run ends.
GOAL_DENIED = ("held", "limited_loss", "repelled")


@dataclass(frozen=True)
class PlanRun:
    """All draws of one plan, read by name.

    Attributes:
        plan: Name of the plan.
        run: The columns.
        sets: Parameter set of each draw.
    """

    plan: str
    run: Run
    sets: Sets

    def column(self, name: str) -> Array:
        """Return a column as floats."""
        return np.asarray(self.run.columns[name], dtype=np.float64)

    def share(self, happens: np.ndarray[Any, Any]) -> Split:
        """Split a yes-or-no column, shape (draws,), into chance and what we do not know."""
        return split(np.asarray(happens, dtype=np.float64), self.sets)

    def outcome(self, name: str) -> Split:
        """Return how often an outcome happens."""
        return self.share(self.run.columns["outcome"] == OUTCOMES.index(name))

    def path(self, name: str) -> Split:
        """Return how often the Council ends on a path."""
        return self.share(self.run.columns["path"] == PATHS.index(name))

    @property
    def denied(self) -> Array:
        """Whether the adversary is denied its goal, shape (draws,)."""
        wanted = [OUTCOMES.index(name) for name in GOAL_DENIED]
        return np.isin(self.run.columns["outcome"], wanted).astype(np.float64)


@dataclass(frozen=True)
class CrisisRun:
    """The answer to a question before it is put into words.

    Attributes:
        prepared: What all draws share.
        plans: The draws by plan, in the order of the scenario.
    """

    prepared: Prepared
    plans: Mapping[str, PlanRun]


def answer(
    question: Question, *, workers: int = 1, block: int = 1000, progress: Progress | None = None
) -> CrisisRun:
    """Run all plans of a question.

    Args:
        question: What is asked.
        workers: The most processes to use.
        block: Draws a block; changes no bit of the answer.
        progress: Called with plan, draws done and draws asked for.

    Raises:
        FoedusError: If the question does not fit the record.
    """
    ready = prepared(question)
    plans: dict[str, PlanRun] = {}
    for plan in question.scenario.plans:
        report = None if progress is None else _report(progress, plan)
        done = run(ready.job(plan), question.draws, block=block, workers=workers, progress=report)
        plans[plan] = PlanRun(plan, done, done.draws % question.sets)
    return CrisisRun(ready, plans)


def _report(progress: Progress, plan: str) -> Callable[[int, int], None]:
    return lambda done, all_: progress(plan, done, all_)
