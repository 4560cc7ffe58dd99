"""The Non-Proliferation Treaty: who is bound, and what it says of a role in the Alliance."""

from __future__ import annotations

from functools import cache

from foedus.law.instrument import provisions
from foedus.law.nuclear.roles import PARTY, arguments, compatible, party
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Ruling
from foedus.law.situation import Situation
from foedus.terms.text import Text

NAME = "npt"
TITLE = Text("Non-Proliferation Treaty: Parties and roles", "核兵器不拡散条約：締約国と役割")


@cache
def rule() -> Rule:
    """Return the rule on the Non-Proliferation Treaty."""
    return Rule(NAME, TITLE, arguments(), provisions(NAME, NAME, _apply), "npt.9", bound=members)


def members(world: Situation) -> tuple[str, ...]:
    """Return the Parties on the day, of the states on record."""
    return world.members(NAME)


def _apply(world: Situation, case: Case) -> Ruling:
    if case["role"] == PARTY:
        return party(world, NAME, case["state"])
    return compatible(world, NAME, case["state"], case["role"])
