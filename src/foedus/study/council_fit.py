"""How well does the Council model account for past decisions, and what do its competitors say?

Three numbers are fitted to the ledger of decisions: the scatter of what moves an ally beyond its position,
the part of it that is common, and the mean cost of blocking. Everything else is judged beforehand. With some
twenty decisions the likelihood is a ridge, so the fitted value is the mean over the grid weighted with the
likelihood, not its highest point, and the forecast of a decision left out is averaged in the same way.

The values in use are fitted with each ally's judged cost of blocking, as they are used. Those judgements know
the past, so the hindcast does without them: there every ally's cost is the mean.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import log_ndtr

from foedus.models.challenge import Challenge, Group, Trace, compromise
from foedus.models.council import Circumstance, Council, positions
from foedus.models.council.acceptance import gain
from foedus.models.council.matter import Mask
from foedus.models.parameter import given
from foedus.record import Record
from foedus.record.load import data_folder
from foedus.terms.chance import Array
from foedus.terms.errors import NotRecorded, OutsideCoverage
from foedus.world import World
from foedus.world.distance import great_circle_km

FITTED = ("scatter", "common_share", "blocking_cost")


@dataclass(frozen=True, slots=True)
class Case:
    """One past decision as it looked when it was raised.

    Attributes:
        id: Its row in the ledger of decisions.
        margin: What each ally gains from the draft by the structural model, (allies,).
        cost: Each ally's cost of blocking as a multiple of the mean, (allies,).
        broke: Which of them are publicly known to have broken silence, (allies,).
        beyond: Whether the draft goes beyond the compromise, the mean position.
    """

    id: str
    margin: Array
    cost: Array
    broke: Array
    beyond: bool

    @property
    def blocked(self) -> bool:
        """Whether anybody did."""
        return bool(self.broke.any())


@dataclass(frozen=True, slots=True)
class Surface:
    """The likelihood on the grid.

    Attributes:
        points: Parameter values, (points, 3), in the order of `FITTED`.
        likelihood: Log likelihood of who broke silence, (points, cases).
        blocked: Chance that somebody breaks silence, (points, cases).
    """

    points: Array
    likelihood: Array
    blocked: Array


@dataclass(frozen=True, slots=True)
class Hindcast:
    """Leave-one-out forecasts of whether the first draft is blocked.

    Attributes:
        cases: Decisions.
        happened: Whether each was blocked, (cases,).
        forecast: Chance given by the model fitted to all others, (cases,).
        base: Share blocked among all others, (cases,).
        compromise: Share blocked among the others on the same side of the compromise, (cases,).
    """

    cases: tuple[str, ...]
    happened: Array
    forecast: Array
    base: Array
    compromise: Array

    @property
    def brier(self) -> dict[str, float]:
        """Mean squared error of the Council model and of the two simpler forecasts."""
        rivals = {"council": self.forecast, "base rate": self.base, "compromise": self.compromise}
        return {name: float(((one - self.happened) ** 2).mean()) for name, one in rivals.items()}


@dataclass(frozen=True, slots=True)
class Fit:
    """The fitted parameters.

    Attributes:
        value: Means over the grid weighted with the likelihood, by name.
        top: Values of greatest likelihood on the grid, by name.
        ranges: Values within the likelihood drop of a 95 % interval, by name.
        likelihood: Greatest log likelihood.
        hindcast: Leave-one-out forecasts.
    """

    value: Mapping[str, float]
    top: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    likelihood: float
    hindcast: Hindcast


def settings() -> dict[str, Any]:
    """Return the grid and the published yardsticks."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def fit(record: Record) -> Fit:
    """Fit the three parameters to the ledger of decisions by likelihood on a grid."""
    grid, past = settings()["grid"], cases(record)
    found = surface(cases(record, judged_costs=True), grid)
    total = found.likelihood.sum(axis=1)
    near = found.points[total >= total.max() - grid["drop"]]
    return Fit(
        value=dict(zip(FITTED, _average(found.points, total[:, None]).tolist(), strict=True)),
        top=dict(zip(FITTED, found.points[total.argmax()].tolist(), strict=True)),
        ranges={name: (near[:, i].min().item(), near[:, i].max().item()) for i, name in enumerate(FITTED)},
        likelihood=float(total.max()),
        hindcast=hindcast(past, surface(past, grid)),
    )


def cases(record: Record, *, judged_costs: bool = False) -> tuple[Case, ...]:
    """Return the decisions on record with the positions that the structural model gives.

    Assumes: nothing is known of an ally's special stance (no judged adjustment, equal salience and, unless
    `judged_costs`, equal costs of blocking), so that no judgement made with hindsight enters.
    """
    council, salience = given(Council), _mean_salience(record)
    past = (_case(record, council, salience, name) for name in record.table("decisions").rows)
    return tuple(past if judged_costs else (replace(case, cost=np.ones_like(case.cost)) for case in past))


def _case(record: Record, council: Council, salience: float, name: str) -> Case:
    row = record.table("decisions").rows[name]
    world = World.of(record, row["asked"].span.since.first)
    allies = world.members()
    draft = np.full((1, 1), world.spread(name, "decision_ambition").value)
    wanted = positions(council, circumstance(world, name, allies))
    reference = np.full((1, 1), float(np.asarray(council.reference)))
    named = row["blockers"].value if "blockers" in row else ()
    blockers = set(named) if isinstance(named, tuple) else set()
    return Case(
        id=name,
        margin=gain(np.full_like(wanted, salience), wanted, draft, reference)[0],
        cost=np.array([world.spread(ally, "council_cost").value for ally in allies]),
        broke=np.array([ally in blockers for ally in allies], dtype=np.float64),
        beyond=bool(draft[0, 0] > compromise(wanted[0], np.ones(len(allies)))),
    )


def circumstance(world: World, decision: str, allies: Sequence[str]) -> Circumstance:
    """Return what the structural model needs to know of a past decision.

    Raises:
        NotRecorded: If the decision's circumstances have not been judged.
    """
    adversary, severity = _severity(world.record, decision)
    lat, lon = (world.spread(decision, name).value for name in ("decision_lat", "decision_lon"))
    nobody = np.zeros(len(allies), dtype=np.bool_)
    home = world.vector("capital_lat", allies), world.vector("capital_lon", allies)
    return Circumstance(
        proximity_km=great_circle_km(*home, lat, lon),
        ideal_distance=np.array([_ideal_distance(world, ally, adversary) for ally in allies]),
        attacked=nobody,
        in_place=nobody,
        severity=severity,
        holding="open",
    )


def _severity(record: Record, decision: str) -> tuple[str, float]:
    for judgement in record.judgements.values():
        if judgement.subject == decision and judgement.attribute == "decision_severity":
            return judgement.object, judgement.spread.value
    raise NotRecorded(f"the severity of {decision} has not been judged", remedy="add a row to judgements/")


def _ideal_distance(world: World, ally: str, adversary: str) -> float:
    if not adversary:
        return float("nan")
    try:
        ours, theirs = (world.number(state, "un_ideal_point") for state in (ally, adversary))
    except (NotRecorded, OutsideCoverage):
        return float("nan")
    return abs(ours - theirs)


def _mean_salience(record: Record) -> float:
    judged = [one.spread.value for one in record.judgements.values() if one.attribute == "council_salience"]
    return float(np.mean(judged))


def surface(past: Sequence[Case], grid: Mapping[str, Any]) -> Surface:
    """Return the likelihood of who broke silence at every point of the grid.

    Method: given the common mood allies break silence independently; the mood is integrated by Gauss-Hermite
    quadrature. Both terms use all allies at the table, so that unanimity is not assumed but comes out.
    """
    points = np.array(list(product(*(grid[name] for name in FITTED))))
    nodes, weights = np.polynomial.hermite_e.hermegauss(int(grid["nodes"]))
    log_weights = np.log(weights / weights.sum())
    likelihood = np.empty((len(points), len(past)))
    holds = np.empty_like(likelihood)
    for column, case in enumerate(past):
        passes, breaks = _by_mood(points, case, nodes)
        seen = np.where(case.broke > 0, breaks, passes).sum(axis=-1)
        likelihood[:, column] = _log_mean(seen + log_weights)
        holds[:, column] = _log_mean(passes.sum(axis=-1) + log_weights)
    return Surface(points, likelihood, -np.expm1(holds))


def _by_mood(points: Array, case: Case, nodes: Array) -> tuple[Array, Array]:
    """Return log chances to let pass and to break silence, (points, nodes, allies)."""
    scatter, common, cost = (points[:, i, None, None] for i in range(points.shape[1]))
    score = case.margin / scatter + cost * case.cost + np.sqrt(common) * nodes[:, None]
    score /= np.sqrt(1.0 - common)
    return log_ndtr(score), log_ndtr(-score)


def _log_mean(terms: Array) -> Array:
    top = terms.max(axis=-1, keepdims=True)
    return np.asarray(top[:, 0] + np.log(np.exp(terms - top).sum(axis=-1)))


def hindcast(past: Sequence[Case], found: Surface) -> Hindcast:
    """Forecast each decision with the parameters fitted to all others."""
    happened = np.array([case.blocked for case in past], dtype=np.float64)
    others = found.likelihood.sum(axis=1, keepdims=True) - found.likelihood
    return Hindcast(
        cases=tuple(case.id for case in past),
        happened=happened,
        forecast=_average(found.blocked, others),
        base=_share_of_others(happened, np.zeros(len(past), dtype=np.bool_)),
        compromise=_share_of_others(happened, np.array([case.beyond for case in past])),
    )


def _share_of_others(happened: Array, side: Mask) -> Array:
    alike = (side[:, None] == side) & ~np.eye(side.size, dtype=np.bool_)
    return np.asarray((alike * happened).sum(axis=1) / np.maximum(alike.sum(axis=1), 1))


def _average(values: Array, likelihood: Array) -> Array:
    weight = np.exp(likelihood - likelihood.max(axis=0))
    return np.asarray((weight * values).sum(axis=0) / weight.sum(axis=0))


def emission() -> Group:
    """Return the actors of the European Community's decision on car emissions, as published."""
    path = data_folder() / "bargaining" / "emission.csv"
    with path.open(encoding="utf-8", newline="") as file:
        actors = list(csv.DictReader(file))
    columns = ("capability", "position", "salience")
    return Group(*(np.array([float(actor[name]) for actor in actors]) for name in columns))


def bargaining() -> Trace:
    """Return the challenge model's trace of the car emissions case."""
    return given(Challenge).run(emission())


def baselines() -> dict[str, float]:
    """Return the errors of three forecasts of the car emissions case against what happened.

    The challenge model's own forecast is the one its authors published; the compromise model is the mean
    weighted with capability and salience; the median is the opening median of the challenge model.
    """
    known, group = settings()["emission"], emission()
    mean = compromise(group.position, group.capability * group.salience)
    middle = float(bargaining().median[0])
    forecasts = {"challenge": known["published_forecast"], "compromise": mean, "median": middle}
    return {name: abs(forecast - known["outcome"]) for name, forecast in forecasts.items()}
