"""The Nuclear Planning Group: does this state sit in it."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, parties, subject
from foedus.terms.text import Text

NAME = "npg"
TITLE = Text("Nuclear Planning Group: participation", "核計画グループ：参加")


@cache
def rule() -> Rule:
    """Return the rule on participation in the Nuclear Planning Group."""
    arguments = (Argument("state", "state", Text("the state asked about", "照会する国"), required=True),)
    texts = provisions("nuclear-planning-group", NAME, _apply)
    return Rule(NAME, TITLE, arguments, texts, NAME, bound=members)


def members(world: Situation) -> tuple[str, ...]:
    """Return the states that sit in the Group on the day."""
    return world.members("NPG")


def _apply(world: Situation, case: Case) -> Ruling:
    state = case["state"]
    who = subject(world, state)
    if state in members(world):
        return _ruling(
            Holding.YES, f"{who.en} takes part in the Group.", f"{who.ja}は核計画グループに参加している。"
        )
    if state in parties(world):
        return _ruling(
            Holding.NO,
            f"{who.en} is an Ally but does not take part in the Group on {world.day}.",
            f"{who.ja}は加盟国だが、{world.day}に核計画グループに参加していない。",
        )
    return _ruling(
        Holding.NO, f"{who.en} is not an Ally on {world.day}.", f"{who.ja}は{world.day}に加盟国ではない。"
    )


def _ruling(held: Holding, en: str, ja: str) -> Ruling:
    reason = Text(en, ja)
    return Ruling(held, (NAME,), reason, (Node(reason, held, NAME),))
