"""Partnerships: is the later programme deeper than the earlier, and how much wider?"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.models.parameter import given
from foedus.models.partnership import Partnership
from foedus.study.checks.target import Check, Found, Material, Target
from foedus.study.partnership import coded, estimate


def order(target: Target, material: Material) -> Found:
    """Compare the depth of a partner in the years of two programmes, and their numbers of areas."""
    asked = target.inputs
    seen = coded(material.record, asked["partner"], asked["later"])
    rise, error = estimate(given(Partnership), seen).rise(asked["earlier"], asked["later"])
    areas = [
        float(material.record.find(name, "cooperation_areas", day).json_value())
        for name, day in asked["programmes"]
    ]
    return {"later_is_deeper": rise > 0, "beyond_two_errors": rise > 2 * error, "areas": areas}


CHECKS: Mapping[str, Check] = {"partners.order": order}
