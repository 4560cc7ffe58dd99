"""A scenario at the best value of everything: what only chance leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.adversary import PLANS, Adversary
from foedus.models.attribution import Attribution
from foedus.models.balance import Balance
from foedus.models.council import Council
from foedus.models.forces import Forces
from foedus.models.joint.case import ALLY_JUDGEMENTS, UNIT_JUDGEMENTS, Case, under
from foedus.models.joint.course import Course
from foedus.models.joint.crisis import Crisis
from foedus.models.parameter import given, parameters
from foedus.record import Fact, bundled
from foedus.study.assess.inquiry import DRAWS, Asked, Given
from foedus.study.question import Prepared, Question, prepared
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text
from foedus.world.scenario import find_overlay, find_scenario

Model = TypeVar("Model")

ARGUMENTS = (
    Asked("scenario", "suwalki-2027", Text("scenario, bundled or a file", "シナリオ（同梱又はファイル）")),
    Asked("overlays", "", Text("overlays, separated by commas", "重ねる変更（コンマ区切り）")),
    Asked("plan", "corridor", Text("plan of the adversary", "敵対側の計画"), PLANS),
    *DRAWS,
)


@dataclass(frozen=True)
class Central:
    """One plan of a scenario at best values.

    Attributes:
        ready: What is prepared for the scenario.
        case: The scenario as the models see it under the plan.
        crisis: The models at their best values.
        judged: Judgements at their best values, (draws, subjects) by attribute.
        course: What happened, by draw.
    """

    ready: Prepared
    case: Case
    crisis: Crisis
    judged: dict[str, Array]
    course: Course

    def facts(self, *attributes: str) -> tuple[Fact, ...]:
        """Return the facts of these attributes that were read."""
        return tuple(fact for fact in self.ready.trace.facts.values() if fact.attribute in attributes)


def central(asked: Given) -> Central:
    """Run a scenario at best values.

    Raises:
        BadArgument: If the scenario does not have the plan.
        UnknownName: If there is no such scenario or overlay.
    """
    ready = prepare(asked)
    plan, terms = asked["plan"], ready.terms
    if plan not in ready.holdings:
        raise BadArgument(f"{asked['scenario']} has no plan '{plan}'", suggestions=list(ready.holdings))
    severity = ready.question.scenario.incident.severity * terms.severity.get(plan, 1.0)
    case = under(ready.case, ready.holdings[plan], severity)
    crisis, judged = models(ready), best(case, asked["draws"])
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    course = crisis.run(case, crisis.adversary.plan(plan), judged, chance)
    return Central(ready, case, crisis, judged, course)


def prepare(asked: Given) -> Prepared:
    """Prepare a scenario with overlays."""
    record = bundled()
    chosen = find_scenario(record, asked["scenario"])
    names = [name for name in asked["overlays"].split(",") if name]
    laid = [*chosen.overlays, *(find_overlay(record, name) for name in names)]
    changes = tuple((change.path, change.value) for one in laid for change in one.changes)
    return prepared(Question(chosen, changes, seed=asked["seed"], draws=asked["draws"]))


def models(ready: Prepared) -> Crisis:
    """Return the models of a crisis at their best values, overlays applied."""

    def at_best(kind: type[Model]) -> Model:
        fixed = {
            name: ready.fixed[one.path] for name, one in parameters(kind).items() if one.path in ready.fixed
        }
        return given(kind, **fixed)

    return Crisis(
        terms=ready.terms,
        attribution=at_best(Attribution),
        council=at_best(Council),
        forces=at_best(Forces),
        reinforcement=ready.movement,
        adversary=at_best(Adversary),
        balance=at_best(Balance),
    )


def best(case: Case, draws: int) -> dict[str, Array]:
    """Return every judgement at its best value, (draws, subjects) by attribute."""
    units = [unit.id for unit in (*case.units, *case.hostile)]
    subjects = dict.fromkeys(UNIT_JUDGEMENTS, units) | {name: list(case.allies) for name in ALLY_JUDGEMENTS}
    return {
        name: np.repeat([[case.spreads[name][key].value for key in keys]], draws, axis=0)
        for name, keys in subjects.items()
    }
