"""Scores of legitimacy by operation, criterion and reading, as the record's judgements have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from foedus.record import Judgement
from foedus.study.agreement import alpha
from foedus.terms.chance import Array

PREFIX = "legitimacy_"


@dataclass(frozen=True)
class Scores:
    """Scores 0 to 2, NaN where nobody judged.

    Attributes:
        readings: Who or which reading scored, sorted.
        units: Operation and criterion, sorted.
        codes: Shape (readings, units).
    """

    readings: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    codes: Array

    def agreement(self) -> float:
        """Return ordinal alpha over all units.

        Raises:
            NotRecorded: If no unit was scored twice.
        """
        return alpha(self.codes, "ordinal")


def scores(judgements: Iterable[Judgement], operation: str = "") -> Scores:
    """Collect the scores of one operation, or of all."""
    found = {
        (one.object or one.assessor, (one.subject, one.attribute.removeprefix(PREFIX))): one.spread.value
        for one in judgements
        if one.attribute.startswith(PREFIX) and operation in ("", one.subject)
    }
    readings = tuple(sorted({reading for reading, _ in found}))
    units = tuple(sorted({unit for _, unit in found}))
    codes = np.full((len(readings), len(units)), np.nan)
    for (reading, unit), value in found.items():
        codes[readings.index(reading), units.index(unit)] = value
    return Scores(readings, units, codes)
