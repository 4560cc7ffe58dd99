"""What is published says the same as the record, and says where it comes from."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from foedus.record import bundled
from foedus.record.difference import differences, rows, stated
from foedus.record.publish.database import ask, write
from foedus.record.publish.folder import publish
from foedus.record.publish.relations import relations
from foedus.terms.errors import BadArgument


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled record, published once."""
    folder = tmp_path_factory.mktemp("published") / "record"
    publish(bundled(), folder)
    return folder


def test_the_published_record_differs_in_nothing(published: Path) -> None:
    """Every fact comes back from the database with value, status, source and note."""
    assert differences(rows(bundled()), stated(published)) == []


def test_every_form_has_every_row(published: Path) -> None:
    """SQLite, CSV and Parquet hold the same number of rows of every relation."""
    import polars as pl

    with closing(sqlite3.connect(published / "foedus.sqlite")) as connection:
        for relation in relations(bundled()):
            name = relation.name
            in_sql = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            with (published / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                in_csv = sum(1 for _ in csv.reader(file)) - 1
            in_parquet = pl.read_parquet(published / "parquet" / f"{name}.parquet").height
            assert in_sql == in_csv == in_parquet == len(relation.rows), name


def test_every_table_has_source_and_licence_in_its_footer(published: Path) -> None:
    """Datasette shows source and licence of each table, and of the whole."""
    metadata = json.loads((published / "metadata.json").read_text(encoding="utf-8"))
    tables = metadata["databases"]["foedus"]["tables"]
    assert set(tables) == {one.name for one in relations(bundled())}
    for about in (metadata, *tables.values()):
        assert about["source"]
        assert about["license"]
        assert about["license_url"].startswith("https://")


def test_the_description_names_every_file_with_its_digest(published: Path) -> None:
    """Whoever has the Croissant description can check every file and knows every column."""
    described = json.loads((published / "croissant.json").read_text(encoding="utf-8"))
    for file in described["distribution"]:
        data = (published / file["contentUrl"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
    named = {one["contentUrl"] for one in described["distribution"]}
    written = {path.relative_to(published).as_posix() for path in published.rglob("*.*") if path.is_file()}
    assert written - named == {"metadata.json", "croissant.json", "README.md", "CITATION.cff"}
    fields = {one["@id"]: [field["name"] for field in one["field"]] for one in described["recordSet"]}
    assert fields == {one.name: list(one.columns) for one in relations(bundled())}


def test_the_same_record_is_published_as_the_same_bytes(published: Path, tmp_path: Path) -> None:
    """Publishing twice gives equal files."""
    publish(bundled(), tmp_path / "again")
    for path in sorted(path for path in published.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(published)).read_bytes(), path.name


def test_nothing_is_written_over(published: Path) -> None:
    """A folder that holds something is refused and stays as it was."""
    before = sorted(published.rglob("*"))
    with pytest.raises(BadArgument, match="not empty"):
        publish(bundled(), published)
    assert sorted(published.rglob("*")) == before
    assert [path.name for path in published.parent.iterdir()] == [published.name]


def test_a_query_reads_and_never_writes() -> None:
    """A statement that would change the database is refused."""
    with closing(write(relations(bundled()))) as connection:
        found = ask(connection, "SELECT count(*) AS n FROM facts WHERE attribute = 'member'")
        assert found.rows[0][0] == len(bundled().facts(attribute="member"))
        assert found.relations == ("facts",)
        for query in ("DELETE FROM facts", "DROP TABLE facts", "SELECT nothing FROM facts", "not sql"):
            with pytest.raises(BadArgument, match="does not work"):
                ask(connection, query)


def test_a_changed_fact_shows_as_changed_and_the_other_way_round() -> None:
    """One value changed, one fact removed: two differences, mirrored when asked from the other side."""
    before = rows(bundled())
    after = [{**before[0], "value": "another"}, *before[2:]]
    there, back = differences(before, after), differences(after, before)
    assert sorted(one.what for one in there) == ["changed", "removed"]
    assert sorted(one.what for one in back) == ["added", "changed"]
    assert {one.key for one in there} == {one.key for one in back}
    assert next(one.fields for one in there if one.what == "changed") == ("value",)
