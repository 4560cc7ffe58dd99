"""What a point may be in law on a day: whose territory, of which region, or the sea; all readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

from foedus.world.areas import areas_of
from foedus.world.gazetteer import Place
from foedus.world.geography import clearances
from foedus.world.jurisdiction import jurisdiction, state_today
from foedus.world.outlines import outlines

PLACE_REACH_KM = 25.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One reading of a point.

    Attributes:
        state: Who holds the land; '' at sea or where nobody does.
        territory: Code of the shape; '' at sea.
        region: Where the land lies; '' at sea.
        areas: Areas of their own that contain the point.
    """

    state: str
    territory: str
    region: str
    areas: tuple[str, ...] = ()


AT_SEA = Standing("", "", "")


def standings(lat: float, lon: float, day: date) -> tuple[Standing, ...]:
    """Return every reading of a point that the accuracy of the shapes allows, the drawn one first."""
    accuracy = outlines("law").accuracy_km
    near = sorted(clearances(lat, lon, accuracy).items(), key=lambda item: item[1])
    found = [reading for code, _ in near for reading in readings(code, lat, lon, day)]
    drawn_at_sea = not near or near[0][1] > 0
    coast_near = len(near) == 1 and near[0][1] > -accuracy
    if drawn_at_sea:
        found.insert(0, AT_SEA)
    elif coast_near:
        found.append(AT_SEA)
    return tuple(dict.fromkeys(found))


def standings_of(place: Place, day: date) -> tuple[Standing, ...]:
    """Return the readings of a place whose state the gazetteer knows: coast and border are no question."""
    near = clearances(place.lat, place.lon, PLACE_REACH_KM)
    own = [code for code in sorted(near, key=lambda code: near[code]) if state_today(code) == place.state]
    if not own:
        return (Standing(place.state, "", place.region),)
    return tuple(dict.fromkeys(readings(own[0], place.lat, place.lon, day)))


def readings(code: str, lat: float, lon: float, day: date) -> tuple[Standing, ...]:
    """Return what land of the shape `code` at a point may be on `day`, given how well its areas are drawn."""
    held = jurisdiction(code, day)
    around = [(area, area.holds(lat, lon)) for area in areas_of(code, day)]
    found = []
    for answers in product(*(answers for _, answers in around)):
        inside = [area for (area, _), yes in zip(around, answers, strict=True) if yes]
        state = next((area.state for area in inside if area.state), held.state)
        region = next((area.region for area in inside if area.region), held.region)
        found.append(Standing(state, code, region, tuple(area.id for area in inside)))
    return tuple(found)
