"""What differs between two runs: the manifest first, then decision, arrivals, outcome and drivers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.terms.errors import BadArgument

# What is given, long series, and figures of allies and of drivers by plan: they follow from those shown.
_LEFT_OUT = (
    *("scenario", "names", "nodes", "footnotes", "flows", "marks", "forces", "by_day", "by_ally"),
    *("drivers_by_plan", "reference_class", "at_low", "at_high", "range"),
)


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure, or one line of the manifest, that differs between two runs.

    Attributes:
        path: Where it stands, as a JSON pointer.
        before: In the first run; None if it has none.
        after: In the second.
    """

    path: str
    before: Any
    after: Any


def finding_of(path: Path) -> Mapping[str, Any]:
    """Return the finding in a JSON file: what `--out` wrote, or the envelope of `--json`.

    Raises:
        BadArgument: If the file holds no finding.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadArgument(
            f"{path} cannot be read", why=str(error), remedy="name a JSON file of `foedus crisis`"
        ) from None
    found = content.get("value", content) if isinstance(content, dict) else None
    if not isinstance(found, dict) or "manifest" not in found:
        raise BadArgument(
            f"{path} holds no run", why="it has no manifest", remedy="name a JSON file of `foedus crisis`"
        )
    return found


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Moved]:
    """Return every figure that differs, and what differs in the manifest first."""
    one, other = dict(_leaves(before)), dict(_leaves(after))
    paths = sorted(one.keys() | other.keys(), key=lambda path: (not path.startswith("/manifest"), path))
    return [Moved(path, one.get(path), other.get(path)) for path in paths if one.get(path) != other.get(path)]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _LEFT_OUT or path.startswith("/manifest"):
                yield from _leaves(part, f"{path}/{name}")
    elif isinstance(value, list):
        for name, part in _named(value):
            yield from _leaves(part, f"{path}/{name}")
    elif isinstance(value, (int, float)):
        yield path, value
    elif path.startswith("/manifest"):
        # Enough of a digest to tell two apart, and little enough to be read.
        yield path, value[:19] if isinstance(value, str) and value.startswith("sha256:") else value


def _named(parts: list[Any]) -> Iterator[tuple[str, Any]]:
    """Name the parts of a list by what they are about, so that a change of order is none of substance."""
    for place, part in enumerate(parts):
        own = part if isinstance(part, dict) else {}
        name = next((str(own[key]) for key in ("id", "name", "ally", "driver") if key in own), str(place))
        yield name, part
