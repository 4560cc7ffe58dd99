"""Put the table of a real run into the README; `scripts/docs` calls it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

import foedus
from foedus.brief.terminal import render

README = Path(__file__).parents[2] / "README.md"
_MARKS = re.compile(
    r"(<!-- excerpt: scripts/docs -->\n```text\n).*?(```\n<!-- end of excerpt -->)", re.DOTALL
)
_WIDTH = 100


def excerpt() -> str:
    """Run the demo and return what it prints, the key judgements left out."""
    paper = io.StringIO()
    console = Console(file=paper, width=_WIDTH)
    finding = foedus.alliance().crisis("suwalki-2027")
    console.print(render(finding, "en"))
    lines = [line.rstrip() for line in paper.getvalue().splitlines()]
    end = next(at for at, line in enumerate(lines) if line.startswith("└"))
    return "\n".join([*lines[: end + 1], *(line for line in lines if line.startswith("What this rests on"))])


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    body = excerpt()
    README.write_text(_MARKS.sub(lambda found: f"{found[1]}{body}\n{found[2]}", text), encoding="utf-8")
