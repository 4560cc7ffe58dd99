"""A crisis question, and what is prepared once to answer it in any number of draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from foedus.ensemble.design import Design, Sample
from foedus.ensemble.runner import Columns
from foedus.law import Ruling, rules
from foedus.models.adversary import Adversary
from foedus.models.attribution import Attribution
from foedus.models.balance import Balance
from foedus.models.council import Council
from foedus.models.forces import Forces
from foedus.models.joint.case import ALLY_JUDGEMENTS, UNIT_JUDGEMENTS, Case, build, under
from foedus.models.joint.crisis import Crisis, Terms
from foedus.models.parameter import Parameter, given, parameters
from foedus.models.reinforcement import Reinforcement
from foedus.record.load import bundled, load
from foedus.study.groups import group_of
from foedus.terms.chance import Array
from foedus.terms.errors import UnknownReference
from foedus.world import Trace, World
from foedus.world import network as transport
from foedus.world.network import Network
from foedus.world.scenario import Scenario

MODELS: tuple[type[Any], ...] = (
    *(Attribution, Council, Forces, Reinforcement),
    *(Adversary, Balance, Terms),
)
# How the law sees an incident: what the text of Article 5 can be asked about.
LEGAL_KIND = {
    **{"kinetic": "kinetic", "airspace": "kinetic", "blockade": "hybrid", "sabotage": "hybrid"},
    **{"cyber": "cyber", "space": "space", "terrorism": "terrorism", "hybrid": "hybrid"},
}
Changes = tuple[tuple[str, float | bool | str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; everything that an answer depends on, apart from code and record.

    Attributes:
        scenario: The scenario.
        changes: Overlaid values by path, in order.
        seed: Seed of the ensemble.
        draws: Number of draws.
        folder: Folder of the record; None for the bundled one.
    """

    scenario: Scenario
    changes: Changes = ()
    seed: int = 1
    draws: int = 2000
    folder: Path | None = None

    @property
    def sets(self) -> int:
        """How many parameter sets: one for every eight draws, sixteen at least."""
        return max(16, self.draws // 8)

    @property
    def design(self) -> Design:
        """The parameter sets."""
        return Design(self.seed, self.sets)


@dataclass(frozen=True)
class Prepared:
    """What all blocks of a question share.

    Attributes:
        question: The question.
        world: The world, overlays applied.
        trace: What was read of it.
        case: What the models see of it.
        rulings: The law's answers by rule, for the scenario's incident.
        holdings: Holding of Article 5 by plan.
        judged: Judgements in every parameter set, (sets, subjects), by attribute.
        fixed: Parameters fixed by overlays, by path.
        terms: Parameters of the whole at their best values.
        movement: The reinforcement model at its best values.
        network: The transport network.
    """

    question: Question
    world: World
    trace: Trace
    case: Case
    rulings: Mapping[str, Ruling]
    holdings: Mapping[str, str]
    judged: Mapping[str, Array]
    fixed: Mapping[str, float | bool | str]
    terms: Terms
    movement: Reinforcement
    network: Network

    def job(self, plan: str) -> PlanJob:
        """Return the picklable job of a runner for one plan."""
        severity = self.question.scenario.incident.severity * self.terms.severity.get(plan, 1.0)
        case = under(self.case, self.holdings[plan], severity)
        return PlanJob(case, self.question.design, self.judged, self.fixed, plan)


@dataclass(frozen=True)
class PlanJob:
    """One plan of one question, without the record: what a process needs to run draws of it.

    Attributes:
        case: What the models see of the world under the plan.
        design: The parameter sets.
        judged: Judgements in every parameter set, (sets, subjects), by attribute.
        fixed: Parameters fixed by overlays, by path.
        plan: Name of the plan.
    """

    case: Case
    design: Design
    judged: Mapping[str, Array]
    fixed: Mapping[str, float | bool | str]
    plan: str

    def __call__(self, first: int, draws: int) -> Columns:
        """Return the columns of a block of draws."""
        sample = Sample(self.design, first, draws)
        crisis = self._crisis(sample)
        judged = {name: values[sample.sets] for name, values in self.judged.items()}
        course = crisis.run(self.case, crisis.adversary.plan(self.plan), judged, sample.chance)
        return course.columns(self.case)

    def _crisis(self, sample: Sample) -> Crisis:
        """Return the models with the parameters of each draw of a block."""
        return Crisis(
            terms=sample.model(Terms, self.fixed),
            attribution=sample.model(Attribution, self.fixed),
            council=sample.model(Council, self.fixed),
            forces=sample.model(Forces, self.fixed),
            reinforcement=sample.model(Reinforcement, self.fixed),
            adversary=sample.model(Adversary, self.fixed),
            balance=sample.model(Balance, self.fixed),
        )


@lru_cache(maxsize=8)
def prepared(question: Question) -> Prepared:
    """Prepare a question, once a process.

    Raises:
        UnknownReference: If an overlay names a path that does not exist.
        NotRecorded: If the record lacks something the models need.
    """
    record = bundled() if question.folder is None else load(question.folder)
    scenario = question.scenario
    own, fixed = _sorted_changes(question.changes)
    world, trace = World.of(record, scenario.day, scenario.known).having(own).traced()
    movement = given(Reinforcement, **_of(Reinforcement, fixed))
    network = transport.bundled() if question.folder is None else transport.read(record.folder / "network")
    case = build(world, scenario, network, movement, group_of(world.members("NATO")))
    terms = given(Terms, **_of(Terms, fixed))
    holdings = {plan: _article_5(world, scenario, terms, plan).holding.value for plan in scenario.plans}
    return Prepared(
        question=question,
        world=world,
        trace=trace,
        case=case,
        rulings=_rulings(world, scenario, terms),
        holdings=holdings,
        judged=_judged(case, question.design, terms.assessor_correlation),
        fixed=fixed,
        terms=terms,
        movement=movement,
        network=network,
    )


def all_parameters() -> dict[str, Parameter]:
    """Return the parameters of all models of the crisis by path."""
    return {one.path: one for kind in MODELS for one in parameters(kind).values()}


def _sorted_changes(
    changes: Changes,
) -> tuple[dict[str, float | bool | str], dict[str, float | bool | str]]:
    """Split changes into those of the world and those of parameters."""
    known = all_parameters()
    models = {path.partition(".")[0] for path in known}
    own: dict[str, float | bool | str] = {}
    fixed: dict[str, float | bool | str] = {}
    for path, value in changes:
        if path in known:
            fixed[path] = value
        elif path.partition(".")[0] in models:
            raise UnknownReference(
                f"'{path}' changes nothing: no such parameter",
                remedy="`foedus assess parameters` lists all parameters",
                suggestions=[name for name in known if name.split(".")[0] == path.split(".")[0]][:6],
            )
        else:
            own[path] = value
    return own, fixed


def _of(kind: type[Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fixed[one.path] for name, one in parameters(kind).items() if one.path in fixed}


def _article_5(world: World, scenario: Scenario, terms: Terms, plan: str) -> Ruling:
    place = scenario.incident
    kind = LEGAL_KIND[terms.incident_kind.get(plan, place.kind)]
    return rules()["nat.5"](world, kind=kind, origin="external", lat=str(place.lat), lon=str(place.lon))


def _rulings(world: World, scenario: Scenario, terms: Terms) -> dict[str, Ruling]:
    place = scenario.incident
    known = rules()
    return {
        "nat.4": known["nat.4"](world, party=place.target[0], concern="territorial_integrity"),
        "nat.5": _article_5(world, scenario, terms, ""),
        "nat.6": known["nat.6"](world, lat=str(place.lat), lon=str(place.lon), object="territory"),
    }


def _judged(case: Case, design: Design, correlation: float) -> dict[str, Array]:
    found = {name: design.judged(name, case.spreads[name], correlation) for name in ALLY_JUDGEMENTS}
    ours = [unit.id for unit in case.units]
    theirs = [unit.id for unit in case.hostile]
    for name in UNIT_JUDGEMENTS:
        spreads = case.spreads[name]
        parts = (
            design.judged(name, {key: spreads[key] for key in ours}, correlation),
            design.judged(f"adversary_{name}", {key: spreads[key] for key in theirs}, correlation),
        )
        found[name] = np.concatenate(parts, axis=1)
    return found
