"""What the Security Council had decided on an operation by a day, and on which papers it is said to rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum

from foedus.law.instrument import fact_cite
from foedus.law.ruling import Cite, Node
from foedus.law.situation import Situation, horizon
from foedus.record import Fact
from foedus.terms.day import Day
from foedus.terms.text import Text

_NUMBER = re.compile(r"UNSCR (\d+)")


class When(Enum):
    """How a decision stands to the days of the operation."""

    BEFORE = Text("before the operation began", "作戦開始前")
    DURING = Text("while it ran", "作戦期間中")
    AFTER = Text("after it had ended", "作戦終了後")


RESULTS = {
    "adopted": Text("adopted", "採択"),
    "rejected": Text("not adopted: too few votes", "賛成不足により否決"),
    "vetoed": Text("not adopted: veto", "拒否権により否決"),
}
CHAPTER_VII = Text("Chapter VII", "憲章第7章")
NONE_YET = Text(
    "No resolution that authorises or frames it is on record by then",
    "その時点までに、授権又は背景となる安保理決議の記録はない",
)
HEAD = Text(
    "Votes of the Security Council by then (authorising, framing or welcoming; renewals not complete)",
    "その時点までの安保理の表決（授権・背景・歓迎を含み、更新決議は全てを収録していない）",
)


def votes(world: Situation, operation: str) -> tuple[Node, ...]:
    """Return the votes on an operation up to the day of `world`, oldest first, with day and content."""
    rows = _rows(world, operation)
    if not rows:
        return (Node(NONE_YET),)
    span = world.record.table("operations").rows[operation]["legal_basis"].span
    nodes = []
    for name, row in rows:
        day = voted(row)
        # The last day on record may be a month: such an end is taken at its first day.
        ended = span.until is not None and day >= span.until.first
        when = When.BEFORE if day < span.since.first else When.AFTER if ended else When.DURING
        nodes.append(Node(_text(world, name, row, when.value), None, "", f"{name}.voted"))
    return (Node(HEAD, children=tuple(nodes)),)


def vote_cites(world: Situation, operation: str) -> tuple[Cite, ...]:
    """Return the sources of the votes."""
    return tuple(fact_cite(row["voted"]) for _, row in _rows(world, operation))


def voted(row: Mapping[str, Fact]) -> date:
    """Return the day of a vote, the last it may mean."""
    day = row["voted"].value
    return day.last if isinstance(day, Day) else row["voted"].public


def papers(world: Situation, operation: str) -> tuple[str, ...]:
    """Return the papers on which the record says an operation rests, without resolutions of later days."""
    fact = world.record.table("operations").rows[operation].get("mandate")
    if fact is None or not fact.value:
        return ()
    named = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return tuple(str(one) for one in named if _adopted(world, str(one)))


def _adopted(world: Situation, paper: str) -> bool:
    rows = world.record.table("resolutions").rows
    named = [f"unscr-{number}" for number in _NUMBER.findall(paper)]
    return all(voted(rows[one]) <= horizon(world) for one in named if one in rows)


def _rows(world: Situation, operation: str) -> list[tuple[str, Mapping[str, Fact]]]:
    table = world.record.table("resolutions").rows.items()
    found = [(name, row) for name, row in table if operation in _list(row.get("operation_ids"))]
    live = [(name, row) for name, row in found if voted(row) <= horizon(world)]
    return sorted(live, key=lambda pair: voted(pair[1]))


def _list(fact: Fact | None) -> tuple[str, ...]:
    if fact is None or fact.value is None:
        return ()
    return fact.value if isinstance(fact.value, tuple) else (str(fact.value),)


def _text(world: Situation, name: str, row: Mapping[str, Fact], when: Text) -> Text:
    title, result = world.record.entities[name].name, RESULTS[str(row["result"].value)]
    chapter = bool(row["chapter_vii"].value) if "chapter_vii" in row else False
    en = f"{voted(row)}, {when.en}: {title.en}, {result.en}{f', {CHAPTER_VII.en}' if chapter else ''}"
    ja = f"{voted(row)}（{when.ja}）：{title.ja}、{result.ja}{f'、{CHAPTER_VII.ja}' if chapter else ''}"
    return Text(f"{en}. {row['content_en'].value}", f"{ja}。{row['content_ja'].value}")
