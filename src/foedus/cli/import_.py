"""`foedus import`: data sets of others, in a user's own copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import output
from foedus.cli.envelope import Answer, wording
from foedus.terms.errors import BadArgument, NoAnswer, Refused

if TYPE_CHECKING:
    from foedus.record.imports import Copy, DataSet

FOLDER = click.option(
    "--data",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="FOEDUS_DATA",
    help="Folder with your own copies; files are found by name, anywhere under it.",
)
_DIGITS = 12


@click.command("import")
@click.argument("name", required=False)
@FOLDER
@output
def import_(name: str | None, folder: Path | None, lang: str) -> Answer:
    """Check your own copy of a data set: release, coverage, known traps; --csv gives its rows, cleaned.

    Without NAME: every data set with its licence, where to get it, and whether it lies under --data. Nothing
    is fetched, sent or written: rows go to the standard output.

    \b
    foedus import --data ~/data
    foedus import cow-nmc --data ~/data
    foedus import atop --data ~/data --csv > atop.csv
    """
    if name is None:
        return _all(folder, lang)
    from foedus.record.imports import dataset, imported

    dataset(name)
    if folder is None:
        raise BadArgument(f"where is your copy of '{name}'?", remedy="give its folder with --data")
    return _one(imported(name, folder), lang)


def _all(folder: Path | None, lang: str) -> Answer:
    from foedus.record.imports import datasets

    rows = [
        [
            *(one.id, one.title.en, one.title.ja, one.licence.en, one.licence.ja, one.url),
            _place(one, folder),
        ]
        for one in datasets().values()
    ]
    answer = Answer("import", [row[0] for row in rows], {"data": str(folder) if folder else None})
    answer.columns = ("dataset", "title", "title_ja", "licence", "licence_ja", "url", "found")
    answer.rows = rows
    answer.text = "\n".join(_line(one, _place(one, folder), lang) for one in datasets().values())
    answer.only_value = not click.get_current_context().params.get("as_csv")
    return answer


def _place(one: DataSet, folder: Path | None) -> str | None:
    from foedus.record.imports import whereabouts

    if folder is None:
        return None
    try:
        return str(whereabouts(one.id, folder).relative_to(folder))
    except Refused:
        return "?"
    except NoAnswer:
        return None


def _line(one: DataSet, place: str | None, lang: str) -> str:
    marks = {
        None: {"en": "not found", "ja": "なし"},
        "?": {"en": "several that differ", "ja": "異なる複数の写し"},
    }
    mark = marks[place][lang] if place in marks else place
    parts = (wording(one.title, lang), wording(one.licence, lang), one.url)
    return f"{one.id:18} {' | '.join(parts)} | {mark}"


def _one(copy: Copy, lang: str) -> Answer:
    traps = copy.traps()
    first, last = copy.years
    one = copy.dataset
    value: dict[str, Any] = {
        **{"dataset": one.id, "title": one.title.as_json(), "publisher": one.publisher},
        **{"file": copy.path.name, "sha256": copy.digest, "release": copy.edition or None},
        **{"rows": copy.rows, "row": one.rows.as_json(), "first_year": first, "last_year": last},
        **{"licence": one.licence.as_json(), "citation": one.citation, "url": one.url},
        "traps": [
            {"check": trap.check, "meaning": trap.meaning.as_json(), "found": said.as_json()}
            for trap, said in traps.items()
        ],
    }
    answer = Answer("import", value, {"dataset": one.id}, text="\n".join(_told(copy, lang)))
    answer.sources.append(source(copy))
    if not copy.edition:
        answer.say(
            "rows and last year are those of no release that we know; results may differ from published ones",
            "行数と最終年が既知のどの版とも一致しない。公表された結果と異なる可能性がある",
        )
    # Rows are for programs; a person reads what was found.
    if click.get_current_context().params.get("as_csv"):
        answer.columns, rows = copy.table()
        answer.rows = list(rows)
    return answer


def source(copy: Copy) -> dict[str, str]:
    """Return a user's copy as a source of the envelope."""
    return {
        **{"id": copy.dataset.id, "publisher": copy.dataset.publisher, "title": copy.dataset.citation},
        **{"published": copy.edition or "?", "locator": f"sha256 {copy.digest}", "url": copy.dataset.url},
        "grade": "dataset",
    }


_WORDS = {
    "en": ("file", "release", "rows", "years", "licence", "where from", "columns"),
    "ja": ("ファイル", "版", "行数", "期間", "利用条件", "入手先", "列"),
}


def _told(copy: Copy, lang: str) -> Iterator[str]:
    one, (first, last) = copy.dataset, copy.years
    file, release, rows, years, licence, origin, columns = _WORDS[lang]
    unknown = {"en": "not recognised", "ja": "不明"}[lang]
    yield f"{wording(one.title, lang)} ({one.publisher})"
    yield f"  {file}: {copy.path.name}, sha256 {copy.digest[:_DIGITS]}…"
    yield f"  {release}: {copy.edition or unknown}"
    yield f"  {rows}: {copy.rows:,} ({wording(one.rows, lang)})"
    yield f"  {years}: {first}–{last}" if last else f"  {years}: –"
    yield f"  {licence}: {wording(one.licence, lang)}"
    yield f"  {origin}: {one.url}"
    yield f"  {columns}:"
    for column in one.columns.values():
        unit = f" [{_unit(column.unit, lang)}]" if column.unit else ""
        yield f"    {column.name}{unit}  {wording(column.meaning, lang)}"
    yield from _checked(copy, lang)


def _checked(copy: Copy, lang: str) -> Iterator[str]:
    yield {"en": "  traps checked:", "ja": "  点検した落とし穴:"}[lang]
    for trap, said in copy.traps().items():
        yield f"    {wording(trap.meaning, lang)}: {wording(said, lang)}"


def _unit(unit: str, lang: str) -> str:
    from foedus.cli.readable import words

    return words()["units"].get(unit, unit) if lang == "ja" else unit
