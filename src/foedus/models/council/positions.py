"""Which ambition would each ally choose, on what can be observed about it?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.models.council.council import Council
from foedus.models.council.matter import Mask, Number
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What is known of an incident before anybody takes a position.

    Attributes:
        proximity_km: Distance from each ally's capital to the incident, (allies,).
        ideal_distance: Distance of UN ideal points from the adversary, (allies,); NaN = the reference.
        attacked: Whether the ally is itself attacked, (allies,).
        in_place: Whether the ally has troops in the country concerned, (allies,).
        severity: From 0, no harm, to 1, attack on the scale of an invasion; a number or (draws, 1).
        holding: Ruling under Articles 5 and 6: `yes`, `open` or `no`.
    """

    proximity_km: Array
    ideal_distance: Array
    attacked: Mask
    in_place: Mask
    severity: Number
    holding: str


def positions(council: Council, circumstance: Circumstance, adjustment: Number = 0.0) -> Array:
    """Return the structural positions with the judged `adjustment`, (draws, allies) or (1, allies).

    Method: linear in severity, nearness (one minus the log distance, scaled), distance of UN ideal points,
    own exposure and the legal holding. The adjustment is judged for a position of `adjustment_at` and applies
    in proportion: who asks for a quarter less there does so in small matters too. The result is held between
    consultation and what the holding allows.

    Raises:
        BadArgument: If the holding is none of `yes`, `open`, `no`.
    """
    lift, cap = _law(council, circumstance.holding)
    ideal = circumstance.ideal_distance - council.ideal_reference
    wanted = (
        council.base
        + council.severity_weight * circumstance.severity
        + council.proximity_weight * _nearness(council, circumstance.proximity_km)
        + council.ideal_weight * np.where(np.isnan(ideal), 0.0, ideal)
        + council.attacked_weight * circumstance.attacked
        + council.in_place_weight * circumstance.in_place
        + lift
    )
    wanted = wanted * (1.0 + adjustment / council.adjustment_at)
    return np.atleast_2d(np.clip(wanted, 0.0, cap))


def _nearness(council: Council, kilometres: Array) -> Array:
    span = np.log(council.far_km / council.near_km)
    far = np.log(np.maximum(kilometres, council.near_km) / council.near_km) / span
    return 1.0 - np.minimum(far, 1.0)


def _law(council: Council, holding: str) -> tuple[Number, Number]:
    allowed: dict[str, tuple[Number, Number]] = {
        "yes": (council.holding_yes, 100.0),
        "open": (0.0, council.cap_open),
        "no": (0.0, council.cap_no),
    }
    if holding not in allowed:
        raise BadArgument(f"holding '{holding}' is unknown", remedy="use yes, open or no")
    return allowed[holding]
