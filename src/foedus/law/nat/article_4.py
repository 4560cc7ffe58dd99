"""Article 4: may a Party call for consultation."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, name, parties, subject
from foedus.terms.text import Text

NAME = "nat.4"
TITLE = Text("Article 4: consultation", "第4条：協議")
CONCERNS = {
    "territorial_integrity": Text("territorial integrity", "領土保全"),
    "political_independence": Text("political independence", "政治的独立"),
    "security": Text("security", "安全"),
}


@cache
def rule() -> Rule:
    """Return Article 4."""
    arguments = (
        Argument("party", "state", Text("the state that asks", "協議を求める国"), required=True),
        Argument(
            "concern",
            "choice",
            Text("what is threatened", "脅かされるもの"),
            tuple(CONCERNS),
            default="security",
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("north-atlantic-treaty", NAME, _apply), "nat.11")


def _apply(world: Situation, case: Case) -> Ruling:
    concern = CONCERNS[case["concern"]]
    if case["party"] not in parties(world):
        who = subject(world, case["party"])
        reason = Text(
            f"{who.en} is not a Party on {world.day}: only a Party can call for consultation.",
            f"{who.ja}は{world.day}に締約国ではなく、第4条に基づく協議を求めることはできない。",
        )
        return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))
    who = name(world, case["party"])
    reason = Text(
        f"The opinion of {who.en} that its or another Party's {concern.en} is threatened is enough: the "
        "Parties consult, wherever the threat arises.",
        f"{who.ja}が自国又は他の締約国の{concern.ja}が脅かされていると認めれば足り、締約国は脅威の発生地を問わず協議する。",
    )
    return Ruling(Holding.YES, (NAME,), reason, _steps(subject(world, case["party"]), concern))


def _steps(who: Text, concern: Text) -> tuple[Node, ...]:
    asks = Text(f"{who.en} is a Party", f"{who.ja}は締約国である")
    opinion = Text(
        f"Threat to {concern.en}: its own opinion decides", f"{concern.ja}への脅威：判断は当該国による"
    )
    area = Text(
        "No limit of area: Article 6 does not bear on Article 4", "地理的限定なし：第6条は第4条に及ばない"
    )
    duty = Text(
        "The duty is to consult; nothing further is owed",
        "義務は協議にとどまり、それ以上の行動を義務づけない",
    )
    return (
        Node(asks, Holding.YES, NAME),
        Node(opinion, Holding.YES, NAME),
        Node(area, None, NAME),
        Node(duty, None, NAME),
    )
