"""Nuclear treaties and sharing: what holds whatever the state, and what the trees show."""

import re
from datetime import date

import pytest

from foedus.law import Holding, rules
from foedus.law.nuclear.roles import ROLES
from foedus.record import bundled
from foedus.terms.errors import NotRecorded
from foedus.world import World

DAYS = [
    date(1970, 3, 5),
    date(1975, 5, 2),
    date(1992, 8, 3),
    date(2003, 4, 10),
    date(2021, 1, 22),
    date(2026, 1, 31),
]
WORLD = World.of(bundled(), date(2025, 6, 1))
STATES = sorted({fact.subject for name in ("npt", "tpnw") for fact in bundled().membership(name)})


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", ["npt", "tpnw", "sharing"])
def test_nuclear_rules_answer_for_every_state_on_record(name: str, day: date) -> None:
    """No state, role or day makes a rule fail, but for a party question on a state not on record."""
    world = World.of(bundled(), day)
    for state in STATES:
        for role in ROLES if name != "sharing" else ("",):
            try:
                ruling = rules()[name](world, state=state, **({"role": role} if role else {}))
            except NotRecorded:
                assert role == "party"
                continue
            assert ruling.cites
            assert "{" not in ruling.reason.en + ruling.reason.ja
            assert not re.search(
                r"\bUnited States\b", ruling.reason.en.replace("the United", "").replace("The United", "")
            )


def test_every_ally_has_a_state_of_affairs_under_both_treaties() -> None:
    """All Allies are Parties to the one treaty and none to the other."""
    for state in WORLD.members():
        assert rules()["npt"](WORLD, state=state).holding is Holding.YES
        assert rules()["tpnw"](WORLD, state=state).holding is Holding.NO


def test_incompatible_role_and_absent_duty_stand_side_by_side() -> None:
    """The holding is about the role; the tree says that the treaty does not bind the host."""
    ruling = rules()["tpnw"](WORLD, state="DEU", role="host")
    assert ruling.holding is Holding.NO
    role, bond, *record = ruling.tree
    assert role.basis == "tpnw.1(1)(g)"
    assert bond.basis == "tpnw.15"
    assert bond.holding is Holding.NO
    assert {node.fact.split(".")[1] for node in record} == {"tpnw_vote", "tpnw_observer"}


def test_contested_hosting_shows_both_positions_with_their_sources() -> None:
    """Where Parties differ the tree gives each side and the cites say where."""
    ruling = rules()["npt"](WORLD, state="BEL", role="host")
    assert len(ruling.tree[0].children) == 2
    assert {"alberque-2017", "butcher-2000"} <= {cite.source for cite in ruling.cites}


def test_a_vote_or_a_report_not_yet_public_is_not_used() -> None:
    """Observers and reports show from the day on which they were public."""
    early = World.of(bundled(), date(2025, 8, 1), date(2025, 7, 1))
    assert rules()["sharing"](early, state="GBR").holding is Holding.NO
    assert len(rules()["tpnw"](World.of(bundled(), date(2022, 1, 1)), state="NLD").tree) == 2


def test_hosts_follow_the_table() -> None:
    """The states involved are the estimates of the day and the provider."""
    assert rules()["sharing"].parties(WORLD) == ("BEL", "DEU", "ITA", "NLD", "TUR", "USA")
    assert "GRC" in rules()["sharing"].parties(World.of(bundled(), date(1990, 1, 1)))


def test_a_state_may_join_a_treaty_in_an_overlay() -> None:
    """An overlay of membership reaches the rule."""
    joined = WORLD.having({"NOR.member.tpnw": True})
    assert rules()["tpnw"](joined, state="NOR").holding is Holding.YES


def test_a_state_not_on_record_is_no_non_party() -> None:
    """Absent is not "no"."""
    with pytest.raises(NotRecorded, match="not on record"):
        rules()["npt"](WORLD, state="CUB")
