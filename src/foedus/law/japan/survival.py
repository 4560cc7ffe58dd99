"""Is this a situation threatening Japan's survival, in which it may use force for a state attacked."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument, provisions, text_of
from foedus.law.japan.answers import HELD, asked
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling, all_of
from foedus.law.situation import Situation, name
from foedus.terms.text import Text

NAME, FILE, JAPAN = "jpn.survival", "japan-security", "JPN"
TITLE = Text("Japan: situation threatening its survival", "日本：存立危機事態")
OTHER = Text(
    "An armed attack on Japan itself is an armed attack situation, met by individual self-defence: this rule "
    "is about attacks on others.",
    "日本自身への武力攻撃は武力攻撃事態であり、個別的自衛権により対処する。本規則は他国への攻撃を扱う。",
)
REASONS = {
    Holding.YES: Text(
        "The conditions are met: Japan may use force to the minimum extent necessary, with the approval of "
        "the Diet, in principle beforehand.",
        "要件を満たす。日本は国会の承認（原則事前）を得て、必要最小限度の実力を行使できる。",
    ),
    Holding.NO: Text(
        "A condition is not met: Japan may not use force. Support without force may be open under the rule "
        "on situations of important influence.",
        "要件を満たさず、武力の行使はできない。武力行使を伴わない支援は重要影響事態の規則により可能な場合がある。",
    ),
    Holding.OPEN: Text(
        "The text does not settle the case: the government judges it on all information and asks the Diet.",
        "条文上確定せず、政府が全ての情報を総合して判断し、国会の承認を求める。",
    ),
}
SURVIVAL = Text(
    "Japan's survival is threatened and the people's rights are in clear danger of being overturned",
    "日本の存立が脅かされ、国民の権利が根底から覆される明白な危険がある",
)
MEANS = Text("No other appropriate means is available", "他に適当な手段がない")
EXTENT = Text("Force is limited to the minimum extent necessary", "必要最小限度の実力行使にとどまる")


@cache
def rule() -> Rule:
    """Return the rule on situations threatening Japan's survival."""
    arguments = (
        Argument("attacked", "state", Text("the state attacked", "武力攻撃を受けた国"), required=True),
        asked("survival", "whether Japan's survival is threatened", "日本の存立が脅かされるか"),
        asked("alternative", "whether another means is available", "他に適当な手段があるか"),
    )
    return Rule(NAME, TITLE, arguments, provisions(FILE, NAME, _apply), NAME, bound=japan)


def japan(world: Situation) -> tuple[str, ...]:  # noqa: ARG001 - all rules ask their parties alike
    """Return who is bound: Japan alone, by its own law."""
    return (JAPAN,)


def _apply(world: Situation, case: Case) -> Ruling:
    if case["attacked"] == JAPAN:
        return Ruling(Holding.NO, (NAME,), OTHER, (Node(OTHER, Holding.NO, NAME),))
    terms = instrument(FILE)["conditions"]
    close = Holding.YES if case["attacked"] in terms["close_states"] else Holding.OPEN
    threatened = HELD[case["survival"]]
    means = _not(HELD[case["alternative"]])
    held = all_of((close, threatened, means))
    who = name(world, case["attacked"])
    steps = (
        Node(
            Text(f"{who.en} is in a close relationship with Japan", f"{who.ja}は日本と密接な関係にある"),
            close,
            NAME,
            children=(Node(text_of(terms["close"]), None, NAME),),
        ),
        Node(SURVIVAL, threatened, NAME),
        Node(MEANS, means, NAME),
        Node(EXTENT, None, NAME),
    )
    return Ruling(held, (NAME,), REASONS[held], steps).citing(cite_of(terms))


def _not(held: Holding) -> Holding:
    return {Holding.YES: Holding.NO, Holding.NO: Holding.YES}.get(held, held)
