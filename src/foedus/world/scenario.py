"""A scenario: a day, an incident, adversary plans and an ordered list of overlays, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from foedus.record import Record
from foedus.record.files import Document, need_keys, only_keys, toml
from foedus.terms.day import Day
from foedus.terms.errors import BadRow, UnknownName, UnknownReference
from foedus.terms.text import Text
from foedus.world.overlay import Overlay, read_overlay

INCIDENTS = ("kinetic", "airspace", "sabotage", "cyber", "space", "blockade", "terrorism", "hybrid")
_KEYS = (
    *("title_en", "title_ja", "question_en", "question_ja", "summary_en", "summary_ja"),
    *("day", "known", "incident", "theatre", "plans", "overlays"),
)
_INCIDENT = ("kind", "place_en", "place_ja", "lat", "lon", "target", "actor", "severity")
_THEATRE = ("name", "assembly")


@dataclass(frozen=True, slots=True)
class Incident:
    """What happens.

    Attributes:
        kind: One of `INCIDENTS`.
        place: Its name.
        lat: Latitude, degrees.
        lon: Longitude, degrees.
        target: States attacked.
        actor: State that does it.
        severity: 0 (a nuisance) to 1 (invasion).
    """

    kind: str
    place: Text
    lat: float
    lon: float
    target: tuple[str, ...]
    actor: str
    severity: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a crisis is run on.

    Attributes:
        id: File name.
        title: Title.
        question: The question as a sentence.
        summary: What is assumed to happen, neutrally told.
        day: Day of the incident (D).
        known: What is assumed public, or None for all on record.
        incident: What happens.
        theatre: Name of the theatre, as in the column `in_place` of the units.
        assembly: Nodes of the transport network at which reinforcements assemble.
        plans: Plans of the adversary to run, by name.
        overlays: Changes to the record, in order.
    """

    id: str
    title: Text
    question: Text
    summary: Text
    day: date
    known: date | None
    incident: Incident
    theatre: str
    assembly: tuple[str, ...]
    plans: tuple[str, ...]
    overlays: tuple[Overlay, ...]


def scenario_names(record: Record) -> list[str]:
    """Return the names of the bundled scenarios."""
    return sorted(path.stem for path in (record.folder / "scenarios").glob("*.toml"))


def find_scenario(record: Record, name: str) -> Scenario:
    """Read a scenario by bundled name or by path.

    Raises:
        UnknownName: If there is none, with the nearest names.
        BadData: If its file does not fit.
    """
    return read_scenario(_find(record, name, "scenarios", "scenario"), record)


def find_overlay(record: Record, name: str) -> Overlay:
    """Read an overlay by bundled name or by path.

    Raises:
        UnknownName: If there is none, with the nearest names.
        BadData: If its file does not fit.
    """
    return read_overlay(_find(record, name, "overlays", "overlay"))


def _find(record: Record, name: str, folder: str, what: str) -> Path:
    for path in (record.folder / folder / f"{name}.toml", Path(name), Path(f"{name}.toml")):
        if path.is_file():
            return path
    known = sorted(path.stem for path in (record.folder / folder).glob("*.toml"))
    raise UnknownName(
        f"no {what} '{name}'",
        remedy=f"bundled: {', '.join(known)}; or give the path of a file",
        suggestions=get_close_matches(name, known),
    )


def read_scenario(path: Path, record: Record) -> Scenario:
    """Read and check a scenario file.

    Raises:
        BadRow: If a key is missing or a value does not fit.
        UnknownReference: If a key, state or overlay is unknown.
    """
    document = toml(path)
    content = document.content
    only_keys(content, _KEYS, document.where())
    need_keys(content, [key for key in _KEYS if key not in ("known", "overlays")], document.where())
    theatre = content["theatre"]
    only_keys(theatre, _THEATRE, document.where("theatre"))
    need_keys(theatre, _THEATRE, document.where("theatre"))
    return Scenario(
        id=path.stem,
        title=_text(content, "title"),
        question=_text(content, "question"),
        summary=_text(content, "summary"),
        day=Day.parse(str(content["day"]), document.where("day")).first,
        known=Day.parse(str(content["known"]), document.where("known")).last if "known" in content else None,
        incident=_incident(content["incident"], document, record),
        theatre=theatre["name"],
        assembly=tuple(theatre["assembly"]),
        plans=tuple(content["plans"]),
        overlays=tuple(find_overlay(record, name) for name in content.get("overlays", ())),
    )


def _text(content: Mapping[str, Any], key: str) -> Text:
    return Text(content[f"{key}_en"], content[f"{key}_ja"])


def _incident(stanza: Mapping[str, Any], document: Document, record: Record) -> Incident:
    where = document.where("incident")
    only_keys(stanza, _INCIDENT, where)
    need_keys(stanza, _INCIDENT, where)
    for code in (*stanza["target"], stanza["actor"]):
        if code not in record.entities:
            raise UnknownReference(f"no state '{code}'", where=where, remedy="use ISO 3166-1 alpha-3 codes")
    if stanza["kind"] not in INCIDENTS:
        raise BadRow(
            f"incident '{stanza['kind']}' is unknown",
            where=where,
            remedy=f"kinds are {', '.join(INCIDENTS)}",
        )
    lat, lon, severity = (_number(stanza, key, where) for key in ("lat", "lon", "severity"))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= severity <= 1):
        raise BadRow(
            f"lat {lat}, lon {lon}, severity {severity}",
            where=where,
            remedy="lat -90..90, lon -180..180, severity 0..1",
        )
    return Incident(
        stanza["kind"], _text(stanza, "place"), lat, lon, tuple(stanza["target"]), stanza["actor"], severity
    )


def _number(stanza: Mapping[str, Any], key: str, where: str) -> float:
    value = stanza[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadRow(f"'{key}' is no number", where=where, remedy="write a number")
    return float(value)
