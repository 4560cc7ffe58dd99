"""Read a sheet of an Excel workbook that the user holds: text and numbers, nothing else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from foedus.terms.errors import BadRow

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]+)(\d+)")


def sheet(path: Path, name: str) -> list[Mapping[str, str]]:
    """Return the rows of a sheet as cells by column letter; empty cells are left out.

    Raises:
        BadRow: If the file is no workbook or has no such sheet.
    """
    try:
        with zipfile.ZipFile(path) as book:
            part = _parts(book).get(name)
            if part is None:
                raise BadRow(f"no sheet '{name}'", where=path.name, remedy="give the publisher's own file")
            shared = _shared(book)
            root = ElementTree.fromstring(book.read(f"xl/{part}"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise BadRow("not an Excel workbook", where=path.name, why=str(error)) from None
    return [dict(_cells(row, shared)) for row in root.iter(f"{_MAIN}row")]


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    target = {one.attrib["Id"]: one.attrib["Target"].removeprefix("/xl/") for one in links}
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {one.attrib["name"]: target[one.attrib[_LINK]] for one in sheets}


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in one.iter(f"{_MAIN}t")) for one in root.iter(f"{_MAIN}si")]


def _cells(row: ElementTree.Element, shared: list[str]) -> list[tuple[str, str]]:
    found = []
    for cell in row.iter(f"{_MAIN}c"):
        value, place = cell.find(f"{_MAIN}v"), _CELL.fullmatch(cell.attrib.get("r", ""))
        if value is not None and value.text is not None and place:
            text = shared[int(value.text)] if cell.attrib.get("t") == "s" else value.text
            found.append((place[1], text))
    return found
