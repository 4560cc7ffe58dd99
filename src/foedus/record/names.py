"""Which entity a name means: identifier, name in either language, abbreviation in brackets, usual variant."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from foedus.record.entity import Entity

_BRACKETS = re.compile(r"(.*?)\s*[(（](.*)[)）]\s*")


def names(entities: Mapping[str, Entity], folder: Path) -> dict[str, str]:
    """Return the identifier behind every folded name; where two share a name, the one registered first.

    Args:
        entities: By identifier.
        folder: The record's folder, with variants of names in `aliases.csv`, if there are any.
    """
    index: dict[str, str] = {}
    index |= {name: code for name, code in variants(folder).items() if code in entities}
    last_first = list(reversed(list(entities.values())))
    wordings = [(one.id, wording) for one in last_first for wording in (one.name.en, one.name.ja)]
    index |= {folded(part): code for code, wording in wordings for part in _parts(wording)}
    index |= {folded(wording): code for code, wording in wordings}
    # An identifier means itself, whatever else bears its name; written with spaces it gives way to a name.
    codes = {folded(code): code for code in reversed(list(entities))}
    return codes | index | {name: code for name, code in codes.items() if "-" not in code}


def folded(name: str) -> str:
    """Return a name without case, accents, the width of its letters, hyphens, dots and surplus spaces."""
    wide = unicodedata.normalize("NFKC", name)
    letters = "".join(one for one in unicodedata.normalize("NFD", wide) if not "\u0300" <= one <= "\u036f")
    plain = unicodedata.normalize("NFC", letters).casefold()
    return " ".join(plain.replace("-", " ").replace("・", "").split())


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the nearest of the known names."""
    return tuple(get_close_matches(name, list(known), n=4, cutoff=0.5))


def _parts(wording: str) -> Iterator[str]:
    if found := _BRACKETS.fullmatch(wording):
        yield found[1]
        yield from (part.strip().removeprefix("also ") for part in found[2].split(","))


def variants(folder: Path) -> dict[str, str]:
    """Return the identifier behind every folded variant of a name in `aliases.csv`, if there are any."""
    path = folder / "aliases.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {folded(row["name"]): row["id"] for row in csv.DictReader(file)}
