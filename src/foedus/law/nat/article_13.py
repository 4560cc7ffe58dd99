"""Article 13: may a Party leave, and when would it cease to be one."""

from __future__ import annotations

from datetime import date
from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import instrument, provisions
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling
from foedus.law.situation import Situation, name, parties, subject
from foedus.terms.day import Day
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
                "day, month or year of notice to the United States; the day asked about if not given",
                "米国政府への通告の日・月・年（省略時は照会日）",
            ),
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("north-atlantic-treaty", NAME, _apply), "nat.11")


def _apply(world: Situation, case: Case) -> Ruling:
    if case["party"] not in parties(world):
        who = subject(world, case["party"])
        return _ruling(
            Holding.NO, f"{who.en} is not a Party on {world.day}.", f"{who.ja}は{world.day}に締約国ではない。"
        )
    notice = Day.parse(case["notice"]) if "notice" in case else Day(world.day)
    first = _first_day()
    if notice.last < first:
        return _ruling(
            Holding.NO,
            f"No Party could give notice before the treaty had been in force for twenty years, on {first}.",
            f"条約発効から20年を経た{first}より前に廃棄を通告することはできない。",
        )
    if notice.first < first:
        return _ruling(
            Holding.OPEN,
            f"Notice could be given from {first} on: whether one in {notice} was in time depends on the day.",
            f"通告は{first}以降に可能となった。{notice}の通告が有効かは日付による。",
        )
    return _leaving(name(world, case["party"]), notice)


def _leaving(who: Text, notice: Day) -> Ruling:
    if notice.precision == "day":
        ends = _exit(notice.first)
        return _ruling(
            Holding.YES,
            f"With notice on {notice}, {who.en} ceases to be a Party on {ends}; until then it is bound.",
            f"{notice}に通告すれば、{who.ja}は{ends}に締約国でなくなる。それまでは拘束される。",
        )
    earliest, latest = _exit(notice.first), _exit(notice.last)
    return _ruling(
        Holding.YES,
        f"With notice in {notice}, {who.en} ceases to be a Party between {earliest} and {latest}, one year "
        "after the day of notice; until then it is bound.",
        f"{notice}に通告すれば、{who.ja}は通告日の1年後（最も早くて{earliest}、最も遅くて{latest}）に締約国でなくなる。それまでは拘束される。",
    )


def _ruling(held: Holding, en: str, ja: str) -> Ruling:
    reason = Text(en, ja)
    return Ruling(held, (NAME,), reason, (Node(reason, held, NAME),))


def _first_day() -> date:
    """The first day on which notice could be given."""
    treaty = instrument("north-atlantic-treaty")["treaty"]
    in_force: date = treaty["in_force"]
    return in_force.replace(year=in_force.year + int(treaty["withdrawal_years"]))


def _exit(notice: date) -> str:
    """The day of exit, ISO 8601; written out, for it may lie beyond the last day a date can hold."""
    year = notice.year + int(instrument("north-atlantic-treaty")["treaty"]["notice_years"])
    leap_day = (notice.month, notice.day) == (2, 29)
    return f"{year}-{notice.month:02}-{28 if leap_day else notice.day:02}"
