"""The reference class: which historical crises are nearest, and how they went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.record import Fact, Record
from foedus.terms.day import Day
from foedus.terms.text import Text
from foedus.world.scenario import Scenario

FEATURES = (
    *("nuclear_actor", "major_power", "alliance_involved"),
    *("territory", "contiguous"),
)
# Kinds of incident as degrees of violence on the scale of ICB: none, minor clashes, serious clashes, war.
VIOLENCE = {
    **{"kinetic": 3, "airspace": 1, "sabotage": 1, "terrorism": 2},
    **{"cyber": 0, "space": 0, "blockade": 1, "hybrid": 1},
}


def reference_class(record: Record, scenario: Scenario, *, most: int = 5) -> list[dict[str, Any]]:
    """Return the nearest crises on record, nearest first.

    Method: Gower distance over violence and five yes-or-no features; a feature not on record for a crisis is
    left out of its distance.

    Source: J. C. Gower, Biometrics 27 (1971) 857-871.
    """
    if "reference_crises" not in record.tables:
        return []
    table = record.table("reference_crises")
    rows = [_row(record, key, cells, scenario) for key, cells in table.rows.items()]
    return sorted(rows, key=lambda row: (float(row["distance"]), str(row["id"])))[:most]


def _row(record: Record, key: str, cells: Mapping[str, Fact], scenario: Scenario) -> dict[str, Any]:
    parts = (
        [abs(VIOLENCE[scenario.incident.kind] - _number(cells["violence"])) / 3]
        if "violence" in cells
        else []
    )
    # A crisis between a nuclear power and allies over territory next door has every feature.
    parts += [float(cells[name].value is not True) for name in FEATURES if name in cells]
    stated = {
        name: cells[name].json_value() if name in cells else None
        for name in ("trigger", "days_to_response", "outcome")
    }
    source = next(iter(cells.values())).source
    return {
        "id": key,
        "name": record.entities[key].name.as_json(),
        "start": stated["trigger"],
        "days_to_response": stated["days_to_response"],
        "duration_days": _duration(cells),
        "outcome": OUTCOMES.get(
            str(stated["outcome"]), Text(str(stated["outcome"]), str(stated["outcome"]))
        ).as_json(),
        "distance": round(sum(parts) / len(parts), 3) if parts else 1.0,
        "source": source.id,
    }


def _duration(cells: Mapping[str, Fact]) -> int | None:
    begin, end = (cells[name].value if name in cells else None for name in ("trigger", "termination"))
    if isinstance(begin, Day) and isinstance(end, Day) and begin.precision == end.precision == "day":
        return (end.first - begin.first).days
    return None


def _number(fact: Fact) -> float:
    return float(str(fact.value))


OUTCOMES = {
    "status_quo_restored": Text("status quo restored", "原状回復"),
    "territory_lost": Text("territory lost", "領土喪失"),
    "compromise": Text("compromise", "妥協"),
    "stalemate": Text("stalemate", "膠着"),
    "victory": Text("aims reached by force", "武力により目的を達成"),
    "regime_change": Text("change of regime", "体制転換"),
    "capitulation": Text("capitulation", "屈服"),
    "unresolved": Text("unresolved", "未決着"),
}
