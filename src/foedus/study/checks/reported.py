"""What the record states, beside what was reported: looked up, not computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from foedus.study.checks.target import Check, Found, Material, Target, Value

_LENGTH = {"year": 4, "month": 7, "day": 10}


def stated(target: Target, material: Material) -> Found:
    """Look up `inputs.facts`: by figure a subject, attribute, day and, if need be, more."""
    return {name: _fact(asked, material) for name, asked in target.inputs["facts"].items()}


def _fact(asked: Mapping[str, Any], material: Material) -> Value:
    fact = material.record.find(
        asked["subject"],
        asked["attribute"],
        _day(asked),
        object=asked.get("object", ""),
        series=asked.get("series", ""),
    )
    value: Value = fact.json_value()
    return str(value)[: _LENGTH[asked["precision"]]] if "precision" in asked else value


def _day(asked: Mapping[str, Any]) -> date:
    day = asked["day"]
    return day if isinstance(day, date) else date.fromisoformat(str(day))


def consultations(target: Target, material: Material) -> Found:
    """Count requests under Article 4 up to each day of `inputs.until`, and name who asked on `inputs.day`."""
    rows = material.record.table("article4").rows
    asked = {name: row["requesters"].span.since.first for name, row in rows.items()}
    counts: dict[str, Value] = {
        name: sum(day <= until for day in asked.values()) for name, until in target.inputs["until"].items()
    }
    return counts | {"requesters": _requesters(rows, asked, target.inputs["day"])}


def _requesters(rows: Mapping[str, Any], asked: Mapping[str, date], day: date) -> list[str]:
    return sorted(
        ally for name, row in rows.items() if asked[name] == day for ally in row["requesters"].value
    )


def border(target: Target, material: Material) -> Found:
    """Add up the segments of Russia's border with members, and look up NATO's own figure."""
    found: dict[str, Value] = {}
    for when, day in target.inputs["days"].items():
        members = _members(material, day)
        found[f"segments_{when}"] = sum(_segment(material, ally, day) for ally in members)
        own = material.record.find("NATO", "land_border", day, object="RUS", series="NATO")
        found[f"nato_{when}"] = own.json_value()
    found["added_2004"] = sum(_segment(material, ally, day) for ally in target.inputs["added_2004"])
    return found


def _members(material: Material, day: date) -> list[str]:
    listed = (fact for fact in material.record.membership("NATO") if fact.series == "listed")
    return [fact.subject for fact in listed if day in fact.span and fact.value]


def _segment(material: Material, ally: str, day: date) -> float:
    found = (
        fact.json_value()
        for fact in material.record.held(ally, "land_border", day)
        if fact.subject == ally and fact.object == "RUS" and fact.series == "CIA"
    )
    return float(next(found, 0.0))


def tiers(target: Target, material: Material) -> Found:
    """Add up the tiers of the NATO Force Model by the day on which they are to be ready."""
    rows = material.record.table("readiness_forces").rows
    found: dict[str, Value] = {}
    total = 0.0
    for tier in target.inputs["tiers"]:
        total += float(rows[tier]["force_size"].json_value())
        found[f"day_{rows[tier]['notice_to'].json_value()}"] = total
    return found


def basis(target: Target, material: Material) -> Found:
    """Say which legal bases the record states for an operation."""
    held = material.record.table("operations").rows[target.inputs["operation"]]["legal_basis"].json_value()
    return {name: name in held for name in target.published}


CHECKS: Mapping[str, Check] = {
    **dict.fromkeys(
        (
            *("posture.nrf_vjtf", "ops.isaf_2012_04", "ops.rsm", "ops.active_endeavour"),
            *("partners.itpp", "sto.macro_trends", "hybrid.locked_shields", "ukr.nsatu"),
        ),
        stated,
    ),
    "treaty.art4_count": consultations,
    "enlargement.border": border,
    "posture.nfm_tiers": tiers,
    "legality.kosovo": basis,
}
