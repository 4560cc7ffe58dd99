"""Read columns of a CSV file fast, and find the line of whatever does not fit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.terms.errors import BadRow

# How programs write "missing".
ABSENT = ("", "NA", "NaN", "nan", "NULL", ".")


def decoded(whole: bytes) -> bytes:
    """Return the bytes as UTF-8 without a mark at the beginning; what is none is read as Windows-1252."""
    text = whole.removeprefix(b"\xef\xbb\xbf")
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", errors="replace").encode("utf-8")
    return text


def header(whole: bytes, where: str) -> list[str]:
    """Return the names of the columns.

    Raises:
        BadRow: If the first line is no row of a CSV file.
    """
    _, cells = next(_rows(whole.split(b"\n", 1)[0].rstrip(b"\r"), where), (1, []))
    return [name.strip() for name in cells]


def _rows(whole: bytes, where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line on which each ends."""
    reader = csv.reader(io.StringIO(whole.decode("utf-8"), newline=""))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        place = f"{where}:{reader.line_num}"
        raise BadRow("not a CSV row", where=place, why=str(error), remedy="check the quotes") from None


def columns(
    whole: bytes, numeric: Sequence[str], text: Sequence[str], absent: Sequence[str], where: str
) -> Mapping[str, NDArray[Any]]:
    """Return columns by name: numbers with NaN, texts with an empty text, where the cell says "missing".

    Raises:
        BadRow: If a row has too few or too many cells, or a cell that should be a number is none.
    """
    import polars

    names = header(whole, where)
    _check_shape(whole, len(names), where)
    types: dict[str, Any] = dict.fromkeys(numeric, polars.Float64) | dict.fromkeys(text, polars.String)
    try:
        frame = polars.read_csv(
            whole,
            columns=[name for name in names if name in types],
            schema_overrides=types,
            null_values=[*ABSENT, *absent],
        )
    except polars.exceptions.PolarsError as error:
        _diagnose(whole, numeric, absent, where)
        raise BadRow("not a CSV file", where=where, why=str(error).splitlines()[0]) from None
    return {name: _plain(frame[name], text=name in text) for name in frame.columns}


def _plain(series: Any, *, text: bool) -> NDArray[Any]:
    if text:
        return np.array([cell or "" for cell in series.to_list()], dtype=np.str_)
    # A null becomes NaN.
    return np.array(series.to_numpy(), dtype=np.float64)


def _check_shape(whole: bytes, width: int, where: str) -> None:
    """Refuse rows of another width: the reader would fill a row that was cut short with nothing."""
    if b'"' not in whole:
        body = whole.rstrip(b"\r\n")
        if body.count(b",") == (body.count(b"\n") + 1) * (width - 1):
            return
    for line, cells in _rows(whole, where):
        if cells and len(cells) != width:
            raise BadRow(
                f"{len(cells)} cells under {width} columns",
                where=f"{where}:{line}",
                why="the file is cut short" if len(cells) < width else "an unquoted comma, perhaps",
                remedy="copy or download it again",
            )


def _diagnose(whole: bytes, numeric: Sequence[str], absent: Sequence[str], where: str) -> None:
    """Raise for the first cell that should be a number and is none."""
    rows = _rows(whole, where)
    at = [(index, name.strip()) for index, name in enumerate(next(rows)[1]) if name.strip() in numeric]
    for line, cells in rows:
        for index, name in at:
            if index < len(cells) and cells[index] not in (*ABSENT, *absent) and not _is_number(cells[index]):
                raise BadRow(
                    f"'{cells[index]}' is no number",
                    where=f"{where}:{line}",
                    why=f"column '{name}' holds numbers",
                    remedy="use the publisher's file unchanged",
                )


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
