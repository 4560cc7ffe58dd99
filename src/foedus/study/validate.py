"""Published results computed again: ours beside theirs, three kinds counted apart and never added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from foedus.record import Record
from foedus.study.checks.registry import CHECKS
from foedus.study.checks.target import KINDS, Found, Material, MissingData, Target, targets
from foedus.terms.errors import NoAnswer, UnknownName

STATUSES = ("pass", "fail", "needs-data", "not-run")


@dataclass(frozen=True, slots=True)
class Result:
    """One target after its check.

    Attributes:
        target: The target.
        status: `pass`, `fail`, `needs-data` or `not-run`.
        ours: Our figures; empty where nothing was computed.
        why: Why nothing was computed, else empty.
    """

    target: Target
    status: str
    ours: Found
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what `foedus validate` answers for one target."""
        target = self.target
        body: dict[str, Any] = {
            "id": target.id,
            "kind": target.kind,
            "status": self.status,
            "title": target.title.as_json(),
            "ours": dict(self.ours) or None,
            "published": dict(target.published),
            "tolerance": target.tolerance.as_json(),
            "source": target.source,
            "origin": target.origin,
            "evidence": target.evidence,
            "note": target.note.as_json() if target.note.en else None,
            "why": self.why or None,
        }
        if target.needs is not None:
            needs = target.needs
            body["needs"] = {
                "data": needs.data.as_json(),
                "licence": needs.licence,
                "file": needs.file or None,
            }
        return body


@dataclass(frozen=True, slots=True)
class Validation:
    """The results of a run, in the order of the table."""

    results: tuple[Result, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Identifiers of the targets that failed."""
        return tuple(one.target.id for one in self.results if one.status == "fail")

    def of(self, kind: str) -> tuple[Result, ...]:
        """Return the results of one kind."""
        return tuple(one for one in self.results if one.target.kind == kind)

    def summary(self) -> dict[str, dict[str, int]]:
        """Count by kind and status, and those passes that look up a fact or match no publication."""
        return {kind: _counted(self.of(kind)) for kind in KINDS}

    def as_json(self) -> dict[str, Any]:
        """Return the value of the door."""
        return {"targets": [one.as_json() for one in self.results], "summary": self.summary()}


def _counted(results: Sequence[Result]) -> dict[str, int]:
    passed = [one.target for one in results if one.status == "pass"]
    return {
        **{status: sum(one.status == status for one in results) for status in STATUSES},
        "pass_looked_up": sum(target.origin == "record" for target in passed),
        "pass_unpublished": sum(target.evidence in ("independent", "own") for target in passed),
    }


def validate(names: Sequence[str], record: Record, folder: Path | None = None) -> Validation:
    """Check targets.

    Args:
        names: Identifiers or prefixes such as `balance`; all targets if empty.
        record: The record.
        folder: Folder with data that the user holds and we may not ship.

    Raises:
        UnknownName: If a name fits no target, with the nearest names.
    """
    material = Material(record, folder)
    return Validation(tuple(_checked(target, material) for target in chosen(names)))


def chosen(names: Sequence[str]) -> tuple[Target, ...]:
    """Return the targets that the names mean, in the order of the table.

    Raises:
        UnknownName: If a name fits no target, with the nearest names.
    """
    wanted = {found for name in names for found in _fitting(name)}
    return tuple(target for name, target in targets().items() if not names or name in wanted)


def _fitting(name: str) -> Iterator[str]:
    stem = name.strip().rstrip(".").casefold()
    found = [one for one in targets() if one.casefold() == stem or one.casefold().startswith(f"{stem}.")]
    if not found:
        groups = dict.fromkeys(one.split(".")[0] for one in targets())
        raise UnknownName(
            f"no target '{name}'",
            remedy=f"give an identifier or a group: {', '.join(groups)}",
            suggestions=get_close_matches(stem, [*groups, *targets()], n=4, cutoff=0.5),
        )
    yield from found


def _checked(target: Target, material: Material) -> Result:
    check = CHECKS.get(target.id)
    if check is None:
        return Result(target, "needs-data" if target.needs else "not-run", {}, "no check is written")
    try:
        ours = check(target, material)
    except MissingData as error:
        return Result(target, "needs-data", {}, str(error))
    except NoAnswer as error:
        return Result(target, "not-run", {}, str(error))
    return Result(target, "pass" if target.holds(ours) else "fail", ours)


def figures(result: Result) -> Mapping[str, tuple[Any, Any]]:
    """Return ours and the published value of each figure; None where we have none."""
    return {name: (result.ours.get(name), value) for name, value in result.target.published.items()}
