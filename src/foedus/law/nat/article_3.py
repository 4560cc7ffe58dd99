"""Article 3: what each Party owes by way of its own preparation."""

from __future__ import annotations

from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import provisions
from foedus.law.nat.policy import statements
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, parties, subject
from foedus.terms.text import Text

NAME = "nat.3"
TITLE = Text("Article 3: self-help and mutual aid", "第3条：自助と相互援助")
DUTIES = {
    "capacity": Holding.YES,
    "mutual_aid": Holding.YES,
    "figure": Holding.NO,
    "resilience": Holding.OPEN,
}
REASONS = {
    "capacity": Text(
        "By self-help each Party continuously maintains and develops its capacity to resist armed attack.",
        "各締約国は自助により、武力攻撃に抵抗する能力を継続的に維持・発展させる義務を負う。",
    ),
    "mutual_aid": Text(
        "The capacity is to be developed by mutual aid too; which aid is for the Parties to settle.",
        "相互援助による能力の発展も義務である。援助の内容は締約国間で定める。",
    ),
    "figure": Text(
        "The treaty names no figure: goals such as 2 % or 3.5 + 1.5 % of GDP are political pledges.",
        "条約は数値を定めていない。GDP比2％や3.5＋1.5％などの目標は政治的誓約である。",
    ),
    "resilience": Text(
        "The text does not name resilience: whether capacity to resist takes it in, it leaves open.",
        "条文は強靱性に言及せず、抵抗する能力に含まれるかは定まらない。",
    ),
}


@cache
def rule() -> Rule:
    """Return Article 3."""
    arguments = (
        Argument("party", "state", Text("the Party", "締約国"), required=True),
        Argument(
            "duty", "choice", Text("what would be owed", "義務の内容"), tuple(DUTIES), default="capacity"
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("north-atlantic-treaty", NAME, _apply), "nat.11")


def _apply(world: Situation, case: Case) -> Ruling:
    if case["party"] not in parties(world):
        who = subject(world, case["party"])
        reason = Text(f"{who.en} is not a Party on {world.day}.", f"{who.ja}は{world.day}に締約国ではない。")
        return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))
    held, reason = DUTIES[case["duty"]], REASONS[case["duty"]]
    said = statements(world, "resilience") if case["duty"] == "resilience" else ()
    steps = (Node(reason, held, NAME), *(Node(row.text, row.held, NAME) for row in said))
    return Ruling(held, (NAME,), reason, steps).citing(*(row.cite for row in said))
