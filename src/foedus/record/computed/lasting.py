"""How long things last and how long ago they were: operations, terms of office, states, any dated row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from foedus.record.fact import Fact
from foedus.record.record import Record
from foedus.record.view import View
from foedus.terms.day import Day
from foedus.terms.span import Span
from foedus.terms.text import Text

DURATIONS = Text(
    "How long what lasts has lasted by the day asked about: operations, terms of office, forces, states; "
    "`days` runs to the end or, while running, to that day",
    "作戦、任期、部隊、国家などの継続期間（指定日時点）。継続中のものは指定日までの日数",
)
ELAPSED = Text(
    "For every dated row and state: whole years and days since it began and ended, by the day asked about",
    "日付をもつ全項目について、開始および終了から指定日までに経過した年数と日数",
)
MEMBERSHIPS = Text(
    "Every membership of a group with first and last day, and how long it has lasted by the day asked about; "
    "for the Partnership for Peace the time from joining it to accession",
    "各組織・枠組みへの加盟・参加の開始日、終了日、指定日時点の継続期間（PfPでは参加からNATO加盟までの年数）",
)

UNITS = {
    **dict.fromkeys(("days", "days_since", "days_since_end"), "days"),
    **dict.fromkeys(("years", "years_since", "years_since_end"), "years"),
}


def _as_of(record: Record, day: date | None, known: date | None) -> date:
    return day or min(record.complete_to, known or date.max)


def _spans(
    record: Record, when: date, known: date | None, *, running: bool
) -> Iterator[tuple[str, str, Span, Fact | None]]:
    """Yield identifier, table or kind, span and a fact of all that had begun and was public."""
    for table in record.tables.values():
        if running and not table.runs:
            continue
        for key, cells in table.rows.items():
            fact = next((one for one in cells.values() if known is None or one.public <= known), None)
            if fact is not None and fact.span.since.first <= when:
                yield key, table.name, fact.span, fact
    rows = {key for table in record.tables.values() for key in table.rows}
    for entity in record.entities.values():
        if entity.span and entity.id not in rows and entity.span.since.first <= when:
            yield entity.id, entity.kind, entity.span, None


def _end(span: Span, when: date, known: date | None) -> Day | None:
    """The end of a span as it stood on `when`; None while it runs or before the end was known."""
    until = span.until
    return until if until is not None and until.first <= min(when, known or date.max) else None


def durations(record: Record, day: date | None, known: date | None) -> View:
    """Return how long everything that lasts has lasted."""
    when = _as_of(record, day, known)
    rows, facts = [], []
    for key, kind, span, fact in _spans(record, when, known, running=True):
        name, end = record.entities[key].name, _end(span, when, known)
        last = end.first if end else when
        days = (last - span.since.first).days
        ended = str(end) if end else None
        rows.append(
            (key, name.en, name.ja, kind, str(span.since), ended, end is None, days, _years(span, last))
        )
        facts.append((fact,) if fact else ())
    columns = ("id", "name", "name_ja", "kind", "since", "until", "running", "days", "years")
    return View(
        "durations", Text("Durations", "継続期間"), DURATIONS, columns, tuple(rows), tuple(facts), UNITS
    )


def elapsed(record: Record, day: date | None, known: date | None) -> View:
    """Return how long ago everything dated began and ended."""
    when = _as_of(record, day, known)
    rows, facts = [], []
    for key, kind, span, fact in _spans(record, when, known, running=False):
        name, end = record.entities[key].name, _end(span, when, known)
        since_end = (_whole_years(end.first, when), (when - end.first).days) if end else (None, None)
        rows.append(
            (
                *(key, name.en, name.ja, kind, str(span.since), str(end) if end else None),
                *(_whole_years(span.since.first, when), (when - span.since.first).days, *since_end),
            )
        )
        facts.append((fact,) if fact else ())
    columns = (
        *("id", "name", "name_ja", "kind", "since", "until"),
        *("years_since", "days_since", "years_since_end", "days_since_end"),
    )
    return View(
        "elapsed", Text("Time elapsed", "経過年数"), ELAPSED, columns, tuple(rows), tuple(facts), UNITS
    )


def memberships(record: Record, day: date | None, known: date | None) -> View:
    """Return every spell of membership with its length."""
    when = _as_of(record, day, known)
    rows, facts = [], []
    for fact in record.facts(attribute="member"):
        begun = fact.span.since.first <= when and (known is None or fact.public <= known)
        if not fact.value or not begun or (day is not None and day not in fact.span):
            continue
        name, end = record.entities[fact.subject].name, _end(fact.span, when, known)
        days = ((end.first if end else when) - fact.span.since.first).days
        ended = str(end) if end else None
        rows.append(
            (fact.subject, name.en, name.ja, fact.object, fact.series, str(fact.span.since), ended, days)
        )
        facts.append((fact,))
    columns = ("member", "name", "name_ja", "group", "series", "since", "until", "days")
    title = Text("Memberships", "加盟・参加")
    return View("memberships", title, MEMBERSHIPS, columns, tuple(rows), tuple(facts), UNITS)


def _years(span: Span, last: date) -> float:
    return round((last - span.since.first) / timedelta(days=365.2425), 1)


def _whole_years(first: date, when: date) -> int:
    return when.year - first.year - ((when.month, when.day) < (first.month, first.day))
