"""Treaties as data: dated wordings, read from data/instruments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from foedus.law.rule import Application, Provision
from foedus.law.ruling import Cite
from foedus.record import Fact, Source, bundled
from foedus.terms.day import Day
from foedus.terms.errors import BadData
from foedus.terms.span import Span
from foedus.terms.text import Text

FOLDER = Path(__file__).resolve().parents[1] / "data" / "instruments"
SOURCES = "sources.toml"
WORDING_KEYS = {"id", "since", "until", "summary", "source", "pointer"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One article over one span, as data."""

    id: str
    span: Span
    summary: Text
    source: str
    pointer: str

    @property
    def cite(self) -> Cite:
        """The source of the wording."""
        return Cite(self.source, self.pointer)


@cache
def instrument(name: str) -> dict[str, Any]:
    """Read one file of data/instruments; every stanza in it names a source.

    Raises:
        BadData: If a stanza names none.
    """
    body = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    for key, stanza in _stanzas(body):
        if "pointer" in stanza and not stanza.get("source"):
            raise BadData(
                f"[{key}] has no source", where=f"instruments/{name}.toml", remedy="add source = ..."
            )
    return body


def wordings(name: str, article: str) -> tuple[Wording, ...]:
    """Return the wordings of one article of an instrument, in order of time.

    Raises:
        BadData: If the article is not there or a key is unknown.
    """
    rows = [row for row in instrument(name)["article"] if row["id"] == article]
    if not rows or any(set(row) - WORDING_KEYS for row in rows):
        raise BadData(f"{article} is missing or has an unknown key", where=f"instruments/{name}.toml")
    return tuple(sorted((_wording(row) for row in rows), key=lambda wording: wording.span.since.first))


def articles(name: str) -> tuple[Wording, ...]:
    """Return every article of an instrument through all its wordings, in the order of the text."""
    return tuple(_wording(row) for row in instrument(name)["article"])


def provisions(name: str, article: str, apply: Application) -> tuple[Provision, ...]:
    """Return the wordings of an article that all apply in one way."""
    return tuple(provision(wording, apply) for wording in wordings(name, article))


def provision(wording: Wording, apply: Application) -> Provision:
    """Join a wording with its application."""
    return Provision(wording.id, wording.summary, wording.span, wording.source, wording.pointer, apply)


def text_of(row: dict[str, Any]) -> Text:
    """Return the bilingual text of a stanza with `en` and `ja`."""
    return Text(row["en"], row["ja"])


def cite_of(row: dict[str, Any]) -> Cite:
    """Return the source of a stanza and where in it."""
    return Cite(row["source"], row["pointer"])


def fact_cite(fact: Fact) -> Cite:
    """Return the source of a fact of the record and where in it."""
    return Cite(fact.source.id, fact.locator)


@cache
def sources() -> Mapping[str, Source]:
    """Return every source a ruling may cite: those of law, and those of the facts on record."""
    return MappingProxyType({**bundled().sources, **own_sources()})


@cache
def own_sources() -> Mapping[str, Source]:
    """Return every source of law and practice by identifier, read from instruments/sources.toml."""
    rows = tomllib.loads((FOLDER / SOURCES).read_text(encoding="utf-8"))
    return MappingProxyType({name: _source(name, row) for name, row in rows.items()})


def cited() -> set[str]:
    """Return the source that each stanza of each instrument names."""
    names = [path.stem for path in sorted(FOLDER.glob("*.toml")) if path.name != SOURCES]
    stanzas = [stanza for name in names for _, stanza in _stanzas(instrument(name))]
    return {stanza["source"] for stanza in stanzas if "source" in stanza}


def _source(name: str, row: dict[str, Any]) -> Source:
    days = {
        key: Day.parse(str(row[key]), f"instruments/{SOURCES}: {name}") for key in ("published", "accessed")
    }
    return Source(**{**row, **days}, id=name, where=f"instruments/{SOURCES}: {name}")


def _wording(row: dict[str, Any]) -> Wording:
    span = Span(_day(row["since"]), _day(row["until"]) if "until" in row else None)
    return Wording(row["id"], span, text_of(row["summary"]), row["source"], row["pointer"])


def _day(day: date) -> Day:
    return Day(day)


def _stanzas(body: dict[str, Any], path: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = [(path, body)] if path else []
    for key, value in body.items():
        rows = value if isinstance(value, list) else [value]
        found += [
            hit for row in rows if isinstance(row, dict) for hit in _stanzas(row, f"{path}.{key}".strip("."))
        ]
    return found
