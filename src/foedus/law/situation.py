"""What law needs to know of the world: a day, what was known, and who was in which group."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from foedus.record import Record
from foedus.terms.text import Text

ALLIANCE = "NATO"
NAMES = Path(__file__).resolve().parents[1] / "data" / "instruments" / "names.toml"


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
    """Return the name of a state as it stands within a sentence: the United States, Poland.

    Where the record has no name for it, its code.
    """
    entity = world.record.entities.get(code)
    if entity is None:
        return Text(code, code)
    english = entity.name.en
    return Text(f"the {english}" if code in definite() else english, entity.name.ja)


def subject(world: Situation, code: str) -> Text:
    """Return the name of a state as it opens a sentence: The United States, Poland."""
    within = name(world, code)
    return Text(within.en[:1].upper() + within.en[1:], within.ja)


@cache
def definite() -> frozenset[str]:
    """Return the states whose English names take the article."""
    rows = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return frozenset(rows["definite"])


def is_public(world: Situation, day: date) -> bool:
    """Whether something made public on `day` may be used in this world."""
    return world.known is None or day <= world.known


def horizon(world: Situation) -> date:
    """Return the last day of which the world may speak: its day, or what was known if that is earlier."""
    return world.day if world.known is None else min(world.day, world.known)
