"""Onset of disputes: the published table and the forecast of later years, from the user's copies."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.models.dispute import TERMS, terms
from foedus.study.checks.target import Check, Found, Material, MissingData, Target
from foedus.study.dispute import Cases, fit, out_of_sample, published_cases
from foedus.study.logit import area_under_curve
from foedus.terms.errors import NotRecorded


def table(target: Target, material: Material) -> Found:
    """Estimate the published table again: cases, onsets, coefficients and standard errors."""
    found = fit(_cases(material))
    figures: dict[str, float] = {"n": found.cases, "onsets": found.events}
    for name, coefficient, error in zip(TERMS, found.coefficients, found.errors, strict=True):
        figures |= {name: float(coefficient), f"se_{name}": float(error)}
    return {name: figures[name] for name in target.published}


def later_years(target: Target, material: Material) -> Found:
    """Fit to the years up to `inputs.last` and score the forecast of those after."""
    found = _cases(material)
    late = out_of_sample(found, target.inputs["last"])
    whole = fit(found)
    said = {
        **{"n_test": late.cases, "events": late.events, "auc": late.auc, "brier": late.brier},
        **{"climatology_brier": late.climatology, "base_rate_brier": late.base_rate},
        "insample_auc": area_under_curve(whole.forecast(terms(found.covariates)), found.onset),
    }
    return {name: said[name] for name in target.published}


def _cases(material: Material) -> Cases:
    if material.folder is None:
        raise MissingData("the panel needs your copies", remedy="give their folder with --data")
    try:
        return published_cases(material.folder)
    except NotRecorded as error:
        raise MissingData(error.what, remedy=error.remedy) from None


CHECKS: Mapping[str, Check] = {"dispute.dangerous_dyads": table, "dispute.oos": later_years}
