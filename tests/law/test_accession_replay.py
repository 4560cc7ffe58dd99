"""Every accession walked day by day: the stage never goes back and ends where the ledger has it."""

from datetime import date, timedelta

import pytest

from foedus.law import Holding, rules
from foedus.law.nat.accession import STAGES, accession_id, reached, stage, step_day, tally
from foedus.law.nat.rounds import COUNTED_FROM, ended, last_leg, quantiles, time_left
from foedus.record import bundled
from foedus.terms.day import Day
from foedus.terms.errors import NotRecorded
from foedus.world import World

RECORD = bundled()
ROWS = RECORD.table("accessions").rows
STATES = sorted(str(row["state"].value) for row in ROWS.values())
# Of these two rounds the record has no invitation.
NO_INVITATION = {"DEU", "ESP"}
# Of these every Party of the day of signature is on record with its approval.
COMPLETE = {"FIN", "SWE"}
LAST = RECORD.complete_to


def at(day: date) -> World:
    """The world of a day as public on it."""
    return World.of(RECORD, day, day)


def acts(state: str) -> dict[str, date]:
    """The acts on record of one accession."""
    name = accession_id(at(LAST), state)
    columns = ("invited", "protocol_signed", "protocol_in_force", "acceded")
    found = {}
    for column in columns:
        for fact in RECORD.facts(name, column):
            assert isinstance(fact.value, Day)
            found[column] = fact.value.first
    return found


def edges(state: str) -> list[date]:
    """Every day on which something happens on the way of one state, with the day before and after."""
    approvals = [
        row[column].value.first  # type: ignore[union-attr]
        for row in RECORD.table("ratifications").rows.values()
        for column in ("parliament_approved", "acceptance_notified")
        if row["joining_state"].value == state and column in row and row[column].value is not None
    ]
    steps = [step.day.last for step in reached(World.of(RECORD, LAST), state)]
    days = {*acts(state).values(), *approvals, *steps}
    return sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)})


def test_there_are_twenty_accessions() -> None:
    """The founders are twelve, the Allies thirty-two."""
    assert len(STATES) == len(set(STATES)) == 20


@pytest.mark.parametrize("state", STATES)
def test_the_stage_never_goes_back(state: str) -> None:
    """From the first step to the accession each edge day is at least as far as the one before."""
    stages = [STAGES.index(stage(at(day), state)) for day in edges(state)]
    assert stages == sorted(stages)
    assert STAGES[stages[-1]] == "acceded"


@pytest.mark.parametrize("state", STATES)
def test_the_stage_agrees_with_the_record_on_every_edge_day(state: str) -> None:
    """A protocol is signed from its day on and not before; a state is a Party from the ledger's day on."""
    found = acts(state)
    kinds = {"invited": "invited", "protocol_signed": "signed", "protocol_in_force": "in_force"}
    for day in edges(state):
        now = STAGES.index(stage(at(day), state))
        for column, kind in kinds.items():
            if column in found:
                assert (now >= STAGES.index(kind)) == (day >= found[column]), (day, kind)
        assert (now == STAGES.index("acceded")) == (state in at(day).members("NATO", "in_force"))


@pytest.mark.parametrize("state", STATES)
def test_accession_ends_on_the_day_of_the_ledger(state: str) -> None:
    """The day before, Article 10 is open; on the day of deposit there is nothing left to accede to."""
    day = acts(state)["acceded"]
    since = [fact.span.since.first for fact in RECORD.membership("NATO") if fact.subject == state]
    assert day in since
    for each, holding in ((day - timedelta(days=1), Holding.OPEN), (day, Holding.NO)):
        assert rules()["nat.10"](at(each), state=state).holding is holding


@pytest.mark.parametrize("state", STATES)
def test_gaps_are_gaps(state: str) -> None:
    """Where the record has no invitation the step is refused, never dated by a guess."""
    if state in NO_INVITATION:
        with pytest.raises(NotRecorded, match="no invited"):
            step_day(at(LAST), state, "invited")
    else:
        assert step_day(at(LAST), state, "invited") < step_day(at(LAST), state, "protocol_signed")
    assert step_day(at(LAST), state, "protocol_in_force") <= step_day(at(LAST), state, "acceded")


@pytest.mark.parametrize("state", STATES)
def test_nobody_unrecorded_is_said_to_be_out(state: str) -> None:
    """Approved, still out and not recorded share out the Parties; approvals only grow."""
    before: set[str] = set()
    for day in edges(state):
        found = tally(at(day), state)
        approved = {one.state for one in found.approved}
        assert all(one.day <= day for one in found.approved)
        assert found.needed == len(approved | set(found.out) | set(found.unrecorded))
        assert found.needed == len([code for code in at(day).members("NATO", "in_force") if code != state])
        assert before <= approved
        before = approved
    signed = tally(at(step_day(at(LAST), state, "protocol_signed")), state)
    assert (not signed.unrecorded) == (state in COMPLETE)


def test_the_stage_in_november_2022() -> None:
    """Twenty-eight of thirty had approved; Hungary and Türkiye were still out."""
    for state in ("FIN", "SWE"):
        found = tally(at(date(2022, 11, 1)), state)
        assert (len(found.approved), found.out, found.unrecorded) == (28, ("HUN", "TUR"), ())


def test_what_was_not_known_is_not_counted() -> None:
    """Asked of March 2023 as known in November 2022, Hungary has not approved yet."""
    late = World.of(RECORD, date(2023, 3, 31), date(2022, 11, 1))
    assert tally(late, "FIN").out == ("HUN", "TUR")
    assert stage(World.of(RECORD, date(2023, 5, 1), date(2022, 7, 4)), "FIN") == "invited"


def test_time_left_uses_ended_rounds_alone() -> None:
    """For Finland in November 2022 eight rounds had ended, seven of which took longer than 119 days."""
    left = time_left(at(date(2022, 11, 1)), "signed", date(2022, 7, 5))
    assert (left.elapsed, len(left.past), left.quantiles()) == (119, 8, (52, 250, 332))
    assert all("FIN" not in one.states for one in left.past)


def test_what_took_longer_than_all_before_gets_no_estimate() -> None:
    """Sweden in February 2024 had outlasted all nine rounds: no number is made up."""
    left = time_left(at(date(2024, 2, 1)), "signed", date(2022, 7, 5))
    assert (left.days, left.quantiles(), left.longest) == ((), (), 451)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("at_stage", sorted(COUNTED_FROM))
def test_no_estimate_sees_the_round_it_is_about(state: str, at_stage: str) -> None:
    """On no edge day does a round that ended later enter, and less is left as days pass."""
    end = acts(state)["acceded"]
    for day in [one for one in edges(state) if one <= end]:
        past = ended(at(day), COUNTED_FROM[at_stage])
        assert all(step_day(at(LAST), one.states[0], "acceded") < day for one in past)


def test_the_last_leg_is_short() -> None:
    """From the last ratification to the deposit took at most 98 days, half of the rounds at most 3."""
    days = last_leg(at(LAST))
    assert (len(days), quantiles(days)) == (10, (0, 3, 31))


def test_a_state_taken_in_by_an_overlay_has_acceded() -> None:
    """Membership decides, whatever steps are on record."""
    world = at(date(2025, 6, 1))
    assert stage(world, "UKR") == "applied"
    assert stage(world.having({"UKR.member.NATO": True}), "UKR") == "acceded"
