"""Which check answers which target."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.study.checks import (
    agreement,
    aid,
    autonomy,
    battles,
    burden,
    council,
    disputes,
    law,
    movement,
    operations,
    partnership,
    peace,
    reported,
    scores,
)
from foedus.study.checks.target import Check

_MODULES = (
    agreement,
    aid,
    autonomy,
    battles,
    burden,
    council,
    disputes,
    law,
    movement,
    operations,
    partnership,
    peace,
    reported,
    scores,
)

CHECKS: Mapping[str, Check] = {name: check for module in _MODULES for name, check in module.CHECKS.items()}
