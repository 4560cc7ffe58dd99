"""Turn raw cells of a copy into columns of their kind; whatever does not fit is named with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.record.imports.codes import listed
from foedus.record.imports.description import CODED, Column
from foedus.record.load import bundled
from foedus.record.names import folded, names
from foedus.terms.errors import BadRow

Raw = Mapping[str, NDArray[Any]]
_EARLIEST, _LATEST = 1492, 2100
# From here on a number that should be a day is a month written YYYYMM; below, days since 1970.
_MONTHS = 150000
_PARTS = ("year", "month", "day")
_MOST = (12, 31)
_DIGITS, _NOBODY = 1e6, -1
_EPOCH = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class Cells:
    """A column of its kind.

    Attributes:
        values: `float64` for numbers and flags (NaN missing), `int64` for years and numbers of states (0
            none), `datetime64[D]` for days, else text; states named by ISO code or name become our codes.
        coded: Cells that held a number for "missing".
        marked: Cells that held a word for "missing".
        strange: What stood where no state of ours could be told, with how often.
        as_days: Whether days were stored as numbers since 1970.
    """

    values: NDArray[Any]
    coded: int = 0
    marked: int = 0
    strange: Mapping[str, int] | None = None
    as_days: bool = False


def sources(column: Column, header: list[str]) -> tuple[str, ...]:
    """Return the names, in the copy, of what a column is read from; three for a day in three parts."""
    at = {name.casefold(): name for name in header}
    for called in column.called:
        if called.casefold() in at:
            return (at[called.casefold()],)
        parts = tuple(at.get(f"{called}{part}".casefold(), "") for part in _PARTS)
        if column.kind == "day" and all(parts):
            return parts
    return ()


def read(column: Column, raw: list[NDArray[Any]], where: str, aliases: Mapping[str, str]) -> Cells:
    """Return a column of its kind.

    Args:
        column: What it should be.
        raw: Its cells in the copy; three arrays for a day in three parts.
        where: Name of the file.
        aliases: Names of states in this data set and our codes for them.

    Raises:
        BadRow: If a cell does not fit, with line, what, why and remedy.
    """
    if column.kind == "day":
        return _days(column, raw, where)
    (cells,) = raw
    if column.kind in CODED:
        return _numbered(column, cells, where)
    if column.kind in ("iso3", "name"):
        return _named(column, cells, where, aliases)
    if column.kind == "year":
        return Cells(_years(column, cells, where))
    return Cells(cells) if column.kind == "text" else _measured(column, cells, where)


def _fail(column: Column, cells: NDArray[Any], bad: NDArray[np.bool_], where: str, why: str) -> BadRow:
    at = int(np.argmax(bad))
    cell = cells[at]
    told = f"{cell:g}" if isinstance(cell, np.floating) else str(cell)
    return BadRow(
        f"{column.called[0]} cannot be {told}",
        # The header is line 1.
        where=f"{where}:{at + 2}",
        why=why,
        remedy="use the publisher's file unchanged, or correct the cell",
    )


def _measured(column: Column, cells: NDArray[Any], where: str) -> Cells:
    marked = 0
    if cells.dtype.kind == "U":
        absent = np.isin(cells, ["", *column.absent])
        marked = int(np.isin(cells, column.absent).sum())
        cells = _floats(column, np.where(absent, "nan", cells), where)
    coded = np.isin(cells, column.missing)
    values = np.where(coded, np.nan, cells)
    low, high = (0.0, 1.0) if column.kind == "flag" else (column.low, column.high)
    bad = (values < low) | (values > high) | np.isinf(values)
    if column.kind == "flag":
        bad |= ~(np.isnan(values) | (values == 0) | (values == 1))
    if bad.any():
        unit = f" in {column.unit}" if column.unit else ""
        why = f"between {low:g} and {high:g}{unit}; another unit, or a code for missing that is not known"
        raise _fail(column, values, bad, where, why)
    return Cells(values, int(coded.sum()), marked)


def _floats(column: Column, cells: NDArray[Any], where: str) -> NDArray[np.float64]:
    try:
        return cells.astype(np.float64)
    except ValueError:
        bad = np.array([not _is_number(str(cell)) for cell in cells])
        raise _fail(column, cells, bad, where, "no number, and no mark for missing that is known") from None


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _years(column: Column, cells: NDArray[Any], where: str) -> NDArray[np.int64]:
    bad = ~((cells >= _EARLIEST) & (cells <= _LATEST) & (cells == np.floor(cells)))
    if bad.any():
        raise _fail(column, cells, bad, where, "a year has four digits")
    return cells.astype(np.int64)


def _numbered(column: Column, cells: NDArray[Any], where: str) -> Cells:
    # Neither a fraction nor a number of more digits is anybody's; no number at all becomes 0.
    whole = (np.abs(cells) < _DIGITS) & (cells == np.floor(cells))
    numbers = np.where(whole, cells, np.where(np.isnan(cells), 0, _NOBODY)).astype(np.int64)
    unknown = ~listed(column.kind).known(numbers)
    if unknown.any() and not column.keeps:
        raise _fail(
            column, cells, unknown, where, f"no state of the {column.kind.upper()} list has this number"
        )
    # No number at all (a side that is no government) is nothing strange.
    strange = Counter(str(number) for number in numbers[unknown & (numbers != 0)])
    return Cells(np.where(unknown, 0, numbers), strange=strange)


def _named(column: Column, cells: NDArray[Any], where: str, aliases: Mapping[str, str]) -> Cells:
    called, at = np.unique(cells, return_inverse=True)
    codes = np.array([_code(column.kind, str(one), aliases) for one in called])[at]
    unknown = codes == ""
    if unknown.any() and not column.keeps:
        raise _fail(column, cells, unknown, where, "no state of ours has this code or name")
    return Cells(codes, strange=Counter(str(cell) for cell in cells[unknown]))


def _code(kind: str, text: str, aliases: Mapping[str, str]) -> str:
    if text in aliases:
        return aliases[text]
    record = bundled()
    found = text if kind == "iso3" else names(record.entities, record.folder).get(folded(text), "")
    entity = record.entities.get(found)
    return found if entity is not None and entity.kind == "state" else ""


def _days(column: Column, raw: list[NDArray[Any]], where: str) -> Cells:
    if len(raw) == len(_PARTS):
        year = _years(column, raw[0], where)
        month, day = (_between(column, part, most, where) for part, most in zip(raw[1:], _MOST, strict=True))
        return Cells(_first_of(year, month) + (day - 1))
    (cells,) = raw
    if cells.dtype.kind == "U":
        text = np.array([str(cell).removesuffix(".0") for cell in cells])
        if not all(_is_number(one) for one in text[:1]):
            return Cells(_dates(column, text, where))
        cells = _floats(column, text, where)
    bad = ~(np.abs(cells) < _DIGITS)
    if bad.any():
        raise _fail(column, cells, bad, where, "neither a date, nor days since 1970-01-01, nor a month")
    if cells.max() >= _MONTHS:
        month = _between(column, cells % 100, _MOST[0], where)
        return Cells(_first_of(_years(column, cells // 100, where), month))
    return Cells(_EPOCH + cells.astype(np.int64), as_days=True)


def _between(column: Column, cells: NDArray[Any], most: int, where: str) -> NDArray[np.int64]:
    bad = ~((cells >= 1) & (cells <= most))
    if bad.any():
        raise _fail(column, cells, bad, where, f"a part of a date between 1 and {most}")
    return cells.astype(np.int64)


def _first_of(year: NDArray[np.int64], month: NDArray[np.int64]) -> NDArray[np.datetime64]:
    months = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    return np.asarray(months.astype("datetime64[D]"))


def _dates(column: Column, cells: NDArray[Any], where: str) -> NDArray[np.datetime64]:
    try:
        return cells.astype("datetime64[D]")
    except ValueError:
        bad = np.array([not _is_date(str(cell)) for cell in cells])
        raise _fail(column, cells, bad, where, "neither a date nor days since 1970-01-01") from None


def _is_date(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True
