"""A finding with invented numbers, for rendering tests only.

Nothing here is a result: invented.json and the curves below are made up so that each part of the brief has
something to draw.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Final

Finding = dict[str, Any]

PATH: Final = Path(__file__).with_name("invented.json")
DELAYS: Final = {"corridor": 0.0, "limited_seizure": 0.6, "coercion": 1.4}
SCALES: Final = {"corridor": 1.0, "limited_seizure": 0.8, "coercion": 0.45}
# path: first day, days to settle
PACES: Final = {
    "silence": (1, 4),
    "diluted": (3, 11),
    "other_forum": (8, 20),
    "coalition": (5, 16),
    "none": (10, 30),
}
# group: in place, most that arrives
GROUPS: Final = {
    "USA": (1.3, 6.5),
    "GBR+CAN": (0.9, 2.4),
    "DEU+FRA": (1.3, 5.0),
    "frontline": (7.6, 5.0),
    "others": (0.7, 3.5),
}
FACTORS: Final = {"p5": 0.55, "p25": 0.8, "p50": 1.0, "p75": 1.22, "p95": 1.55}
DAYS: Final = range(-30, 181)


def compared() -> Finding:
    """A whole finding with differences against an overlay, fresh at each call."""
    whole: Finding = json.loads(PATH.read_text(encoding="utf-8"))
    del whole["about"]
    for name, plan in whole["plans"].items():
        plan["decision"]["by_day"] = _by_day(plan["decision"]["path"], DELAYS[name])
        plan["forces"] = _forces(SCALES[name])
    return whole


def finding() -> Finding:
    """A whole finding that is compared with nothing."""
    return {**compared(), "against": None}


def _by_day(ends: dict[str, float], delay: float) -> dict[str, list[float]]:
    shares: dict[str, list[float]] = {"day": [float(day) for day in range(61)]}
    for path, (start, pace) in PACES.items():
        shares[path] = [ends[path] * _rise(day - start - delay, pace) for day in range(61)]
    return shares


def _rise(days: float, pace: float) -> float:
    return 1 - math.exp(-max(0.0, days) / pace)


def _fan(top: float, pace: float, since: int, floor: float = 0.0) -> dict[str, list[float]]:
    return {
        name: [floor + (top - floor) * factor * _rise(day - since, pace / factor) for day in DAYS]
        for name, factor in FACTORS.items()
    }


def _forces(scale: float) -> dict[str, Any]:
    flat = {
        name: [11.7 * (0.85 + 0.15 * factor) - 0.006 * max(0, day) for day in DAYS]
        for name, factor in FACTORS.items()
    }
    return {
        "day": list(DAYS),
        "in_place": flat,
        "reinforcement": _fan(22.0 * scale, 45, 3),
        "adversary": _fan(16.0 * scale, 25, -25, 5.0),
        "groups": {
            name: [place + scale * top * _rise(day - 3, 38) for day in DAYS]
            for name, (place, top) in GROUPS.items()
        },
    }
