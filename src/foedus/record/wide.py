"""Read wide tables and releases, in which one row or one cell is a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from foedus.record.attribute import Attribute
from foedus.record.cell import status_of, value_of
from foedus.record.fact import Fact
from foedus.record.files import Document, Row, need_keys, only_keys, rows, toml
from foedus.record.ledger import ABSENT, cell_fact, public_day, year_span
from foedus.record.registry import Registry, attribute_of, entity_of, span_of
from foedus.record.release import Release
from foedus.record.table import Table
from foedus.terms.day import Day
from foedus.terms.errors import BadRow, CheckFailed, DuplicateId
from foedus.terms.text import Text

_HEAD = ("id", "name_en", "name_ja")
_TAIL = ("since", "until", "public", "source", "locator", "note", "note_ja")
_TABLE_KEYS = ("title_en", "title_ja", "description_en", "description_ja", "kind", "columns")
_TABLE_OPTIONS = ("runs",)
_COLUMN_KEYS = ("type", "unit", "description", "description_ja", "many", "kind", "judgement")
_RELEASE_KEYS = (
    *("attribute", "series", "unit", "source", "locator", "public", "coverage", "estimated"),
    *("kind", "checks", "factor", "supersedes_note", "title", "note", "note_ja"),
)


def read_table(path: Path, registry: Registry) -> Table:
    """Read a wide table: `path` is the CSV, its TOML stands beside it.

    Raises:
        BadData: For the first thing that does not fit, with file and line.
    """
    document = toml(path.with_suffix(".toml"))
    only_keys(document.content, (*_TABLE_KEYS, *_TABLE_OPTIONS), document.where())
    need_keys(document.content, _TABLE_KEYS, document.where())
    attributes = _columns(document, registry)
    described: dict[str, Mapping[str, Fact]] = {}
    for row in rows(path):
        if not described:
            _check_columns(row, attributes)
        if row["id"] in described:
            raise DuplicateId(f"row '{row['id']}' stands twice", where=row.where, remedy="rename one")
        # A row's note belongs to its facts, not to the entity.
        registry.add_entity(replace(entity_of(row, document.content["kind"]), note=""))
        described[row["id"]] = dict(_cells(row, attributes, registry))
    content = document.content
    return Table(
        path.stem,
        Text(content["title_en"], content["title_ja"]),
        Text(content["description_en"], content["description_ja"]),
        content["kind"],
        tuple(attributes),
        bool(content.get("runs", False)),
        described,
    )


def _columns(document: Document, registry: Registry) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for name, stanza in document.content["columns"].items():
        where = document.where(f"columns.{name}")
        only_keys(stanza, _COLUMN_KEYS, where)
        need_keys(stanza, ("type", "description", "description_ja"), where)
        found[name] = attribute_of(name, stanza, where)
        registry.add_attribute(found[name], where)
    return found


def _check_columns(row: Row, attributes: Mapping[str, Attribute]) -> None:
    known = {*_HEAD, *attributes, *_TAIL}
    for column in row.cells:
        if column not in known:
            raise BadRow(
                f"column '{column}' is not described",
                where=row.where,
                remedy=f"add [columns.{column}] to the table's TOML",
            )
    for column in (*attributes, "id", "since", "source", "locator"):
        if column not in row.cells:
            raise BadRow(f"column '{column}' is missing", where=row.where, remedy="add it to the header")


def _cells(row: Row, attributes: Mapping[str, Attribute], registry: Registry) -> Iterator[tuple[str, Fact]]:
    span = span_of(row, required=True)
    assert span is not None
    source = registry.source(row["source"], row.where)
    for name, attribute in attributes.items():
        if row[name]:
            public = public_day(attribute, span, source, row["public"], row.where)
            yield name, cell_fact(row, attribute, span, source, public)


def read_release(path: Path, registry: Registry) -> tuple[Release, list[Fact]]:
    """Read one edition of a published table: `path` is the TOML, its CSV stands beside it.

    Raises:
        CheckFailed: If a printed count does not come out.
        BadData: For anything else that does not fit.
    """
    document = toml(path)
    content = document.content
    only_keys(content, _RELEASE_KEYS, document.where())
    need_keys(content, ("attribute", "source", "locator", "public", "coverage", "unit"), document.where())
    attribute = registry.attribute(content["attribute"], document.where("attribute"))
    if content["unit"] != attribute.unit or content["coverage"] not in ("complete", "partial"):
        raise BadRow(
            f"unit '{content['unit']}', coverage '{content['coverage']}'",
            where=document.where("coverage"),
            remedy=f"the unit is '{attribute.unit}', coverage is complete or partial",
        )
    lines = list(rows(path.with_suffix(".csv")))
    years = tuple(int(name) for name in lines[0].cells if name != "subject") if lines else ()
    release = Release(
        id=path.stem,
        attribute=attribute.name,
        series=content.get("series", ""),
        source=registry.source(content["source"], document.where("source")),
        public=Day.parse(str(content["public"]), document.where("public")).first,
        coverage=content["coverage"],
        years=years,
        note=content.get("supersedes_note", content.get("note", "")),
    )
    facts = [fact for line in lines for fact in _release_row(line, release, attribute, content, registry)]
    _check_release(content.get("checks", {}), lines, document)
    return release, facts


def _release_row(
    row: Row, release: Release, attribute: Attribute, content: Mapping[str, Any], registry: Registry
) -> Iterator[Fact]:
    registry.entity(row["subject"], row.where)
    estimated = set(content.get("estimated", ()))
    factor = content.get("factor", 1)
    for year in release.years:
        text = row[str(year)]
        if not text:
            continue
        status, text = status_of(text)
        value = None if status in ABSENT else value_of(attribute, text, row.where)
        if factor != 1 and isinstance(value, float):
            value *= factor
        yield Fact(
            subject=row["subject"],
            attribute=attribute.name,
            object="",
            series=release.series,
            value=value,
            unit=attribute.unit,
            span=year_span(year),
            public=release.public,
            source=release.source,
            locator=content["locator"],
            status="estimated" if status == "known" and year in estimated else status,
            note=release.note,
            release=release.id,
            where=row.where,
            note_ja=content.get("note_ja", ""),
        )


def _check_release(checks: Mapping[str, Any], lines: list[Row], document: Document) -> None:
    only_keys(checks, ("subjects",), document.where("checks"))
    if "subjects" in checks and checks["subjects"] != len(lines):
        raise CheckFailed(
            f"{len(lines)} subjects where {checks['subjects']} are printed",
            where=document.where("checks"),
            remedy="compare the table with the publication",
        )
