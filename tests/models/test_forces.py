"""What must hold of the readiness of formations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.forces import Call, Forces, Readiness, Ready
from foedus.models.parameter import given, parameters
from foedus.record import bundled
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text
from foedus.world import World
from foedus.world.units import Unit

DRAWS = 128
ALLIES = ("DEU", "FRA", "GBR", "USA")
LAST = 180.0


def unit(name: str, owner: str, *, assigned: str = "national", in_place: str = "") -> Unit:
    """A brigade of `owner`."""
    return Unit(name, Text(name, name), owner, "mechanised", 54.0, 23.0, 1.0, assigned, in_place)


UNITS = (
    unit("deu-1", "DEU"),
    unit("deu-here", "DEU", assigned="nato", in_place="baltic"),
    unit("fra-1", "FRA"),
    unit("fra-nato", "FRA", assigned="nato"),
    unit("fra-south", "FRA", assigned="nato", in_place="south_east"),
    unit("gbr-1", "GBR"),
    unit("gbr-host", "GBR", in_place="baltic"),
    unit("usa-1", "USA"),
    unit("usa-2", "USA"),
    unit("ltu-1", "LTU"),
    unit("rus-1", "RUS"),
    unit("blr-1", "BLR"),
)


def call(first: int = 0, draws: int = DRAWS) -> Call:
    """A crisis in which Lithuania is attacked and each draw has its own days."""
    luck = BlockChance(7, first, draws)
    return Call(
        theatre="baltic",
        targets=frozenset({"LTU"}),
        adversaries=frozenset({"RUS"}),
        allies=ALLIES,
        authorised=1.0 + 9.0 * luck.uniform("authorised", ALLIES),
        decided=2.0 + 5.0 * luck.uniform("decided")[:, 0],
        cleared=np.full(draws, 3.0),
        warning=20.0 * luck.uniform("warning")[:, 0],
        mood=luck.normal("mood")[:, 0],
    )


def readiness(units: tuple[Unit, ...] = UNITS, first: int = 0, draws: int = DRAWS) -> Readiness:
    """Notice, availability and willingness that differ by draw."""
    luck, names = BlockChance(8, first, draws), tuple(one.id for one in units)
    return Readiness(
        notice=30.0 * luck.uniform("notice", names),
        availability=luck.uniform("availability", names),
        willing=luck.uniform("willing", ALLIES),
    )


def run(
    units: tuple[Unit, ...] = UNITS, at: Call | None = None, ready: Readiness | None = None, seed: int = 1
) -> Ready:
    """One block of the model as published."""
    return given(Forces).run(units, at or call(), ready or readiness(units), BlockChance(seed, 0, DRAWS))


def column(result: Ready, name: str) -> np.ndarray:
    """Ready days of one unit."""
    return result.day[:, result.units.index(name)]


def test_removing_an_ally_removes_exactly_its_units() -> None:
    """Without the United States its units are gone and every other number is the same to the bit."""
    everyone, at, ready = run(), call(), readiness()
    alone = replace(at, allies=ALLIES[:3], authorised=at.authorised[:, :3])
    without = run(at=alone, ready=replace(ready, willing=ready.willing[:, :3]))
    american = np.array([owner == "USA" for owner in everyone.owners])
    assert not without.brigades[:, american].any()
    assert np.isinf(without.day[:, american]).all()
    np.testing.assert_array_equal(without.day[:, ~american], everyone.day[:, ~american])
    np.testing.assert_array_equal(without.brigades[:, ~american], everyone.brigades[:, ~american])


def test_taking_units_off_the_ledger_moves_no_other_unit() -> None:
    """A ledger without one state's rows gives every other unit the same numbers to the bit."""
    kept = tuple(one for one in UNITS if one.owner != "FRA")
    whole, part = run(), run(kept)
    others = whole.of({one.owner for one in kept})
    assert part.units == others.units
    np.testing.assert_array_equal(part.day, others.day)
    np.testing.assert_array_equal(part.brigades, others.brigades)


def test_shorter_notice_never_makes_a_unit_later() -> None:
    """With less notice for all, no unit on either side stands ready later."""
    long = readiness()
    short = replace(long, notice=long.notice * 0.5)
    assert (run(ready=short).day <= run(ready=long).day).all()


def test_units_in_place_wait_for_nobody() -> None:
    """Units under NATO command in the theatre and those of the attacked count from their own notice."""
    at = replace(call(), warning=np.zeros(DRAWS))
    nobody = replace(at, authorised=np.full_like(at.authorised, np.inf), decided=np.full(DRAWS, np.inf))
    result, notice = run(at=nobody), readiness().notice
    for name in ("deu-here", "ltu-1"):
        np.testing.assert_array_equal(column(result, name), notice[:, result.units.index(name)])
    assert np.isinf(column(result, "gbr-1")).all()


def test_units_in_place_at_no_notice_count_on_day_zero() -> None:
    """A battlegroup at no notice stands on the day of the incident in every draw."""
    ready = readiness()
    result = run(ready=replace(ready, notice=np.zeros_like(ready.notice)))
    assert (column(result, "deu-here") == 0).all()
    assert (column(result, "fra-south") > 0).all()


def test_a_host_that_is_not_attacked_decides_on_its_own_brigades() -> None:
    """A national unit standing in the theatre goes only if its state authorises, contributes and picks it."""
    result, at = run(), call()
    host, never = column(result, "gbr-host"), replace(at, authorised=np.full_like(at.authorised, np.inf))
    assert np.isinf(host).any()
    assert np.isinf(column(run(at=never), "gbr-host")).all()


def test_council_delay_touches_only_units_under_nato_command() -> None:
    """A later Council delays what it commands and is felt by nobody else."""
    at = call()
    soon, late = run(), run(at=replace(at, decided=at.decided + 30.0))
    moved = {name for name in soon.units if (column(soon, name) != column(late, name)).any()}
    assert moved == {"fra-nato", "fra-south"}
    assert (late.day >= soon.day).all()


def test_a_council_that_never_decides_stops_no_national_force() -> None:
    """Without a decision the units under NATO command stay, those of states go by their own authorisation."""
    result = run(at=replace(call(), decided=np.full(DRAWS, np.inf)))
    assert np.isinf(column(result, "fra-nato")).all()
    np.testing.assert_array_equal(column(result, "fra-1"), column(run(), "fra-1"))


def test_nothing_crosses_a_border_before_clearance() -> None:
    """No unit that has to move counts before borders are open."""
    at = replace(call(), cleared=np.full(DRAWS, 45.0))
    result = run(at=at)
    sent = [name for name in result.units if name.startswith(("fra", "gbr", "usa"))]
    assert all((column(result, name) >= 45.0).all() for name in sent)


def test_warning_shortens_the_notice_of_both_sides_of_the_border_alone() -> None:
    """Warning brings the adversary, the attacked and those in place forward, and nobody else."""
    at = call()
    none = run(at=replace(at, warning=np.zeros(DRAWS)))
    much = run(at=replace(at, warning=np.full(DRAWS, 20.0)))
    gained = column(none, "rus-1") - column(much, "rus-1")
    np.testing.assert_allclose(gained, np.minimum(column(none, "rus-1"), 20.0))
    assert (much.of({"RUS"}).day >= 0).all()
    assert (column(none, "ltu-1") >= column(much, "ltu-1")).all()
    assert (column(none, "deu-here") >= column(much, "deu-here")).all()
    np.testing.assert_array_equal(column(none, "gbr-1"), column(much, "gbr-1"))


def test_warning_that_nobody_heeds_is_lost() -> None:
    """With nothing heeded, the attacked are as ready after a long warning as after none."""
    at = replace(call(), warning=np.full(DRAWS, 20.0))
    deaf = given(Forces, heeded=0.0).run(UNITS, at, readiness(), BlockChance(1, 0, DRAWS))
    np.testing.assert_array_equal(column(deaf, "ltu-1"), readiness().notice[:, deaf.units.index("ltu-1")])


def test_a_ceasefire_elsewhere_frees_the_adversary_alone() -> None:
    """With all of it freed the adversary's units are whole, and no ally's number moves."""
    tied, free = (
        given(Forces, freed=freed).run(UNITS, call(), readiness(), BlockChance(1, 0, DRAWS))
        for freed in (0.0, 1.0)
    )
    np.testing.assert_array_equal(free.of({"RUS"}).brigades, np.ones((DRAWS, 1)))
    assert (tied.of({"RUS"}).brigades < 1).all()
    np.testing.assert_array_equal(free.of((*ALLIES, "LTU")).brigades, tied.of((*ALLIES, "LTU")).brigades)


def test_a_state_outside_the_crisis_takes_no_part() -> None:
    """Units of a state that is neither ally, target nor adversary never come."""
    result = run()
    assert np.isinf(column(result, "blr-1")).all()
    assert not result.of({"BLR"}).brigades.any()


def test_an_ally_that_does_not_contribute_sends_nothing_but_what_is_there() -> None:
    """At a reliability of almost nil only units in place and the attacked stand."""
    model = given(Forces, rate_broad=1e-12, rate_updated=1e-12, rate_specific=1e-12)
    result = model.run(UNITS, call(), readiness(), BlockChance(1, 0, DRAWS))
    standing = {name for name in result.units if np.isfinite(column(result, name)).any()}
    assert standing == {"deu-here", "ltu-1", "rus-1"}


def test_full_reliability_and_willingness_send_every_unit() -> None:
    """If every ally contributes with all it has, nobody stays at home."""
    model = given(Forces, rate_broad=1 - 1e-12, rate_updated=1 - 1e-12, rate_specific=1 - 1e-12)
    ready = replace(readiness(), willing=np.ones((DRAWS, len(ALLIES))))
    result = model.run(UNITS, call(), ready, BlockChance(1, 0, DRAWS))
    assert np.isfinite(result.of(ALLIES).day).all()


def test_contributions_meet_the_published_rate_whatever_the_solidarity() -> None:
    """The common mood makes allies move together and leaves each one's own rate as published."""
    draws = 20_000
    luck = BlockChance(3, 0, draws)
    at = replace(call(0, draws), mood=luck.normal("mood")[:, 0])
    for solidarity in (0.0, 0.6):
        share = given(Forces, solidarity=solidarity).contributes(at, luck).mean(axis=0)
        np.testing.assert_allclose(share, 0.667, atol=0.015)


def test_codings_of_reliability_are_kept_apart() -> None:
    """A parameter set holds one of the three published codings, never a mean of them."""
    codings = np.linspace(0.01, 0.99, 99)[:, None]
    rates = given(Forces, coding=codings).reliability()
    assert rates.shape == (99, 1)
    assert sorted(set(rates[:, 0])) == [0.41, 0.667, 0.745]


@pytest.mark.parametrize("size", [1, 3, 7, 128])
def test_results_do_not_depend_on_the_block(size: int) -> None:
    """Blocks of 1, 3, 7 and 128 draws give the same bytes."""
    model, whole = given(Forces), run()
    parts = [
        model.run(
            UNITS,
            call(first, min(size, DRAWS - first)),
            readiness(UNITS, first, min(size, DRAWS - first)),
            BlockChance(1, first, min(size, DRAWS - first)),
        )
        for first in range(0, DRAWS, size)
    ]
    days = (0.0, 10.0, LAST)
    assert np.concatenate([part.day for part in parts]).tobytes() == whole.day.tobytes()
    assert np.concatenate([part.brigades for part in parts]).tobytes() == whole.brigades.tobytes()
    assert np.concatenate([part.strength(days) for part in parts]).tobytes() == whole.strength(days).tobytes()


def test_uncertain_parameters_may_differ_by_draw() -> None:
    """Parameters of shape (draws, 1) give what single numbers give."""
    names = [name for name, one in parameters(Forces).items() if one.spread is not None]
    arrays = {name: np.full((DRAWS, 1), parameters(Forces)[name].value) for name in names}
    by_draw = given(Forces, **arrays).run(UNITS, call(), readiness(), BlockChance(1, 0, DRAWS))
    np.testing.assert_array_equal(by_draw.day, run().day)


def test_a_wrong_shape_is_refused() -> None:
    """An array that does not fit units or allies is named."""
    with pytest.raises(BadArgument, match="willing"):
        run(ready=replace(readiness(), willing=np.ones((DRAWS, 1))))


def test_strength_adds_up_to_the_published_tiers() -> None:
    """posture.nfm_tiers: the tiers of the NATO Force Model, all filled, give 100, 300 and 800 thousand."""
    tiers = Ready(
        ("tier-1", "tier-2", "tier-3"),
        ("NATO", "NATO", "NATO"),
        np.array([[10.0, 30.0, 180.0]]),
        np.array([[100_000.0, 200_000.0, 500_000.0]]),
    )
    np.testing.assert_array_equal(tiers.strength((9, 10, 30, 180)), [[0, 100_000, 300_000, 800_000]])


def test_every_unit_on_record_is_judged() -> None:
    """Each unit has a notice and an availability, each ally with units a willing share; shares are shares."""
    judgements = bundled().judgements
    for name, row in bundled().table("units").rows.items():
        assert judgements[f"{name}.notice_days"].spread.low >= 0
        assert judgements[f"{name}.availability"].spread.low >= 0
        assert judgements[f"{name}.availability"].spread.high <= 1
        if row["owner"].value not in ("RUS", "BLR"):
            assert f"{row['owner'].value}.willing_share" in judgements


def test_units_in_place_are_at_two_days_or_less() -> None:
    """A unit already in the theatre is judged ready within two days of the incident."""
    units = World.of(bundled(), date(2027, 3, 2)).units()
    for one in units:
        if one.in_place == "baltic":
            assert bundled().judgements[f"{one.id}.notice_days"].spread.value <= 2


def test_the_ledger_changes_with_the_day() -> None:
    """An American brigade leaves in May 2026; the battlegroup in Latvia becomes a brigade in July 2024."""

    def names(day: date) -> set[str]:
        return {one.id for one in World.of(bundled(), day).units()}

    assert "usa-rotation-armoured-2" in names(date(2026, 5, 1))
    assert "usa-rotation-armoured-2" not in names(date(2026, 6, 1))
    assert "can-battlegroup-latvia" in names(date(2024, 6, 1))
    assert "can-brigade-latvia" in names(date(2024, 8, 1))
    assert not names(date(2024, 8, 1)) & {"can-battlegroup-latvia"}


def test_the_ledger_is_of_the_size_of_the_force_model() -> None:
    """Usable allied brigades at up to 30 days' notice lie between half and 1.3 times the pledged 300,000.

    The pledge counts all services; a brigade with its support is taken as 6,000 (Bruegel and Kiel 2025).
    """
    judgements = bundled().judgements
    usable = sum(
        one.brigade_equivalents * judgements[f"{one.id}.availability"].spread.value
        for one in World.of(bundled(), date(2027, 3, 2)).units()
        if one.owner not in ("RUS", "BLR") and judgements[f"{one.id}.notice_days"].spread.value <= 30
    )
    assert 150_000 <= 6_000 * usable <= 390_000
