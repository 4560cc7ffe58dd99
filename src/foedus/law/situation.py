"""What law needs to know of the world: a day, what was known, and who was in which group."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from foedus.record import Record
from foedus.terms.text import Text

ALLIANCE = "NATO"


class Situation(Protocol):
    """A world as law sees it; `foedus.world.World` is one."""

    @property
    def record(self) -> Record:
        """The record behind the world: here for the names of states."""
        ...

    @property
    def day(self) -> date:
        """The day of the case."""
        ...

    @property
    def known(self) -> date | None:
        """What had become public by then; None for all that is on record."""
        ...

    def members(self, group: str = ALLIANCE, basis: str = "listed") -> tuple[str, ...]:
        """Return the members of a group on the day."""
        ...


def parties(world: Situation) -> tuple[str, ...]:
    """Return the states for which the treaty is in force on the day.

    Law: Articles 10 and 11. The series `in_force` counts, not NATO's list of members, which gives the
    founders from signature on.
    """
    return world.members(ALLIANCE, "in_force")


def name(world: Situation, code: str) -> Text:
    """Return the name of a state, or its code where the record has no name for it."""
    entity = world.record.entities.get(code)
    return entity.name if entity else Text(code, code)


def is_public(world: Situation, day: date) -> bool:
    """Whether something made public on `day` may be used in this world."""
    return world.known is None or day <= world.known
