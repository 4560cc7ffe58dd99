"""The crisis as a whole: same bytes whatever the workers, and overlays that change only what they touch."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from foedus.ensemble import runner
from foedus.record import bundled
from foedus.study.crisis import CrisisRun, answer
from foedus.study.finding import finding
from foedus.study.question import Question, prepared
from foedus.terms.errors import UnknownReference
from foedus.world.scenario import find_overlay, find_scenario

DRAWS = 96


def ask(changes: tuple[tuple[str, float | bool | str], ...] = (), plan: str = "corridor") -> Question:
    """Return a small question about one plan."""
    scenario = replace(find_scenario(bundled(), "suwalki-2027"), plans=(plan,))
    return Question(scenario, changes, draws=DRAWS)


@cache
def answered(changes: tuple[tuple[str, float | bool | str], ...] = (), plan: str = "corridor") -> CrisisRun:
    """Return its answer, once a session."""
    return answer(ask(changes, plan))


def overlaid(name: str) -> CrisisRun:
    """Return the answer under a bundled overlay."""
    return answered(tuple((change.path, change.value) for change in find_overlay(bundled(), name).changes))


def test_the_same_bytes_for_any_block_size() -> None:
    """Blocks of 7 and of 96 draws give every column bit by bit the same."""
    whole, parts = answered().plans["corridor"].run, answer(ask(), block=7).plans["corridor"].run
    for name, column in whole.columns.items():
        assert column.tobytes() == parts.columns[name].tobytes(), name


def test_the_same_bytes_from_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes give every column bit by bit as one does."""
    monkeypatch.setattr(runner, "PROCESS_START_SECONDS", 0.0)
    one, two = answered().plans["corridor"].run, answer(ask(), block=32, workers=2).plans["corridor"].run
    assert two.workers == 2
    for name, column in one.columns.items():
        assert column.tobytes() == two.columns[name].tobytes(), name


def test_no_draw_fails() -> None:
    """The bundled scenario runs in every draw."""
    assert all(not plan.run.failures for plan in answered().plans.values())


def test_outcomes_add_up_to_one() -> None:
    """Every draw ends in exactly one outcome and one path."""
    found = finding(answered(), "foedus crisis", [])["plans"]["corridor"]
    assert sum(one["p"] for one in found["outcome"].values()) == pytest.approx(1, abs=1e-3)
    assert sum(found["decision"]["path"].values()) == pytest.approx(1, abs=1e-3)


def test_half_of_american_forces_touch_no_other_ally() -> None:
    """The overlay on one ally's forces moves neither the Council nor what others send, draw by draw."""
    one, other = answered().plans["corridor"].run, overlaid("us-half").plans["corridor"].run
    usa = answered().prepared.case.allies.index("USA")
    for name in ("decided", "path", "blockers", "authorised", "adversary"):
        np.testing.assert_array_equal(one.columns[name], other.columns[name])
    units = [unit.owner != "USA" for unit in answered().prepared.case.units]
    np.testing.assert_array_equal(
        one.columns["unit_coming"][:, units], other.columns["unit_coming"][:, units]
    )
    assert one.columns["by_ally"][:, usa].sum() > other.columns["by_ally"][:, usa].sum()


def test_an_alliance_without_the_united_states_has_none_of_its_units() -> None:
    """Taking one ally out removes exactly its units; every other unit is there with the same strength."""
    base, without = answered(), overlaid("no-us")
    assert "USA" not in without.prepared.case.allies
    kept = {unit.id for unit in without.prepared.case.units}
    for unit in base.prepared.case.units:
        assert (unit.id in kept) == (unit.owner != "USA")


def test_a_freer_adversary_is_denied_its_goal_less_often() -> None:
    """A ceasefire elsewhere never makes the adversary weaker, and makes it succeed more often."""
    base, freed = answered().plans["corridor"], overlaid("ceasefire").plans["corridor"]
    assert (freed.column("adversary") >= base.column("adversary") - 1e-4).mean() > 0.95
    assert freed.denied.mean() < base.denied.mean()


def test_slow_clearance_delays_arrivals() -> None:
    """Peacetime clearance of borders lets fewer brigades arrive by D+30."""
    index = 30 - answered().prepared.terms.first_day
    base, slow = (
        run.plans["corridor"].column("reinforcement") for run in (answered(), overlaid("slow-clearance"))
    )
    assert slow[:, index].mean() < base[:, index].mean()


def test_an_overlay_on_nothing_is_an_error() -> None:
    """A path that names no subject, attribute or parameter is refused with suggestions."""
    for path in ("POL.populaton", "PLO.population", "council.cohesion"):
        with pytest.raises(UnknownReference):
            prepared(ask(((path, 1.0),)))


def test_law_holds_an_armed_attack_on_polish_soil_to_be_covered() -> None:
    """Articles 5 and 6 apply to an attack at the bundled place; whether they do to coercion is open."""
    ready = prepared(ask())
    assert ready.rulings["nat.5"].holding.value == "yes"
    assert answered(plan="coercion").prepared.holdings["coercion"] == "open"


def test_every_touched_fact_has_a_footnote() -> None:
    """The footnotes name the source of every fact that the run read."""
    run = answered()
    noted = {note["id"] for note in finding(run, "foedus crisis", [])["footnotes"]}
    assert {fact.source.id for fact in run.prepared.trace.facts.values()} <= noted


def test_who_breaks_silence_sends_nobody_before_the_decision() -> None:
    """An ally that blocked is authorised no earlier than the Council decided, unless attacked."""
    run = answered(plan="coercion")
    columns = run.plans["coercion"].run.columns
    blocked = columns["blockers"] & ~run.prepared.case.attacked
    late = columns["authorised"] >= columns["decided"].astype(np.float32)[:, None]
    assert blocked.any()
    assert late[blocked].all()
