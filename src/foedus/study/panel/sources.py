"""What a panel is built from: the user's copies, each read once, as tables of states or of dyads by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.record import Record, bundled
from foedus.record.imports import Copy, dataset, imported
from foedus.record.imports.codes import listed
from foedus.record.imports.description import CODED, STATES
from foedus.study.panel.columns import Spec
from foedus.study.panel.system import Ints, System

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Sources:
    """Copies of a user, read when first asked for.

    Attributes:
        folder: The user's folder.
        record: Our record; the bundled one, read when needed, if None.
        fields: Columns that will be asked of each data set; all of them are read at once.
        copies: What has been read.
    """

    folder: Path
    record: Record | None
    fields: Mapping[str, frozenset[str]]
    copies: dict[str, Copy] = field(default_factory=dict)

    def ours(self) -> Record:
        """Return our record."""
        return self.record or bundled()

    def copy(self, name: str) -> Copy:
        """Return a copy with its keys and the columns that will be asked for."""
        if name not in self.copies:
            wanted = [
                one for one in dataset(name).columns if one in self.fields.get(name, ()) or _key(name, one)
            ]
            self.copies[name] = imported(name, self.folder, wanted)
        return self.copies[name]


def _key(name: str, column: str) -> bool:
    return dataset(name).columns[column].kind in (*STATES, "year", "day")


def fields(specs: Iterable[Spec]) -> Mapping[str, frozenset[str]]:
    """Return by data set the columns that specs read."""
    found: dict[str, set[str]] = {}
    for one in specs:
        if one.dataset:
            found.setdefault(one.dataset, set()).add(one.field)
    return {name: frozenset(columns) for name, columns in found.items()}


def numbers(copy: Copy, column: str) -> Ints:
    """Return the number (Correlates of War) of the state in each row, 0 where there is none."""
    kind = copy.dataset.columns[column].kind
    if kind == "cow":
        return copy.values(column)
    return listed("cow").numbers(copy.states(column), copy.values("year"))


def coverage(copy: Copy, states: System) -> NDArray[np.bool_]:
    """Say which years lie within the copy's, (years,)."""
    first, last = copy.years
    return np.asarray((states.years >= first) & (states.years <= last))


def empty(spec: Spec, copy: Copy, states: System, shape: tuple[int, ...]) -> Table:
    """Return a table of what absence means: zero within the coverage if the spec says so, else missing."""
    value = np.where(coverage(copy, states) & spec.zero, 0.0, np.nan)
    return np.array(np.broadcast_to(value, shape))


def figure(spec: Spec, copy: Copy, states: System) -> Table:
    """Return a figure of states by year, (states, years)."""
    table = empty(spec, copy, states, states.member.shape)
    state = states.index(numbers(copy, _state(copy)))
    year = states.year(copy.values("year"))
    here = (state >= 0) & (year >= 0)
    table[state[here], year[here]] = copy.values(spec.field)[here]
    return table


def _state(copy: Copy) -> str:
    return next(name for name, one in copy.dataset.columns.items() if one.kind in STATES)


def counted(spec: Spec, copy: Copy, states: System, columns: Iterable[str]) -> Table:
    """Return how many different cases have a state in any of the columns, by year, (states, years)."""
    table = empty(spec, copy, states, states.member.shape)
    year = states.year(copy.values("year"))
    places, cases = [], []
    for column in columns:
        state = states.index(numbers(copy, column))
        here = (state >= 0) & (year >= 0)
        places.append(state[here] * len(states.years) + year[here])
        cases.append(copy.values(spec.field)[here])
    different = np.unique(np.stack([np.concatenate(places), np.concatenate(cases)]), axis=1)
    np.add.at(table.reshape(-1), different[0].astype(np.int64), 1.0)
    return table


def spells(spec: Spec, copy: Copy, states: System) -> Table:
    """Return 1 in every year that a spell touches, both ends included, (states, years)."""
    table = empty(spec, copy, states, states.member.shape)
    first, last = (
        copy.values(name).astype("datetime64[Y]").astype(np.int64) + 1970 for name in ("since", "until")
    )
    state = states.index(copy.values("ccode"))
    touched = (states.years >= first[:, None]) & (states.years <= last[:, None]) & (state >= 0)[:, None]
    spell, year = np.nonzero(touched)
    table[state[spell], year] = 1.0
    return table


def membership(record: Record, states: System) -> Table:
    """Return 1 for members of NATO on the last day of the year, (states, years)."""
    table = np.zeros(states.member.shape)
    numbers_ = np.repeat(states.numbers[:, None], len(states.years), axis=1)
    codes = listed("cow").codes(numbers_, np.broadcast_to(states.years, numbers_.shape))
    for fact in record.membership("NATO"):
        if fact.series == "listed" and fact.value:
            held = np.array([date(int(year), 12, 31) in fact.span for year in states.years])
            table[(codes == fact.subject) & held] = 1.0
    return table


def pairs(spec: Spec, copy: Copy, states: System) -> tuple[Ints, Table]:
    """Return places in a flat table (states, states, years), lower number first, and the values there."""
    one, other = (states.index(copy.values(name)) for name in _sides(copy))
    year = states.year(copy.values("year"))
    here = (one >= 0) & (other >= 0) & (year >= 0)
    low, high = np.minimum(one, other)[here], np.maximum(one, other)[here]
    place = (low * len(states.numbers) + high) * len(states.years) + year[here]
    return place, copy.values(spec.field)[here]


def _sides(copy: Copy) -> list[str]:
    return [name for name, one in copy.dataset.columns.items() if one.kind in CODED][:2]


def release(copy: Copy) -> dict[str, Any]:
    """Return how a run names a copy."""
    return {
        **{"dataset": copy.dataset.id, "file": copy.path.name, "sha256": copy.digest},
        **{"release": copy.edition or None, "rows": copy.rows, "years": list(copy.years)},
    }
