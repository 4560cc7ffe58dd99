"""Read numbers and short texts out of a Stata file (`.dta`, formats 117 to 119)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.terms.errors import BadRow

# Type codes of the format: double, float, long, int, byte; below 2046 a text of that many bytes.
_NUMBERS = {65526: "f8", 65527: "f4", 65528: "i4", 65529: "i2", 65530: "i1"}
# Values from here on are Stata's codes for "missing".
_MISSING = {"f8": 2.0**1023, "f4": 2.0**127, "i4": 2147483621, "i2": 32741, "i1": 101}
_LONGEST = 2045
_NAME = {117: 33, 118: 129, 119: 129}


def columns(whole: bytes, where: str) -> Mapping[str, NDArray[Any]]:
    """Return all columns by name, numbers with NaN for "missing".

    Raises:
        BadRow: If the file is of another format or cut short.
    """
    try:
        return _columns(whole)
    except (ValueError, OverflowError, KeyError, IndexError, struct.error) as error:
        raise BadRow(
            "not a Stata file of format 117 to 119, or cut short",
            where=where,
            why=str(error),
            remedy="download it again, or write it as CSV",
        ) from None


def _columns(whole: bytes) -> Mapping[str, NDArray[Any]]:
    release = int(_between(whole, "release"))
    order = "<" if _between(whole, "byteorder") == b"LSF" else ">"
    count = int.from_bytes(_between(whole, "K"), "little" if order == "<" else "big")
    rows = int.from_bytes(_between(whole, "N"), "little" if order == "<" else "big")
    types = struct.unpack(f"{order}{count}H", _between(whole, "variable_types"))
    width = _NAME[release]
    raw = _between(whole, "varnames")
    names = [raw[at * width : (at + 1) * width].split(b"\0", 1)[0].decode() for at in range(count)]
    layout = np.dtype([(name, _format(kind, order)) for name, kind in zip(names, types, strict=True)])
    start = whole.index(b"<data>") + len(b"<data>")
    table = np.frombuffer(whole, dtype=layout, count=rows, offset=start)
    return {name: _plain(table[name]) for name in names}


def _between(whole: bytes, tag: str) -> bytes:
    start = whole.index(f"<{tag}>".encode()) + len(tag) + 2
    return whole[start : whole.index(f"</{tag}>".encode(), start)]


def _format(kind: int, order: str) -> str:
    if kind <= _LONGEST:
        return f"S{kind}"
    number = _NUMBERS[kind]
    return f"{order}{number}" if number != "i1" else number


def _plain(column: NDArray[Any]) -> NDArray[Any]:
    if column.dtype.kind == "S":
        return np.array([text.split(b"\0", 1)[0].decode("utf-8", "replace") for text in column])
    numbers = column.astype(np.float64)
    numbers[numbers >= _MISSING[column.dtype.str[1:]]] = np.nan
    return numbers
