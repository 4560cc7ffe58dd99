"""The alliance and its surroundings on one day, as known by one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

import numpy as np

from foedus.record import Fact, Judgement, Record
from foedus.record.fact import Value
from foedus.terms.chance import Array
from foedus.terms.errors import NotRecorded, OutsideCoverage, UnknownReference
from foedus.terms.spread import Spread
from foedus.world.units import Unit


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure used beyond the day to which the record reaches."""

    path: str
    fact: Fact


@dataclass(frozen=True)
class Trace:
    """What a run touched: the footnotes of its answer."""

    facts: dict[str, Fact] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    carried: dict[str, Carried] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """One day, as known by one day; it differs from the record only by `having`.

    Attributes:
        record: The record it is read from.
        day: The day it shows.
        known: What had become public by then; None for all that is on record.
        changes: Overlaid values by path.
        trace: Collects what is read, or None.
    """

    record: Record
    day: date
    known: date | None = None
    changes: Mapping[str, float | bool | str] = field(default_factory=dict)
    trace: Trace | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, record: Record, day: date, known: date | None = None) -> World:
        """Return the world of `record` on `day` as public by `known`."""
        return cls(record, day, known)

    def having(self, changes: Mapping[str, float | bool | str]) -> World:
        """Return a copy in which `changes` hold.

        Raises:
            UnknownReference: If a path names no subject or attribute, with the nearest names.
        """
        for path in changes:
            self._check_path(path)
        return replace(self, changes=MappingProxyType({**self.changes, **changes}))

    def traced(self) -> tuple[World, Trace]:
        """Return a copy that notes what is read, and its notes."""
        trace = Trace()
        return replace(self, trace=trace), trace

    def get(self, subject: str, attribute: str, object: str = "") -> Value:  # noqa: A002
        """Return what holds: the overlaid value, else the fact of the record.

        An annual figure beyond its last year, and an observation beyond the day to which the record is
        complete, is carried forward and noted as such.

        Raises:
            NotRecorded: If nothing is on record; absent is not zero.
        """
        path = ".".join(part for part in (subject, attribute, object) if part)
        if path in self.changes:
            return self.changes[path]
        return self.fact(subject, attribute, object).value

    def fact(self, subject: str, attribute: str, object: str = "") -> Fact:  # noqa: A002
        """Return the fact behind `get`, noting it and whether it was carried.

        Raises:
            NotRecorded: If nothing is on record.
        """
        beyond = False
        try:
            fact = self.record.find(subject, attribute, self.day, self.known, object=object)
            kind = self.record.attributes[fact.attribute].kind
            beyond = kind == "observation" and self.day > self.record.complete_to
        except OutsideCoverage:
            fact, beyond = self._last(subject, attribute), True
        if self.trace is not None:
            path = f"{subject}.{fact.attribute}"
            self.trace.facts[path + (f".{object}" if object else "")] = fact
            if beyond:
                self.trace.carried[path] = Carried(path, fact)
        return fact

    def number(self, subject: str, attribute: str, object: str = "") -> float:  # noqa: A002
        """Return a numeric value.

        Raises:
            NotRecorded: If nothing is on record or the value is missing or not applicable.
        """
        value = self.get(subject, attribute, object)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise NotRecorded(f"{attribute} of {subject} is no number on {self.day}", why=f"it is {value}")
        return float(value)

    def vector(self, attribute: str, subjects: Iterable[str]) -> Array:
        """Return one attribute of many subjects, shape (subjects,).

        Raises:
            NotRecorded: If it is not on record for one of them.
        """
        return np.array([self.number(subject, attribute) for subject in subjects], dtype=np.float64)

    def spread(self, subject: str, attribute: str, object: str = "") -> Spread:  # noqa: A002
        """Return a judgement as value and range; an overlaid value is certain.

        Raises:
            NotRecorded: If nobody has judged it.
        """
        path = ".".join(part for part in (subject, attribute, object) if part)
        if path in self.changes:
            value = float(self.changes[path])
            return Spread(value, value, value, "fixed")
        judgement = self.record.judgements.get(path)
        if judgement is None:
            raise NotRecorded(
                f"no judgement '{path}'", remedy="add it under judgements/ with range and reason"
            )
        if self.trace is not None:
            self.trace.judgements[path] = judgement
        return judgement.spread

    def members(self, group: str = "NATO", basis: str = "listed") -> tuple[str, ...]:
        """Return the members of a group on the day, sorted.

        Args:
            group: A group with members on record.
            basis: `listed`, `in_force`, `signed` or `deposited`.
        """
        found = {code: bool(fact.value) for code, fact in self.memberships(group, basis).items()}
        for path, value in self.changes.items():
            subject, attribute, *rest = path.split(".")
            if attribute == "member" and rest == [group]:
                found[subject] = bool(value)
        return tuple(sorted(code for code, inside in found.items() if inside))

    def memberships(self, group: str, basis: str = "listed") -> dict[str, Fact]:
        """Return, for each member of a group on the day, the fact that says so."""
        return {
            fact.subject: fact
            for fact in self.record.membership(group)
            if fact.series == basis
            and self.day in fact.span
            and (self.known is None or fact.public <= self.known)
        }

    def units(self) -> tuple[Unit, ...]:
        """Return the formations on record for the day, in the order of their table."""
        table = self.record.table("units")
        return tuple(
            self._unit(name, row)
            for name, row in table.rows.items()
            if self.day in row["owner"].span and (self.known is None or row["owner"].public <= self.known)
        )

    def _unit(self, name: str, row: Mapping[str, Fact]) -> Unit:
        def cell(column: str) -> Value:
            if f"{name}.{column}" in self.changes:
                return self.changes[f"{name}.{column}"]
            if column in row and self.trace is not None:
                self.trace.facts[f"{name}.{column}"] = row[column]
            return row[column].value if column in row else ""

        return Unit(
            id=name,
            name=self.record.entities[name].name,
            owner=str(cell("owner")),
            kind=str(cell("kind")),
            lat=float(str(cell("lat"))),
            lon=float(str(cell("lon"))),
            brigade_equivalents=float(str(cell("brigade_equivalents"))),
            assigned=str(cell("assigned")),
            in_place=str(cell("in_place")),
        )

    def _last(self, subject: str, attribute: str) -> Fact:
        earlier = [
            fact
            for fact in self.record.facts(subject, attribute)
            if fact.span.since.first <= self.day
            and (self.known is None or fact.public <= self.known)
            and fact.value is not None
        ]
        if not earlier:
            raise NotRecorded(
                f"no {attribute} of {subject} up to {self.day}"
                + (f" known by {self.known}" if self.known else ""),
                why="absent is not zero",
                remedy=self._first_public(subject, attribute),
            )
        return earlier[-1]

    def _first_public(self, subject: str, attribute: str) -> str:
        public = [fact.public for fact in self.record.facts(subject, attribute) if fact.value is not None]
        if not public:
            return "add it to the record, with its source"
        return f"the first figure on record became public on {min(public)}; ask as known by then or later"

    def _check_path(self, path: str) -> None:
        subject, _, rest = path.partition(".")
        attribute = rest.partition(".")[0]
        if subject not in self.record.entities:
            raise UnknownReference(
                f"'{path}' changes nothing: no subject '{subject}'",
                remedy="a path is SUBJECT.attribute or model.parameter",
                suggestions=get_close_matches(subject, self.record.entities, n=3),
            )
        if attribute not in self.record.attributes:
            raise UnknownReference(
                f"'{path}' changes nothing: no attribute '{attribute}'",
                remedy="`foedus fact --list` shows the attributes",
                suggestions=get_close_matches(attribute, self.record.attributes, n=3),
            )
