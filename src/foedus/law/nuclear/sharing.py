"""Nuclear sharing: does it involve this state on the day, as far as is publicly assumed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, fact_cite, instrument, provisions, text_of
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling, all_of, any_of
from foedus.law.situation import Situation, is_public, name, parties, subject
from foedus.record import Fact
from foedus.terms.span import Span
from foedus.terms.text import Text

NAME, FILE, TABLE = "sharing", "nuclear-sharing", "nuclear_hosting"
TITLE = Text("Nuclear sharing: involvement of a state", "核共有：国の関与")
IN_GROUP = Text(
    "Sits in the Nuclear Planning Group, which is not hosting", "核計画グループに参加（受入れとは別）"
)
NOT_CONFIRMED = Text(
    "No host is officially confirmed; Allies neither confirm nor deny",
    "受入国は公式には確認されておらず、同盟国は肯定も否定もしない",
)
WHEN = Text(
    "The sources give the begin or end only by year or month: the day may lie outside",
    "出典は開始・終了を年又は月でのみ示しており、当日が期間外の可能性がある",
)


@cache
def rule() -> Rule:
    """Return the rule on nuclear sharing."""
    arguments = (Argument("state", "state", Text("the state asked about", "照会する国"), required=True),)
    return Rule(NAME, TITLE, arguments, provisions(FILE, NAME, _apply), NAME, bound=involved)


def involved(world: Situation) -> tuple[str, ...]:
    """Return the states publicly assumed to host or known to provide on the day."""
    rows = world.record.table(TABLE).rows.values()
    hosts = {str(row["host_state"].value) for row in rows if _held(world, row) is Holding.YES}
    return tuple(sorted(hosts | set(instrument(FILE)["provider"]["states"])))


def _apply(world: Situation, case: Case) -> Ruling:
    state = case["state"]
    if state in instrument(FILE)["provider"]["states"]:
        return _provider(world, state)
    rows = [row for row in world.record.table(TABLE).rows.values() if row["host_state"].value == state]
    live = [row for row in rows if _held(world, row) is not Holding.NO]
    if not live:
        return _outside(world, state)
    held = any_of(_held(world, row) for row in live)
    steps = tuple(_step(world, row) for row in live)
    return Ruling(
        held, (NAME,), _reason(world, state, held), (*steps, Node(NOT_CONFIRMED, None, NAME))
    ).citing(*(_cite(row) for row in live))


def _held(world: Situation, row: Mapping[str, Fact]) -> Holding:
    """What a row of the table supports on the day."""
    fact = row["host_state"]
    if not is_public(world, fact.public):
        return Holding.NO
    certainty = instrument(FILE)["certainty"][row["hosting_certainty"].value]
    return all_of((_on(fact.span, world.day), Holding(certainty["held"])))


def _on(span: Span, day: date) -> Holding:
    """Whether a day lies in a span whose ends may be given by month or year only."""
    ended = span.until is not None and span.until.first <= day
    gone = span.until is not None and (day > span.until.last or (ended and span.until.precision == "day"))
    if day < span.since.first or gone:
        return Holding.NO
    return Holding.OPEN if ended or day < span.since.last else Holding.YES


def _step(world: Situation, row: Mapping[str, Fact]) -> Node:
    owner, fact = name(world, str(row["weapons_owner"].value)), row["host_state"]
    says = text_of(instrument(FILE)["certainty"][row["hosting_certainty"].value])
    label = Text(f"Weapons of {owner.en}, {fact.span}", f"{owner.ja}の核兵器、{fact.span}")
    below = [Node(says)] + ([Node(WHEN)] if _on(fact.span, world.day) is Holding.OPEN else [])
    return Node(label, _held(world, row), NAME, f"{fact.subject}.host_state", tuple(below))


def _cite(row: Mapping[str, Fact]) -> Cite:
    return fact_cite(row["host_state"])


def _reason(world: Situation, state: str, held: Holding) -> Text:
    first, within = subject(world, state), name(world, state)
    if held is Holding.YES:
        return Text(
            f"{first.en} is publicly assumed to host nuclear weapons of another state on {world.day}; this "
            "is an estimate, not an official statement.",
            f"{within.ja}は{world.day}に他国の核兵器を受け入れていると一般に推定されている（公式発表ではなく推計）。",
        )
    return Text(
        f"Whether {within.en} hosts nuclear weapons of another state on {world.day} cannot be told from "
        "public sources.",
        f"{within.ja}が{world.day}に他国の核兵器を受け入れているかは、公開資料からは判断できない。",
    )


def _provider(world: Situation, state: str) -> Ruling:
    row = instrument(FILE)["provider"]
    reason = Text(row["en"].format(Who=subject(world, state).en), row["ja"].format(who=name(world, state).ja))
    return Ruling(Holding.YES, (NAME,), reason, (Node(reason, Holding.YES, NAME),)).citing(cite_of(row))


def _outside(world: Situation, state: str) -> Ruling:
    who = subject(world, state)
    reason = Text(
        f"{who.en} is not publicly assumed to host nuclear weapons of another state on {world.day}.",
        f"{who.ja}は{world.day}に他国の核兵器を受け入れているとは推定されていない。",
    )
    steps = [Node(reason, Holding.NO, NAME)]
    if state in parties(world) and state in world.members("NPG"):
        steps.append(Node(IN_GROUP, None, "npg"))
    return Ruling(Holding.NO, (NAME,), reason, tuple(steps))
