"""Why there is no answer, and what to ask instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.record.fact import Fact
from foedus.record.names import near
from foedus.terms.errors import NoAnswer, NotRecorded, OutsideCoverage

if TYPE_CHECKING:
    from foedus.record.attribute import Attribute
    from foedus.record.record import Record


@dataclass(frozen=True, slots=True)
class Question:
    """A question that found nothing: of whom, what, on which day, known by, towards whom, in which series."""

    subject: str
    attribute: str
    day: date
    known: date | None
    object: str
    series: str


def absence(record: Record, asked: Question) -> NoAnswer:
    """Return the error that says why a question has no answer.

    Raises:
        UnknownName: If the subject or attribute is not registered.
    """
    entity, attribute = record.entity(asked.subject), record.attribute(asked.attribute)
    facts = [
        fact
        for fact in record.facts(asked.subject, attribute.name)
        if (not asked.object or asked.object in (fact.object, fact.subject))
        and (not asked.series or fact.series == asked.series)
    ]
    what, remedy = _what(asked, attribute), f"`foedus fact --list {asked.subject}` shows what is on record"
    years = [fact.span.since.first.year for fact in facts]
    if attribute.kind == "annual" and years and not min(years) <= asked.day.year <= max(years):
        why = f"the figures run from {min(years)} to {max(years)}{_partial(record, attribute, asked.day)}"
        return OutsideCoverage(what, why=why, remedy=remedy)
    if entity.kind == "state" and entity.span is not None and asked.day not in entity.span:
        succeeded = f", succeeded by {entity.successor}" if entity.successor else ""
        why = f"{entity.id} existed {entity.span}{succeeded}"
        return NotRecorded(what, why=why, remedy=remedy, suggestions=[entity.successor or entity.id])
    if facts:
        return NotRecorded(what, why=_on_record(facts, asked), remedy=remedy)
    if attribute.name == "member" and record.membership(asked.subject):
        why = f"{asked.subject} is a group"
        return NotRecorded(what, why=why, remedy=f"`foedus members {asked.subject}` lists it")
    own = sorted({fact.attribute for fact in record.facts(asked.subject)})
    suggestions = near(attribute.name, own) or own[:8]
    return NotRecorded(what, why="absent is not zero", remedy=remedy, suggestions=suggestions)


def _what(asked: Question, attribute: Attribute) -> str:
    parts = [f"no {attribute.name} of {asked.subject}"]
    parts += [f"for {asked.object}"] if asked.object else []
    parts += [f"on {asked.day}"]
    parts += [f"in series {asked.series}"] if asked.series else []
    parts += [f"known by {asked.known}"] if asked.known else []
    return " ".join(parts)


def _on_record(facts: Sequence[Fact], asked: Question) -> str:
    """Say which spans are on record, and whether they had not become public yet."""
    holding = [fact for fact in facts if asked.day in fact.span]
    if asked.known is not None and holding:
        return f"first public on {min(fact.public for fact in holding)}"
    # That it did not hold in a span is no reason to think that it did.
    spans = list(dict.fromkeys(f"{fact.span}{': false' * (fact.value is False)}" for fact in facts))
    more = f" and {len(spans) - 3} more" if len(spans) > 3 else ""
    return f"on record for {', '.join(spans[:3])}{more}"


def _partial(record: Record, attribute: Attribute, day: date) -> str:
    """Name the editions that print the year but are on record only in part."""
    parts = [
        one.id
        for one in record.releases.values()
        if one.attribute == attribute.name and day.year in one.years and one.coverage == "partial"
    ]
    return f"; {', '.join(parts)} prints {day.year} but is on record only in part" if parts else ""
