"""Operations: contingents and force density."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from foedus.study.checks.target import Check, Found, Material, Target


def contingents(target: Target, material: Material) -> Found:
    """Add up the contingents of an operation and look up the total that was printed with them."""
    operation, day = target.inputs["operation"], target.inputs["day"]
    parts = [float(fact.json_value()) for fact in material.record.held(operation, "contingent", day)]
    return {
        "total": sum(parts),
        "contributors": len(parts),
        "total_on_record": _strength(material, operation, day),
    }


def density(target: Target, material: Material) -> Found:
    """Return troops per thousand inhabitants; populations are inputs."""
    return {
        name: 1000 * _strength(material, one["operation"], one["day"]) / one["population"]
        for name, one in target.inputs["cases"].items()
    }


def _strength(material: Material, operation: str, day: date) -> float:
    return float(material.record.find(operation, "strength", day, series="NATO").json_value())


CHECKS: Mapping[str, Check] = {"ops.kfor_2017_02": contingents, "ops.quinlivan": density}
