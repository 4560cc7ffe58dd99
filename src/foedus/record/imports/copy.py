"""A user's copy of a data set: found, read, checked, with the digest by which a run can name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.record.imports import cells, delimited, stata, traps, workbook
from foedus.record.imports.cells import Cells
from foedus.record.imports.codes import listed
from foedus.record.imports.description import CODED, NUMERIC, DataSet, Trap, dataset
from foedus.record.imports.locate import content, digest, located
from foedus.terms.errors import BadRow
from foedus.terms.text import Text


@dataclass(frozen=True)
class Copy:
    """A copy of a data set.

    Attributes:
        dataset: Its description.
        path: The file.
        digest: SHA-256 of the file.
        cells: Columns by name, those that were asked for.
    """

    dataset: DataSet
    path: Path
    digest: str
    cells: Mapping[str, Cells]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(next(iter(self.cells.values())).values)

    @property
    def edition(self) -> str:
        """The release, told by rows and last year; empty if it is none that we know."""
        last = self.years[1]
        known = (one.name for one in self.dataset.editions if (one.rows, one.last) == (self.rows, last))
        return next(known, "")

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year of its rows; zeros if they have none."""
        found = [self.values(name) for name in ("year", "since", "until") if name in self.cells]
        if not found or not self.rows:
            return 0, 0
        years = [traps._years(one) for one in found]
        return int(min(one.min() for one in years)), int(max(one.max() for one in years))

    def values(self, name: str) -> NDArray[Any]:
        """Return a column."""
        return self.cells[name].values

    def traps(self) -> Mapping[Trap, Text]:
        """Return what the check of each trap found."""
        return traps.found(self)

    def states(self, name: str) -> NDArray[np.str_]:
        """Return our code of the state in each row of a column, empty where there is none."""
        kind, values = self.dataset.columns[name].kind, self.values(name)
        if kind not in CODED:
            return values
        return listed(kind).codes(values, self._year_of_rows())

    def _year_of_rows(self) -> NDArray[np.int64]:
        for name in ("year", "since"):
            if name in self.cells:
                return np.asarray(traps._years(self.values(name)))
        return np.full(self.rows, 2000)

    def table(self) -> tuple[list[str], Iterator[Sequence[Any]]]:
        """Return the names and rows of all columns, with our codes beside the numbers of states."""
        columns: dict[str, Iterable[Any]] = {}
        for name, one in self.dataset.columns.items():
            if one.kind in CODED:
                ours = name.replace("ccode", "state").replace("gwcode", "state")
                columns[ours] = self.states(name).tolist()
            columns[name] = _plain(self.values(name))
        return list(columns), zip(*columns.values(), strict=True)


def _plain(values: NDArray[Any]) -> list[Any]:
    if values.dtype.kind == "f":
        return [None if np.isnan(one) else one for one in values.tolist()]
    return list(values.astype(str).tolist() if values.dtype.kind == "M" else values.tolist())


def whereabouts(name: str, folder: Path) -> Path:
    """Return the file of a data set under a folder.

    Raises:
        NotRecorded: If it is not there.
        Refused: If several files could be meant.
    """
    return located(folder, dataset(name).files)


def imported(name: str, folder: Path, only: Sequence[str] = ()) -> Copy:
    """Read and check a copy.

    Args:
        name: Identifier of the data set.
        folder: Folder of the user; the file may lie anywhere under it.
        only: Columns to read; all if empty.

    Raises:
        NotRecorded: If there is no copy.
        Refused: If several files could be meant.
        BadRow: If the copy does not hold what the data set should, with file, line, what, why and remedy.
    """
    described = dataset(name)
    path = located(folder, described.files)
    wanted = {one: described.columns[one] for one in only or described.columns}
    raw, header = _raw(described, path, list(wanted))
    if not all(map(len, raw.values())):
        raise BadRow("no rows", where=path.name, remedy=f"use the file of {described.publisher} unchanged")
    read = {}
    for one, column in wanted.items():
        called = cells.sources(column, header)
        if not called:
            raise BadRow(
                f"column '{column.called[0]}' is missing",
                where=f"{path.name}:1",
                why=f"it has {', '.join(header[:12])}",
                remedy=f"use the file of {described.publisher} unchanged",
            )
        read[one] = cells.read(column, [raw[part] for part in called], path.name, described.aliases)
    copy = Copy(described, path, digest(path), read)
    traps.found(copy)
    return copy


def _raw(described: DataSet, path: Path, wanted: list[str]) -> tuple[Mapping[str, NDArray[Any]], list[str]]:
    whole = content(path)
    if described.sheets:
        table = workbook.years_down(whole, described.sheets, path.name)
        return table, list(table)
    if path.name.removesuffix(".gz").endswith(".dta"):
        table = stata.columns(whole, path.name)
        return table, list(table)
    whole = delimited.decoded(whole)
    header = delimited.header(whole, path.name)
    numeric, text = _kinds(described, header, wanted)
    absent = {word for one in wanted for word in described.columns[one].absent}
    return delimited.columns(whole, numeric, text, sorted(absent), path.name), header


def _kinds(described: DataSet, header: list[str], wanted: list[str]) -> tuple[list[str], list[str]]:
    numeric: list[str] = []
    text: list[str] = []
    for name in wanted:
        column = described.columns[name]
        called = cells.sources(column, header)
        # A day in three parts is three numbers; in one cell it may be a date or a number.
        (numeric if column.kind in NUMERIC or len(called) > 1 else text).extend(called)
    return numeric, text
