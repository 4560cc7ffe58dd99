"""`foedus fact`: one fact as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import asked, clocks, known_by, output, text_of
from foedus.cli.envelope import Answer
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, NotRecorded, UnknownName

if TYPE_CHECKING:
    from foedus.record import Attribute, Fact, Record


@click.command()
@click.argument("subject", required=False)
@click.argument("attribute", required=False)
@clocks
@click.option("--series", default="", metavar="S", help="Which definition or publisher (default: preferred).")
@click.option("--list", "listing", is_flag=True, help="List what is on record of a subject or attribute.")
@output
def fact(
    subject: str | None,
    attribute: str | None,
    day: Day | None,
    known: Day | None,
    series: str,
    listing: bool,
) -> Answer:
    """Answer with one fact as of a day, and its source.

    \b
    foedus fact POL spending_share --day 2024 --known 2024-06-30
    foedus fact SWE member --day 2024-03-07
    foedus fact --list POL          all that is on record of Poland
    foedus fact --list              all attributes
    """
    from foedus.record import bundled

    record = bundled()
    if listing:
        return _listing(record, subject or attribute)
    if subject is None or attribute is None:
        raise BadArgument(
            "a fact has a subject and an attribute", remedy="try `foedus fact POL spending_share --day 2024`"
        )
    return _fact(record, subject, attribute, day, known, series)


def _fact(
    record: Record, subject: str, attribute: str, day: Day | None, known: Day | None, series: str
) -> Answer:
    who, what = record.entity(subject).id, record.attribute(attribute)
    when = asked(record, day) if day else _latest(record, who, what, known)
    answer = Answer("fact", None, {"subject": subject, "attribute": attribute, "series": series or None})
    answer.day, answer.known = text_of(day) or when.isoformat(), text_of(known)
    answer.unit = what.unit
    if what.origin == "judgement":
        raise NotRecorded(
            f"{what.name} is a judgement, not a fact",
            remedy="judgements are shown with their range by `foedus assess` and in briefs",
        )
    held = record.held(who, what.name, when, known_by(known))
    series = series or (what.preferred if any(one.series == what.preferred for one in held) else "")
    _check_series(record, who, what.name, series)
    chosen = [one for one in held if not series or one.series == series]
    if len(chosen) > 1 and (what.many or any(one.object for one in chosen)):
        return _several(answer, chosen)
    return _single(answer, record.find(who, what.name, when, known_by(known), series=series), held)


def _latest(record: Record, subject: str, attribute: Attribute, known: Day | None) -> date:
    """Return the last day on record, or the last day that the attribute reaches if it ends before."""
    end = record.complete_to
    facts = [
        one for one in record.facts(subject, attribute.name) if known is None or one.public <= known.last
    ]
    if not facts or any(end in one.span for one in facts):
        return end
    return max(one.span.since.first for one in facts)


def _check_series(record: Record, subject: str, attribute: str, series: str) -> None:
    known = sorted({one.series for one in record.facts(subject, attribute) if one.series})
    if series and known and series not in known:
        raise UnknownName(f"no series '{series}' of {attribute} of {subject}", suggestions=known)


def _single(answer: Answer, found: Fact, held: tuple[Fact, ...]) -> Answer:
    answer.value, answer.status = found.json_value(), found.status
    answer.precision = _precision(found)
    answer.cite(found)
    answer.notes.append(f"holds {found.span}, public {found.public}, {found.where}")
    for rival in held:
        if rival.series != found.series and rival.object == found.object:
            answer.notes.append(f"series {rival.series}: {rival.json_value()} {rival.unit}".rstrip())
    return answer


def _precision(found: Fact) -> str:
    if isinstance(found.value, Day):
        return found.value.precision
    return found.span.since.precision


def _several(answer: Answer, facts: list[Fact]) -> Answer:
    answer.columns = ("object", "value", "unit", "series", "since", "until", "public", "source")
    ordered = sorted(facts, key=lambda one: (one.object, str(one.json_value()), one.series))
    answer.value = [one.object or one.json_value() for one in ordered if one.value is not False]
    answer.rows = [_row(one) for one in ordered]
    answer.only_rows = True
    answer.cite(*ordered)
    return answer


def _row(one: Fact) -> list[Any]:
    until = str(one.span.until) if one.span.until else None
    return [
        *(one.object, one.json_value(), one.unit, one.series),
        *(str(one.span.since), until, one.public.isoformat(), one.source.id),
    ]


def _listing(record: Record, name: str | None) -> Answer:
    if name is None:
        return _attributes(record)
    try:
        facts = record.facts(subject=record.entity(name).id)
        columns, show = ("attribute", *_LISTED), "attribute"
    except UnknownName as no_subject:
        try:
            facts = record.facts(attribute=record.attribute(name).name)
        except UnknownName as no_attribute:
            both = (*no_subject.suggestions, *no_attribute.suggestions)
            raise UnknownName(
                f"no subject or attribute '{name}'", remedy=no_subject.remedy, suggestions=both
            ) from None
        columns, show = ("subject", *_LISTED), "subject"
    rows = [[getattr(one, show), *_row(one)] for one in facts]
    return Answer(
        "fact", len(rows), {"list": name}, columns=columns, rows=rows, only_rows=True, status="known"
    )


_LISTED = ("object", "value", "unit", "series", "since", "until", "public", "source")


def _attributes(record: Record) -> Answer:
    used = {one.attribute for one in record.all_facts}
    rows = [
        [one.name, one.type, one.unit, one.kind, one.description, one.description_ja]
        for one in sorted(record.attributes.values(), key=lambda one: one.name)
        if one.name in used
    ]
    columns = ("attribute", "type", "unit", "kind", "description", "description_ja")
    return Answer("fact", len(rows), {"list": None}, columns=columns, rows=rows, only_rows=True)
