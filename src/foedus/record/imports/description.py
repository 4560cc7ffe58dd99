"""What a data set is: who publishes it, how a copy is recognised, which columns and traps it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from foedus.record.files import need_keys, only_keys, toml
from foedus.record.load import data_folder
from foedus.terms.errors import BadRow, UnknownName
from foedus.terms.text import Text

KINDS = ("cow", "gw", "iso3", "name", "year", "day", "number", "flag", "text")
CODED = ("cow", "gw")
STATES = (*CODED, "iso3", "name")
NUMERIC = (*CODED, "year", "number", "flag")
_NEEDED = (
    *("title_en", "title_ja", "publisher", "rows_en", "rows_ja", "licence_en", "licence_ja"),
    *("citation", "url", "files", "column"),
)
_COLUMN = (
    *("name", "kind", "meaning_en", "meaning_ja", "from", "unit"),
    *("missing", "absent", "low", "high", "strange"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we read.

    Attributes:
        name: Our name of it.
        kind: One of `KINDS`.
        meaning: What it says.
        called: Names under which copies have it, the first found is taken.
        unit: Unit of a number.
        missing: Numbers that mean "missing".
        absent: Words that mean "missing".
        low: Least value that makes sense in this unit.
        high: Greatest value that makes sense in this unit.
        keeps: Whether rows whose state nobody knows are kept, without a code; else they are an error.
    """

    name: str
    kind: str
    meaning: Text
    called: tuple[str, ...]
    unit: str
    missing: tuple[float, ...]
    absent: tuple[str, ...]
    low: float
    high: float
    keeps: bool


@dataclass(frozen=True, slots=True)
class Trap:
    """A known trap and the check for it: a function of `foedus.record.imports.traps`."""

    check: str
    columns: tuple[str, ...]
    name: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class Edition:
    """A release that we know by its number of rows and its last year."""

    name: str
    rows: int
    last: int


@dataclass(frozen=True)
class DataSet:
    """A data set of others, as `data/imports/NAME.toml` describes it."""

    id: str
    title: Text
    publisher: str
    rows: Text
    licence: Text
    citation: str
    url: str
    files: tuple[str, ...]
    columns: Mapping[str, Column]
    traps: tuple[Trap, ...]
    editions: tuple[Edition, ...]
    sheets: Mapping[str, str]
    aliases: Mapping[str, str]


@cache
def datasets() -> Mapping[str, DataSet]:
    """Return all data sets by identifier."""
    return {name: described(path) for name, path in _paths().items()}


@cache
def _paths() -> Mapping[str, Path]:
    return {path.stem: path for path in sorted((data_folder() / "imports").glob("*.toml"))}


def dataset(name: str) -> DataSet:
    """Return one data set.

    Raises:
        UnknownName: If there is none of that name, with the nearest names.
    """
    known = _paths()
    if name not in known:
        raise UnknownName(
            f"no data set '{name}'",
            remedy="`foedus import` lists them",
            suggestions=get_close_matches(name, known, n=4, cutoff=0.4),
        )
    return described(known[name])


@cache
def described(path: Path) -> DataSet:
    """Read a description.

    Raises:
        BadRow: If a key is missing or a kind is unknown.
    """
    document = toml(path)
    content = document.content
    only_keys(content, (*_NEEDED, "trap", "releases", "sheets", "aliases"), path.name)
    need_keys(content, _NEEDED, path.name)
    columns = [_column(stanza, path.name) for stanza in content["column"]]
    return DataSet(
        path.stem,
        _text(content, "title"),
        content["publisher"],
        _text(content, "rows"),
        _text(content, "licence"),
        content["citation"],
        content["url"],
        tuple(content["files"]),
        {one.name: one for one in columns},
        tuple(_trap(stanza) for stanza in content.get("trap", ())),
        tuple(Edition(**stanza) for stanza in content.get("releases", ())),
        content.get("sheets", {}),
        content.get("aliases", {}),
    )


def _text(stanza: Mapping[str, Any], key: str) -> Text:
    return Text(stanza[f"{key}_en"], stanza[f"{key}_ja"])


def _column(stanza: Mapping[str, Any], where: str) -> Column:
    only_keys(stanza, _COLUMN, where)
    need_keys(stanza, _COLUMN[:4], where)
    if stanza["kind"] not in KINDS:
        raise BadRow(f"kind '{stanza['kind']}' is unknown", where=where, remedy=f"one of {', '.join(KINDS)}")
    return Column(
        stanza["name"],
        stanza["kind"],
        _text(stanza, "meaning"),
        (*stanza.get("from", ()), stanza["name"]),
        stanza.get("unit", ""),
        tuple(stanza.get("missing", ())),
        tuple(stanza.get("absent", ())),
        float(stanza.get("low", "-inf")),
        float(stanza.get("high", "inf")),
        stanza.get("strange", "refuse") == "keep",
    )


def _trap(stanza: Mapping[str, Any]) -> Trap:
    text = Text(stanza["en"], stanza["ja"])
    return Trap(stanza["check"], tuple(stanza.get("columns", ())), stanza.get("name", ""), text)
