"""Agreement of assessors: the worked example of the textbook."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.study.agreement import alpha
from foedus.study.checks.target import Check, Found, Material, Target


def textbook(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return alpha of four observers and twelve units by each metric; 0 stands for no code."""
    codes = np.array(target.inputs["codes"], dtype=np.float64)
    codes[codes == 0] = np.nan
    return {metric: alpha(codes, metric) for metric in target.published}


CHECKS: Mapping[str, Check] = {"legitimacy.alpha": textbook}
