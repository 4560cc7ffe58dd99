"""Consultation and release as a public procedure: who must agree to a nuclear mission, in what time."""

from __future__ import annotations

from functools import cache
from typing import Any

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument, provisions, text_of
from foedus.law.npg import members
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling, all_of
from foedus.law.situation import Situation, subject
from foedus.terms.text import Text

NAME, FILE = "npg.release", "nuclear-release"
TITLE = Text("Nuclear consultation and release", "核協議・使用許可の手続")
OWNERS = ("USA", "GBR", "FRA")
HELD = {"yes": Holding.YES, "no": Holding.NO, "pending": Holding.OPEN}
REASONS = {
    Holding.YES: Text(
        "Both agree: as NATO describes it, the mission has its political approval and its authorisation.",
        "双方が同意しており、NATOの説明する政治的承認と許可が備わる。",
    ),
    Holding.NO: Text(
        "One of the two is withheld: there is no nuclear mission of NATO.",
        "一方が与えられず、NATOの核任務は成立しない。",
    ),
    Holding.OPEN: Text("One of the two is still pending.", "一方が未了である。"),
}


@cache
def rule() -> Rule:
    """Return the rule on consultation and release."""
    answers = tuple(HELD)
    arguments = (
        Argument(
            "owner",
            "choice",
            Text("whose weapon", "保有国"),
            tuple(one.casefold() for one in OWNERS),
            default="usa",
        ),
        Argument(
            "group",
            "choice",
            Text("approval of the Group", "核計画グループの承認"),
            answers,
            default="pending",
        ),
        Argument(
            "leader",
            "choice",
            Text("authorisation of its leader", "保有国首脳の許可"),
            answers,
            default="pending",
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions(FILE, NAME, _apply), NAME, bound=members)


def _apply(world: Situation, case: Case) -> Ruling:
    data, owner = instrument(FILE), case["owner"].upper()
    if owner in data["owners"]["apart"]:
        who = subject(world, owner)
        reason = Text(
            f"{who.en} does not sit in the Group and assigns no nuclear forces to NATO: "
            "the procedure is not for it.",
            f"{who.ja}は核計画グループに参加せず、核戦力をNATOに割り当てていないため、この手続の対象外である。",
        )
        return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),)).citing(
            cite_of(data["owners"])
        )
    group, leader = HELD[case["group"]], HELD[case["leader"]]
    held = all_of((group, leader))
    steps = (
        Node(
            Text(
                f"Political approval of the Nuclear Planning Group: {len(members(world))} by consensus",
                f"核計画グループの政治的承認（構成国{len(members(world))}、コンセンサス）",
            ),
            group,
            NAME,
        ),
        Node(Text("Authorisation by the leader of the owning state", "保有国首脳の許可"), leader, NAME),
        Node(text_of(data["circumstances"]), None, NAME),
        *_budget(),
    )
    cites = (cite_of(data["owners"]), cite_of(data["circumstances"]))
    return Ruling(held, (NAME,), REASONS[held], steps).citing(*cites)


def _budget() -> tuple[Node, ...]:
    """The time budget: judgements, said to be such."""
    stages = instrument(FILE)["stage"]
    total = [sum(row[key] for row in stages) for key in ("hours", "low", "high")]
    below = tuple(Node(_hours(row)) for row in stages)
    label = Text(
        f"Time budget, a judgement and no fact: {total[0]:g} hours ({total[1]:g} to {total[2]:g})",
        f"所要時間の見積り（事実ではなく判断値）：{total[0]:g}時間（{total[1]:g}～{total[2]:g}）",
    )
    return (Node(label, None, NAME, children=below),)


def _hours(row: dict[str, Any]) -> Text:
    name = text_of(row["name"])
    span = f"{row['hours']:g} ({row['low']:g}-{row['high']:g})"
    return Text(
        f"{name.en}: {span} h. {row['why']}",
        f"{name.ja}：{row['hours']:g}時間（{row['low']:g}～{row['high']:g}）",
    )
