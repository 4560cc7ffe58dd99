"""The record as SQLite, in memory for questions or in a file for others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.record.publish.relations import Relation
from foedus.terms.errors import BadArgument

_INDEXED = {"facts": ("subject", "attribute", "object", "source")}


def write(relations: Iterable[Relation], path: Path | None = None) -> sqlite3.Connection:
    """Write relations into a database and return the connection; in memory if there is no path."""
    connection = sqlite3.connect(path or ":memory:")
    for relation in relations:
        key = " PRIMARY KEY" if relation.columns[0] == "id" and _unique(relation) else ""
        typed = [f'"{name}" {_type(cells)}'.rstrip() for name, cells in _columns(relation)]
        typed[0] += key
        connection.execute(f'CREATE TABLE "{relation.name}" ({", ".join(typed)})')
        marks = ", ".join("?" * len(relation.columns))
        connection.executemany(f'INSERT INTO "{relation.name}" VALUES ({marks})', relation.rows)
        for column in _INDEXED.get(relation.name, ()):
            connection.execute(f'CREATE INDEX "{relation.name}_{column}" ON "{relation.name}" ("{column}")')
    connection.commit()
    return connection


def _unique(relation: Relation) -> bool:
    return len({row[0] for row in relation.rows}) == len(relation.rows)


def _columns(relation: Relation) -> Iterable[tuple[str, Sequence[Any]]]:
    by_column = zip(*relation.rows, strict=True) if relation.rows else ([] for _ in relation.columns)
    return zip(relation.columns, by_column, strict=True)


def _type(cells: Sequence[Any]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= {bool, int}:
        return "INTEGER"
    if kinds and kinds <= {int, float}:
        return "REAL"
    return "TEXT" if kinds == {str} else ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found.

    Attributes:
        columns: Names of the columns.
        rows: The rows.
        relations: Names of the relations it read.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    relations: tuple[str, ...]


def ask(connection: sqlite3.Connection, query: str) -> Result:
    """Run one query that only reads.

    Raises:
        BadArgument: If the query cannot be read, or would write.
    """
    read: set[str] = set()

    def watch(action: int, name: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and name:
            read.add(name)
        return sqlite3.SQLITE_OK

    connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(watch)
    try:
        cursor = connection.execute(query)
        rows = cursor.fetchall()
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise BadArgument(
            f"the query does not work: {error}",
            remedy="`foedus sql` lists the relations with their columns; only reading is allowed",
        ) from None
    return Result(tuple(column[0] for column in cursor.description or ()), rows, tuple(sorted(read)))
