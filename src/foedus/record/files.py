"""Read CSV and TOML so that every complaint can name file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli  # the standard library's parser, compiled: a third of the time

from foedus.terms.errors import BadRow, UnknownReference


@dataclass(frozen=True, slots=True)
class Row:
    """One CSV row: its cells by column and where it stands."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        """The text of a cell, empty if the row does not have the column."""
        return self.cells.get(column, "")


def rows(path: Path, columns: Sequence[str] | None = None, optional: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of a CSV file.

    Args:
        path: The file.
        columns: Columns it must have, in any order; None if any will do.
        optional: Columns it may have besides.

    Raises:
        BadRow: If the header or a row does not fit.
    """
    with _existing(path).open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            header = next(reader)
        except StopIteration:
            raise BadRow("the file is empty", where=path.name, remedy="write a header line") from None
        _check_header(path, header, columns, optional)
        yield from _body(path, reader, header)


def _body(path: Path, reader: Any, header: list[str]) -> Iterator[Row]:
    try:
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if len(cells) != len(header):
                raise BadRow(
                    f"{len(cells)} cells under {len(header)} columns",
                    where=where,
                    remedy="quote cells that hold commas",
                )
            yield Row(dict(zip(header, cells, strict=True)), where)
    except csv.Error as error:
        raise BadRow(
            "not a CSV row", where=f"{path.name}:{reader.line_num}", why=str(error), remedy="check the quotes"
        ) from None


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise BadRow(f"the file {path.name} is missing", where=path.parent.name, remedy="restore or write it")
    return path


def _check_header(
    path: Path, header: list[str], columns: Sequence[str] | None, optional: Sequence[str]
) -> None:
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise BadRow(
            f"column '{doubled[0]}' appears twice", where=f"{path.name}:1", remedy="rename or remove one"
        )
    if columns is None:
        return
    for name in columns:
        if name not in header:
            raise BadRow(f"column '{name}' is missing", where=f"{path.name}:1", remedy="add it to the header")
    for name in header:
        if name not in columns and name not in optional:
            raise UnknownReference(
                f"column '{name}' is unknown",
                where=f"{path.name}:1",
                remedy=f"the columns are {', '.join((*columns, *optional))}",
            )


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML file: its content and the line on which each stanza starts."""

    content: Mapping[str, Any]
    name: str
    lines: Mapping[str, int]

    def where(self, stanza: str = "") -> str:
        """`file:line` of a stanza or top-level key."""
        return f"{self.name}:{self.lines.get(stanza, 1)}"


def toml(path: Path) -> Document:
    """Read a TOML file.

    Raises:
        BadRow: If it is not TOML (a key twice, an unclosed quote, ...).
    """
    text = _existing(path).read_text(encoding="utf-8")
    try:
        content = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise BadRow("not TOML", where=path.name, why=str(error), remedy="correct the line named") from None
    return Document(content, path.name, _stanza_lines(text))


def _stanza_lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("["):
            lines.setdefault(line.strip("[] \t").replace('"', ""), number)
        elif "=" in line and not line.startswith((" ", "#")):
            lines.setdefault(line.split("=", 1)[0].strip(), number)
    return lines


def only_keys(stanza: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Refuse keys that nothing reads.

    Raises:
        UnknownReference: For the first key outside `known`.
    """
    for key in stanza:
        if key not in known:
            raise UnknownReference(
                f"key '{key}' is unknown",
                where=where,
                remedy=f"the keys are {', '.join(known)}",
            )


def need_keys(stanza: Mapping[str, Any], needed: Sequence[str], where: str) -> None:
    """Refuse a stanza that lacks a key.

    Raises:
        BadRow: For the first of `needed` that is absent.
    """
    for key in needed:
        if key not in stanza:
            raise BadRow(f"key '{key}' is missing", where=where, remedy=f"write {key} = ...")
