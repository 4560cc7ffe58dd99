"""Which check answers which target."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.study.checks import (
    battles,
    burden,
    council,
    disputes,
    law,
    movement,
    operations,
    reported,
    scores,
)
from foedus.study.checks.target import Check

CHECKS: Mapping[str, Check] = {
    name: check
    for module in (battles, burden, council, disputes, law, movement, operations, reported, scores)
    for name, check in module.CHECKS.items()
}
