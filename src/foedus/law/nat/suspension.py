"""Can a Party be suspended or expelled: the treaty is silent, and the law of treaties leaves it open."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, name, parties, subject
from foedus.terms.text import Text

NAME = "nat.suspension"
TITLE = Text("Suspension or expulsion of a Party", "締約国の資格停止・除名")
SILENT = Text("The treaty has no clause on suspension or expulsion", "条約に資格停止・除名の規定はない")
LEAVES = Text("Withdrawal is the only exit it names (Article 13)", "条約が定める離脱手段は脱退のみ（第13条）")
BREACH = Text(
    "Under the law of treaties the other Parties could, by unanimous agreement, suspend or end the treaty "
    "towards a Party in material breach; whether that reaches this treaty is argued, and it is untried",
    "条約法上、他の締約国は全会一致により、重大な違反をした締約国との間で条約を停止・終了し得る。本条約に及ぶかは議論があり、前例はない",
)
NO_BREACH = Text(
    "No material breach is alleged: nothing could be suspended", "重大な違反の主張がなく、停止の余地はない"
)


@cache
def rule() -> Rule:
    """Return the rule on suspension and expulsion."""
    arguments = (
        Argument("party", "state", Text("the Party in question", "対象となる締約国"), required=True),
        Argument(
            "breach",
            "choice",
            Text("whether a material breach is alleged", "重大な違反が主張されているか"),
            ("alleged", "none"),
            default="alleged",
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("treaty-breach", NAME, _apply), "nat.11")


def _apply(world: Situation, case: Case) -> Ruling:
    if case["party"] not in parties(world):
        who = subject(world, case["party"])
        reason = Text(f"{who.en} is not a Party on {world.day}.", f"{who.ja}は{world.day}に締約国ではない。")
        return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))
    if case["breach"] == "none":
        return Ruling(
            Holding.NO, (NAME,), NO_BREACH, (Node(SILENT, None, NAME), Node(NO_BREACH, Holding.NO, NAME))
        )
    who = name(world, case["party"])
    reason = Text(
        f"The treaty does not say whether {who.en} could be suspended or expelled; the law of "
        "treaties offers a way that is disputed and untried.",
        f"{who.ja}の資格停止・除名が可能かについて条約に定めはない。条約法上の手段はあるが、争いがあり前例もない。",
    )
    steps = (Node(SILENT, None, NAME), Node(LEAVES, None, "nat.13"), Node(BREACH, Holding.OPEN, NAME))
    return Ruling(Holding.OPEN, (NAME,), reason, steps)
