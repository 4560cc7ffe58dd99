"""The rules by which columns of states and of dyads are computed; the table of columns names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.study.panel import contiguity, peace, sources
from foedus.study.panel.columns import Spec, state_columns
from foedus.study.panel.sources import Sources, Table
from foedus.study.panel.system import Ints, Rows, System, dyads, keyed, system, together

Values = NDArray[np.float64]
_LAND = 1


@dataclass(frozen=True)
class Bench:
    """Where a panel is put together.

    Attributes:
        sources: The user's copies.
        states: The system in the years of the panel.
        shadowed: Whether spells of contiguity of type 0 hide others, as in published panels.
        tables: Columns of states computed so far, (states, years).
        borders: Keys and types of contiguity, by data set, computed so far.
    """

    sources: Sources
    states: System
    shadowed: bool = False
    tables: dict[str, Table] = field(default_factory=dict)
    borders: dict[str, tuple[Ints, Ints]] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """Return a column of states, (states, years)."""
        if name not in self.tables:
            spec = state_columns()[name]
            self.tables[name] = STATE_RULES[spec.rule](self, spec)
        return self.tables[name]

    def border(self, name: str) -> tuple[Ints, Ints]:
        """Return the keys of dyads and years with a type of contiguity, ascending, and the types."""
        if name not in self.borders:
            self.borders[name] = contiguity.types(
                self.sources.copy(name), self.states, shadowed=self.shadowed
            )
        return self.borders[name]

    def relevant(self) -> Rows:
        """Return the dyads and years that are contiguous in any way or have a major power, in order."""
        keys, kinds = self.border("cow-contiguity")
        power, year = np.nonzero(self.table("major") == 1)
        at, other = np.nonzero(self.states.member.T[year])
        power, year = power[at], year[at]
        led = Rows(np.minimum(power, other), np.maximum(power, other), year).where(power != other)
        wanted = np.zeros(len(self.states.numbers) ** 2 * len(self.states.years), dtype=bool)
        wanted[keys[kinds >= _LAND]] = wanted[led.key(self.states)] = True
        return together(self.states, keyed(self.states, np.flatnonzero(wanted)))


@dataclass(frozen=True)
class Dyads:
    """The rows of a panel of undirected dyads.

    Attributes:
        bench: What they are computed from.
        rows: The rows, in the order of their keys.
        key: Key of each row, ascending.
    """

    bench: Bench
    rows: Rows
    key: Ints

    def side(self, name: str, side: str) -> Values:
        """Return a column of states for one of the two sides, `_a` or `_b`."""
        state = self.rows.one if side == "_a" else self.rows.other
        return self.bench.table(name)[state, self.rows.year]

    def sides(self, spec: Spec) -> tuple[Values, Values]:
        """Return the column of states that a spec joins, for both sides."""
        return self.side(spec.joins[0], "_a"), self.side(spec.joins[0], "_b")


def either_way(panel: Dyads, spec: Spec) -> Values:
    """Return the greatest value that the data set has for the dyad and year, in either direction."""
    copy = panel.bench.sources.copy(spec.dataset)
    found = by_key(spec, copy, panel.bench.states, panel.key)
    inside = sources.coverage(copy, panel.bench.states)[panel.rows.year]
    return np.where(np.isnan(found) & inside & spec.zero, 0.0, found)


def by_key(spec: Spec, copy: Any, states: System, key: Ints) -> Values:
    """Return the greatest value at each of the ascending keys, NaN where there is none."""
    place, values = sources.pairs(spec, copy, states)
    found = np.full(len(key), np.nan)
    if len(key):
        at = np.minimum(np.searchsorted(key, place), len(key) - 1)
        here = key[at] == place
        np.fmax.at(found, at[here], values[here])
    return found


def border(panel: Dyads, spec: Spec) -> Values:
    """Return the type of contiguity."""
    inside = sources.coverage(panel.bench.sources.copy(spec.dataset), panel.bench.states)
    keys, kinds = panel.bench.border(spec.dataset)
    return np.where(inside[panel.rows.year], looked_up(keys, kinds, panel.key), np.nan)


def looked_up(keys: Ints, values: NDArray[Any], wanted: Ints) -> NDArray[Any]:
    """Return the value at each wanted key, 0 where the ascending keys do not have it."""
    if not len(keys):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0)


def land(panel: Dyads, spec: Spec) -> Values:
    """Return whether the contiguity is by land or river."""
    kinds = border(panel, spec)
    return np.where(np.isnan(kinds), np.nan, kinds == _LAND)


def relevance(panel: Dyads, spec: Spec) -> Values:
    """Return whether the dyad is contiguous in any way or has a major power."""
    kinds, (one, other) = border(panel, spec), panel.sides(spec)
    known = ~(np.isnan(kinds) | np.isnan(one) | np.isnan(other))
    return np.where(known, (kinds >= _LAND) | (one == 1) | (other == 1), np.nan)


def either(panel: Dyads, spec: Spec) -> Values:
    """Return the greater of the two sides; missing if either is."""
    return np.maximum(*panel.sides(spec))


def least(panel: Dyads, spec: Spec) -> Values:
    """Return the smaller of the two sides; missing if either is."""
    return np.minimum(*panel.sides(spec))


def ratio(panel: Dyads, spec: Spec) -> Values:
    """Return the smaller side as a share of the greater."""
    return _quotient(least(panel, spec), either(panel, spec))


def distance(panel: Dyads, spec: Spec) -> Values:
    """Return how far the two sides are apart."""
    one, other = panel.sides(spec)
    return np.asarray(np.abs(one - other))


def rows_of_peace(panel: Dyads, spec: Spec) -> Values:
    """Return rows of this panel since a dispute was under way."""
    ongoing = either_way(panel, spec)
    count = peace.rows_of_peace(panel.key // len(panel.bench.states.years), ongoing == 1)
    return np.where(np.isnan(ongoing), np.nan, count)


def years_of_peace(panel: Dyads, spec: Spec) -> Values:
    """Return calendar years since a dispute was under way, whatever rows this panel has."""
    bench = panel.bench
    # All years of the list of states, whatever years were asked for.
    states = system(bench.sources.copy("cow-states"))
    whole = of(replace(bench, states=states, tables={}, borders={}), dyads(states))
    ongoing = either_way(whole, spec)
    count = peace.years_of_peace(whole.key // len(states.years), ongoing == 1, whole.rows.year)
    found = np.where(np.isnan(ongoing), np.nan, count)
    years = panel.rows.year + bench.states.years[0] - states.years[0]
    return found[np.searchsorted(whole.key, replace(panel.rows, year=years).key(states))]


def of(bench: Bench, rows: Rows) -> Dyads:
    """Return rows as a panel."""
    return Dyads(bench, rows, rows.key(bench.states))


def _figure(bench: Bench, spec: Spec) -> Table:
    return sources.figure(spec, bench.sources.copy(spec.dataset), bench.states)


def _spells(bench: Bench, spec: Spec) -> Table:
    return sources.spells(spec, bench.sources.copy(spec.dataset), bench.states)


def _counted(bench: Bench, spec: Spec, columns: tuple[str, ...]) -> Table:
    return sources.counted(spec, bench.sources.copy(spec.dataset), bench.states, columns)


def _membership(bench: Bench, spec: Spec) -> Table:  # noqa: ARG001 - rules share one signature
    return sources.membership(bench.sources.ours(), bench.states)


def _divided(bench: Bench, spec: Spec) -> Table:
    return _quotient(*(bench.table(name) for name in spec.joins))


def _quotient(above: Values, below: Values) -> Values:
    """Divide; what is infinite or undetermined is missing."""
    missing = np.full(above.shape, np.nan)
    return np.asarray(np.divide(above, below, out=missing, where=below > 0))


STATE_RULES: Mapping[str, Callable[[Bench, Spec], Table]] = {
    "figure": _figure,
    "spells": _spells,
    "quotient": _divided,
    "sides": partial(_counted, columns=("gwcode", "gwcode_b")),
    "cases": partial(_counted, columns=("ccode",)),
    "membership": _membership,
}
DYAD_RULES: Mapping[str, Callable[[Dyads, Spec], Values]] = {
    "contiguity": border,
    "land": land,
    "relevance": relevance,
    "either": either,
    "both": least,
    "least": least,
    "ratio": ratio,
    "distance": distance,
    "either_way": either_way,
    "rows_of_peace": rows_of_peace,
    "years_of_peace": years_of_peace,
}
