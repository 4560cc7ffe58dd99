"""The page of all parameters, made from the files that run; `scripts/docs` rewrites it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foedus.models.catalogue import catalogue
from foedus.models.parameter import Parameter, parameters

PAGE = Path(__file__).parents[2] / "docs" / "parameters.md"
_HEAD = """\
# Parameters

Made by `scripts/docs` from the TOML beside each model; reasons, sources and locators stand there, and
`foedus assess parameters` prints them. *fact*: a source gives it. *estimate*: fitted to data. *judgement*:
neither.
"""
_TABLE = (
    "| parameter | value | range | kind | meaning | 意味 |",
    "|---|---|---|---|---|---|",
)


def page() -> str:
    """Return the page as it should be."""
    parts = [_HEAD]
    for name, kind in catalogue().items():
        rows = [_row(one) for one in parameters(kind).values()]
        parts.append("\n".join([f"\n## {name}\n", *_TABLE, *rows]) + "\n")
    return "".join(parts)


def _row(one: Parameter) -> str:
    field = one.path.partition(".")[2]
    span = f"{one.spread.low:g} to {one.spread.high:g}" if one.spread and not one.spread.certain else ""
    cells = (f"`{field}`", _value(one.value, one.unit), span, one.kind, one.meaning.en, one.meaning.ja)
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _value(value: Any, unit: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return (
            "table" if isinstance(value, dict) else "list" if isinstance(value, list) else str(value).lower()
        )
    return f"{value:g} {unit}".rstrip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
