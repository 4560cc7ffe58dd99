"""How long accessions took, round by round, and what that says of one under way.

The durations are those of the rounds that had ended by the day asked about: no hindsight. States that joined
together count once, for one procedure carried them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.law.nat.accession import step_day
from foedus.law.situation import Situation, horizon
from foedus.terms.errors import NotRecorded

# Stage under way, and the column whose day the time is counted from.
COUNTED_FROM = {"invited": "invited", "signed": "protocol_signed", "in_force": "protocol_in_force"}
SHARES = (10, 50, 90)  # quantiles given, in per cent


@dataclass(frozen=True, slots=True)
class Past:
    """One round that had ended.

    Attributes:
        number: Of the round.
        states: Who joined in it.
        days: From the step counted from to the accession; None where that step is a gap in the record.
    """

    number: int
    states: tuple[str, ...]
    days: int | None


@dataclass(frozen=True, slots=True)
class Left:
    """Days that would be left if this accession went like a past one that had taken at least as long.

    Attributes:
        elapsed: Days since the step counted from.
        past: The rounds that had ended, oldest first.
        days: Days left in each round that lasted longer than `elapsed`, ascending.
    """

    elapsed: int
    past: tuple[Past, ...]
    days: tuple[int, ...]

    @property
    def longest(self) -> int:
        """Longest duration on record among the past rounds; 0 if there is none."""
        return max((one.days for one in self.past if one.days is not None), default=0)

    def quantiles(self) -> tuple[int, ...]:
        """Return the 10, 50 and 90 % quantiles of the days left; observed values, none if there are none."""
        return quantiles(self.days) if self.days else ()


def ended(world: Situation, since: str) -> tuple[Past, ...]:
    """Return the rounds that had ended by the day of `world`, counted from the step of column `since`."""
    last = horizon(world)
    rows = world.record.table("accessions").rows.values()
    rounds: dict[int, list[str]] = {}
    for row in rows:
        state = str(row["state"].value)
        if step_day(world, state, "acceded") < last:
            rounds.setdefault(int(str(row["accession_round"].json_value())), []).append(state)
    return tuple(
        Past(number, tuple(sorted(states)), duration(world, states[0], since))
        for number, states in sorted(rounds.items())
    )


def duration(world: Situation, state: str, since: str) -> int | None:
    """Return the days from one step of an accession on record to its end, None where the step is a gap."""
    try:
        return (step_day(world, state, "acceded") - step_day(world, state, since)).days
    except NotRecorded:
        return None


def time_left(world: Situation, stage: str, since: date) -> Left:
    """Return what the past rounds say of an accession at `stage` since the day `since`."""
    elapsed = (horizon(world) - since).days
    past = ended(world, COUNTED_FROM[stage])
    longer = [one.days - elapsed for one in past if one.days is not None and one.days > elapsed]
    return Left(elapsed, past, tuple(sorted(longer)))


def last_leg(world: Situation) -> tuple[int, ...]:
    """Return the days from the last ratification to the accession in the rounds that had ended, ascending."""
    days = [one.days for one in ended(world, COUNTED_FROM["in_force"])]
    return tuple(sorted(one for one in days if one is not None))


def quantiles(ordered: tuple[int, ...]) -> tuple[int, ...]:
    """Return the 10, 50 and 90 % quantiles of values in ascending order; each is one of the values."""
    # The smallest value with at least that share of the values at or below it.
    return tuple(ordered[-(-share * len(ordered) // 100) - 1] for share in SHARES)
