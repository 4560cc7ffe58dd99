"""What differs between two records: facts that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.record.load import load
from foedus.record.publish.folder import DATABASE, facts_of
from foedus.record.publish.relations import facts
from foedus.record.record import Record
from foedus.terms.errors import BadArgument

# What makes two statements the same one, and what may differ between them.
_KEY = ("subject", "attribute", "object", "series", "since", "public")
_SAID = ("value", "unit", "status", "until", "source", "locator", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs.

    Attributes:
        what: `added`, `removed` or `changed`.
        key: Subject, attribute, object, series, since and public day, and its place among facts of one key.
        before: What the first record says; None if added.
        after: What the second says; None if removed.
    """

    what: str
    key: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """What of a changed fact differs."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in _SAID if self.before[name] != self.after[name])


def stated(place: Path) -> list[dict[str, Any]]:
    """Return the facts of a record: a folder of data, or what `foedus publish` wrote.

    Raises:
        BadArgument: If it is neither.
        BadData: If the folder does not load.
    """
    if (place / "record.toml").is_file():
        return rows(load(place))
    if place.is_file() or (place / DATABASE).is_file():
        return facts_of(place)
    raise BadArgument(
        f"{place} is no record",
        why="it holds neither record.toml nor foedus.sqlite",
        remedy="name a folder of data, a folder that `foedus publish` wrote, or `bundled`",
    )


def rows(record: Record) -> list[dict[str, Any]]:
    """Return the facts of a loaded record."""
    relation = facts(record)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.rows]


def differences(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Return what differs, in the order of the keys.

    Between a record and itself nothing differs; from A to B differs what differs from B to A.
    """
    one, other = _keyed(before), _keyed(after)
    changes = []
    for key in sorted(one.keys() | other.keys()):
        old, new = one.get(key), other.get(key)
        if old is None or new is None:
            changes.append(Change("added" if old is None else "removed", key, old, new))
        elif any(old[name] != new[name] for name in _SAID):
            changes.append(Change("changed", key, old, new))
    return changes


def _keyed(facts: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], Mapping[str, Any]]:
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for fact in facts:
        groups.setdefault(tuple(str(fact[name]) for name in _KEY), []).append(fact)
    return {
        (*key, str(place)): fact
        for key, group in groups.items()
        for place, fact in enumerate(_by_value(group))
    }


def _by_value(group: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    # Several facts of one key are those of a `many` attribute: their order in a file means nothing.
    return sorted(group, key=lambda fact: str(fact["value"]))
