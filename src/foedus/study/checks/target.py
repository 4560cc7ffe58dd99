"""A published result: what was found, by whom, how close ours must come, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.record import Record
from foedus.record.files import Document, need_keys, only_keys, toml
from foedus.record.imports.locate import located
from foedus.record.load import data_folder
from foedus.terms.errors import BadRow, NoAnswer, NotRecorded
from foedus.terms.text import Text

KINDS = ("verification", "replication", "prediction")
ORIGINS = ("data", "law", "mathematics", "model", "record")
EVIDENCE = ("original", "quoted", "recalled", "independent", "own")
_MARGINS = ("absolute", "relative", "band", "above")
_KEYS = (
    *("id", "kind", "origin", "evidence", "title_en", "title_ja", "source"),
    *("published", "tolerance", "inputs", "needs", "note_en", "note_ja"),
)
# Rounding of binary fractions, far below any stated tolerance.
_DUST = 1e-12

Value = float | int | str | bool | list[Any]
Found = Mapping[str, Value]


class MissingData(NoAnswer):
    """The data of a check are not here and may not be shipped."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a check may use.

    Attributes:
        record: The record.
        folder: Folder with data that the user holds, or None.
    """

    record: Record
    folder: Path | None = None

    def file(self, *names: str) -> Path:
        """Return the first of the user's files that is there, anywhere under the folder, also as `.gz`.

        Raises:
            MissingData: If there is none.
            Refused: If several of one name differ.
        """
        if self.folder is None:
            raise MissingData(f"no file {' or '.join(names)}", remedy="give its folder with --data")
        try:
            return located(self.folder, names)
        except NotRecorded as error:
            raise MissingData(error.what, remedy=error.remedy) from None


@dataclass(frozen=True, slots=True)
class Needs:
    """Data that we may not or do not ship.

    Attributes:
        data: What and from where.
        licence: On which terms.
        file: Name under which the check looks for it, or empty where no check is written.
    """

    data: Text
    licence: str
    file: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How close ours must come: exactly, unless the rule says otherwise.

    Attributes:
        rule: `absolute`, `relative`, `band` (from, to), `above`, or empty for exact.
        value: One number for all figures, or by figure; a band by figure.
    """

    rule: str = ""
    value: Any = 0

    def holds(self, name: str, ours: Value, published: Value) -> bool:
        """Say whether our value of the figure `name` is close enough; lists item by item."""
        if isinstance(published, list):
            same = isinstance(ours, list) and len(ours) == len(published)
            pairs = zip(ours, published, strict=True) if same and isinstance(ours, list) else ()
            return same and all(self.holds(name, mine, theirs) for mine, theirs in pairs)
        if isinstance(published, (str, bool)) or isinstance(ours, (str, bool, list)):
            return type(ours) is type(published) and ours == published
        return self._near(name, float(ours), float(published))

    def _near(self, name: str, ours: float, published: float) -> bool:
        if self.rule == "above":
            return ours > published
        stated = self.value.get(name, 0) if isinstance(self.value, Mapping) else self.value
        if self.rule == "band" and stated:
            return bool(stated[0] - _DUST <= ours <= stated[1] + _DUST)
        margin = abs(published) * stated if self.rule == "relative" else stated or 0
        return abs(ours - published) <= margin + _DUST * max(1.0, abs(published))

    def as_json(self) -> Any:
        """Return the rule and its value; 0 where ours must be equal."""
        return {self.rule: self.value} if self.rule else 0


@dataclass(frozen=True, slots=True)
class Target:
    """One published result.

    Attributes:
        id: System and name.
        kind: `verification` (the arithmetic), `replication` (a published finding) or `prediction`.
        origin: Where ours comes from: `data`, `law`, `mathematics`, `model` or `record` (a fact looked up).
        evidence: How far the published number was checked: read in the `original`, `quoted` by another,
            `recalled`, `independent` (another program's result on the same data, published by nobody), or
            `own` (a yardstick of ours).
        title: What was found.
        source: Who published it.
        published: Its figures by name.
        tolerance: How close ours must come.
        inputs: What the check is given.
        needs: Data that we do not ship, or None.
        note: What a reader should know.
    """

    id: str
    kind: str
    origin: str
    evidence: str
    title: Text
    source: str
    published: Mapping[str, Value]
    tolerance: Tolerance
    inputs: Mapping[str, Any]
    needs: Needs | None
    note: Text

    def holds(self, ours: Found) -> bool:
        """Say whether every published figure comes out, and nothing else is claimed."""
        return set(ours) == set(self.published) and all(
            self.tolerance.holds(name, ours[name], value) for name, value in self.published.items()
        )


Check = Callable[[Target, Material], Found]


@cache
def targets() -> Mapping[str, Target]:
    """Return all targets by identifier, in the order of the table."""
    return read(data_folder() / "validation" / "targets.toml")


@cache
def collected() -> int:
    """Return how many published results have been collected, with those of systems not built yet."""
    content = toml(data_folder() / "validation" / "targets.toml").content
    return int(content["collected"])


def read(path: Path) -> Mapping[str, Target]:
    """Read a table of targets.

    Raises:
        BadRow: If a target cannot be read or an identifier is used twice.
    """
    document = toml(path)
    found: dict[str, Target] = {}
    for stanza in document.content["target"]:
        target = _target(stanza, document)
        if target.id in found:
            raise BadRow(f"target '{target.id}' appears twice", where=path.name, remedy="rename one")
        found[target.id] = target
    return found


def _target(stanza: Mapping[str, Any], document: Document) -> Target:
    where = f"{document.name} {stanza.get('id', '?')}"
    only_keys(stanza, _KEYS, where)
    need_keys(stanza, _KEYS[:8], where)
    _one_of(stanza, "kind", KINDS, where)
    _one_of(stanza, "origin", ORIGINS, where)
    _one_of(stanza, "evidence", EVIDENCE, where)
    return Target(
        *(stanza["id"], stanza["kind"], stanza["origin"], stanza["evidence"]),
        Text(stanza["title_en"], stanza["title_ja"]),
        stanza["source"],
        stanza["published"],
        _tolerance(stanza.get("tolerance", {}), where),
        stanza.get("inputs", {}),
        _needs(stanza.get("needs")),
        Text(stanza.get("note_en", ""), stanza.get("note_ja", "")),
    )


def _one_of(stanza: Mapping[str, Any], key: str, known: tuple[str, ...], where: str) -> None:
    if stanza[key] not in known:
        raise BadRow(
            f"{key} '{stanza[key]}' is unknown", where=where, remedy=f"use one of {', '.join(known)}"
        )


def _tolerance(stated: Mapping[str, Any], where: str) -> Tolerance:
    if not stated:
        return Tolerance()
    ((rule, value),) = stated.items() if len(stated) == 1 else (("", 0),)
    if rule not in _MARGINS:
        raise BadRow("a tolerance has one rule", where=where, remedy=f"one of {', '.join(_MARGINS)}")
    return Tolerance(rule, value)


def _needs(stated: Mapping[str, str] | None) -> Needs | None:
    if stated is None:
        return None
    text = Text(stated["data_en"], stated["data_ja"])
    return Needs(text, stated["licence"], stated.get("file", ""))
