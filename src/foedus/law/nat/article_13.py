"""Article 13: may a Party leave, and when would it cease to be one."""

from __future__ import annotations

from datetime import date
from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import instrument, provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, name, parties
from foedus.terms.text import Text

NAME = "nat.13"
TITLE = Text("Article 13: withdrawal", "第13条：脱退")


@cache
def rule() -> Rule:
    """Return Article 13."""
    arguments = (
        Argument("party", "state", Text("the Party that would leave", "脱退する締約国"), required=True),
        Argument(
            "notice",
            "day",
            Text(
                "day of notice to the United States; the day asked about if not given",
                "米国政府への通告日（省略時は照会日）",
            ),
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("north-atlantic-treaty", NAME, _apply), "nat.11")


def _apply(world: Situation, case: Case) -> Ruling:
    who = name(world, case["party"])
    given = date.fromisoformat(case.get("notice", world.day.isoformat()))
    first = _years_after(instrument("north-atlantic-treaty")["treaty"]["in_force"], "withdrawal_years")
    if case["party"] not in parties(world):
        return _ruling(
            Holding.NO, f"{who.en} is not a Party on {world.day}.", f"{who.ja}は{world.day}に締約国ではない。"
        )
    if given < first:
        return _ruling(
            Holding.NO,
            f"No Party could give notice before the treaty had been in force for twenty years, on {first}.",
            f"条約発効から20年を経た{first}より前に廃棄を通告することはできない。",
        )
    ends = _years_after(given, "notice_years")
    return _ruling(
        Holding.YES,
        f"With notice on {given}, {who.en} ceases to be a Party on {ends}; until then it is bound.",
        f"{given}に通告すれば、{who.ja}は{ends}に締約国でなくなる。それまでは拘束される。",
    )


def _ruling(held: Holding, en: str, ja: str) -> Ruling:
    reason = Text(en, ja)
    return Ruling(held, (NAME,), reason, (Node(reason, held, NAME),))


def _years_after(day: date, key: str) -> date:
    years = int(instrument("north-atlantic-treaty")["treaty"][key])
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)
