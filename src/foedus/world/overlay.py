"""Ordered changes to a world: the only way a scenario differs from the record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedus.record.files import need_keys, only_keys, toml
from foedus.terms.errors import BadRow
from foedus.terms.text import Text

OverlayValue = float | bool | str


@dataclass(frozen=True, slots=True)
class Change:
    """One changed value.

    Attributes:
        path: `SUBJECT.attribute`, `SUBJECT.attribute.OBJECT` or `model.parameter`.
        value: What it becomes.
        why: Why anyone would ask.
        source: Source of the value, or empty for a what-if.
        where: File and line.
    """

    path: str
    value: OverlayValue
    why: str
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """A named, ordered list of changes."""

    id: str
    title: Text
    changes: tuple[Change, ...]


def read_overlay(path: Path) -> Overlay:
    """Read an overlay file.

    Raises:
        BadRow: If a key is missing or a value is of no usable type.
        UnknownReference: If a key is unknown.
    """
    document = toml(path)
    only_keys(document.content, ("title_en", "title_ja", "change"), document.where())
    need_keys(document.content, ("title_en", "title_ja", "change"), document.where())
    changes = []
    for number, stanza in enumerate(document.content["change"], start=1):
        where = f"{path.name}: change {number}"
        only_keys(stanza, ("path", "value", "why", "source"), where)
        need_keys(stanza, ("path", "value", "why"), where)
        if not isinstance(stanza["value"], (bool, int, float, str)):
            raise BadRow(
                "the value is no number, boolean or text", where=where, remedy="give one value a change"
            )
        changes.append(
            Change(stanza["path"], stanza["value"], stanza["why"], stanza.get("source", ""), where)
        )
    title = Text(document.content["title_en"], document.content["title_ja"])
    return Overlay(path.stem, title, tuple(changes))
