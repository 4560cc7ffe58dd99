"""Tables that are computed from the record: spending against the guidelines, and what it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.record.view import View, visible
from foedus.terms.text import Text

# The guideline of 2006 and 2014: two per cent of GDP on defence, a fifth of that on major equipment
# (Wales Summit Declaration, 5 September 2014, paragraph 14).
GUIDELINE = 2.0
EQUIPMENT_GUIDELINE = 20.0
_SPENDING = Text(
    "Allies by year: share of GDP, equipment share, whether they reach 2 % and 20 %",
    "各年の国防支出（GDP比、装備比率）と2％・20％指針の達成状況（指定日時点の公表値）",
)
_ENTITIES = Text(
    "All subjects of facts: states, groups, treaties, operations and others, with their spans",
    "事実の主体となる国、組織、条約、作戦などの一覧",
)
_SOURCES = Text("All documents that facts rest on", "事実の典拠となる文書の一覧")


def _spending(record: Record, day: date | None, known: date | None) -> View:
    rows, facts = [], []
    shares = _annual(record, "spending_share", day, known)
    equipment = _annual(record, "equipment_share", day, known)
    for (ally, year), share in sorted(shares.items()):
        if ally not in _allies(record, year):
            continue
        major = equipment.get((ally, year))
        rows.append(
            (
                *(ally, year, share.json_value(), _reaches(share, GUIDELINE)),
                major.json_value() if major else None,
                _reaches(major, EQUIPMENT_GUIDELINE) if major else None,
                *(share.status, share.release),
            )
        )
        facts.append((share, major) if major else (share,))
    columns = (
        "ally",
        "year",
        "share",
        "at_guideline",
        "equipment",
        "at_equipment_guideline",
        "status",
        "release",
    )
    title = Text("Defence spending against the guidelines", "国防支出と指針の達成状況")
    return View("spending", title, _SPENDING, columns, tuple(rows), tuple(facts))


def _reaches(fact: Fact, guideline: float) -> bool | None:
    # NATO counts the printed figures, which have two decimals.
    return None if fact.value is None else round(float(str(fact.value)), 2) >= guideline


def _annual(
    record: Record, attribute: str, day: date | None, known: date | None
) -> dict[tuple[str, int], Fact]:
    latest: dict[tuple[str, int], Fact] = {}
    for fact in record.facts(attribute=attribute):
        if visible(fact, day, known):
            key = (fact.subject, fact.span.since.first.year)
            if key not in latest or latest[key].public <= fact.public:
                latest[key] = fact
    return latest


def _allies(record: Record, year: int) -> set[str]:
    last = date(year, 12, 31)
    return {
        fact.subject
        for fact in record.membership("NATO")
        if fact.series == "listed" and last in fact.span and fact.value
    }


def _entities(record: Record, day: date | None, known: date | None) -> View:  # noqa: ARG001
    rows = [
        (
            *(one.id, one.name.en, one.name.ja, one.kind),
            str(one.span.since) if one.span else None,
            str(one.span.until) if one.span and one.span.until else None,
            *(one.successor or None, one.note or None),
        )
        for one in record.entities.values()
        if day is None or one.span is None or day in one.span
    ]
    columns = ("id", "name", "name_ja", "kind", "since", "until", "successor", "note")
    title = Text("Subjects", "主体")
    return View("entities", title, _ENTITIES, columns, tuple(rows), tuple(() for _ in rows))


def _sources(record: Record, day: date | None, known: date | None) -> View:  # noqa: ARG001
    rows = [
        (*(one.id, one.publisher, one.title, str(one.published)), one.grade, one.language, one.url or None)
        for one in record.sources.values()
        if known is None or one.published.first <= known
    ]
    columns = ("id", "publisher", "title", "published", "grade", "language", "url")
    title = Text("Sources", "出典")
    return View("sources", title, _SOURCES, columns, tuple(rows), tuple(() for _ in rows))


COMPUTED: Mapping[str, tuple[Text, Callable[[Record, date | None, date | None], View]]] = {
    "spending": (_SPENDING, _spending),
    "entities": (_ENTITIES, _entities),
    "sources": (_SOURCES, _sources),
}
