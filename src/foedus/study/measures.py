"""The yes-or-no questions whose answer a brief explains, and which of them is least settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.models.balance import OUTCOMES
from foedus.models.council import PATHS
from foedus.study.crisis import PlanRun
from foedus.terms.chance import Array
from foedus.terms.text import Text

AGREED_DAYS = 10.0


@dataclass(frozen=True)
class Measure:
    """A question that each draw answers with yes or no.

    Attributes:
        name: Identifier.
        text: What yes means.
        of: Answers of the draws of a plan, (draws,) of 0 and 1.
    """

    name: str
    text: Text
    of: Callable[[PlanRun], Array]


def _held(plan: PlanRun) -> Array:
    return np.asarray(plan.run.columns["outcome"] == OUTCOMES.index("held"), dtype=np.float64)


def _agreed(plan: PlanRun) -> Array:
    path = plan.run.columns["path"]
    agreed = (path == PATHS.index("silence")) | (path == PATHS.index("diluted"))
    return np.asarray(agreed & (plan.column("decided") <= AGREED_DAYS), dtype=np.float64)


MEASURES: Mapping[str, Measure] = {
    "held": Measure(
        "held", Text("The attack is held where it begins", "攻撃が発起点付近で阻止される"), _held
    ),
    "denied": Measure(
        "denied",
        Text("The adversary is denied its goal", "敵対側の目標達成が阻止される"),
        lambda plan: plan.denied,
    ),
    "agreed": Measure(
        "agreed",
        Text("The Council agrees within ten days", "北大西洋理事会が10日以内に合意する"),
        _agreed,
    ),
}


def least_settled(plan: PlanRun) -> Measure:
    """Return the measure of a plan whose answer is nearest to even, since it has most to explain."""
    return min(MEASURES.values(), key=lambda one: (abs(float(one.of(plan).mean()) - 0.5), one.name))
