"""Areas of our own making: seas, and parts of states with a place of their own in law."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from foedus.terms.text import Text
from foedus.world.outlines import FOLDER, Ring
from foedus.world.rings import in_ring, km_to, offset

BEARINGS = 0, 45, 90, 135, 180, 225, 270, 315
FIRST, LAST = date(1900, 1, 1), date.max


@dataclass(frozen=True, eq=False)
class Area:
    """Part of a territory that law treats apart.

    Attributes:
        id: Its name in rules and data.
        of: Codes of the shapes it is a part of.
        name: For readers.
        region: Region that holds instead of the shape's, or ''.
        state: State that holds instead of the shape's, or ''.
        since: First day.
        until: First day no longer covered.
        accuracy_km: How far its line may be off; 0 if it runs through open sea.
        note: What a careful reader should know.
        ring: Closed ring of longitudes and latitudes, shape (points, 2).
    """

    id: str
    of: tuple[str, ...]
    name: Text
    region: str
    state: str
    since: date
    until: date
    accuracy_km: float
    note: str
    ring: Ring

    def holds(self, lat: float, lon: float) -> tuple[bool, ...]:
        """Whether the point lies inside: both answers if it lies too near the line to tell."""
        inside = in_ring(self.ring, lat, lon)
        if self.accuracy_km and km_to(self.ring, lat, lon) < self.accuracy_km:
            return inside, not inside
        return (inside,)


@dataclass(frozen=True, eq=False)
class Sea:
    """A sea or ocean, drawn coarsely."""

    id: str
    name: Text
    rings: tuple[Ring, ...]

    def __contains__(self, point: tuple[float, float]) -> bool:
        """Whether the point (latitude, longitude) lies in the sea."""
        return any(in_ring(ring, *point) for ring in self.rings)


@cache
def areas() -> dict[str, Area]:
    """Read the areas, by id."""
    body = json.loads((FOLDER / "areas.json").read_text(encoding="utf-8"))
    return {row["id"]: _area(row) for row in body["areas"]}


def areas_of(code: str, day: date) -> tuple[Area, ...]:
    """Return the areas of the shape `code` that exist on `day`, in the order of the file."""
    return tuple(area for area in areas().values() if code in area.of and area.since <= day < area.until)


@cache
def seas() -> dict[str, Sea]:
    """Read the seas, by id, in the order in which they hold where they overlap."""
    return {row["id"]: _sea(row) for row in _seas_file()["seas"]}


def seas_about(lat: float, lon: float) -> tuple[str, ...]:
    """Return the sea at a point, then others within the accuracy of the lines; empty if none."""
    km = _seas_file()["accuracy_km"]
    points = [(lat, lon), *(offset(lat, lon, bearing, km) for bearing in BEARINGS)]
    found = [_sea_at(point) for point in points]
    return tuple(dict.fromkeys(name for name in found if name))


def _sea_at(point: tuple[float, float]) -> str | None:
    return next((sea.id for sea in seas().values() if point in sea), None)


@cache
def _seas_file() -> dict[str, Any]:
    body: dict[str, Any] = json.loads((FOLDER / "seas.json").read_text(encoding="utf-8"))
    return body


def _sea(row: dict[str, Any]) -> Sea:
    return Sea(row["id"], Text(row["name_en"], row["name_ja"]), tuple(_closed(ring) for ring in row["rings"]))


def _area(row: dict[str, Any]) -> Area:
    return Area(
        id=row["id"],
        of=tuple(row["of"]),
        name=Text(row["name_en"], row["name_ja"]),
        region=row["region"],
        state=row["state"],
        since=date.fromisoformat(row["since"]) if row["since"] else FIRST,
        until=date.fromisoformat(row["until"]) if row["until"] else LAST,
        accuracy_km=row["accuracy_km"],
        note=row["note"],
        ring=_closed(row["ring"]),
    )


def _closed(points: list[list[float]]) -> Ring:
    return np.array([*points, points[0]], dtype=np.float64)
