"""Article 8: does an engagement of a Party conflict with the treaty."""

from __future__ import annotations

from functools import cache
from typing import Any

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument, provisions, text_of
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling
from foedus.law.situation import Situation, is_public, name, parties, subject
from foedus.terms.text import Text

NAME, FILE = "nat.8", "article-8"
CONFLICT = Text("In conflict with the treaty?", "条約と矛盾するか")
TITLE = Text("Article 8: conflicting engagements", "第8条：条約と矛盾する国際約束")
DECLARES = Text(
    "Each Party declares that none of its engagements in force conflicts with the treaty",
    "各締約国は、現行のいかなる国際約束も条約と矛盾しないことを宣言する",
)
UNDERTAKES = Text(
    "Each Party undertakes not to enter into any that does",
    "各締約国は、条約と矛盾する国際約束をしないことを約束する",
)
JUDGE = Text(
    "The text names no body that would judge a conflict: the Parties consult",
    "矛盾の有無を判断する機関の定めはなく、締約国間の協議による",
)


@cache
def rule() -> Rule:
    """Return Article 8: YES is a conflict, NO is none."""
    arguments = (
        Argument(
            "party", "state", Text("the Party that has the engagement", "約束を負う締約国"), required=True
        ),
        Argument(
            "engagement",
            "id",
            Text(
                f"a known one ({', '.join(known())}) or any other name",
                "国際約束（既知の識別子又は任意の名称）",
            ),
            required=True,
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions("north-atlantic-treaty", NAME, _apply), "nat.11")


def known() -> tuple[str, ...]:
    """Return the engagements on which there is an entry, by their short names."""
    return tuple(row["id"] for row in instrument(FILE)["engagement"])


def _apply(world: Situation, case: Case) -> Ruling:
    party = case["party"]
    if party not in parties(world):
        who = subject(world, party)
        return _closed(
            f"{who.en} is not a Party on {world.day}: Article 8 binds Parties only.",
            f"{who.ja}は{world.day}に締約国ではなく、第8条の拘束を受けない。",
        )
    row = _entry(case["engagement"])
    if row is None:
        return Ruling(Holding.OPEN, (NAME,), text_of(instrument(FILE)["unlisted"]), _duties())
    if not _engaged(world, party, row):
        who, what = name(world, party), text_of(row["name"])
        return _closed(
            f"On {world.day} {what.en} does not bind {who.en}: there is nothing to conflict.",
            f"{world.day}に{what.ja}は{who.ja}を拘束しておらず、矛盾の問題は生じない。",
        ).citing(cite_of(row))
    held = Holding(row["held"])
    found = Node(CONFLICT, held, ", ".join(row["basis"]))
    return Ruling(held, tuple(row["basis"]), text_of(row), (found, *_duties())).citing(*_cites(row))


def _entry(engagement: str) -> dict[str, Any] | None:
    rows = instrument(FILE)["engagement"]
    return next((row for row in rows if engagement in (row["id"], *row["aliases"])), None)


def _engaged(world: Situation, party: str, row: dict[str, Any]) -> bool:
    """Whether the party has the engagement on the day, as public by then."""
    since = row.get("joined", {}).get(party, row["since"])
    ended = "until" in row and row["until"] <= world.day
    if world.day < since or ended or not is_public(world, since):
        return False
    if "group" in row:
        return party in world.members(row["group"])
    return not row["states"] or party in row["states"]


def _cites(row: dict[str, Any]) -> tuple[Cite, ...]:
    dispute = instrument(FILE)["dispute"]
    return (cite_of(row), cite_of(dispute)) if row["id"] in dispute["engagements"] else (cite_of(row),)


def _duties() -> tuple[Node, ...]:
    return tuple(Node(text, None, NAME) for text in (DECLARES, UNDERTAKES, JUDGE))


def _closed(en: str, ja: str) -> Ruling:
    reason = Text(en, ja)
    return Ruling(Holding.NO, (NAME,), reason, (Node(reason, Holding.NO, NAME),))
