"""Placement without overlaps: marks pushed apart, labels on the first free place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from foedus.brief.maps.projection import Point
from foedus.brief.typesetting import text_width

ROUNDS: Final = 400
PULL: Final = 0.02
GAP: Final = 2.5
STEPS: Final = (2.0, 10.0, 22.0, 38.0)


@dataclass(frozen=True, slots=True)
class Disc:
    """Something drawn at a place: where it belongs, where it stands, how large it is (pixels)."""

    key: str
    home: Point
    radius: float
    at: Point


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def nearest(self, point: Point) -> Point:
        """The point of the rectangle nearest to a given one."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)


def push_apart(discs: Sequence[Disc], width: float, height: float, fixed: Sequence[Disc] = ()) -> list[Disc]:
    """Move discs until they hardly overlap, each drawn back towards its home; the same result on every run.

    Args:
        discs: what may move.
        width: right edge.
        height: lower edge.
        fixed: what stays where it is.
    """
    places = [_start(disc, index) for index, disc in enumerate(discs)]
    for turn in range(ROUNDS):
        pull = PULL * (1 - turn / ROUNDS)
        for i, disc in enumerate(discs):
            x, y = places[i]
            x, y = x + pull * (disc.home[0] - x), y + pull * (disc.home[1] - y)
            others = [(places[j], discs[j].radius) for j in range(len(discs)) if j != i]
            others += [(other.at, other.radius) for other in fixed]
            x, y = _away((x, y), disc.radius, others)
            places[i] = _inside((x, y), disc.radius, width, height)
    return [replace(disc, at=place) for disc, place in zip(discs, places, strict=True)]


def _start(disc: Disc, index: int) -> Point:
    angle = index * math.pi * (3 - math.sqrt(5))
    return disc.home[0] + 0.5 * math.cos(angle), disc.home[1] + 0.5 * math.sin(angle)


def _away(place: Point, radius: float, others: Sequence[tuple[Point, float]]) -> Point:
    x, y = place
    for (ox, oy), other in others:
        dx, dy = x - ox, y - oy
        distance = math.hypot(dx, dy) or 1e-6
        short = radius + other + GAP - distance
        if short > 0:
            share = short * other / (radius + other)
            x, y = x + share * dx / distance, y + share * dy / distance
    return x, y


def _inside(place: Point, radius: float, width: float, height: float) -> Point:
    x, y = place
    return min(max(x, radius + 2), width - radius - 2), min(max(y, radius + 2), height - radius - 2)


@dataclass(slots=True)
class Board:
    """A sheet on which labels take the first free place."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def block(self, disc: Disc) -> None:
        """Keep labels off a disc; the corners of its square stay free."""
        x, y = disc.at
        reach = 0.86 * disc.radius
        self.taken.append(Box(x - reach, y - reach, x + reach, y + reach))

    def put(
        self, texts: Sequence[str], size: float, disc: Disc, steps: Sequence[float] = STEPS
    ) -> Box | None:
        """The box that lines of text beside a disc take, or None where nothing is free.

        Args:
            texts: the lines.
            size: pixels.
            disc: what they name.
            steps: distances from the disc to try, pixels.
        """
        wide = max(text_width(text, size) for text in texts)
        high = size * 1.15 * len(texts)
        for left, top in _candidates(disc, wide, high, steps):
            place = Box(left, top, left + wide, top + high)
            if self._free(place):
                self.taken.append(place)
                return place
        return None

    def _free(self, place: Box) -> bool:
        inside = (
            place.left >= 2
            and place.top >= 2
            and place.right <= self.width - 2
            and place.bottom <= self.height - 2
        )
        return inside and not any(place.meets(other) for other in self.taken)


def _candidates(disc: Disc, wide: float, high: float, steps: Sequence[float]) -> Iterator[Point]:
    x, y = disc.at
    for extra in steps:
        reach = disc.radius + extra
        slant = 0.75 * reach
        yield x + reach, y - high / 2
        yield x - reach - wide, y - high / 2
        yield x - wide / 2, y - reach - high
        yield x - wide / 2, y + reach
        yield x + slant, y - slant - high / 2
        yield x - slant - wide, y - slant - high / 2
        yield x + slant, y + slant - high / 2
        yield x - slant - wide, y + slant - high / 2
