"""`foedus fact`: one fact as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import clocks, dated, known_by, nearest, output, text_of
from foedus.cli.envelope import Answer, plain
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, NotRecorded, OutsideCoverage, UnknownName
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record import Attribute, Fact, Record


@click.command()
@click.argument("subject", required=False)
@click.argument("attribute", required=False)
@clocks
@click.option("--object", "counterpart", default="", metavar="O", help="The group, neighbour or meeting.")
@click.option("--series", default="", metavar="S", help="Which definition or publisher (default: preferred).")
@click.option("--list", "listing", is_flag=True, help="List what is on record of a subject or attribute.")
@output
def fact(
    subject: str | None,
    attribute: str | None,
    *,
    day: Day | None,
    known: Day | None,
    listing: bool,
    **which: str,
) -> Answer:
    """Answer with one fact as of a day, and its source.

    \b
    foedus fact POL spending_share --day 2024 --known 2024-06-30
    foedus fact SWE member --object NATO --day 2024-03-07
    foedus fact --list POL          all that is on record of Poland
    foedus fact --list              all attributes; `foedus table entities` has all subjects
    """
    from foedus.record import bundled

    record = bundled()
    if listing:
        from foedus.cli.listing import listed

        return listed(record, [name for name in (subject, attribute) if name], day, known)
    if subject is None or attribute is None:
        raise _unasked(record, subject)
    who, what = record.entity(subject).id, _attribute(record, subject, attribute)
    towards = record.entity(which["counterpart"]).id if which["counterpart"] else ""
    series = _series(record, who, what.name, which["series"])
    answer = _Question(record, who, what, day, known_by(known), towards, series).answer()
    answer.args = {"subject": subject, "attribute": attribute, "series": which["series"] or None}
    if towards:
        answer.args = {**answer.args, "object": which["counterpart"]}
    answer.known = text_of(known)
    return answer


def _series(record: Record, who: str, what: str, series: str) -> str:
    own = sorted({one.series for one in record.facts(who, what) if one.series})
    if not series:
        return ""
    for one in (*own, *sorted({one.series for one in record.facts(attribute=what)} - {""})):
        if one.casefold() == series.casefold():
            return one
    raise UnknownName(
        f"no series '{series}' of {what} of {who}",
        remedy=f"its series: {', '.join(own)}" if own else "it has no series: leave --series out",
        suggestions=nearest(series, own) or own,
    )


def _unasked(record: Record, subject: str | None) -> BadArgument:
    if subject is None:
        return BadArgument(
            "a fact has a subject and an attribute", remedy="try `foedus fact POL spending_share --day 2024`"
        )
    who = record.entity(subject).id
    return BadArgument(
        f"what about {who}? a fact has a subject and an attribute",
        remedy=f"`foedus fact --list {who}` shows what is on record",
        suggestions=sorted({one.attribute for one in record.facts(who)}),
    )


def _attribute(record: Record, subject: str, attribute: str) -> Attribute:
    try:
        return record.attribute(attribute)
    except UnknownName as error:
        own = sorted({one.attribute for one in record.facts(record.entity(subject).id)})
        error.suggestions = error.suggestions or tuple(own[:8])
        if tables := nearest(attribute, list(record.tables)):
            error.remedy += f"; or try `foedus table {tables[0]}`"
        raise


@dataclass(frozen=True)
class _Question:
    """One question for one fact: of whom, what, when, as known when, towards whom, in which series."""

    record: Record
    who: str
    what: Attribute
    day: Day | None
    known: date | None
    object: str
    series: str

    @cached_property
    def when(self) -> date:
        """The day asked about, or the last day that the attribute reaches if it ends before."""
        if self.day is not None:
            return self.day.first
        end = min(self.record.complete_to, self.known or date.max)
        facts = [
            one
            for one in self.record.facts(self.who, self.what.name)
            if (self.known is None or one.public <= self.known) and one.span.since.first <= end
        ]
        if not facts or any(end in one.span for one in facts):
            return end
        return max(one.span.since.first for one in facts)

    def answer(self) -> Answer:
        """Return the fact, or the facts where several hold at once.

        Raises:
            NotRecorded: If nothing is on record, or only a judgement.
        """
        if self.what.origin == "judgement":
            raise NotRecorded(
                f"{self.what.name} is a judgement, not a fact",
                remedy="judgements are shown with their range by `foedus assess` and in briefs",
            )
        answer = Answer("fact", None, unit=self.what.unit)
        name = self.record.entities[self.who].name
        answer.head = Text(
            f"{name.en}, {self.what.name}: {self.what.description}",
            f"{name.ja} {self.what.name}: {self.what.description_ja}",
        )
        held = self._held(self.when)
        series = self.series or self._preferred(held)
        chosen = [one for one in held if not series or one.series == series]
        try:
            self._fill(answer, chosen, held, series)
        except OutsideCoverage as error:
            answer.day, answer.status, answer.error = text_of(self.day), "outside_coverage", error
            answer.notes.append(error.message)
        return answer

    def _fill(self, answer: Answer, chosen: list[Fact], held: list[Fact], series: str) -> None:
        towards = any(one.object for one in chosen) and not self.object
        # Of a yes or no towards someone, the answer is towards whom.
        if chosen and ((len(chosen) > 1 and (self.what.many or towards)) or (towards and self._yes_no)):
            _several(answer, chosen)
        else:
            found = self.record.find(
                self.who, self.what.name, self.when, self.known, object=self.object, series=series
            )
            self._single(answer, found, held)
        if self.what.kind == "annual":
            answer.day = text_of(self.day) or self.when.isoformat()
        else:
            dated(answer, self.record, self.day, self.when)
            self._changes(answer, chosen)

    @property
    def _yes_no(self) -> bool:
        return self.what.type == "boolean"

    def _changes(self, answer: Answer, chosen: list[Fact]) -> None:
        last = self.day.last if self.day else self.when
        if last != self.when and {id(one) for one in self._held(last)} - {id(one) for one in chosen}:
            answer.say(f"the answer is another on {last}", f"{last}の時点では答えが異なる")

    def _held(self, when: date) -> list[Fact]:
        held = self.record.held(self.who, self.what.name, when, self.known)
        return [one for one in held if not self.object or self.object in (one.object, one.subject)]

    def _preferred(self, held: list[Fact]) -> str:
        if self._yes_no or any(one.series == self.what.preferred for one in held):
            return self.what.preferred
        return ""

    def _single(self, answer: Answer, found: Fact, held: list[Fact]) -> None:
        from foedus.record.revision import revisions

        answer.value, answer.status = found.json_value(), found.status
        answer.precision = _precision(found)
        answer.unit = found.unit
        answer.cite(found)
        until = found.span.until
        hidden = until is not None and self.known is not None and until.first > self.known
        span = f"{found.span.since}/.." if hidden else str(found.span)
        answer.say(
            f"holds {span}, public {found.public}, {found.where}",
            f"有効期間{span}、公表{found.public}、{found.where}",
        )
        for rival in held:
            if rival.series != found.series and rival.object == found.object:
                shown = f"{plain(rival.json_value())} {rival.unit}".rstrip()
                answer.say(f"series {rival.series}: {shown}", f"系列{rival.series}: {shown}")
        answer.notes += revisions(self.record, found, self.known)


def _precision(found: Fact) -> str:
    if isinstance(found.value, Day):
        return found.value.precision
    return found.span.since.precision


COLUMNS = ("object", "value", "unit", "series", "status", "since", "until", "public", "source")


def _several(answer: Answer, facts: list[Fact]) -> None:
    ordered = sorted(facts, key=lambda one: (one.object, str(one.json_value()), one.series))
    answer.columns = COLUMNS
    answer.value = [one.object or one.json_value() for one in ordered if one.value is not False]
    answer.rows = [row(one) for one in ordered]
    answer.only_rows = True
    answer.status = next((one.status for one in ordered if one.status != "known"), "known")
    answer.cite(*ordered)


def row(one: Fact) -> list[Any]:
    """Return a fact as a row of `COLUMNS`."""
    until = str(one.span.until) if one.span.until else None
    return [
        *(one.object, one.json_value(), one.unit, one.series, one.status),
        *(str(one.span.since), until, one.public.isoformat(), one.source.id),
    ]
