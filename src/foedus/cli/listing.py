"""What `foedus fact --list` shows: attributes, or all that is on record of a subject or an attribute."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedus.cli.door import known_by, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, NotRecorded, UnknownName

if TYPE_CHECKING:
    from foedus.record import Fact, Record

_COLUMNS = ("since", "object", "value", "series", "public", "status", "until", "unit", "source")


def listed(record: Record, names: list[str], day: Day | None, known: Day | None) -> Answer:
    """Return all attributes, or the facts of a subject, of an attribute or of both, on the two clocks.

    Raises:
        BadArgument: If the day cannot be read for a list of attributes.
        NotRecorded: If nothing is on record.
        UnknownName: If a name is neither a subject nor an attribute, with the nearest names.
    """
    if not names:
        if day or known:
            raise BadArgument("the list of attributes has no day", remedy="name a subject or an attribute")
        return _attributes(record)
    subject, attribute = _meant(record, names)
    facts = [
        one
        for one in record.facts(subject, attribute)
        if (day is None or day.first in one.span) and (known is None or one.public <= known.last)
    ]
    if not facts:
        raise NotRecorded(
            f"nothing on record of {' '.join(names)}"
            + (f" on {day}" if day else "")
            + (f" known by {known}" if known else ""),
            remedy="`foedus fact --list SUBJECT` without --day and --known shows all days",
        )
    first = [name for name, given in (("subject", subject), ("attribute", attribute)) if given is None]
    ordered = sorted(facts, key=lambda one: (one.attribute, one.subject, one.object, one.span.since.first))
    until = known_by(known)
    answer = Answer("fact", len(facts), {"list": " ".join(names)}, day=text_of(day), known=text_of(known))
    answer.columns = (*first, *_COLUMNS)
    answer.rows = [[*(getattr(one, name) for name in first), *_row(one, until)] for one in ordered]
    answer.only_rows = True
    answer.rest_on(*((one.source, "") for one in ordered))
    return answer


def _row(one: Fact, known: date | None) -> list[object]:
    end = one.span.until
    until = None if end is None or (known is not None and end.first > known) else str(end)
    return [
        *(str(one.span.since), one.object, one.json_value(), one.series, one.public.isoformat()),
        *(one.status, until, one.unit, one.source.id),
    ]


def _meant(record: Record, names: list[str]) -> tuple[str | None, str | None]:
    if len(names) > 1:
        return record.entity(names[0]).id, record.attribute(names[1]).name
    try:
        return record.entity(names[0]).id, None
    except UnknownName as no_subject:
        try:
            return None, record.attribute(names[0]).name
        except UnknownName as no_attribute:
            both = (*no_subject.suggestions, *no_attribute.suggestions)
            raise UnknownName(
                f"no subject or attribute '{names[0]}'",
                remedy="`foedus fact --list` shows the attributes, `foedus table entities` the subjects",
                suggestions=both,
            ) from None


def _attributes(record: Record) -> Answer:
    used = {one.attribute for one in record.all_facts}
    rows = [
        [one.name, one.description, one.description_ja, one.unit, one.type, one.kind]
        for one in sorted(record.attributes.values(), key=lambda one: one.name)
        if one.name in used
    ]
    columns = ("attribute", "description", "description_ja", "unit", "type", "kind")
    return Answer("fact", len(rows), {"list": None}, columns=columns, rows=rows, only_rows=True)
