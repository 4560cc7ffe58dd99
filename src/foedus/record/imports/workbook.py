"""Read tables with a column a year out of a workbook (`.xlsx`), as rows of name, year, a cell a sheet."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse

import numpy as np
from numpy.typing import NDArray

from foedus.terms.errors import BadRow

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What reading an archive with a few wrong bytes runs into (`zipfile` raises NotImplementedError for a
# compression that it does not know).
_BROKEN = (KeyError, IndexError, TypeError, ValueError, OSError, NotImplementedError, ParseError)
_YEAR = re.compile(r"(1[89]|20)\d\d(\.0)?")
# What the first cell of the row with the years says.
_HEAD = "country"


def years_down(whole: bytes, sheets: Mapping[str, str], where: str) -> Mapping[str, NDArray[Any]]:
    """Return `country`, `year` and one column a sheet, all as text, in the order of the first sheet.

    Args:
        whole: The workbook.
        sheets: Pattern of the sheet's name by the name of the column that it gives.
        where: Name of the file.

    Raises:
        BadRow: If the file is no workbook, or a sheet or its row of years is missing.
    """
    found = _sheets(whole, sheets, where)
    keys = list(dict.fromkeys(key for cells in found.values() for key in cells))
    columns = {
        "country": np.array([name for name, _ in keys]),
        "year": np.array([year for _, year in keys], dtype=np.float64),
    }
    return columns | {
        name: np.array([cells.get(key, "") for key in keys], dtype=np.str_) for name, cells in found.items()
    }


def _sheets(whole: bytes, sheets: Mapping[str, str], where: str) -> dict[str, dict[tuple[str, int], str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as book:
            shared = _shared(book)
            return {
                name: _long(_rows(book, _path(book, pattern, where), shared), f"{where} [{pattern}]")
                for name, pattern in sheets.items()
            }
    except (zipfile.BadZipFile, zlib.error, *_BROKEN) as error:
        raise BadRow(
            "the workbook cannot be read", where=where, why=str(error), remedy="download it again"
        ) from None


def _path(book: zipfile.ZipFile, pattern: str, where: str) -> str:
    links = {
        one.get("Id"): str(one.get("Target"))
        for one in _elements(book, "xl/_rels/workbook.xml.rels")
        if one.tag.endswith("Relationship")
    }
    sheets = [one for one in _elements(book, "xl/workbook.xml") if one.tag == f"{_MAIN}sheet"]
    for sheet in sheets:
        if fnmatchcase(str(sheet.get("name")), pattern):
            return "xl/" + links[sheet.get(_LINK)].removeprefix("/xl/")
    names = ", ".join(str(sheet.get("name")) for sheet in sheets)
    raise BadRow(
        f"no sheet '{pattern}'", where=where, why=f"it has {names}", remedy="use the publisher's file"
    )


def _elements(book: zipfile.ZipFile, path: str) -> Iterator[Element]:
    with book.open(path) as stream:
        for _, element in iterparse(stream):
            yield element


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [
        "".join(text.text or "" for text in one.iter(f"{_MAIN}t"))
        for one in _elements(book, "xl/sharedStrings.xml")
        if one.tag == f"{_MAIN}si"
    ]


def _rows(book: zipfile.ZipFile, path: str, shared: list[str]) -> Iterator[dict[str, str]]:
    for row in _elements(book, path):
        if row.tag == f"{_MAIN}row":
            yield {
                cell.attrib["r"].rstrip("0123456789"): _text(cell, shared) for cell in row.iter(f"{_MAIN}c")
            }
            row.clear()


def _text(cell: Element, shared: list[str]) -> str:
    value = cell.find(f"{_MAIN}v")
    if value is None:
        return "".join(text.text or "" for text in cell.iter(f"{_MAIN}t"))
    return shared[int(value.text or 0)] if cell.get("t") == "s" else value.text or ""


def _long(table: Iterator[dict[str, str]], where: str) -> dict[tuple[str, int], str]:
    """Turn a table with a column a year into cells by name and year; rows without cells are headings."""
    years: dict[str, int] = {}
    cells: dict[tuple[str, int], str] = {}
    for row in table:
        name = row.get("A", "").strip()
        if not years and name.casefold() == _HEAD:
            years = {letter: int(float(text)) for letter, text in row.items() if _YEAR.fullmatch(text)}
        elif name:
            cells |= {(name, year): row[letter] for letter, year in years.items() if row.get(letter)}
    if not years:
        raise BadRow("no row 'Country, ..., 1949, 1950, ...'", where=where, remedy="use the publisher's file")
    return cells
