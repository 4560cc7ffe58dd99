"""Article 42(7) of the Treaty on European Union: who owes whom assistance, beside Article 5."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import instrument, provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, name, parties, subject
from foedus.terms.text import Text

NAME, FILE = "eu.42.7", "eu-treaty"
TITLE = Text("Article 42(7) TEU: mutual assistance in the European Union", "EU条約第42条7項：相互援助")
SPECIAL = Text(
    "Its security policy has a special character, untouched by the clause: what it gives is its choice",
    "安全保障政策に特性があり、条項はこれに影響しない。支援の内容は同国の選択による",
)
IN_NATO = Text(
    "Also a Party to the North Atlantic Treaty, which stays the foundation of its defence",
    "北大西洋条約の締約国でもあり、同盟が引き続き防衛の基盤である",
)
MEANS = Text("Aid and assistance by all the means in their power", "可能なあらゆる手段による支援")


@cache
def rule() -> Rule:
    """Return the assistance clause of the European Union."""
    arguments = (Argument("state", "state", Text("the state attacked", "攻撃を受けた国"), required=True),)
    return Rule(NAME, TITLE, arguments, provisions(FILE, NAME, _apply), NAME, bound=members)


def members(world: Situation) -> tuple[str, ...]:
    """Return the member states of the European Union on the day."""
    return world.members("EU")


def _apply(world: Situation, case: Case) -> Ruling:
    state, union = case["state"], members(world)
    if state not in union:
        who = subject(world, state)
        reason = Text(
            f"{who.en} is not a member of the European Union on {world.day}.",
            f"{who.ja}は{world.day}に欧州連合の加盟国ではない。",
        )
        return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))
    who = name(world, state)
    reason = Text(
        f"The other {len(union) - 1} members owe {who.en} assistance against aggression on its territory.",
        f"{who.ja}の領域に対する武力侵略に際し、他の{len(union) - 1}加盟国は支援義務を負う。",
    )
    return Ruling(Holding.YES, (NAME,), reason, _steps(world, state))


def _steps(world: Situation, state: str) -> tuple[Node, ...]:
    nodes = [Node(MEANS, Holding.YES, NAME)]
    if _special(world, state):
        nodes.append(Node(SPECIAL, Holding.OPEN, NAME))
    if state in parties(world):
        nodes.append(Node(IN_NATO, None, NAME))
    return tuple(nodes)


def _special(world: Situation, state: str) -> bool:
    held = instrument(FILE)
    return state in held["neutral"] or (
        state in held["neutral_before"] and world.day < held["neutral_before"][state]
    )
