"""What one draw of the crisis is made of, as plain numbers: facts, judgements, parameters and luck.

The Mesa model gets exactly the numbers of our own draw, so that the two can be compared draw by draw. They
are made before the clock runs: random numbers and parameters cost the Mesa model nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.ensemble.design import Sample
from foedus.models.adversary import Adversary, Plan
from foedus.models.attribution import Attribution
from foedus.models.balance import Balance
from foedus.models.council import Council
from foedus.models.forces import Forces
from foedus.models.joint.case import Case
from foedus.models.joint.crisis import Crisis, Terms
from foedus.models.reinforcement import Reinforcement, Routes, Situation
from foedus.study.question import PlanJob


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: its weight, median days, chance of being found; luck of each."""

    weight: float
    days: float
    found: float
    shock: float
    luck: float
    delay: float


@dataclass(frozen=True, slots=True)
class AllyNumbers:
    """An ally: what is known of it, what is judged, and its shocks (standard normal)."""

    code: str
    attacked: bool
    present: bool
    km: float
    ideal: float
    capability: float
    adjustment: float
    salience: float
    threshold: float
    cost: float
    willing: float
    authorisation_days: float
    own_mood: float
    delay: float
    loyalty: float


@dataclass(frozen=True, slots=True)
class Visit:
    """A leg of a route and the server at its end, None at the assembly area.

    Attributes:
        server: The server.
        moving: Days under way.
        handling: Days of handling.
        gate: Days from the first foreign border to the leg's end; None if the border lies elsewhere.
    """

    server: str | None
    moving: float
    handling: float
    gate: float | None


@dataclass(frozen=True, slots=True)
class UnitNumbers:
    """A formation of an ally, its route, its judgements and its luck (uniform)."""

    id: str
    owner: str
    size: float
    nato: bool
    in_theatre: bool
    notice: float
    availability: float
    goes: float
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class HostileNumbers:
    """A formation of the adversary, its judgements and its shock."""

    size: float
    notice: float
    availability: float
    km: float
    friction: float


@dataclass(frozen=True)
class Numbers:
    """One draw.

    Attributes:
        terms, attribution, council, forces, movement, balance, plan, march: Parameters by name.
        severity: Severity of the incident under the plan.
        holding: The law's answer on Article 5.
        prior: Belief of attribution before any evidence.
        evidence: The pieces.
        mood: Mood common to all allies.
        meeting: Luck of the first meeting's hour.
        silences: Luck of the length of each silence procedure.
        combat: Luck of whether and when there is fighting.
        phases: Shocks of exchange, intensity and advance; first the campaign's, then each phase's.
        allies, units, hostile: Who takes part.
        servers: Brigade equivalents a day by server, in the order in which routes pass them.
    """

    terms: Any
    attribution: Any
    council: Any
    forces: Any
    movement: Any
    balance: Any
    plan: Any
    march: Any
    severity: float
    holding: str
    prior: float
    evidence: tuple[Evidence, ...]
    mood: float
    meeting: float
    silences: tuple[float, ...]
    combat: tuple[float, float]
    phases: Mapping[str, tuple[float, ...]]
    allies: tuple[AllyNumbers, ...]
    units: tuple[UnitNumbers, ...]
    hostile: tuple[HostileNumbers, ...]
    servers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Played:
    """What the Mesa model says of a draw; `arrived` holds the arrivals within its days."""

    path: str
    decided: float
    ambition: float
    arrived: Mapping[str, float]
    outcome: str
    peak_km: float
    cost: float


def crisis(job: PlanJob, sample: Sample) -> Crisis:
    """Return our own models with the parameters of a block of draws."""
    return Crisis(
        terms=sample.model(Terms, job.fixed),
        attribution=sample.model(Attribution, job.fixed),
        council=sample.model(Council, job.fixed),
        forces=sample.model(Forces, job.fixed),
        reinforcement=sample.model(Reinforcement, job.fixed),
        adversary=sample.model(Adversary, job.fixed),
        balance=sample.model(Balance, job.fixed),
    )


def numbers(job: PlanJob, draw: int) -> Numbers:
    """Return the numbers of one draw of one plan."""
    sample = Sample(job.design, draw, 1)
    models, luck, case = crisis(job, sample), sample.chance, job.case
    kind = models.terms.incident_kind.get(job.plan, case.scenario.incident.kind)
    judged = {name: values[sample.sets[0]] for name, values in job.judged.items()}
    return Numbers(
        **_parameters(models, models.adversary.plan(job.plan)),
        severity=float(case.circumstance.severity),
        holding=case.circumstance.holding,
        prior=models.attribution.prior[kind],
        evidence=_evidence(models, kind, luck),
        mood=_one(luck, "council.mood", normal=True),
        meeting=_one(luck, "council.meeting"),
        silences=tuple(luck.uniform("council.silence", width=models.council.most_tries).ravel().tolist()),
        combat=(_one(luck, "adversary.combat", "chance"), _one(luck, "adversary.combat", "delay")),
        phases=_phases(models, luck),
        allies=_allies(case, judged, luck),
        units=_units(case, judged, luck),
        hostile=_hostile(case, judged, luck),
        servers=_servers(models, case, job.plan, luck),
    )


def _one(luck: BlockChance, name: str, key: str = "", *, normal: bool = False) -> float:
    return float((luck.normal if normal else luck.uniform)(name, (key,))[0, 0])


def _parameters(models: Crisis, plan: Plan) -> dict[str, Any]:
    return {
        "terms": _plain(models.terms),
        "attribution": _plain(models.attribution),
        "council": _plain(models.council),
        "forces": _plain(models.forces),
        "movement": _plain(models.reinforcement),
        "balance": _plain(models.balance),
        "plan": _plain(plan),
        "march": SimpleNamespace(
            km_per_day=_float(models.adversary.march_km_per_day), sd=_float(models.adversary.march_sd)
        ),
    }


def _plain(model: Any) -> SimpleNamespace:
    """Return the fields of a model, arrays of one draw as plain floats."""
    return SimpleNamespace(**{one.name: _float(getattr(model, one.name)) for one in fields(model)})


def _float(value: Any) -> Any:
    return float(value.ravel()[0]) if isinstance(value, np.ndarray) else value


def _evidence(models: Crisis, kind: str, luck: BlockChance) -> tuple[Evidence, ...]:
    pieces = models.attribution.evidence[kind]
    return tuple(
        Evidence(
            weight=piece["weight"],
            days=piece["days"],
            found=piece["found"],
            shock=_one(luck, "attribution.weight", f"{kind}/{name}", normal=True),
            luck=_one(luck, "attribution.found", f"{kind}/{name}"),
            delay=_one(luck, "attribution.arrival", f"{kind}/{name}", normal=True),
        )
        for name, piece in pieces.items()
    )


def _phases(models: Crisis, luck: BlockChance) -> dict[str, tuple[float, ...]]:
    count = models.terms.last_day // models.balance.phase_days + 1
    keys = ("campaign", *(f"phase-{number}" for number in range(count)))
    return {
        name: tuple(luck.normal(f"balance.{name}", keys)[0].tolist())
        for name in ("exchange", "intensity", "advance")
    }


def _allies(case: Case, judged: Mapping[str, Any], luck: BlockChance) -> tuple[AllyNumbers, ...]:
    shocks = [
        luck.normal(name, case.allies)[0]
        for name in ("council.ally", "crisis.authorisation", "forces.contributes")
    ]
    seen = case.circumstance
    columns = (
        *(seen.attacked, seen.in_place, seen.proximity_km, seen.ideal_distance, case.capability),
        *(judged[f"council_{name}"] for name in ("adjustment", "salience", "threshold", "cost")),
        *(judged["willing_share"], judged["authorisation_days"]),
        *shocks,
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return tuple(AllyNumbers(code, *row) for code, row in zip(case.allies, rows, strict=True))


def _units(case: Case, judged: Mapping[str, Any], luck: BlockChance) -> tuple[UnitNumbers, ...]:
    goes = luck.uniform("forces.goes", [unit.id for unit in case.units])[0]
    ways = _ways(case.routes)
    return tuple(
        UnitNumbers(
            id=unit.id,
            owner=unit.owner,
            size=unit.brigade_equivalents,
            nato=unit.assigned == "nato",
            in_theatre=unit.in_place == case.scenario.theatre,
            notice=float(judged["notice_days"][index]),
            availability=float(judged["availability"][index]),
            goes=float(goes[index]),
            visits=ways[index],
        )
        for index, unit in enumerate(case.units)
    )


def _ways(routes: Routes) -> list[tuple[Visit, ...]]:
    ways: list[list[Visit]] = [[] for _ in routes.units]
    for stage in routes.stages:
        gates = dict(zip(stage.gated.tolist(), stage.gate_tail.tolist(), strict=True))
        legs = zip(stage.units.tolist(), stage.servers.tolist(), stage.moving, stage.handling, strict=True)
        for visit, (unit, server, moving, handling) in enumerate(legs):
            name = routes.servers[server]
            ways[unit].append(Visit(name, float(moving), float(handling), gates.get(visit)))
    gates = dict(zip(routes.gated.tolist(), routes.gate_tail.tolist(), strict=True))
    ends = zip(routes.moving.tolist(), routes.handling.tolist(), strict=True)
    return [
        (*way, Visit(None, *end, gates.get(unit)))
        for unit, (way, end) in enumerate(zip(ways, ends, strict=True))
    ]


def _hostile(case: Case, judged: Mapping[str, Any], luck: BlockChance) -> tuple[HostileNumbers, ...]:
    friction = luck.normal("adversary.march", [unit.id for unit in case.hostile])[0]
    first = len(case.units)
    columns: Sequence[Any] = (
        *(judged["notice_days"][first:], judged["availability"][first:]),
        *(case.hostile_km, friction),
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return tuple(
        HostileNumbers(unit.brigade_equivalents, *row) for unit, row in zip(case.hostile, rows, strict=True)
    )


def _servers(models: Crisis, case: Case, plan: str, luck: BlockChance) -> dict[str, float]:
    situation = Situation("crisis", denied=models.adversary.plan(plan).interdiction, exposed=case.exposed)
    rates = models.reinforcement.capacities(case.routes, 1, chance=luck, situation=situation)[0]
    order = [number for stage in case.routes.stages for number in stage.present.tolist()]
    return {case.routes.servers[number]: float(rates[number]) for number in order}
