"""An answer as readable text: value, rows, notes and sources, in English or Japanese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from foedus.cli.envelope import Answer, plain, wording

# A column of a grid: no text is wider than the first, none is wrapped that is narrower than the second;
# columns up to the third come before longer ones. Then the rows up to which a table is shown as records,
# and the places named of one source.
_WIDEST = 46
_NARROW = 24
_SHORT = 12
_EDGES = 2
_RECORDS = 2
_LOCATORS = 6
# Longest Japanese description that serves as a heading.
_HEADING = 12
# From here on thousands are set apart.
_LARGE = 10_000
_UNBROKEN = re.compile(r"[\x21-\x7e]+")


@cache
def words() -> dict[str, dict[str, str]]:
    """Read the words of the doors: Japanese for columns, units and marks, English where the name is none."""
    path = Path(__file__).with_name("words.toml")
    return {kind: dict(stanza) for kind, stanza in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def readable(answer: Answer, lang: str = "en") -> str:
    """Return the answer as text that ends with a line break."""
    lines = [wording(answer.head, lang)] if answer.head else []
    if answer.text:
        lines.append(wording(answer.text, lang))
    elif not answer.only_rows:
        lines.append(_value(answer, lang))
    if answer.columns and not answer.only_value:
        lines += _rows(answer, lang)
    note, source = ("注", "出典") if lang == "ja" else ("note", "source")
    lines += [f"{note}: {one}" for one in dict.fromkeys(wording(one, lang) for one in answer.notes)]
    lines += [f"{source}: {one}" for one in _sources(answer)]
    return "\n".join(lines) + "\n"


def _value(answer: Answer, lang: str) -> str:
    mark = "" if answer.status == "known" else f"  [{_word('statuses', answer.status, lang)}]"
    shown = _shown(answer.value)
    return f"{'–' if shown == '' else shown} {_word('units', answer.unit, lang)}".rstrip() + mark


def _shown(cell: Any) -> Any:
    """Return a cell as people read it: large numbers with their thousands apart, years as they are."""
    if isinstance(cell, (list, tuple)):
        return ", ".join(str(part) for part in cell)
    number = plain(cell)
    large = isinstance(number, (int, float)) and abs(number) >= _LARGE
    return f"{number:,}" if large else number


def _word(kind: str, name: str, lang: str) -> str:
    return words()[kind].get(name, name) if lang == "ja" else name


def _sources(answer: Answer) -> list[str]:
    places: dict[tuple[str, str, str], list[str]] = {}
    for source in answer.sources:
        place = places.setdefault((source["publisher"], source["title"], source["published"]), [])
        if source["locator"]:
            place.append(source["locator"])
    return [
        f"{publisher}, {title} ({published})" + _places(place)
        for (publisher, title, published), place in places.items()
    ]


def _places(place: Sequence[str]) -> str:
    more = f"; +{len(place) - _LOCATORS}" if len(place) > _LOCATORS else ""
    return f", {'; '.join(place[:_LOCATORS])}{more}" if place else ""


def _rows(answer: Answer, lang: str) -> list[str]:
    if not answer.rows:
        return ["(該当する行なし)" if lang == "ja" else "(no rows)"]
    other = "_en" if lang == "ja" else "_ja"
    twins = {name for name in answer.columns if lang == "ja" and f"{name}_ja" in answer.columns}
    cells = [[_cell(name, cell, lang) for name, cell in zip(answer.columns, row, strict=True)]
             for row in answer.rows]  # fmt: skip
    kept = [
        index
        for index, name in enumerate(answer.columns)
        if not name.endswith(other)
        and name not in twins
        and any(row[index] for row in cells)
        and not (name == "since" and _told(index, cells))
    ]
    names = [_heading(answer.columns[index], lang) for index in kept]
    body = [[row[index] for index in kept] for row in cells]
    blocks = answer.full or len(body) <= _RECORDS
    return _records(names, body) if blocks else _grid(names, body, lang)


def _told(index: int, cells: Sequence[Sequence[str]]) -> bool:
    """Whether a column before says the same in every row, as the day of an event does."""
    return any(all(row[one] == row[index] for row in cells) for one in range(index))


def _cell(column: str, cell: Any, lang: str) -> str:
    shown = str(_shown(cell))
    if column == "unit":
        return _word("units", shown, lang)
    return _word("statuses", shown, lang) if column == "status" else shown


def _heading(column: str, lang: str) -> str:
    if lang != "ja":
        return column.removesuffix("_en")
    from foedus.record import bundled

    bare = column.removesuffix("_ja")
    attribute = bundled().attributes.get(column)
    described = attribute.description_ja.partition("(")[0] if attribute else ""
    return words()["columns"].get(bare) or (described if 0 < len(described) <= _HEADING else bare)


def _records(names: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    from rich.cells import cell_len

    wide = max(cell_len(name) for name in names)
    blocks = [
        "\n".join(
            f"  {name}{' ' * (wide - cell_len(name))}  {cell}"
            for name, cell in zip(names, row, strict=True)
            if cell
        )
        for row in body
    ]
    return ["", "\n\n".join(blocks), ""]


def _grid(names: Sequence[str], body: Sequence[Sequence[str]], lang: str) -> list[str]:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console()
    least = _widths(names, body)
    shown = _fitting(least, console.width - _EDGES)
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for index in shown:
        grid.add_column(
            names[index], overflow="fold", min_width=least[index], max_width=max(_WIDEST, least[index])
        )
    for row in body:
        grid.add_row(*(row[index] for index in shown))
    with console.capture() as capture:
        console.print(grid, markup=False, highlight=False)
    lines = ["\n".join(line.rstrip() for line in capture.get().rstrip().splitlines())]
    hidden = ", ".join(name for index, name in enumerate(names) if index not in shown)
    if hidden and lang == "ja":
        lines.append(f"\n幅の都合で省いた列: {hidden} (--full、--json、--csvで表示)")
    elif hidden:
        lines.append(f"\nnot shown for want of width: {hidden} (--full, --json or --csv shows them)")
    return [*lines, ""]


def _widths(names: Sequence[str], body: Sequence[Sequence[str]]) -> list[int]:
    """Return the least width that each column can do with."""
    from rich.cells import cell_len

    columns = [[name, *(row[index] for row in body)] for index, name in enumerate(names)]
    natural = [max(map(cell_len, cells)) for cells in columns]
    # A code is never broken; a sentence, and a text in Japanese, may be.
    words = [
        max((len(word) for cell in cells for word in _UNBROKEN.findall(cell)), default=0) for cells in columns
    ]
    return [max(min(one, _NARROW), word) for one, word in zip(natural, words, strict=True)]


def _fitting(least: Sequence[int], width: int) -> list[int]:
    """Return the columns that fit side by side when long texts are wrapped."""
    shown: list[int] = []
    used = 0
    # What a row is called comes first, then what is short, such as days and codes, then texts.
    for index in sorted(range(len(least)), key=lambda one: (one > 1, one > 1 and least[one] > _SHORT, one)):
        if not shown or used + least[index] + 2 <= width:
            shown.append(index)
            used += least[index] + 2
    return sorted(shown)
