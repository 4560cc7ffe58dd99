"""Read what the rest of the record refers to: entities, attributes and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from foedus.record.attribute import KINDS, TYPES, Attribute
from foedus.record.entity import Entity
from foedus.record.files import Document, Row, need_keys, only_keys, rows, toml
from foedus.record.source import GRADES, Source
from foedus.terms.day import Day
from foedus.terms.errors import BadRow, DuplicateId, UnknownReference
from foedus.terms.span import Span
from foedus.terms.text import Text

_T = TypeVar("_T")
_ENTITY_COLUMNS = ("id", "kind", "name_en", "name_ja", "since", "until", "successor", "note")
_SOURCE_KEYS = (
    *("publisher", "title", "published", "accessed"),
    *("url", "licence", "language", "grade", "cited_by"),
)
_ATTRIBUTE_KEYS = (
    *("type", "unit", "kind", "description", "description_ja", "origin"),
    *("many", "symmetric", "series", "preferred", "aliases"),
)


@dataclass
class Registry:
    """What facts may refer to, while the record is being read."""

    entities: dict[str, Entity] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def source(self, name: str, where: str) -> Source:
        """Return a registered source and mark it as used."""
        self.used.add(name)
        return _registered(self.sources, name, "source", where, "add it under sources/")

    def attribute(self, name: str, where: str) -> Attribute:
        """Return a registered attribute."""
        return _registered(self.attributes, name, "attribute", where, "add it under attributes/")

    def entity(self, name: str, where: str) -> Entity:
        """Return a registered entity."""
        return _registered(self.entities, name, "entity", where, "add it to entities.csv")

    def add_entity(self, entity: Entity) -> None:
        """Register an entity.

        Raises:
            DuplicateId: If its identifier is taken.
        """
        if entity.id in self.entities:
            raise DuplicateId(
                f"entity '{entity.id}' is registered twice",
                where=entity.where,
                why=f"first at {self.entities[entity.id].where}",
                remedy="identifiers are never reused; choose another",
            )
        self.entities[entity.id] = entity

    def add_attribute(self, attribute: Attribute, where: str) -> None:
        """Register an attribute; the same one may be declared by several tables if type and unit agree.

        Raises:
            DuplicateId: If it is declared differently elsewhere.
        """
        known = self.attributes.setdefault(attribute.name, attribute)
        if (known.type, known.unit) != (attribute.type, attribute.unit):
            raise DuplicateId(
                f"attribute '{attribute.name}' is declared twice with different type or unit",
                where=where,
                remedy="rename one of them",
            )


def _registered(known: Mapping[str, _T], name: str, what: str, where: str, remedy: str) -> _T:
    if name not in known:
        raise UnknownReference(
            f"{what} '{name}' is not registered",
            where=where,
            remedy=remedy,
            suggestions=get_close_matches(name, known),
        )
    return known[name]


def read_registry(folder: Path) -> Registry:
    """Read entities, attributes and sources of the record in `folder`."""
    registry = Registry()
    for row in rows(folder / "entities.csv", _ENTITY_COLUMNS):
        registry.add_entity(entity_of(row, row["kind"]))
    for path in sorted((folder / "attributes").glob("*.toml")):
        document = toml(path)
        for name, stanza in document.content.items():
            registry.add_attribute(_attribute(name, stanza, document), document.where(name))
    for path in sorted((folder / "sources").glob("*.toml")):
        _read_sources(registry, toml(path))
    return registry


def entity_of(row: Row, kind: str) -> Entity:
    """Make the entity that a row describes."""
    name = Text(row["name_en"] or row["id"], row["name_ja"] or row["name_en"] or row["id"])
    return Entity(
        row["id"], kind, name, span_of(row, required=False), row["successor"], row["note"], row.where
    )


def span_of(row: Row, *, required: bool) -> Span | None:
    """Read `since` and `until` of a row.

    Raises:
        BadRow: If `since` is required and empty.
        BadDate: If a date cannot be read or the span ends before it begins.
    """
    if not row["since"]:
        if required or row["until"]:
            raise BadRow("the row has no 'since'", where=row.where, remedy="say from when it holds")
        return None
    until = Day.parse(row["until"], row.where) if row["until"] else None
    since = Day.parse(row["since"], row.where)
    if until is not None and until.first < since.first:
        raise BadRow(
            f"the span {since}/{until} ends before it begins", where=row.where, remedy="swap the dates"
        )
    return Span(since, until)


def _attribute(name: str, stanza: Mapping[str, Any], document: Document) -> Attribute:
    where = document.where(name)
    only_keys(stanza, _ATTRIBUTE_KEYS, where)
    need_keys(stanza, ("type", "kind", "description", "description_ja"), where)
    return attribute_of(name, stanza, where)


def attribute_of(name: str, stanza: Mapping[str, Any], where: str) -> Attribute:
    """Make an attribute from its stanza.

    Raises:
        BadRow: If type or kind is unknown.
    """
    kind = stanza.get("kind", "state")
    if stanza["type"] not in TYPES or kind not in KINDS:
        raise BadRow(
            f"attribute '{name}' has type '{stanza['type']}' and kind '{kind}'",
            where=where,
            remedy=f"types are {', '.join(TYPES)}; kinds are {', '.join(KINDS)}",
        )
    return Attribute(
        name=name,
        type=stanza["type"],
        unit=stanza.get("unit", ""),
        kind=kind,
        description=stanza["description"],
        description_ja=stanza["description_ja"],
        origin=stanza.get("origin", "fact"),
        many=stanza.get("many", False),
        symmetric=stanza.get("symmetric", False),
        preferred=stanza.get("preferred", ""),
        aliases=tuple(stanza.get("aliases", ())),
    )


def _read_sources(registry: Registry, document: Document) -> None:
    for name, stanza in document.content.items():
        where = document.where(name)
        if name in registry.sources:
            raise DuplicateId(
                f"source '{name}' is registered twice",
                where=where,
                why=f"first at {registry.sources[name].where}",
                remedy="identifiers are never reused; choose another",
            )
        registry.sources[name] = _source(name, stanza, where)
        if "cited_by" in stanza:  # by parameters of models, which a higher layer reads
            registry.used.add(name)


def _source(name: str, stanza: Mapping[str, Any], where: str) -> Source:
    only_keys(stanza, _SOURCE_KEYS, where)
    need_keys(stanza, ("publisher", "title", "published", "accessed", "grade"), where)
    published, accessed = (Day.parse(str(stanza[key]), where) for key in ("published", "accessed"))
    if stanza["grade"] not in GRADES:
        raise BadRow(
            f"grade '{stanza['grade']}' is unknown", where=where, remedy=f"grades are {', '.join(GRADES)}"
        )
    if published.first > accessed.last:
        raise BadRow(
            f"published {published} after it was accessed {accessed}", where=where, remedy="check the dates"
        )
    return Source(
        id=name,
        publisher=stanza["publisher"],
        title=stanza["title"],
        published=published,
        accessed=accessed,
        url=stanza.get("url", ""),
        licence=stanza.get("licence", ""),
        language=stanza.get("language", ""),
        grade=stanza["grade"],
        where=where,
    )
