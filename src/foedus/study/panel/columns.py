"""The table of columns: name, unit, source, what absence means; and the sets of rules of published panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from foedus.record.files import only_keys, toml
from foedus.record.load import data_folder
from foedus.terms.errors import UnknownName
from foedus.terms.text import Text

_KEYS = (
    *("name", "rule", "dataset", "field", "from", "kind", "unit", "absent"),
    *("meaning_en", "meaning_ja", "absence_en", "absence_ja"),
)
SIDES = ("_a", "_b")


@dataclass(frozen=True, slots=True)
class Spec:
    """A column of a panel.

    Attributes:
        name: Its name.
        rule: How it is computed.
        dataset: Data set of others that it reads, or empty.
        field: Column of that data set.
        joins: Columns of states that it joins.
        kind: `number`, `integer` or `flag`.
        unit: Unit.
        zero: Whether no row, within the coverage, means zero.
        meaning: What it says.
        absence: What absence means.
    """

    name: str
    rule: str
    dataset: str
    field: str
    joins: tuple[str, ...]
    kind: str
    unit: str
    zero: bool
    meaning: Text
    absence: Text


@dataclass(frozen=True, slots=True)
class Rules:
    """How a published panel was made."""

    name: str
    meaning: Text
    source: str
    unit: str
    first: int
    last: int
    relevant: bool
    shadowed: bool
    columns: tuple[str, ...]


@cache
def _table() -> Mapping[str, Any]:
    return toml(data_folder() / "panel" / "columns.toml").content


@cache
def state_columns() -> Mapping[str, Spec]:
    """Return the columns of a state and year by name."""
    return {one.name: one for one in map(_spec, _table()["state"])}


@cache
def dyad_columns() -> Mapping[str, Spec]:
    """Return the columns of a dyad and year by name."""
    return {one.name: one for one in map(_spec, _table()["dyad"])}


def _spec(stanza: Mapping[str, Any]) -> Spec:
    only_keys(stanza, _KEYS, "columns.toml")
    return Spec(
        *(stanza["name"], stanza["rule"], stanza.get("dataset", ""), stanza.get("field", "")),
        tuple(stanza.get("from", ())),
        stanza["kind"],
        stanza["unit"],
        stanza["absent"] == "zero",
        Text(stanza["meaning_en"], stanza["meaning_ja"]),
        Text(stanza["absence_en"], stanza["absence_ja"]),
    )


@cache
def rules() -> Mapping[str, Rules]:
    """Return the sets of rules by name."""
    content = toml(data_folder() / "panel" / "rules.toml").content
    return {
        name: Rules(
            name,
            Text(one["meaning_en"], one["meaning_ja"]),
            *(one["source"], one["unit"], one["from"], one["to"], one["relevant"], one["shadowed"]),
            tuple(one["columns"]),
        )
        for name, one in content.items()
    }


def chosen(unit: str, names: Sequence[str]) -> Mapping[str, tuple[Spec, str]]:
    """Return for each column of a panel its spec and the side it is of (`_a`, `_b`, or empty).

    In dyads, the name of a column of states means both sides, and with `_a` or `_b` one of them.

    Raises:
        UnknownName: If there is no such column, with the nearest names.
    """
    states, dyads = state_columns(), dyad_columns() if unit == "dyads" else {}
    found: dict[str, tuple[Spec, str]] = {}
    for name in names:
        stem, side = (name[:-2], name[-2:]) if name.endswith(SIDES) else (name, "")
        if name in dyads:
            found[name] = (dyads[name], "")
        elif unit == "states" and name in states:
            found[name] = (states[name], "")
        elif unit == "dyads" and stem in states:
            found |= {f"{stem}{one}": (states[stem], one) for one in ((side,) if side else SIDES)}
        else:
            raise _unknown(name, unit, [*dyads, *states])
    return found


def _unknown(name: str, unit: str, known: list[str]) -> UnknownName:
    return UnknownName(
        f"no column '{name}' of {unit}",
        remedy="`foedus panel columns` lists them",
        suggestions=get_close_matches(name, known, n=4, cutoff=0.5),
    )
