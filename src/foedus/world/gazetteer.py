"""Which places do we know by name: the hard cases of the treaty area, capitals, sites in scenarios."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from foedus.terms.errors import BadData, UnknownName
from foedus.terms.text import Text
from foedus.world.outlines import FOLDER

# Letters that no decomposition takes apart.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})


@dataclass(frozen=True, slots=True)
class Place:
    """A named place.

    Attributes:
        id: Its name in data.
        name: For readers.
        lat: Latitude in degrees.
        lon: Longitude in degrees.
        state: The state that holds it today ('' if its status is contested).
        region: Where it lies.
        note: What a careful reader should know.
    """

    id: str
    name: Text
    lat: float
    lon: float
    state: str
    region: str
    note: str


@cache
def places() -> dict[str, Place]:
    """Read the gazetteer, by id."""
    return {row["id"]: _place(row) for row in _rows()}


def place(name: str) -> Place:
    """Find a place by id, name in either language or alias; case and accents do not matter.

    Raises:
        UnknownName: If there is none, with the nearest names.
    """
    index = _index()
    found = index.get(_plain(name))
    if found is None:
        near = get_close_matches(_plain(name), index, n=3)
        raise UnknownName(
            f"no place '{name}' in the gazetteer",
            remedy="give lat and lon, or one of the places listed in geography/gazetteer.csv",
            suggestions=tuple(dict.fromkeys(index[key] for key in near)),
        )
    return places()[found]


@cache
def _index() -> dict[str, str]:
    index: dict[str, str] = {}
    for row in _rows():
        names = [row["id"], row["name_en"], row["name_ja"], *row["aliases"].split(";")]
        for name in {_plain(name) for name in names if name}:
            if name in index:
                raise BadData(
                    f"'{name}' names both {index[name]} and {row['id']}",
                    where="geography/gazetteer.csv",
                    remedy="drop one of the aliases",
                )
            index[name] = row["id"]
    return index


def _rows() -> list[dict[str, str]]:
    with (FOLDER / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(row: dict[str, str]) -> Place:
    name = Text(row["name_en"], row["name_ja"])
    lat, lon = float(row["lat"]), float(row["lon"])
    return Place(row["id"], name, lat, lon, row["state"], row["region"], row["note"])


def _plain(name: str) -> str:
    """Fold case, width and the accents of Latin letters: a voiced kana is another letter, not an accent."""
    letters = unicodedata.normalize("NFKC", name).casefold().translate(_PLAIN_LETTERS)
    kept: list[str] = []
    latin = False
    for letter in unicodedata.normalize("NFD", letters):
        if not unicodedata.combining(letter):
            latin = unicodedata.name(letter, "").startswith("LATIN")
        elif latin:
            continue
        kept.append(letter)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).replace("-", " ").split())
