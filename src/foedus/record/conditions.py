"""Conditions on the rows of a table: `column=value` and its kin."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.terms.errors import BadArgument

_FORM = re.compile(r"([^=<>!]+?)\s*(!=|>=|<=|=|>|<)\s*(.*)", re.DOTALL)
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one column.

    Attributes:
        column: Its name.
        sign: `=`, `!=`, `>`, `<`, `>=` or `<=`.
        text: What the cell is compared with; empty means: nothing is stated.
    """

    column: str
    sign: str
    text: str

    def holds(self, cell: Any) -> bool:
        """Whether a cell fits; a cell that states nothing fits only `column=` and never an order."""
        if self.sign == "=":
            return _equal(cell, self.text)
        if self.sign == "!=":
            return (cell is not None or not self.text) and not _equal(cell, self.text)
        if cell is None or isinstance(cell, (bool, list, tuple)):
            return False
        if isinstance(cell, (int, float)):
            return _ORDER[self.sign](float(cell), float(self.text))
        # Dates of less precision compare as far as both go: 2024-07 is neither before nor after 2024.
        size = min(len(cell), len(self.text)) if _DATE.fullmatch(self.text) else max(len(cell), 1)
        return _ORDER[self.sign](cell[:size].casefold(), self.text[:size].casefold())

    def check(self, cells: Iterable[Any]) -> None:
        """Make sure that the column can be compared with the text at all.

        Raises:
            BadArgument: If numbers or booleans are compared with other text.
        """
        stated = [cell for cell in cells if cell is not None]
        if not stated or not self.text:
            return
        if all(isinstance(cell, bool) for cell in stated):
            self._need(self.text.casefold() in (*_TRUE, *_FALSE), "true or false")
        elif all(isinstance(cell, (int, float)) for cell in stated):
            self._need(_is_number(self.text), "a number")

    def _need(self, fits: bool, what: str) -> None:
        if not fits:
            raise BadArgument(
                f"column {self.column} holds {what}, not '{self.text}'",
                remedy=f"write --where {self.column}{self.sign}{'true' if 'true' in what else '2024'}",
            )


def conditions(pairs: Sequence[str]) -> tuple[Condition, ...]:
    """Read conditions such as `column=value`, `share>=2`, `until=` (nothing stated).

    Raises:
        BadArgument: If a pair is no condition.
    """
    found = []
    for pair in pairs:
        parts = _FORM.fullmatch(pair.strip())
        if parts is None:
            raise BadArgument(f"'{pair}' is no condition", remedy="write --where column=value")
        found.append(Condition(parts[1].strip(), parts[2], parts[3].strip()))
    return tuple(found)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _equal(cell: Any, text: str) -> bool:
    if cell is None:
        return not text
    if isinstance(cell, (list, tuple)):
        return any(_equal(part, text) for part in cell)
    if isinstance(cell, bool):
        return text.casefold() in (_TRUE if cell else _FALSE)
    if isinstance(cell, (int, float)):
        return _is_number(text) and float(text) == float(cell)
    plain, wanted = str(cell).casefold(), text.casefold()
    return plain == wanted or _within(plain, wanted)


def _within(cell: str, wanted: str) -> bool:
    """Whether a date lies in a month or year."""
    return bool(_DATE.fullmatch(wanted) and _DATE.fullmatch(cell)) and cell.startswith(f"{wanted}-")
