"""What the bundled record holds: the facts that a reader would check first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from foedus.record import bundled
from foedus.terms.errors import NoAnswer
from foedus.world import World

ROUNDS = {
    date(1949, 4, 4): 12,
    date(1952, 2, 18): 14,
    date(1955, 5, 6): 15,
    date(1982, 5, 30): 16,
    date(1999, 3, 12): 19,
    date(2004, 3, 29): 26,
    date(2009, 4, 1): 28,
    date(2017, 6, 5): 29,
    date(2020, 3, 27): 30,
    date(2023, 4, 4): 31,
    date(2024, 3, 7): 32,
}


def test_membership_changes_on_the_day_of_each_round_and_on_no_other() -> None:
    """The number of Allies is as counted after each round, and the day before it is that of the last."""
    before = 0
    for day, after in ROUNDS.items():
        eve = World.of(bundled(), day - timedelta(days=1))
        assert (len(eve.members()), len(World.of(bundled(), day).members())) == (before, after)
        before = after


def test_a_round_agrees_with_the_membership_it_led_to() -> None:
    """The table of enlargement and the ledger of members tell the same story."""
    for row in bundled().table("enlargement").rows.values():
        day, states = row["acceded"].value, row["states"].value
        assert isinstance(states, tuple)
        members = World.of(bundled(), day.first).members()  # type: ignore[union-attr]
        assert set(states) <= set(members)
        assert row["members_after"].value == len(members)


def test_no_ally_is_in_the_partnership_for_peace() -> None:
    """A partner leaves the list when it joins the Alliance."""
    for year in range(1994, 2026):
        world = World.of(bundled(), date(year, 12, 31))
        assert not set(world.members()) & set(world.members("PFP"))


def test_every_ally_but_france_plans_for_nuclear_forces() -> None:
    """The Nuclear Planning Group has all Allies but France, since it exists."""
    for year in range(1967, 2026):
        world = World.of(bundled(), date(year, 12, 31))
        assert set(world.members()) - set(world.members("NPG")) == {"FRA"}


def test_article_5_was_invoked_once() -> None:
    """One conditional invocation, confirmed three weeks later."""
    steps = [row["step"].value for row in bundled().table("article5").rows.values()]
    assert steps.count("conditional_invocation") == 1


def test_requests_for_consultation_by_requester() -> None:
    """Türkiye asked five times, Poland three, Estonia twice, co-requesters counted."""
    requests = [row["requesters"].value for row in bundled().table("article4").rows.values()]
    counts = {code: sum(code in one for one in requests) for code in ("TUR", "POL", "EST")}  # type: ignore[operator]
    assert (len(requests), counts) == (9, {"TUR": 5, "POL": 3, "EST": 2})


def test_secretaries_general_follow_one_another() -> None:
    """From Ismay on there is at most one office-holder a day, and always one but for a known gap."""
    rows = bundled().table("secretaries_general").rows
    terms = sorted((next(iter(row.values())).span for row in rows.values()), key=lambda one: one.since.first)
    for earlier, later in pairwise(terms):
        assert earlier.until is not None
        assert timedelta(0) <= later.since.first - earlier.until.first <= timedelta(days=14)
    assert terms[-1].until is None


def test_printed_battlegroups_add_up() -> None:
    """The eight battlegroups of June 2022 had 9,641 troops."""
    record, day = bundled(), date(2022, 6, 28)
    held = [
        record.find(name, "strength", day).value
        for name in record.table("battlegroups").rows
        if any(fact.span.since.first == day for fact in record.facts(name, "strength"))
    ]
    assert (len(held), sum(int(str(one)) for one in held)) == (8, 9641)


def test_no_fact_is_public_before_its_series_could_know_it() -> None:
    """Figures of a year are public no earlier than a year before it begins."""
    for fact in bundled().all_facts:
        if bundled().attributes[fact.attribute].kind == "annual":
            assert fact.public >= fact.span.since.first - timedelta(days=366), fact.where


def test_membership_of_two_successors_never_overlaps() -> None:
    """A withdrawn code and its successor are not members of one group on one day.

    The two German states are the exception: they stood side by side until one acceded to the other.
    """
    record = bundled()
    for entity in record.entities.values():
        if entity.kind == "state" and entity.successor and entity.id != "DDR":
            for fact in record.facts(entity.id, "member"):
                for other in record.facts(entity.successor, "member"):
                    if (fact.object, fact.series) == (other.object, other.series):
                        assert not fact.span.overlaps(other.span), fact.where


@pytest.mark.parametrize("attribute", ["tpnw_vote", "integrated_military_structure", "armed_forces"])
def test_absent_is_never_a_value(attribute: str) -> None:
    """Where nothing is on record there is an error, not a default."""
    with pytest.raises(NoAnswer):
        bundled().find("BRA", attribute, date(2024, 1, 1))


def test_every_fact_points_to_its_line_and_source() -> None:
    """Each fact can be traced to file, line and document."""
    record = bundled()
    for fact in record.all_facts:
        assert ":" in fact.where
        assert fact.source.id in record.sources
