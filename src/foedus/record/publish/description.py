"""What a published record says of itself: Datasette metadata, Croissant, citation, a page to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foedus.record.publish.relations import Relation
from foedus.record.record import Record

_LICENCE = "https://spdx.org/licenses/Apache-2.0.html"
_NAMED = 6


def _terms(record: Record) -> str:
    return (
        "Facts are not protected; the arrangement of the record is under Apache-2.0. Each source has terms "
        "of its own in the relation sources, column licence: keep the sources with the facts. "
        "事実の配列はApache-2.0。各典拠の利用条件はsources表のlicence列による。"
        f"（{len(record.sources)} sources）"
    )


def _publishers(record: Record, names: Iterable[str]) -> str:
    counted = Counter(record.sources[name].publisher for name in names)
    first = [name for name, _ in counted.most_common(_NAMED)]
    more = len(counted) - len(first)
    return "; ".join(first) + (f"; {more} more" if more else "")


def datasette(record: Record, whole: Sequence[Relation], version: str) -> Mapping[str, Any]:
    """Return metadata for Datasette: source and licence stand in the footer of every page."""
    tables = {
        one.name: {
            "description": f"{one.about.en} / {one.about.ja}",
            "source": _publishers(record, one.sources) or "Foedus",
            "license": "Apache-2.0 for the arrangement; terms of each source in the table sources",
            "license_url": _LICENCE,
            "about": f"Foedus record {version}, complete to {record.complete_to}",
        }
        for one in whole
    }
    return {
        "title": f"Foedus: facts on the North Atlantic Alliance, record {version}",
        "description": f"{_terms(record)} Complete to {record.complete_to}.",
        "license": "Apache-2.0",
        "license_url": _LICENCE,
        "source": _publishers(record, record.sources),
        "databases": {"foedus": {"tables": tables}},
    }


_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_FORMATS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}


def croissant(
    record: Record, whole: Sequence[Relation], files: Mapping[str, str], version: str
) -> Mapping[str, Any]:
    """Return a Croissant 1.0 description (JSON-LD): every file with its digest, every column with type."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": "foedus-record",
        "description": "Dated, sourced facts on the North Atlantic Alliance. "
        f"Complete to {record.complete_to}. {_terms(record)}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": _LICENCE,
        "version": version,
        "datePublished": record.complete_to.isoformat(),
        "citeAs": _cited(version),
        "url": "README.md",
        "creator": {"@type": "sc:Organization", "name": "The Foedus authors"},
        "distribution": [_file(path, sha) for path, sha in files.items()],
        "recordSet": [_record_set(one) for one in whole],
    }


def _file(path: str, sha256: str) -> Mapping[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": _FORMATS[path.rpartition(".")[2]],
        "sha256": sha256,
    }


def _record_set(one: Relation) -> Mapping[str, Any]:
    columns = list(zip(*one.rows, strict=True)) or [()] * len(one.columns)
    return {
        "@type": "cr:RecordSet",
        "@id": one.name,
        "name": one.name,
        "description": one.about.en,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{one.name}/{name}",
                "name": name,
                "dataType": _data_type(cells),
                "source": {"fileObject": {"@id": f"csv/{one.name}.csv"}, "extract": {"column": name}},
            }
            for name, cells in zip(one.columns, columns, strict=True)
        ],
    }


def _data_type(cells: Iterable[object]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "sc:Boolean"
    if kinds == {int}:
        return "sc:Integer"
    return "sc:Float" if kinds and kinds <= {int, float} else "sc:Text"


def _cited(version: str) -> str:
    return f"The Foedus authors: Foedus record {version}. Sourced facts on the North Atlantic Alliance."


def citation(record: Record, version: str) -> str:
    """Return a citation file for the record."""
    return (
        "cff-version: 1.2.0\n"
        'message: "Cite the record with its version, and the sources of the facts you use."\n'
        'title: "Foedus record: dated, sourced facts on the North Atlantic Alliance"\n'
        "type: dataset\n"
        'authors:\n  - name: "The Foedus authors"\n'
        f'version: "{version}"\n'
        f"date-released: {record.complete_to}\n"
        "license: Apache-2.0\n"
    )


def readme(record: Record, whole: Sequence[Relation], version: str) -> str:
    """Return a page that says what is here and under which terms, in English and Japanese."""
    lines = (f"| `{one.name}` | {len(one.rows)} | {one.about.en} | {one.about.ja} |" for one in whole)
    rows = "\n".join(lines)
    terms = Counter(one.licence or "not stated" for one in record.sources.values())
    licences = "\n".join(f"- {name}: {count}" for name, count in terms.most_common())
    return f"""# Foedus record {version}

Dated, sourced facts on the North Atlantic Alliance, complete to {record.complete_to}.
北大西洋同盟に関する事実の記録（{record.complete_to}まで）。

`foedus.sqlite` with `metadata.json` opens in Datasette (`datasette foedus.sqlite -m metadata.json`); `csv/`
and `parquet/` hold the same relations; `croissant.json` describes every file and column. Lists are JSON text.
Two clocks: `since` and `until` (half open) say when a fact holds, `public` since when it was public. `status`
is known, estimated, missing or not_applicable: an empty value is never zero.

| relation | rows | holds | 内容 |
|---|---|---|---|
{rows}

## Terms 利用条件

{_terms(record)}

{licences}

## Citation 引用

{_cited(version)}
"""
