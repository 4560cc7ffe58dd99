"""Write the whole record into a folder that others can use without us."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from foedus.record.load import digest
from foedus.record.publish import database, tabular
from foedus.record.publish.description import citation, croissant, datasette, readme
from foedus.record.publish.relations import Relation, relations
from foedus.record.record import Record
from foedus.terms.errors import BadArgument

DATABASE = "foedus.sqlite"


def publish(record: Record, folder: Path) -> list[Path]:
    """Write SQLite with Datasette metadata, CSV, Parquet, a Croissant description, citation and terms.

    The folder appears complete or not at all.

    Args:
        record: The record.
        folder: Where; it must not exist, or be empty.

    Returns:
        The files written.

    Raises:
        BadArgument: If the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadArgument(
            f"{folder} is there and not empty",
            why="a publication is written whole, over nothing",
            remedy="name another folder, or move this one away",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
        draft = Path(made) / "whole"
        draft.mkdir()
        _write(record, draft, tuple(relations(record)))
        if folder.exists():
            folder.rmdir()
        shutil.move(draft, folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _write(record: Record, draft: Path, whole: Sequence[Relation]) -> None:
    database.write(whole, draft / DATABASE).close()
    for form, write in (("csv", tabular.csv_text), ("parquet", tabular.parquet)):
        (draft / form).mkdir()
        for relation in whole:
            made = write(relation)
            data = made.encode() if isinstance(made, str) else made
            (draft / form / f"{relation.name}.{form}").write_bytes(data)
    files = _digests(draft)
    version = f"{record.version}+{digest(record.folder)[:12]}"
    _json(draft / "metadata.json", datasette(record, whole, version))
    _json(draft / "croissant.json", croissant(record, whole, files, version))
    (draft / "CITATION.cff").write_text(citation(record, version), encoding="utf-8")
    (draft / "README.md").write_text(readme(record, whole, version), encoding="utf-8")


def _digests(draft: Path) -> Mapping[str, str]:
    return {
        path.relative_to(draft).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(draft.rglob("*"))
        if path.is_file()
    }


def _json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def facts_of(path: Path) -> list[dict[str, object]]:
    """Return the facts of a published record, one mapping of columns a fact.

    Args:
        path: The folder that `publish` wrote, or the database in it.

    Raises:
        BadArgument: If there is no database of ours.
    """
    file = path / DATABASE if path.is_dir() else path
    if not file.is_file():
        raise BadArgument(f"{path} is no published record", remedy="`foedus publish DIR` writes one")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        found = database.ask(connection, "SELECT * FROM facts")
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]
