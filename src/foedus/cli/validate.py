"""`foedus validate`: published results computed again, ours beside theirs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import show
from foedus.cli.envelope import Answer

if TYPE_CHECKING:
    from foedus.study.validate import Result, Validation

COLUMNS = (
    *("id", "kind", "status", "figure", "ours", "published", "tolerance"),
    *("origin", "evidence", "title", "title_ja", "source"),
)


@click.command()
@click.argument("names", nargs=-1, metavar="[TARGET ...]")
@click.option(
    "--data",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="FOEDUS_DATA",
    help="Folder with data that you hold and we may not ship.",
)
@click.option("--markdown", "as_page", is_flag=True, help="Print the page of all results.")
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language of the answer.")
@click.option("--json", "as_json", is_flag=True, help="Print the JSON envelope.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a row for each figure as CSV.")
def validate(names: tuple[str, ...], folder: Path | None, lang: str, **form: bool) -> None:
    """Compute published results again and print ours beside theirs.

    Verification (the arithmetic), replication (a published finding) and prediction (out of sample) are
    counted apart. A target whose data we may not ship never passes without them. Exit status 1 if one fails.

    \b
    foedus validate
    foedus validate balance treaty.art6_cases
    foedus validate balance.fricker_ardennes --data ~/data
    """
    from foedus.record import bundled
    from foedus.study.checks.target import collected
    from foedus.study.validate import validate as check
    from foedus.study.validation_page import markdown

    found = check(names, bundled(), folder)
    if form["as_page"]:
        click.echo(markdown(found, collected(), lang), nl=False)
    else:
        answer = _answer(found, names, lang)
        # The text has ours beside theirs already; CSV wants the rows.
        answer.only_value = not form["as_csv"]
        show(answer, as_json=form["as_json"], as_csv=form["as_csv"], lang=lang)
    if found.failed:
        sys.exit(1)


def _answer(found: Validation, names: tuple[str, ...], lang: str) -> Answer:
    from foedus.study.checks.target import collected
    from foedus.study.validation_page import left

    answer = Answer("validate", found.as_json(), {"targets": list(names)})
    answer.columns = COLUMNS
    answer.rows = [row for one in found.results for row in _rows(one)]
    answer.text = "\n".join(_lines(found, lang))
    if not names:
        answer.say(left(found, collected(), "en"), left(found, collected(), "ja"))
    return answer


def _rows(result: Result) -> Iterator[list[Any]]:
    from foedus.study.validate import figures
    from foedus.study.validation_page import margin

    target = result.target
    for name, (ours, published) in figures(result).items():
        close = margin(target.tolerance, name, published, "en")
        yield [
            *(target.id, target.kind, result.status, name, ours, published, close),
            *(target.origin, target.evidence, target.title.en, target.title.ja, target.source),
        ]


def _lines(found: Validation, lang: str) -> Iterator[str]:
    from foedus.study.checks.target import KINDS
    from foedus.study.validation_page import counted, words

    for kind in KINDS:
        results = found.of(kind)
        if results:
            yield from (f"{words(lang)[kind]}: {words(lang)[f'{kind}_is']}", counted(found, kind, lang), "")
            yield _line(*words(lang)["columns"][3:7])
            for result in results:
                yield from _block(result, lang)
            yield ""


def _block(result: Result, lang: str) -> Iterator[str]:
    from foedus.study.validation_page import needed, said, words

    target = result.target
    yield f"{_wide(words(lang)[result.status], 12)}{target.id}  {said(target.title, lang)}"
    if result.status in ("pass", "fail"):
        yield from _compared(result, lang)
    else:
        yield f"{'':14}{needed(result, lang)}"
    if result.status == "fail" and target.note.en:
        yield f"{'':14}{said(target.note, lang)}"


def _compared(result: Result, lang: str) -> Iterator[str]:
    from foedus.study.validate import figures
    from foedus.study.validation_page import margin, shown

    target = result.target
    for name, (ours, published) in figures(result).items():
        close = margin(target.tolerance, name, published, lang)
        yield _line(name, shown(ours, lang), shown(published, lang), close)


def _line(figure: str, ours: str, published: str, close: str) -> str:
    return f"{'':14}{_wide(figure, 27)}{_wide(ours, 22)}{_wide(published, 22)}{close}"


def _wide(text: str, width: int) -> str:
    from rich.cells import cell_len

    return text + " " * max(1, width - cell_len(text))
