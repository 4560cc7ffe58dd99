"""Recorded movements, computed again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from foedus.models.parameter import parameters
from foedus.models.reinforcement.model import Reinforcement
from foedus.world.network import Network


@dataclass(frozen=True, slots=True)
class Column:
    """A formation as the model sees it, made up for a recorded movement."""

    id: str
    owner: str
    kind: str
    lat: float
    lon: float
    brigade_equivalents: float
    in_place: str = ""


@dataclass(frozen=True, slots=True)
class PortToAssembly:
    """Days from the first ship in port.

    Attributes:
        first: Until the first part reaches the assembly area.
        whole: Until the whole brigade has.
    """

    first: float
    whole: float


def brigade_of_2017(model: Reinforcement, network: Network) -> PortToAssembly:
    """Move one armoured brigade from Fort Carson over Bremerhaven to Zagan, as in January 2017.

    The record: first ship 6 January, first convoy in Poland 12 January, about three weeks forecast by the
    commander of the United States Army in Europe for the whole. Ports and railways worked at peacetime
    pace, so every capacity stands at the low end of its range (a single shift) and handling at the high end
    of its own.
    """
    spread = parameters(Reinforcement)["handling"].spread
    model = replace(model, handling=spread.high if spread else model.handling)
    home = network.node("fort-carson")
    kept = {"beaumont", "bremerhaven"}
    only = network
    for node in network.nodes.values():
        if node.kind in ("port", "airport") and node.id not in kept:
            only = only.without(node.id)
    unit = Column("brigade-of-2017", "USA", "armoured", home.lat, home.lon, 1.0)
    routes = model.routes(only, [unit], ["zagan"])
    routes = replace(routes, best=routes.low)
    arrivals = model.run(routes, np.zeros((1, 1)), np.ones(1))
    port = 0.0
    for visit in routes.chosen[0].visits:
        port += visit.moving * model.pace + visit.handling * model.handling
        if visit.server == "bremerhaven":
            break
    return PortToAssembly(float(arrivals.first[0, 0]) - port, float(arrivals.day[0, 0]) - port)
