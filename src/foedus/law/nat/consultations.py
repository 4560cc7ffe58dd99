"""Consultations under Article 4 on record: the precedents known by a day."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.law.instrument import fact_cite
from foedus.law.ruling import Cite, Node
from foedus.law.situation import Situation, horizon, name
from foedus.record import Fact
from foedus.terms.day import Day
from foedus.terms.text import Text

NONE_YET = Text(
    "No request under Article 4 is on record by then", "その時点までに第4条に基づく要請の記録はない"
)


def precedents(world: Situation, party: str) -> Node:
    """Return the requests on record up to the day of `world`, oldest first, with their number."""
    rows = _rows(world)
    if not rows:
        return Node(NONE_YET)
    own, who = sum(party in _asked(row) for _, row in rows), name(world, party)
    label = Text(
        f"Precedents: requests on record by then {len(rows)}, of which by {who.en} {own}",
        f"その時点までの先例：要請{len(rows)}件（うち{who.ja}によるもの{own}件）",
    )
    return Node(label, children=tuple(_node(world, key, row) for key, row in rows))


def precedent_cites(world: Situation) -> tuple[Cite, ...]:
    """Return the sources of the requests."""
    return tuple(fact_cite(row["requested"]) for _, row in _rows(world))


def _rows(world: Situation) -> list[tuple[str, Mapping[str, Fact]]]:
    rows = world.record.table("article4").rows.items()
    live = [(key, row) for key, row in rows if _day(row["requested"]).last <= horizon(world)]
    return sorted(live, key=lambda pair: _day(pair[1]["requested"]).first)


def _day(fact: Fact) -> Day:
    return fact.value if isinstance(fact.value, Day) else fact.span.since


def _asked(row: Mapping[str, Fact]) -> tuple[str, ...]:
    value = row["requesters"].value
    return value if isinstance(value, tuple) else (str(value),)


def _node(world: Situation, key: str, row: Mapping[str, Fact]) -> Node:
    states = [name(world, code) for code in _asked(row)]
    en, ja = ", ".join(one.en for one in states), "、".join(one.ja for one in states)
    met = _day(row["council_day"])
    # A meeting of a later day was not known when it was asked for.
    held = Text(f"; the Council met {met}", f"、理事会{met}") if met.last <= horizon(world) else Text("", "")
    asked = _day(row["requested"])
    text = Text(
        f"{asked}: {en[:1].upper()}{en[1:]}{held.en}. {row['cause_en'].value}",
        f"{asked}：{ja}{held.ja}。{row['cause_ja'].value}",
    )
    return Node(text, None, "nat.4", f"{key}.requested")
