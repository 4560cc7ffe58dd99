"""How far a state has come on the way to accession, as public on a day.

Each step is an act that was public when it was done: its day is taken as the day on which it became
public, although the row that gathers the steps of one accession was closed only with the accession.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.law.instrument import cite_of, fact_cite, instrument
from foedus.law.ruling import Cite
from foedus.law.situation import ALLIANCE, Situation, horizon, is_public, parties
from foedus.record import Fact
from foedus.terms.day import Day
from foedus.terms.errors import NotRecorded

FILE, TABLE = "accessions", "accessions"
# In order: a state never goes back.
STAGES = ("none", "aspirant", "promised", "applied", "invited", "signed", "in_force", "acceded")
COLUMNS = {
    "invited": "invited",
    "protocol_signed": "signed",
    "protocol_in_force": "in_force",
    "acceded": "acceded",
}
APPROVALS = ("parliament_approved", "acceptance_notified")


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to accession.

    Attributes:
        kind: One of `STAGES`, never `none`.
        day: The day of the act, at the precision on record.
        cite: Its source.
        fact: Path of the fact, or '' where the step stands with the law.
    """

    kind: str
    day: Day
    cite: Cite
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """One Ally's approval of a protocol.

    Attributes:
        state: The Ally.
        day: The day.
        kind: `parliament_approved` (not yet the deposit) or `acceptance_notified`.
        fact: The fact.
    """

    state: str
    day: date
    kind: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Tally:
    """Which Parties have approved a protocol on a day.

    Attributes:
        approved: Approvals public by then, oldest first.
        out: Parties whose approval is on record with a later day: still out.
        unrecorded: Parties of which nothing is on record; not to be read as "has not ratified".
    """

    approved: tuple[Approval, ...]
    out: tuple[str, ...]
    unrecorded: tuple[str, ...]

    @property
    def needed(self) -> int:
        """How many Parties must approve."""
        return len(self.approved) + len(self.out) + len(self.unrecorded)


def reached(world: Situation, state: str) -> tuple[Step, ...]:
    """Return the steps of `state` up to the day of `world`, as public in it, oldest first."""
    last = horizon(world)
    live = [step for step in _steps(world, state) if step.day.last <= last]
    return tuple(sorted(live, key=lambda step: (step.day.first, STAGES.index(step.kind))))


def stage(world: Situation, state: str) -> str:
    """Return the stage of `state` on the day of `world`: the furthest of the steps it has taken.

    Membership decides what membership says: an overlay that admits a state makes it acceded.
    """
    if state in parties(world):
        return "acceded"
    kinds = {step.kind for step in reached(world, state)} - {"acceded"}
    if state in world.members(ALLIANCE, "signed"):
        kinds.add("signed")
    return max(kinds | {"none"}, key=STAGES.index)


def tally(world: Situation, state: str) -> Tally:
    """Return who has approved the protocol of `state` and who has not, Party by Party.

    The Parties are those of the day: an Ally that acceded meanwhile must approve too. The signatory states of
    earlier days are among them, since no Party has left.
    """
    last, bound = horizon(world), [code for code in parties(world) if code != state]
    found = {one.state: one for one in approvals(world, state) if one.state in bound}
    done = sorted((one for one in found.values() if one.day <= last), key=lambda one: (one.day, one.state))
    return Tally(
        approved=tuple(done),
        out=tuple(code for code in bound if code in found and found[code].day > last),
        unrecorded=tuple(code for code in bound if code not in found),
    )


def approvals(world: Situation, state: str) -> tuple[Approval, ...]:
    """Return every approval of the protocol of `state` on record, whatever the day."""
    rows = world.record.table("ratifications").rows.values()
    found = [_approval(row) for row in rows if row["joining_state"].value == state]
    return tuple(one for one in found if one is not None)


def accession_id(world: Situation, state: str) -> str:
    """Return the name of the row on record of the accession of `state`, '' if there is none."""
    rows = world.record.table(TABLE).rows
    return next((name for name, row in rows.items() if row["state"].value == state), "")


def step_day(world: Situation, state: str, column: str) -> date:
    """Return the day of one step of an accession on record.

    Raises:
        NotRecorded: If the step of this accession is a gap.
    """
    kind = COLUMNS[column]
    days = [step.day.first for step in _recorded(world, state) if step.kind == kind]
    if not days:
        raise NotRecorded(f"no {column} of {state}", remedy="`foedus table accessions` lists what is there")
    return days[0]


def _steps(world: Situation, state: str) -> Iterator[Step]:
    yield from _stated(state)
    yield from _aspiring(world, state)
    yield from _recorded(world, state)


def _stated(state: str) -> Iterator[Step]:
    """Political steps that no table of the record holds."""
    for row in instrument(FILE)["step"]:
        if state in row["states"]:
            yield Step(row["kind"], Day(row["day"]), cite_of(row))


def _aspiring(world: Situation, state: str) -> Iterator[Step]:
    """Entry into the Membership Action Plan."""
    for fact in world.record.membership("MAP"):
        if fact.subject == state and fact.series == "listed" and is_public(world, fact.public):
            yield Step("aspirant", fact.span.since, fact_cite(fact), f"{state}.member.MAP")


def _recorded(world: Situation, state: str) -> Iterator[Step]:
    name = accession_id(world, state)
    for column, kind in COLUMNS.items() if name else ():
        for fact in world.record.facts(name, column):
            if isinstance(fact.value, Day):
                yield Step(kind, fact.value, fact_cite(fact), f"{name}.{column}")


def _approval(row: Mapping[str, Fact]) -> Approval | None:
    for kind in APPROVALS:
        fact = row.get(kind)
        if fact is not None and isinstance(fact.value, Day):
            return Approval(str(row["ratifying_state"].value), fact.value.last, kind, fact)
    return None
