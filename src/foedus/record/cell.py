"""Turn the text of a cell into a value of its attribute's type."""

from __future__ import annotations

import math
from collections.abc import Callable

from foedus.record.attribute import Attribute
from foedus.record.fact import Value
from foedus.terms.day import Day
from foedus.terms.errors import BadRow


def _number(text: str) -> Value:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("not finite")
    return value


def _integer(text: str) -> Value:
    return int(text)


def _boolean(text: str) -> Value:
    return {"true": True, "false": False}[text]


def _text(text: str) -> Value:
    return text


def _list(text: str) -> Value:
    return tuple(part.strip() for part in text.split(";"))


_READERS: dict[str, Callable[[str], Value]] = {
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "string": _text,
    "entity": _text,
    "list": _list,
}


def value_of(attribute: Attribute, text: str, where: str) -> Value:
    """Read `text` as a value of `attribute`.

    Raises:
        BadRow: If the text is not of the attribute's type.
        BadDate: If a date is none.
    """
    if attribute.type == "date":
        return Day.parse(text, where)
    try:
        return _READERS[attribute.type](text)
    except (ValueError, KeyError):
        raise BadRow(
            f"'{text}' is not a {attribute.type}",
            where=where,
            why=f"{attribute.name} is a {attribute.type}",
            remedy="correct the value",
        ) from None


def status_of(text: str) -> tuple[str, str]:
    """Split the marks of a wide cell: `~12` estimated, `?` missing, `n/a` not applicable."""
    if text == "?":
        return "missing", ""
    if text == "n/a":
        return "not_applicable", ""
    if text.startswith("~"):
        return "estimated", text[1:]
    return "known", text
