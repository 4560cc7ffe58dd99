"""The Council of the models decides as the rule on Council procedure says."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.law import Holding, rules
from foedus.law.council import seats
from foedus.record import bundled
from foedus.terms.day import Day
from foedus.world import World
from tests.conformance.case import ready

DECISIONS = bundled().table("decisions").rows


def test_the_models_seat_whom_the_rule_seats() -> None:
    """A crisis is decided by all who sit in the Council on its day, and by nobody else."""
    whole = ready()
    scenario = whole.question.scenario
    assert whole.case.allies == seats(World.of(bundled(), scenario.day, scenario.known))


@pytest.mark.parametrize("name", DECISIONS)
def test_whoever_blocked_a_decision_had_a_seat_that_could(name: str) -> None:
    """Each ally on record as blocking sat in the Council then, and its objection stops a draft there."""
    row = DECISIONS[name]
    blockers, day = row.get("blockers"), row["asked"].value
    assert isinstance(day, Day)
    for ally in blockers.json_value() if blockers else ():
        ruling = rules()["council"](World.of(bundled(), day.first), body="nac", objects=ally)
        assert ruling.holding is Holding.NO, (name, ally)


def test_the_other_forum_of_2003_had_no_seat_for_france() -> None:
    """What France stopped in the Council it could not stop in the Defence Planning Committee."""
    world = World.of(bundled(), date(2003, 2, 16))
    assert rules()["council"](world, body="nac", objects="FRA").holding is Holding.NO
    assert rules()["council"](world, body="dpc", objects="FRA").holding is Holding.YES
