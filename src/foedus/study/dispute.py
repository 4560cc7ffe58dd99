"""The onset of disputes: the panel of the published table, the fit, and the forecast of later years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.models.dispute import COVARIATES, terms
from foedus.study.logit import Fit, area_under_curve, fitted
from foedus.study.panel import Panel, Request, build, rules
from foedus.terms.chance import Array

RULES = "dangerous-dyads"


@dataclass(frozen=True)
class Cases:
    """Complete rows of the panel.

    Attributes:
        covariates: (cases, covariates), in the order of `COVARIATES`.
        onset: Whether a dispute began.
        year: Year.
        sides: Numbers of the two states, (cases, 2).
    """

    covariates: Array
    onset: NDArray[np.bool_]
    year: NDArray[np.int64]
    sides: NDArray[np.int64]

    def where(self, kept: NDArray[np.bool_]) -> Cases:
        """Return some of the cases."""
        return Cases(self.covariates[kept], self.onset[kept], self.year[kept], self.sides[kept])


@cache
def published_cases(folder: Path) -> Cases:
    """Return the cases of the published table, from a user's copies.

    Raises:
        NotRecorded: If a copy is not there.
        BadRow: If a copy does not hold what it should.
    """
    return cases(build(Request("dyads", folder).under(rules()[RULES])))


def cases(panel: Panel) -> Cases:
    """Return the rows of a panel in which nothing is missing."""
    columns = np.stack([panel.columns[name] for name in COVARIATES], axis=1)
    onset = panel.columns["gmlmidonset"]
    whole = ~(np.isnan(columns).any(axis=1) | np.isnan(onset))
    sides = np.stack([panel.columns["ccode_a"], panel.columns["ccode_b"]], axis=1)
    return Cases(columns[whole], onset[whole] == 1, panel.columns["year"][whole], sides[whole])


def fit(found: Cases) -> Fit:
    """Fit the published logit."""
    return fitted(terms(found.covariates), found.onset)


@dataclass(frozen=True)
class Forecast:
    """How a fit to earlier years forecasts later ones.

    Attributes:
        cases: Later cases.
        events: Onsets among them.
        auc: Area under the curve, later years.
        brier: Mean squared error, later years.
        climatology: Mean squared error of the share of onsets in the later years themselves.
        base_rate: Mean squared error of the share of onsets in the earlier years.
        auc_within: Area under the curve, earlier years.
    """

    cases: int
    events: int
    auc: float
    brier: float
    climatology: float
    base_rate: float
    auc_within: float


def out_of_sample(found: Cases, last: int) -> Forecast:
    """Fit to the years up to `last` and forecast those after."""
    early, late = found.where(found.year <= last), found.where(found.year > last)
    model = fit(early)
    said = model.forecast(terms(late.covariates))
    share = float(late.onset.mean())
    return Forecast(
        len(late.onset),
        int(late.onset.sum()),
        area_under_curve(said, late.onset),
        float(((said - late.onset) ** 2).mean()),
        share * (1 - share),
        float(((early.onset.mean() - late.onset) ** 2).mean()),
        area_under_curve(model.forecast(terms(early.covariates)), early.onset),
    )
