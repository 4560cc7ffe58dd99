"""Article 4: may a Party call for consultation."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import provisions
from foedus.law.nat.consultations import precedent_cites, precedents
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
PROCEDURE = Text("Procedure: four steps", "手続：4段階")
STEPS = (
    (
        Text(
            "Request: by any Party; the text asks for no form, no proof and no vote",
            "要請：いずれの締約国も可。様式、立証、表決は求められない",
        ),
        NAME,
    ),
    (
        Text(
            "The Council meets: it is organised so as to meet promptly at any time",
            "理事会の開催：いつでも速やかに会合し得るよう組織される",
        ),
        "nat.9",
    ),
    (
        Text(
            "Consultation: the duty is to consult; no deadline is set and nothing further is owed",
            "協議：義務は協議にとどまり、期限の定めも、それ以上の行動義務もない",
        ),
        NAME,
    ),
    (
        Text(
            "Outcome: a statement or measures only if the Council agrees by consensus; none is automatic",
            "結果：声明や措置は理事会のコンセンサスによる場合に限られ、自動的には生じない",
        ),
        "nat.9",
    ),
)


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
    steps = (*_steps(subject(world, case["party"]), concern), precedents(world, case["party"]))
    return Ruling(Holding.YES, (NAME,), reason, steps).citing(*precedent_cites(world))


def _steps(who: Text, concern: Text) -> tuple[Node, ...]:
    asks = Text(f"{who.en} is a Party", f"{who.ja}は締約国である")
    opinion = Text(
        f"Threat to {concern.en}: its own opinion decides", f"{concern.ja}への脅威：判断は当該国による"
    )
    area = Text(
        "No limit of area: Article 6 does not bear on Article 4", "地理的限定なし：第6条は第4条に及ばない"
    )
    return (
        Node(asks, Holding.YES, NAME),
        Node(opinion, Holding.YES, NAME),
        Node(area, None, NAME),
        Node(PROCEDURE, None, NAME, children=tuple(Node(text, None, basis) for text, basis in STEPS)),
    )
