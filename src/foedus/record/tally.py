"""Order, count and add up the rows of a view without hiding what is not stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Any

from foedus.record.view import View
from foedus.terms.errors import BadArgument, Refused

MEASURES: Mapping[str, Callable[[Sequence[float]], float]] = {
    "sum": sum,
    "mean": fmean,
    "median": median,
    "min": min,
    "max": max,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure over rows, with what it leaves out.

    Attributes:
        value: The figure.
        rows: Over how many rows.
        status: `estimated` if one of them is, else `known`.
        missing: Rows whose figure is missing or not recorded.
        not_applicable: Rows that cannot have one.
    """

    value: float
    rows: int
    status: str
    missing: tuple[str, ...]
    not_applicable: tuple[str, ...]


def ordered(view: View, column: str, count: int | None = None) -> View:
    """Return the rows in the order of a column, `-column` from the largest; silent rows come last.

    Args:
        view: The rows.
        column: A column, with a minus before it for the largest first; empty leaves the order as it is.
        count: How many rows to keep; None for all.

    Raises:
        UnknownName: If there is no such column.
        BadArgument: If its cells cannot be put in an order.
    """
    places = list(range(len(view.rows)))
    if column:
        cells = view.column(column.removeprefix("-"))
        stated = [place for place in places if cells[place] is not None]
        if len({_kind(cells[place]) for place in stated} - {"text"}) > 1:
            raise BadArgument(
                f"column {column} holds values of several kinds", remedy="sort by another column"
            )
        stated.sort(key=lambda place: _key(cells[place]), reverse=column.startswith("-"))
        places = stated + [place for place in places if cells[place] is None]
    kept = places[:count]
    return replace(
        view, rows=tuple(view.rows[one] for one in kept), facts=tuple(view.facts[one] for one in kept)
    )


def _kind(cell: Any) -> str:
    return "number" if isinstance(cell, (int, float)) else "text"


def _key(cell: Any) -> Any:
    if isinstance(cell, (list, tuple)):
        return len(cell)
    return cell if isinstance(cell, (int, float)) else str(cell)


def by_value(view: View, column: str) -> View:
    """Return how many rows state each value of a column; a list counts under each of its parts.

    Raises:
        UnknownName: If there is no such column.
    """
    groups: dict[Any, list[int]] = {}
    for place, cell in enumerate(view.column(column)):
        for part in cell if isinstance(cell, (list, tuple)) else [cell]:
            groups.setdefault(part, []).append(place)
    largest = sorted(groups, key=lambda part: (part is None, -len(groups[part]), str(part)))
    return replace(
        view,
        columns=(column, "rows"),
        rows=tuple((part, len(groups[part])) for part in largest),
        facts=tuple(tuple(fact for one in groups[part] for fact in view.facts[one]) for part in largest),
    )


def tally(view: View, measure: str, column: str, *, stated_only: bool = False) -> Tally:
    """Return a figure over a column.

    Args:
        view: The rows.
        measure: One of `MEASURES`.
        column: A column of numbers.
        stated_only: Whether rows without a figure may be left out; they are named in any case.

    Raises:
        UnknownName: If there is no such column.
        BadArgument: If the column holds no numbers.
        Refused: If a figure is missing or not recorded and `stated_only` is not set, or no row has one.
    """
    cells = view.column(column)
    numbers = [cell for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    if any(cell is not None for cell in cells) and len(numbers) < sum(cell is not None for cell in cells):
        raise BadArgument(f"column {column} holds no numbers", remedy="--by counts the rows of each value")
    silent = [place for place, cell in enumerate(cells) if cell is None]
    status = {place: _status(view, place, column) for place in range(len(cells))}
    missing = tuple(str(view.rows[one][0]) for one in silent if status[one] != "not_applicable")
    if not numbers or (missing and not stated_only):
        raise Refused(
            f"{measure} of {column} over {len(cells)} rows would hide {len(missing)} without a figure",
            why=f"not stated: {', '.join(missing[:8])}{', ...' if len(missing) > 8 else ''}",
            remedy="--stated leaves them out and names them",
        )
    return Tally(
        value=MEASURES[measure](numbers),
        rows=len(numbers),
        status="estimated" if "estimated" in status.values() else "known",
        missing=missing,
        not_applicable=tuple(str(view.rows[one][0]) for one in silent if status[one] == "not_applicable"),
    )


def _status(view: View, place: int, column: str) -> str:
    if "status" in view.columns:
        return str(view.rows[place][view.columns.index("status")])
    return next((fact.status for fact in view.facts[place] if fact.attribute == column), "missing")
