"""Formations on a day."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A brigade-level formation.

    Attributes:
        id: Slug, the row of the table `units`.
        name: Name in both languages.
        owner: State that commands it in peacetime (ISO alpha-3).
        kind: `armoured`, `mechanised`, `motorised`, `light`, `airborne`, `marine`, `mountain`, ...
        lat: Latitude of its garrison, degrees.
        lon: Longitude of its garrison, degrees.
        brigade_equivalents: Size in brigade equivalents.
        assigned: `nato` if it comes under NATO command by a Council decision, else `national`.
        in_place: Theatre in which it is already stationed, or empty.
    """

    id: str
    name: Text
    owner: str
    kind: str
    lat: float
    lon: float
    brigade_equivalents: float
    assigned: str
    in_place: str
