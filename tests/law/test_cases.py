"""The cases of tests/law/*.toml: what the rules must hold, readable by a lawyer."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from foedus.law import rules
from foedus.record import bundled
from foedus.world import World

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_rule_holds_what_the_case_says(case: dict[str, Any]) -> None:
    """Each case must come out with the stated holding on the stated provisions, in both languages."""
    ruling = rules()[case["rule"]](World.of(bundled(), case["day"], case.get("known")), **case["arguments"])
    assert (ruling.holding.value, list(ruling.basis)) == (case["holding"], case["basis"]), ruling.reason
    assert ruling.reason.en
    assert ruling.reason.ja


def test_names_of_cases_are_unique() -> None:
    """A failing case must be found by its name alone."""
    names = [param.id for param in CASES]
    assert len(set(names)) == len(names) >= 70
