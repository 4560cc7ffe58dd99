"""How the Council decides: who sits at the table, what an objection, a reservation or silence does."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument, provisions, text_of
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, name, subject
from foedus.terms.text import Text

NAME, FILE = "council", "council-procedure"
TITLE = Text("Council procedure: consensus and silence", "理事会の手続：コンセンサスと沈黙手続")
BODIES = ("nac", "dpc", "npg")
SILENT = Text(
    "Nobody at the table objects: the draft is agreed.", "異議を唱える出席国はなく、案は合意される。"
)
EACH = Text(
    "Every member has a seat and a say; there is no vote", "全ての構成国が議席と発言権をもち、表決はない"
)


@cache
def rule() -> Rule:
    """Return the rule on how the Council and its sister bodies decide."""
    arguments = (
        Argument("body", "choice", Text("which body", "機関"), BODIES, default="nac"),
        Argument(
            "objects", "state", Text("a state that objects (breaks silence)", "異議を唱える（沈黙を破る）国")
        ),
        Argument(
            "reserves",
            "state",
            Text("a state that acquiesces with a reservation or footnote", "留保・脚注を付して黙認する国"),
        ),
        Argument("concerned", "state", Text("an Ally whose conduct is at issue", "当事者となった加盟国")),
    )
    return Rule(
        NAME, TITLE, arguments, provisions(FILE, NAME, _apply), "nat.9", bound=lambda world: seats(world)
    )


def seats(world: Situation, body: str = "nac") -> tuple[str, ...]:
    """Return who sits in a body on the day; none where it does not exist.

    Practice: consensus of all who sit in the body, at every level of its committees.
    """
    row = _body(body)
    return world.members(row["group"]) if _exists(row, world.day) else ()


def _body(body: str) -> dict[str, Any]:
    row: dict[str, Any] = instrument(FILE)["body"][body]
    return row


def _exists(row: dict[str, Any], day: date) -> bool:
    until: date = row.get("until", date.max)
    since: date = row["since"]
    return since <= day < until


def _apply(world: Situation, case: Case) -> Ruling:
    row, held = _body(case["body"]), instrument(FILE)
    body, table = text_of(row["name"]), seats(world, case["body"])
    if not table:
        reason = Text(
            f"The {body.en} did not exist on {world.day}: it decides nothing.",
            f"{body.ja}は{world.day}に存在せず、何も決定しない。",
        )
        return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),)).citing(cite_of(row))
    objector = case.get("objects", "")
    stopped = bool(objector) and objector in table
    steps = [
        Node(Text(f"{len(table)} members at the table", f"構成国は{len(table)}か国"), None, "nat.9"),
        Node(EACH, None, NAME),
        *_objection(world, objector, table, body),
    ]
    cites = [cite_of(row)]
    for key, remark in (("reserves", "reservation"), ("concerned", "party_concerned")):
        if key in case:
            steps.append(_aside(world, case[key], held[remark]))
            cites.append(cite_of(held[remark]))
    if objector:
        cites.append(cite_of(held["objection"]))
    ruling = Holding.NO if stopped else Holding.YES
    return Ruling(ruling, ("nat.9", NAME), _reason(world, objector, stopped, body), tuple(steps)).citing(
        *cites
    )


def _objection(world: Situation, objector: str, table: tuple[str, ...], body: Text) -> list[Node]:
    if not objector:
        return [Node(SILENT, Holding.YES, NAME)]
    who = subject(world, objector)
    if objector in table:
        label = Text(
            f"{who.en} objects: one objection is enough", f"{who.ja}が異議を唱える。一国の異議で足りる"
        )
        return [Node(label, Holding.NO, NAME)]
    label = Text(
        f"{who.en} has no seat in the {body.en}: its objection stops nothing there",
        f"{who.ja}は{body.ja}に議席をもたず、その異議は決定を妨げない",
    )
    return [Node(label, Holding.YES, NAME)]


def _aside(world: Situation, state: str, remark: dict[str, str]) -> Node:
    who, text = subject(world, state), text_of(remark)
    return Node(Text(f"{who.en}: {text.en}", f"{who.ja}：{text.ja}"), None, NAME)


def _reason(world: Situation, objector: str, stopped: bool, body: Text) -> Text:
    if not objector:
        return SILENT
    who = name(world, objector)
    if stopped:
        return Text(
            f"Not agreed: {who.en} sits in the {body.en} and objects, and there is no vote to override it.",
            f"合意されない。{who.ja}は{body.ja}の構成国として異議を唱えており、これを覆す表決はない。",
        )
    return Text(
        f"Agreed: {who.en} does not sit in the {body.en}.",
        f"合意される。{who.ja}は{body.ja}に議席をもたない。",
    )
