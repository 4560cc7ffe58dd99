"""Europe without the United States: the arithmetic of a study, on our own figures of GDP."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.models.autonomy import Autonomy
from foedus.models.parameter import given
from foedus.study.assess.autonomy import PRODUCT_YEAR, european_product
from foedus.study.checks.target import Check, Found, Material, Target


def arithmetic(target: Target, material: Material) -> Found:
    """Add up troops, divide by brigades, and price the step in spending; the list is looked up."""
    model = given(Autonomy)
    listed = {name: model.provided[name] for name in target.published if name in model.provided}
    return {
        **listed,
        "troops": model.troops,
        "brigades": model.brigades,
        "eur_bn_a_year": float(np.asarray(model.budget(european_product(material.record, PRODUCT_YEAR)))),
    }


CHECKS: Mapping[str, Check] = {"autonomy.bruegel": arithmetic}
