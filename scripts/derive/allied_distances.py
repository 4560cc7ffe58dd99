"""Compute the shortest distances between Allies and Russia from the shapes we ship.

    python scripts/derive/allied_distances.py > src/foedus/data/ledgers/distances.csv

Points every tenth of a degree along the outlines; what lies within the accuracy of the map (12 km) touches.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from foedus.record import bundled
from foedus.record.ledger import LEDGER_COLUMNS
from foedus.terms.chance import Array
from foedus.world.distance import great_circle_km
from foedus.world.outlines import outlines

_STEP, _TOUCHES_KM, _CHUNK = 0.1, 12.0, 400


def outline(code: str) -> Array:
    """Return points along the outer rings of a state, shape (points, 2): longitude, latitude."""
    found = []
    for polygon in outlines("map")[code].polygons:
        ring = polygon[0]
        for start, end in pairwise(ring):
            steps = max(1, int(np.hypot(*(end - start)) / _STEP))
            found.append(start + (end - start) * np.linspace(0, 1, steps, endpoint=False)[:, None])
    return np.vstack(found)


def shortest(one: Array, other: Array) -> float:
    """Return the shortest distance between two sets of points, km."""
    parts = (one[first : first + _CHUNK] for first in range(0, len(one), _CHUNK))
    return min(
        float(great_circle_km(part[:, None, 1], part[:, None, 0], other[None, :, 1], other[None, :, 0]).min())
        for part in parts
    )


def main() -> None:
    """Print the ledger."""
    russia, day = outline("RUS"), bundled().complete_to
    listed = (fact for fact in bundled().membership("NATO") if fact.series == "listed")
    print(",".join(LEDGER_COLUMNS))
    for ally in sorted(fact.subject for fact in listed if day in fact.span and fact.value):
        distance = shortest(outline(ally), russia)
        value = 0 if distance < _TOUCHES_KM else round(distance)
        print(f"{ally},shortest_distance,RUS,,{value},,1991-12-26,,,natural-earth-shapes,,,")


if __name__ == "__main__":
    main()
