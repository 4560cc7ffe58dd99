"""Which check answers which target."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.study.checks import (
    aid,
    battles,
    burden,
    council,
    law,
    movement,
    operations,
    partnership,
    reported,
    scores,
)
from foedus.study.checks.target import Check

CHECKS: Mapping[str, Check] = {
    name: check
    for module in (aid, battles, burden, council, law, movement, operations, partnership, reported, scores)
    for name, check in module.CHECKS.items()
}
