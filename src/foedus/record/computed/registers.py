"""What the record speaks of and rests on: subjects, sources, and how far each attribute reaches."""

from __future__ import annotations

from collections import Counter
from datetime import date

from foedus.record.fact import STATUSES, Fact
from foedus.record.record import Record
from foedus.record.view import View, visible
from foedus.terms.text import Text

ENTITIES = Text(
    "All subjects of facts: states, groups, treaties, operations and others, with their spans",
    "事実の主体となる国、組織、条約、作戦などの一覧",
)
SOURCES = Text("All documents that facts rest on", "事実の典拠となる文書の一覧")
COVERAGE = Text(
    "How far the record reaches: for each attribute its facts, subjects, first and last day, and how many "
    "are known, estimated, missing or not applicable",
    "記録の及ぶ範囲：項目ごとの件数、主体数、最初と最後の日、既知・推定・欠測・該当なしの内訳",
)


def entities(record: Record, day: date | None, known: date | None) -> View:  # noqa: ARG001 - one signature for all
    """Return all subjects, those that existed on the day if there is one."""
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
    return View("entities", title, ENTITIES, columns, tuple(rows), tuple(() for _ in rows))


def sources(record: Record, day: date | None, known: date | None) -> View:  # noqa: ARG001 - one signature for all
    """Return all sources published by `known`."""
    rows = [
        (*(one.id, one.publisher, one.title, str(one.published)), one.grade, one.language, one.url or None)
        for one in record.sources.values()
        if known is None or one.published.first <= known
    ]
    columns = ("id", "publisher", "title", "published", "grade", "language", "url")
    title = Text("Sources", "出典")
    return View("sources", title, SOURCES, columns, tuple(rows), tuple(() for _ in rows))


def coverage(record: Record, day: date | None, known: date | None) -> View:
    """Return for each attribute how many facts of which status there are, and from when to when."""
    by_attribute: dict[str, list[Fact]] = {}
    for fact in record.all_facts:
        if visible(fact, day, known):
            by_attribute.setdefault(fact.attribute, []).append(fact)
    rows, behind = [], []
    for name, facts in sorted(by_attribute.items()):
        days = sorted(str(one.span.since) for one in facts)
        status = Counter(one.status for one in facts)
        rows.append(
            (
                *(name, record.attributes[name].description, record.attributes[name].description_ja),
                *(len(facts), len({one.subject for one in facts}), days[0], days[-1]),
                *(status[one] for one in STATUSES),
            )
        )
        behind.append(tuple(facts))
    columns = ("attribute", "description", "description_ja", "facts", "subjects", "first", "last", *STATUSES)
    title = Text("Coverage", "収録範囲")
    return View("coverage", title, COVERAGE, columns, tuple(rows), tuple(behind))
