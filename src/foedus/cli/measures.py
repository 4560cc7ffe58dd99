"""`--sum`, `--mean` and their kin: a figure over the rows of a table that names what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.envelope import Answer

if TYPE_CHECKING:
    from foedus.record.view import View

MEASURES = {
    "sum": "The sum of column C.",
    "mean": "Its mean.",
    "median": "Its median.",
    "min": "Its least value.",
    "max": "Its largest value.",
}


def measures(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each measure, and `--stated`."""
    for name, words in reversed(MEASURES.items()):
        command = click.option(f"--{name}", metavar="C", default="", help=words)(command)
    return click.option(
        "--stated", is_flag=True, help="Over the rows that state a figure; the others are named, not hidden."
    )(command)


def fill_measure(answer: Answer, shown: View, measure: str, asking: Mapping[str, Any]) -> None:
    """Answer with a figure over a column, and say what it leaves out.

    Raises:
        Refused: If a row states no figure and `stated` is not among what is asked.
    """
    from foedus.record import bundled
    from foedus.record.tally import tally

    column = asking[measure]
    found = tally(shown, measure, column, stated_only="stated" in asking)
    answer.value, answer.status = round(found.value, 10), found.status
    known = bundled().attributes.get(column)
    answer.unit = shown.units.get(column) or (known.unit if known else "")
    answer.say(
        f"{measure} of {column} over {found.rows} of {len(shown.rows)} rows",
        f"{column}の{_JA[measure]}（{len(shown.rows)}行中{found.rows}行）",
    )
    for rows, en, ja in (
        (found.not_applicable, "not applicable", "該当なし"),
        (found.missing, "not stated", "記載なし"),
    ):
        if rows:
            answer.say(f"{en}: {', '.join(rows)}", f"{ja}：{', '.join(rows)}")


_JA = {"sum": "合計", "mean": "平均", "median": "中央値", "min": "最小値", "max": "最大値"}
