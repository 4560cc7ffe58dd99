"""Build a panel: rows, then one column after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.record import Record
from foedus.record.imports.codes import listed
from foedus.study.panel import joins
from foedus.study.panel.columns import Rules, Spec, chosen, dyad_columns, state_columns
from foedus.study.panel.joins import DYAD_RULES, Bench, Dyads
from foedus.study.panel.sources import Sources, fields, release
from foedus.study.panel.system import dyads, system
from foedus.terms.errors import BadArgument

UNITS = ("dyads", "states")
Values = NDArray[Any]


@dataclass(frozen=True)
class Request:
    """What panel is wanted.

    Attributes:
        unit: `dyads` or `states`.
        folder: Folder of the user's copies.
        first: First year; the first of the list of states if None.
        last: Last year; the last of the list of states if None.
        directed: Whether each dyad has two rows a year, one for each direction.
        relevant: Whether only politically relevant dyads are kept.
        columns: Names of columns.
        shadowed: Whether spells of contiguity of type 0 hide others, as in published panels.

    Raises:
        BadArgument: If states are to be directed or relevant.
    """

    unit: str
    folder: Path
    first: int | None = None
    last: int | None = None
    directed: bool = False
    relevant: bool = False
    columns: tuple[str, ...] = ()
    shadowed: bool = False

    def __post_init__(self) -> None:
        if self.unit == "states" and (self.directed or self.relevant):
            raise BadArgument("states have neither direction nor relevance", remedy="ask for dyads")

    def under(self, rules: Rules) -> Request:
        """Return the request with the rows and columns of a set of rules, and further columns of its own."""
        columns = tuple(dict.fromkeys((*rules.columns, *self.columns)))
        return replace(
            self,
            first=self.first or rules.first,
            last=self.last or rules.last,
            relevant=rules.relevant or self.relevant,
            shadowed=rules.shadowed or self.shadowed,
            columns=columns,
        )


@dataclass(frozen=True)
class Panel:
    """A panel.

    Attributes:
        request: What was asked for.
        columns: Columns by name, in their order, all of one length; NaN is missing.
        specs: What each column is, by name; those that identify a row are not among them.
        releases: The copies that it rests on.
    """

    request: Request
    columns: Mapping[str, Values]
    specs: Mapping[str, Spec]
    releases: tuple[Mapping[str, Any], ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.columns["year"])

    def missing(self) -> Mapping[str, int]:
        """Return how many values are missing, by column."""
        return {name: int(np.isnan(self.columns[name]).sum()) for name in self.specs}


def build(request: Request, record: Record | None = None) -> Panel:
    """Build a panel.

    Args:
        request: What is wanted.
        record: Our record, for columns that rest on it; the bundled one by default.

    Raises:
        NotRecorded: If a copy is not there.
        BadRow: If a copy does not hold what it should.
        UnknownName: If a column does not exist.
        OutsideCoverage: If years are asked for that the list of states does not cover.
    """
    asked = chosen(request.unit, request.columns)
    needed = _closure(spec for spec, _ in asked.values())
    needed += [state_columns()["major"], dyad_columns()["relevant"]] if request.relevant else []
    sources = Sources(request.folder, record, fields(needed))
    states = system(sources.copy("cow-states"), request.first, request.last)
    bench = Bench(sources, states, request.shadowed)
    columns = _states(bench, asked) if request.unit == "states" else _dyads(bench, request, asked)
    specs = {name: spec for name, (spec, _) in asked.items()}
    return Panel(request, columns, specs, tuple(release(copy) for copy in sources.copies.values()))


def _closure(specs: Iterable[Spec]) -> list[Spec]:
    """Return specs with those of the columns that they join, and those that these join."""
    found = list(specs)
    for one in found:
        found += [state_columns()[name] for name in one.joins if state_columns()[name] not in found]
    return found


def _states(bench: Bench, asked: Mapping[str, tuple[Spec, str]]) -> dict[str, Values]:
    state, year = np.nonzero(bench.states.member)
    years, numbers = bench.states.years[year], bench.states.numbers[state]
    columns: dict[str, Values] = {
        "state": listed("cow").codes(numbers, years),
        "ccode": numbers,
        "year": years,
    }
    return columns | {name: bench.table(spec.name)[state, year] for name, (spec, _) in asked.items()}


def _dyads(bench: Bench, request: Request, asked: Mapping[str, tuple[Spec, str]]) -> dict[str, Values]:
    panel = joins.of(bench, bench.relevant() if request.relevant else dyads(bench.states))
    columns = _identified(panel) | {name: _column(panel, *one) for name, one in asked.items()}
    return both_ways(columns) if request.directed else columns


def _identified(panel: Dyads) -> dict[str, Values]:
    states, rows = panel.bench.states, panel.rows
    years = states.years[rows.year]
    numbers = states.numbers[rows.one], states.numbers[rows.other]
    codes = [listed("cow").codes(one, years) for one in numbers]
    return {
        **{"state_a": codes[0], "state_b": codes[1]},
        **{"ccode_a": numbers[0], "ccode_b": numbers[1], "year": years},
    }


def _column(panel: Dyads, spec: Spec, side: str) -> Values:
    return panel.side(spec.name, side) if side else DYAD_RULES[spec.rule](panel, spec)


def both_ways(columns: Mapping[str, Values]) -> dict[str, Values]:
    """Return a panel with two rows for each, the second with the sides changed, by dyad and year."""
    twice = {name: np.concatenate([one, columns[_other(name, columns)]]) for name, one in columns.items()}
    order = np.lexsort((twice["year"], twice["ccode_b"], twice["ccode_a"]))
    return {name: one[order] for name, one in twice.items()}


def _other(name: str, columns: Mapping[str, Values]) -> str:
    swapped = {"_a": "_b", "_b": "_a"}.get(name[-2:])
    other = f"{name[:-2]}{swapped}"
    if swapped and other not in columns:
        raise BadArgument(
            f"column '{name}' alone cannot be given in both directions",
            remedy=f"ask for '{name[:-2]}', which means both sides",
        )
    return other if swapped else name
