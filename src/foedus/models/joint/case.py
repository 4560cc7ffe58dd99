"""What the crisis models need of a world and a scenario, fixed before the first draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.law.council import seats
from foedus.models.council import Circumstance
from foedus.models.reinforcement import Reinforcement, Routes
from foedus.record.fact import Value
from foedus.terms.chance import Array
from foedus.terms.errors import NotRecorded
from foedus.terms.spread import Spread
from foedus.world import Unit, World
from foedus.world.distance import great_circle_km
from foedus.world.network import Network
from foedus.world.scenario import Scenario

# Judgements on formations and on allies that the models draw, one column each.
UNIT_JUDGEMENTS = ("notice_days", "availability")
ALLY_JUDGEMENTS = (
    *("authorisation_days", "willing_share", "council_adjustment"),
    *("council_salience", "council_threshold", "council_cost"),
)


@dataclass(frozen=True)
class Case:
    """A scenario seen by the models.

    Attributes:
        scenario: The scenario.
        allies: Allies on the day, sorted.
        units: Formations of the allies.
        hostile: Formations of the adversary.
        routes: Ways of the allies' formations to the theatre.
        exposed: Nodes and edges of the network within the adversary's reach.
        circumstance: What the Council knows of the incident.
        capability: Share of the allies' defence spending, shape (allies,).
        attacked: Whether the ally is attacked, shape (allies,).
        owner: Index of each formation's ally, shape (units,).
        groups: Name of the group of allies that each formation is told with, shape (units,).
        stays: Whether the formation is in the theatre from the start, shape (units,).
        hostile_km: Distance of each hostile formation from the incident, shape (hostile,).
        spreads: Judgements by attribute, then by subject.
    """

    scenario: Scenario
    allies: tuple[str, ...]
    units: tuple[Unit, ...]
    hostile: tuple[Unit, ...]
    routes: Routes
    exposed: frozenset[str]
    circumstance: Circumstance
    capability: Array
    attacked: NDArray[np.bool_]
    owner: NDArray[np.intp]
    groups: tuple[str, ...]
    stays: NDArray[np.bool_]
    hostile_km: Array
    spreads: Mapping[str, Mapping[str, Spread]]


def build(
    world: World,
    scenario: Scenario,
    network: Network,
    movement: Reinforcement,
    groups: Mapping[str, str],
) -> Case:
    """Read from the world what the models need, once.

    Args:
        world: The world on the scenario's day, overlays applied.
        scenario: The scenario.
        network: The transport network.
        movement: The reinforcement model at its best values, which finds the routes.
        groups: Group by ally, for the series told by group.

    Raises:
        NotRecorded: If the record lacks something the models need.
    """
    allies = seats(world)
    every = world.units()
    units = tuple(unit for unit in every if unit.owner in allies)
    hostile = tuple(unit for unit in every if unit.owner == scenario.incident.actor)
    if not units or not hostile:
        raise NotRecorded(
            f"no formations of both sides on record for {scenario.id} on {world.day}",
            why="the ledger of units begins in 2022",
            remedy="choose a later --day, or add units with earlier spans",
        )
    spreads = _judgements(world, allies, (*units, *hostile))
    ready = [spreads["notice_days"][unit.id].value for unit in units]
    routes = movement.routes(network, units, scenario.assembly, theatre=scenario.theatre, ready=ready)
    place = scenario.incident
    attacked = np.array([code in place.target for code in allies])
    return Case(
        scenario=scenario,
        allies=allies,
        units=units,
        hostile=hostile,
        routes=routes,
        exposed=_exposed(network, hostile, movement),
        circumstance=_circumstance(world, scenario, allies, units, attacked),
        capability=_capability(world, allies),
        attacked=attacked,
        owner=np.array([allies.index(unit.owner) for unit in units], dtype=np.intp),
        groups=tuple(groups[unit.owner] for unit in units),
        stays=np.array([unit.in_place == scenario.theatre for unit in units]),
        hostile_km=_distances(hostile, place.lat, place.lon),
        spreads=spreads,
    )


def under(case: Case, holding: str, severity: float) -> Case:
    """Return the case as the Council sees it under one plan of the adversary."""
    return replace(case, circumstance=replace(case.circumstance, holding=holding, severity=severity))


def _judgements(world: World, allies: Sequence[str], units: Sequence[Unit]) -> dict[str, dict[str, Spread]]:
    of_units = {name: {unit.id: world.spread(unit.id, name) for unit in units} for name in UNIT_JUDGEMENTS}
    of_allies = {name: {code: world.spread(code, name) for code in allies} for name in ALLY_JUDGEMENTS}
    return {**of_units, **of_allies}


def _circumstance(
    world: World,
    scenario: Scenario,
    allies: Sequence[str],
    units: Sequence[Unit],
    attacked: NDArray[np.bool_],
) -> Circumstance:
    place = scenario.incident
    lat, lon = world.vector("capital_lat", allies), world.vector("capital_lon", allies)
    present = {unit.owner for unit in units if unit.in_place == scenario.theatre}
    actor = world.number(place.actor, "un_ideal_point")
    return Circumstance(
        proximity_km=great_circle_km(lat, lon, place.lat, place.lon),
        ideal_distance=np.abs(world.vector("un_ideal_point", allies) - actor),
        attacked=attacked,
        in_place=np.array([code in present for code in allies]),
        severity=place.severity,
        holding="open",
    )


def _capability(world: World, allies: Sequence[str]) -> Array:
    spent = np.array([_spending(world, code) for code in allies])
    return np.asarray(spent / spent.sum())


def _spending(world: World, code: str) -> float:
    """Return an ally's defence spending; one without armed forces may have none on record."""
    share: Value
    try:
        share = world.get(code, "spending_share")
    except NotRecorded:
        return 0.0
    if share is None:
        return 0.0
    return world.number(code, "spending_share") / 100 * world.number(code, "gdp")


def _distances(units: Sequence[Unit], lat: float, lon: float) -> Array:
    lats, lons = np.array([unit.lat for unit in units]), np.array([unit.lon for unit in units])
    return great_circle_km(lats, lons, lat, lon)


def _exposed(network: Network, hostile: Sequence[Unit], movement: Reinforcement) -> frozenset[str]:
    return frozenset(network.within([(unit.lat, unit.lon) for unit in hostile], movement.reach_km))
