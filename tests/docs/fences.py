"""Read the examples of a page and run them in order.

Blocks of `console` are commands. A comment before a block says what else happens with it: `write: PATH` and
`append: PATH` make a file (in the working folder where the path begins with `./`, else in a copy of the
record), `run` runs Python. Blocks without either are for reading.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from foedus.cli.main import main
from foedus.record.load import data_folder

_FENCE = re.compile(
    r"(?:<!-- (?P<verb>\w+)(?:: (?P<path>\S+))? -->\n)?```(?P<lang>\w+)\n(?P<text>.*?)```", re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    verb: str
    path: str
    lang: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page."""
    for found in _FENCE.finditer(page.read_text(encoding="utf-8")):
        yield Block(*(found[name] or "" for name in ("verb", "path", "lang", "text")))


def play(page: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a page in an empty folder; return how many blocks did something."""
    record = place / "record"
    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "path", [str(place), *sys.path])
    names: dict[str, Any] = {"folder": record}
    done = 0
    for block in blocks(page):
        if block.verb in ("write", "append"):
            _put(block, place, record)
        elif block.lang == "console":
            for line in block.text.splitlines():
                _command(line)
        elif block.verb == "run":
            exec(compile(block.text, str(page), "exec"), names)
        else:
            continue
        done += 1
    return done


def _put(block: Block, place: Path, record: Path) -> None:
    if block.path.startswith("./"):
        target = place / block.path
    else:
        if not record.exists():
            shutil.copytree(data_folder(), record)
        target = record / block.path
    if block.verb == "append":
        assert target.exists(), f"nothing to append to: {block.path}"
        block = Block(block.verb, block.path, block.lang, "\n" * (block.lang == "toml") + block.text)
    with target.open("a" if block.verb == "append" else "w", encoding="utf-8", newline="\n") as file:
        file.write(block.text)


def _command(line: str) -> None:
    if not line.startswith("$ foedus "):
        return
    assert status(shlex.split(line.removeprefix("$ foedus "), comments=True)) == 0, line


def status(words: list[str]) -> int | str:
    """Run the program in this process and return its exit status."""
    try:
        main(words)
    except SystemExit as stop:
        return stop.code or 0
    return 0
