"""Read and check a whole record."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.record.fact import Fact
from foedus.record.files import need_keys, only_keys, toml
from foedus.record.judgement import Judgement
from foedus.record.ledger import read_judgements, read_ledger
from foedus.record.record import Record
from foedus.record.registry import Registry, read_registry
from foedus.record.release import Release
from foedus.record.wide import read_release, read_table
from foedus.terms.day import Day
from foedus.terms.errors import DuplicateId, FactConflict, UnknownReference


def data_folder() -> Path:
    """Return the folder of the bundled data."""
    return Path(str(files("foedus") / "data"))


@cache
def bundled() -> Record:
    """Return the record that comes with the package, read once a process."""
    return load(data_folder())


def load(folder: Path) -> Record:
    """Read the record in `folder` and check that it holds together.

    Args:
        folder: A folder with `record.toml`, `entities.csv`, `attributes/`, `sources/` and any of `tables/`,
            `ledgers/`, `releases/`, `judgements/`.

    Raises:
        BadData: For the first thing that is wrong, with file, line, what, why and remedy.
    """
    with _no_garbage_collection():
        return _load(folder)


def _load(folder: Path) -> Record:
    head = toml(folder / "record.toml")
    only_keys(head.content, ("version", "complete_to"), head.where())
    need_keys(head.content, ("version", "complete_to"), head.where())
    registry = read_registry(folder)
    tables = {path.stem: read_table(path, registry) for path in sorted((folder / "tables").glob("*.csv"))}
    releases: dict[str, Release] = {}
    facts: list[Fact] = [
        fact for table in tables.values() for row in table.rows.values() for fact in row.values()
    ]
    for path in sorted((folder / "releases").glob("*.toml")):
        releases[path.stem], printed = read_release(path, registry)
        facts += printed
    for path in sorted((folder / "ledgers").glob("*.csv")):
        facts += read_ledger(path, registry)
    judgements = _judgements(folder, registry)
    _check_rivals(facts, registry)
    _check_sources(registry)
    return Record(
        version=head.content["version"],
        complete_to=Day.parse(str(head.content["complete_to"]), head.where("complete_to")).last,
        folder=folder,
        entities=registry.entities,
        attributes=registry.attributes,
        sources=registry.sources,
        tables=tables,
        releases=releases,
        all_facts=tuple(facts),
        judgements=judgements,
    )


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # Tens of thousands of small immutable objects: collecting while they are made doubles the time.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _judgements(folder: Path, registry: Registry) -> dict[str, Judgement]:
    found: dict[str, Judgement] = {}
    for path in sorted((folder / "judgements").glob("*.csv")):
        for judgement in read_judgements(path, registry):
            if judgement.path in found:
                raise DuplicateId(
                    f"'{judgement.path}' is judged twice",
                    where=judgement.where,
                    why=f"first at {found[judgement.path].where}",
                    remedy="keep one, widen its range",
                )
            found[judgement.path] = judgement
    return found


def _check_rivals(facts: Iterable[Fact], registry: Registry) -> None:
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        key = (fact.subject, fact.attribute, fact.object, fact.series, fact.public)
        groups.setdefault(key, []).append(fact)
    for group in groups.values():
        if len(group) > 1:
            attribute = registry.attributes[group[0].attribute]
            _check_group(group, many=attribute.many, exact=attribute.kind == "observation")


def _check_group(group: list[Fact], *, many: bool, exact: bool) -> None:
    ordered = sorted(group, key=lambda fact: fact.span.since.first)
    for index, fact in enumerate(ordered):
        for rival in ordered[index + 1 :]:
            if rival.span.since.first != fact.span.since.first and (
                exact or not fact.span.overlaps(rival.span)
            ):
                break
            if fact.value != rival.value and not many and fact.span.overlaps(rival.span):
                raise FactConflict(
                    f"{fact.attribute} of {fact.subject} is {fact.json_value()} here and "
                    f"{rival.json_value()} at {rival.where}",
                    where=fact.where,
                    why="two facts of one series, public on one day, cover the same day",
                    remedy="correct one, end its span, or give them different series",
                )


def _check_sources(registry: Registry) -> None:
    unused = sorted(set(registry.sources) - registry.used)
    if unused:
        raise UnknownReference(
            f"source '{unused[0]}' is used by no fact",
            where=registry.sources[unused[0]].where,
            remedy="remove it or add the facts that rest on it",
        )


def digest(folder: Path) -> str:
    """Return the SHA-256 of all files of a record, independent of where it lies."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(path.read_bytes())
    return whole.hexdigest()
