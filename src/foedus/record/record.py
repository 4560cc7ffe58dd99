"""Query sourced facts on two clocks: when they hold and what was public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from foedus.record.absence import Question, absence
from foedus.record.attribute import Attribute
from foedus.record.entity import Entity
from foedus.record.fact import Fact
from foedus.record.judgement import Judgement
from foedus.record.names import folded, names, near, variants
from foedus.record.release import Release
from foedus.record.source import Source
from foedus.record.table import Table
from foedus.terms.errors import UnknownName


@dataclass(frozen=True, repr=False)
class Record:
    """Everything on record.

    Attributes:
        version: Version of the data, apart from that of the code.
        complete_to: The last day to which the record claims to be complete.
        folder: Where it was read from.
        entities: By identifier.
        attributes: By name.
        sources: By identifier.
        tables: Wide ledgers by name.
        releases: Editions of published tables by identifier.
        all_facts: Every fact.
        judgements: By path.
    """

    version: str
    complete_to: date
    folder: Path
    entities: Mapping[str, Entity]
    attributes: Mapping[str, Attribute]
    sources: Mapping[str, Source]
    tables: Mapping[str, Table]
    releases: Mapping[str, Release]
    all_facts: tuple[Fact, ...]
    judgements: Mapping[str, Judgement]
    _index: Mapping[tuple[str, str], tuple[Fact, ...]] = field(init=False, repr=False, compare=False)
    _members: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False, compare=False)
    _aliases: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.all_facts:
            index.setdefault((fact.subject, fact.attribute), []).append(fact)
            if self.attributes[fact.attribute].symmetric:
                index.setdefault((fact.object, fact.attribute), []).append(fact)
        ordered = {key: tuple(sorted(facts, key=_clock)) for key, facts in index.items()}
        object.__setattr__(self, "_index", ordered)
        members: dict[str, list[Fact]] = {}
        for fact in sorted((fact for fact in self.all_facts if fact.attribute == "member"), key=_clock):
            members.setdefault(fact.object, []).append(fact)
        object.__setattr__(self, "_members", {group: tuple(facts) for group, facts in members.items()})
        aliases = {alias: one.name for one in self.attributes.values() for alias in one.aliases}
        object.__setattr__(self, "_aliases", aliases)

    def find(
        self,
        subject: str,
        attribute: str,
        day: date,
        known: date | None = None,
        *,
        object: str = "",  # noqa: A002 - the counterpart is called object throughout the record
        series: str = "",
    ) -> Fact:
        """Return the fact that holds on `day` as public by `known`.

        Args:
            subject: An entity.
            attribute: An attribute or one of its aliases.
            day: When it must hold.
            known: What had become public by then; None for all we know.
            object: Counterpart, for attributes that have one.
            series: Which series; the preferred one if empty.

        Raises:
            UnknownName: If subject or attribute is not registered, with the nearest names.
            OutsideCoverage: If the figures of an annual attribute do not reach `day`.
            NotRecorded: If nothing is on record.
        """
        name = self._aliases.get(attribute, attribute)
        facts = self._index.get((subject, name), ())
        wanted = series
        if facts and not series:
            # Another series may stand in for a figure; that a yes holds in another sense is no answer.
            wanted = self.attributes[name].preferred
            series = wanted if self.attributes[name].type == "boolean" else ""
        best: Fact | None = None
        for fact in facts:
            if (
                day in fact.span
                and (known is None or fact.public <= known)
                and (not series or fact.series == series)
                and (not object or object in (fact.object, fact.subject))
                and (best is None or best.series != wanted or fact.series == wanted)
            ):
                best = fact
        if best is None:
            raise absence(self, Question(subject, attribute, day, known, object, series))
        return best

    def held(self, subject: str, attribute: str, day: date, known: date | None = None) -> tuple[Fact, ...]:
        """Return all facts that hold on `day`, one per object, series and value of a `many` attribute."""
        registered = self.attribute(attribute)
        found: dict[tuple[object, ...], Fact] = {}
        for fact in self._index.get((subject, registered.name), ()):
            if day in fact.span and (known is None or fact.public <= known):
                own = fact.json_value() if registered.many and not fact.object else None
                found[fact.subject, fact.object, fact.series, str(own)] = fact
        return tuple(found.values())

    def facts(self, subject: str | None = None, attribute: str | None = None) -> tuple[Fact, ...]:
        """Return all facts of a subject, of an attribute, of both or altogether, through all vintages."""
        if subject is not None and attribute is not None:
            return self._index.get((subject, self.attribute(attribute).name), ())
        if subject is not None:
            return tuple(fact for key, facts in self._index.items() if key[0] == subject for fact in facts)
        if attribute is not None:
            name = self.attribute(attribute).name
            return tuple(fact for fact in self.all_facts if fact.attribute == name)
        return self.all_facts

    def membership(self, group: str) -> tuple[Fact, ...]:
        """Return every statement of membership in `group`, through all days and series."""
        return self._members.get(group, ())

    def attribute(self, name: str) -> Attribute:
        """Return an attribute by name or alias.

        Raises:
            UnknownName: If there is none, with the nearest names.
        """
        found = self.attributes.get(self._aliases.get(name, name))
        if found is None:
            plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
            found = self.attributes.get(self._aliases.get(plain, plain))
        if found is None:
            raise UnknownName(
                f"no attribute '{name}'",
                remedy="`foedus fact --list` shows all attributes",
                suggestions=near(name, (*self.attributes, *self._aliases)),
            )
        return found

    def entity(self, name: str) -> Entity:
        """Return an entity by identifier or by name in English or Japanese.

        Raises:
            UnknownName: If there is none, with the nearest names.
        """
        found = self.entities.get(name) or self.entities.get(name.upper())
        if found is not None:
            return found
        index = self._names
        if folded(name) in index:
            return self.entities[index[folded(name)]]
        raise UnknownName(
            f"no subject '{name}'",
            remedy="`foedus table entities` lists all subjects",
            suggestions=dict.fromkeys(index[text] for text in near(folded(name), index)),
        )

    @cached_property
    def called(self) -> Mapping[str, str]:
        """The identifier behind each usual variant of a name."""
        return variants(self.folder)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return names(self.entities, self.folder)

    def table(self, name: str) -> Table:
        """Return a table by name.

        Raises:
            UnknownName: If there is none, with the nearest names.
        """
        found = self.tables.get(name)
        if found is None:
            raise UnknownName(
                f"no table '{name}'",
                remedy="`foedus table` lists all tables",
                suggestions=near(name, self.tables),
            )
        return found


def _clock(fact: Fact) -> tuple[date, date]:
    return fact.span.since.first, fact.public
