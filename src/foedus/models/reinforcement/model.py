"""Reinforcement: who arrives where and when through ports, railways, borders and assembly areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.models.reinforcement.assignment import assign
from foedus.models.reinforcement.kernel import Arrivals, Pace, queue
from foedus.models.reinforcement.linear_program import Exact, solve
from foedus.models.reinforcement.paths import Graph, Handling, alternatives
from foedus.models.reinforcement.routes import Route, Unit, servers_of, stay, trace
from foedus.models.reinforcement.situation import Situation
from foedus.models.reinforcement.stages import Routes, compiled
from foedus.models.reinforcement.thinning import thinned
from foedus.terms.chance import Array, Chance
from foedus.terms.errors import BadArgument, Refused
from foedus.world.network import Network


@dataclass(frozen=True)
class Reinforcement:
    """Movement of formations to a theatre; the fields are the parameters of `reinforcement.toml`.

    Source: L. R. Ford and D. R. Fulkerson, "Constructing maximal dynamic flows from static flows", Operations
    Research 6 (1958), for the exact model; G. F. Newell, "Applications of Queueing Theory" (1982), for fluid
    queues.
    """

    pace: Any
    handling: Any
    rail_days: float
    port_loading_days: float
    port_unloading_days: float
    air_days: float
    transload_days: float
    access_speed_km_day: float
    access_detour: float
    flying_kinds: Sequence[str]
    clearance_days: Mapping[str, float]
    clearance_scale: Any
    atlantic_ships: Any
    ship_readiness: Any
    ships_per_brigade: Any
    atlantic_cycle_days: Any
    european_ships: Any
    european_cycle_days: Any
    atlantic_aircraft: Any
    european_aircraft: Any
    aircraft_readiness: Any
    aircraft_load_tonnes: Any
    brigade_tonnes: Any
    atlantic_flight_days: Any
    european_flight_days: Any
    capacity: Any
    reach_km: float
    alternatives: int
    tolerance: float
    relief: float

    def routes(
        self,
        network: Network,
        units: Sequence[Unit],
        destinations: Collection[str],
        *,
        theatre: str = "",
        ready: Sequence[float] | None = None,
    ) -> Routes:
        """Find the ways open to each unit and choose one; done once, kept by the caller.

        Args:
            network: The transport network.
            units: Formations that may come.
            destinations: Assembly nodes of the theatre.
            theatre: A unit whose `in_place` is this theatre stays; empty: any unit with `in_place` stays.
            ready: Nominal ready day of each unit, for the order of booking; 0 if None.

        Raises:
            UnknownName: If a destination is no node.
            Refused: If a unit cannot reach any destination.
        """
        goals = [network.node(name).id for name in sorted(destinations)]
        finder = _Finder(self, network, goals)
        options = [[stay(unit)] if _in_place(unit, theatre) else finder.options(unit) for unit in units]
        spreads = servers_of(network, (route for group in options for route in group))
        nominal = {
            name: spread.value if spread else float(np.mean(self._lane(name)))
            for name, spread in spreads.items()
        }
        loads = [unit.brigade_equivalents for unit in units]
        begin = list(ready or [0.0] * len(units))
        laid = [
            compiled(chosen, thinned(chosen, loads, nominal, relief=self.relief), options, spreads)
            for chosen in assign(options, begin, loads, nominal)
        ]
        return min(laid, key=lambda routes: self._merit(routes, np.array([begin]), np.array(loads)))

    def _merit(self, routes: Routes, ready: Array, loads: Array) -> float:
        """Return the mean day of completion, weighted by load, and the last, together."""
        days = self.run(routes, ready, loads).day[0]
        come = np.isfinite(days)
        weight = float(loads[come].sum()) or 1.0
        return float((days * loads)[come].sum()) / weight + float(days[come].max(initial=0.0))

    def run(
        self,
        routes: Routes,
        ready: Array,
        loads: Array,
        *,
        chance: Chance | None = None,
        situation: Situation | None = None,
    ) -> Arrivals:
        """Return arrivals and waiting for a block of draws.

        Args:
            routes: Result of `routes`.
            ready: Day on which each unit may leave, shape (draws, units); inf = does not come.
            loads: Brigade equivalents, shape (units,) or (draws, units).
            chance: Luck of the capacities (stream `reinforcement.throughput`, keyed by server); best values
                without it.
            situation: Regime, authorisation, interdiction; a crisis without interdiction if None.

        Raises:
            BadArgument: If a shape, the regime or the plan does not fit.
        """
        around = situation or Situation()
        ready = self._checked(routes, ready, around)
        capacity = self.capacities(routes, len(ready), chance=chance, situation=around)
        cleared = np.full((1, ready.shape[1]), -np.inf)
        if around.authorised is not None:
            cleared = around.authorised + self.clearance_days[around.regime] * self.clearance_scale
        pace = Pace(self.pace, self.handling, np.broadcast_to(cleared, ready.shape))
        return queue(routes, ready, np.broadcast_to(loads, ready.shape), capacity, pace)

    def capacities(
        self, routes: Routes, draws: int, *, chance: Chance | None = None, situation: Situation | None = None
    ) -> Array:
        """Return brigade equivalents a day, shape (draws, servers)."""
        around = situation or Situation()
        rate = np.broadcast_to(routes.best, (draws, len(routes.servers)))
        if chance is not None:
            rate = _triangular(routes, chance.uniform("reinforcement.throughput", routes.servers))
        left = 1.0 - np.asarray(around.denied)
        exposed = np.array([name in around.exposed for name in routes.servers], dtype=bool)
        rate = rate * self.capacity * np.where(exposed, left, 1.0)
        for index, name in enumerate(routes.servers):
            if routes.spreads[name] is None:
                rate[:, index] = np.broadcast_to(self._lane(name), (draws, 1))[:, 0]
        return np.asarray(rate)

    def exact(
        self,
        routes: Routes,
        ready: Array,
        loads: Array,
        *,
        step: float = 0.5,
        situation: Situation | None = None,
    ) -> Exact:
        """Solve one case exactly as a time-expanded multicommodity flow.

        Args:
            routes: Result of `routes`; a unit may split over all its options.
            ready: Ready day of each unit, shape (units,); inf = does not come.
            loads: Brigade equivalents, shape (units,).
            step: Length of a time step, days.
            situation: As for `run`; without authorisation days.

        Raises:
            Refused: If no flow within the horizon exists.
        """
        rates = {
            name: spread.value * float(np.mean(self.capacity)) if spread else float(np.mean(self._lane(name)))
            for name, spread in routes.spreads.items()
        }
        around = situation or Situation()
        left = 1.0 - float(np.mean(around.denied))
        rates = {name: rate * (left if name in around.exposed else 1.0) for name, rate in rates.items()}
        # The first-come-first-served queue bounds the waiting that any shipment of the optimum can need.
        queued = self.run(routes, np.atleast_2d(ready), np.asarray(loads), situation=situation)
        longest = np.where(
            np.isfinite(queued.day), queued.day - np.where(np.isfinite(ready), ready, 0.0), 0.0
        )
        patience = float(longest.max(initial=step)) + 1
        return solve(
            routes.options, np.asarray(ready), np.asarray(loads), rates, step=step, patience=patience
        )

    def _lane(self, name: str) -> Any:
        """Return brigade equivalents a day of a fleet: vehicles fit, a day, over vehicles a brigade."""
        if name.startswith("sealift"):
            ships, cycle = (
                (self.atlantic_ships * self.ship_readiness, self.atlantic_cycle_days)
                if name.endswith("atlantic")
                else (self.european_ships, self.european_cycle_days)
            )
            return ships / cycle / self.ships_per_brigade
        aircraft, cycle = (
            (self.atlantic_aircraft, self.atlantic_flight_days)
            if name.endswith("atlantic")
            else (self.european_aircraft, self.european_flight_days)
        )
        return aircraft * self.aircraft_readiness / cycle * self.aircraft_load_tonnes / self.brigade_tonnes

    def _checked(self, routes: Routes, ready: Array, around: Situation) -> Array:
        if ready.ndim != 2 or ready.shape[1] != len(routes.units):
            raise BadArgument(
                f"ready has shape {ready.shape}", remedy=f"give (draws, {len(routes.units)}), draws first"
            )
        if around.regime not in self.clearance_days:
            raise BadArgument(f"'{around.regime}' is unknown here", suggestions=sorted(self.clearance_days))
        return np.ascontiguousarray(ready, dtype=np.float64)


class _Finder:
    """Options of units, with searches shared by units of one garrison."""

    def __init__(self, model: Reinforcement, network: Network, goals: Sequence[str]) -> None:
        self.model, self.network, self.goals = model, network, goals
        handling = Handling(
            model.rail_days,
            model.port_loading_days,
            model.port_unloading_days,
            model.air_days,
            model.transload_days,
        )
        self.graphs = {air: Graph(network, handling, air=air) for air in (False, True)}
        self.trees = {
            air: {goal: graph.to_destination(goal) for goal in goals} for air, graph in self.graphs.items()
        }
        self.found: dict[tuple[str, bool], list[Any]] = {}

    def options(self, unit: Unit) -> list[Route]:
        """Return the unit's routes to all destinations, fastest first."""
        node, km = self.network.nearest(unit.lat, unit.lon)
        air = unit.kind in self.model.flying_kinds
        if (node.id, air) not in self.found:
            self.found[node.id, air] = self._ways(node.id, air=air)
        access = km * self.model.access_detour / self.model.access_speed_km_day
        routes = [
            trace(self.network, unit, way, access) if way else self._here(unit, node.id, access)
            for way in self.found[node.id, air]
        ]
        if not routes:
            raise Refused(
                f"unit '{unit.id}' cannot reach any of {', '.join(self.goals)}",
                why=f"no way from {node.id}",
                remedy="add an edge to the network or choose another assembly area",
            )
        return sorted(routes, key=lambda route: (route.days, route.nodes))

    def _ways(self, origin: str, *, air: bool) -> list[Any]:
        graph = self.graphs[air]
        outward = graph.from_origin(origin)
        return [
            way
            for goal in self.goals
            for way in alternatives(
                graph, outward, self.trees[air][goal], int(self.model.alternatives), self.model.tolerance
            )
        ]

    def _here(self, unit: Unit, node: str, access: float) -> Route:
        place = self.network.nodes[node]
        line = ((unit.lon, unit.lat), (place.lon, place.lat))
        return Route(unit.id, node, (node,), (), line, access, (), (access, 0.0), None, 0.0)


def _in_place(unit: Unit, theatre: str) -> bool:
    return bool(unit.in_place) and theatre in ("", unit.in_place)


def _triangular(routes: Routes, u: Array) -> Array:
    """Return capacities at quantiles `u` of their triangular ranges; lanes stay."""
    low, best, high = routes.low, routes.best, routes.high
    width = np.maximum(high - low, 1e-300)
    left = low + np.sqrt(u * width * (best - low))
    right = high - np.sqrt((1 - u) * width * (high - best))
    return np.where(u < (best - low) / width, left, right)
