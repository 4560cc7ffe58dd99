"""Known traps of data sets, each with a check: what would mislead quietly is refused, the rest is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.record.imports.description import Trap
from foedus.terms.errors import BadRow
from foedus.terms.text import Text

if TYPE_CHECKING:
    from foedus.record.imports.copy import Copy

Check = Callable[["Copy", Trap], Text]
_HOLDS = Text("holds", "成立")
# How far shares of a year may be from one: figures of seven digits, some two hundred of them.
_SHARE = 0.001
_SHOWN = 6
_MOST, _CLOSE = 2**62, 1e6


def found(copy: Copy) -> Mapping[Trap, Text]:
    """Check every trap whose columns were read; return what was found.

    Raises:
        BadRow: For rows twice and spells that end before they begin.
    """
    return {
        trap: CHECKS[trap.check](copy, trap)
        for trap in copy.dataset.traps
        if all(name in copy.cells for name in trap.columns)
    }


def distinct(copy: Copy, trap: Trap) -> Text:
    """Refuse two rows with one key; rows without a state have none."""
    keys = [copy.values(name) for name in trap.columns]
    named = _identified(copy, trap.columns)
    first, line = _twice(keys, named)
    if line >= 0:
        row = ", ".join(f"{name} {key[line]}" for name, key in zip(trap.columns, keys, strict=True))
        raise BadRow(
            f"a second row of {row}",
            where=f"{copy.path.name}:{line + 2}",
            why=f"the first is in line {first + 2}; {trap.meaning.en}",
            remedy="use the publisher's file unchanged",
        )
    return _HOLDS


def _identified(copy: Copy, names: Sequence[str]) -> NDArray[np.bool_]:
    known = np.ones(copy.rows, dtype=bool)
    for name in names:
        if copy.dataset.columns[name].kind in ("cow", "gw", "iso3", "name"):
            known &= copy.values(name) != (0 if copy.values(name).dtype.kind == "i" else "")
    return known


def packed(keys: Sequence[NDArray[Any]]) -> NDArray[np.int64]:
    """Return one number a row for the values of several columns, equal if and only if all of them are."""
    total = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        ranks = _ranks(key)
        width = int(ranks.max(initial=0)) + 1
        if int(total.max(initial=0)) > _MOST // width:
            total = np.unique(total, return_inverse=True)[1].astype(np.int64)
        total = total * width + ranks
    return total


def _ranks(key: NDArray[Any]) -> NDArray[np.int64]:
    # Whole numbers close together rank themselves; anything else, missing values among them, is sorted.
    if key.dtype.kind in "if" and key.size and np.ptp(key) < _CLOSE and (key == np.floor(key)).all():
        return np.asarray(key - key.min(), dtype=np.int64)
    return np.unique(key, return_inverse=True)[1].astype(np.int64)


def _twice(keys: Sequence[NDArray[Any]], named: NDArray[np.bool_]) -> tuple[int, int]:
    at = np.flatnonzero(named)
    total = packed(keys)[at]
    order = np.argsort(total, kind="stable")
    same = np.flatnonzero(total[order][1:] == total[order][:-1])
    if not len(same):
        return -1, -1
    return int(at[order[same[0]]]), int(at[order[same[0] + 1]])


def ordered(copy: Copy, trap: Trap) -> Text:
    """Refuse spells that end before they begin."""
    since, until = (copy.values(name) for name in trap.columns)
    bad = until < since
    if bad.any():
        line = int(np.argmax(bad))
        raise BadRow(
            f"a spell from {since[line]} to {until[line]}",
            where=f"{copy.path.name}:{line + 2}",
            why=trap.meaning.en,
            remedy="use the publisher's file unchanged",
        )
    return _HOLDS


def mirrored(copy: Copy, trap: Trap) -> int:
    """Return how many rows have no mirror image: the first two columns swapped, the rest the same."""
    one, other, *rest = (copy.values(name) for name in trap.columns)
    joint = [np.concatenate([one, other]), np.concatenate([other, one]), *(np.tile(key, 2) for key in rest)]
    total = packed(joint)
    return int((~np.isin(total[len(one) :], total[: len(one)])).sum())


def symmetric(copy: Copy, trap: Trap) -> Text:
    """Count rows without a mirror image, where there should be none."""
    count = mirrored(copy, trap)
    if not count:
        return _HOLDS
    return Text(f"{count} rows without their mirror image", f"逆向きの行がない行：{count}")


def directed(copy: Copy, trap: Trap) -> Text:
    """Count rows whose mirror image says something else, where that is meant."""
    count = mirrored(copy, trap)
    return Text(f"{count} rows differ from their mirror image", f"逆向きの行と値が異なる行：{count}")


def epoch(copy: Copy, trap: Trap) -> Text:
    """Say how days are stored."""
    if any(copy.cells[name].as_days for name in trap.columns):
        return Text("stored as days since 1970; converted", "1970年からの日数で格納（変換済み）")
    return Text("stored as dates", "日付で格納")


def ends(copy: Copy, trap: Trap) -> Text:
    """Say with which year the copy ends."""
    last = _years(copy.values(trap.columns[0])).max()
    return Text(f"ends with {last}", f"{last}年まで")


def _years(values: NDArray[Any]) -> NDArray[np.int64]:
    if values.dtype.kind == "M":
        return np.asarray(values.astype("datetime64[Y]").astype(np.int64) + 1970)
    return values


def stops(copy: Copy, trap: Trap) -> Text:
    """Say in which year a column has its last value, beside the last year of all rows."""
    years, values = (copy.values(name) for name in trap.columns)
    here = years[~np.isnan(values)]
    last = here.max() if here.size else "–"
    return Text(f"last value {last}, rows to {years.max()}", f"最後の値は{last}年、行は{years.max()}年まで")


def codes(copy: Copy, trap: Trap) -> Text:
    """Count numbers that were read as missing."""
    count = sum(copy.cells[name].coded for name in trap.columns)
    return Text(f"{count} cells", f"{count}件")


def marks(copy: Copy, trap: Trap) -> Text:
    """Count words that were read as missing."""
    count = sum(copy.cells[name].marked for name in trap.columns)
    return Text(f"{count} cells", f"{count}件")


def negative(copy: Copy, trap: Trap) -> Text:
    """Count negative amounts."""
    count = int(sum((copy.values(name) < 0).sum() for name in trap.columns))
    return Text(f"{count} cells", f"{count}件")


def shares(copy: Copy, trap: Trap) -> Text:
    """Say between which bounds the shares of a year add up."""
    years, values = (copy.values(name) for name in trap.columns)
    sums = np.bincount(years - years.min(), weights=np.nan_to_num(values))[np.unique(years) - years.min()]
    if (np.abs(sums - 1) <= _SHARE).all():
        return _HOLDS
    span = f"{sums.min():.3f}", f"{sums.max():.3f}"
    return Text(f"adds up to {span[0]} to {span[1]}", f"各年の合計は{span[0]}～{span[1]}")


def strange(copy: Copy, trap: Trap) -> Text:
    """Say how many rows have no state of ours, and what they are called."""
    named: dict[str, int] = {}
    for name in trap.columns:
        named |= copy.cells[name].strange or {}
    first = sorted(named, key=lambda one: (-named[one], one))[:_SHOWN]
    more = f", +{len(named) - len(first)}" if len(named) > len(first) else ""
    told = f": {', '.join(first)}{more}" if first else ""
    return Text(f"{sum(named.values())} rows{told}", f"{sum(named.values())}行{told}")


def release(copy: Copy, trap: Trap) -> Text:
    """Say whether the copy is the release that published results rest on."""
    if copy.edition == trap.name:
        return Text("this is the earlier release", "該当する以前の版である")
    return Text(f"this is not the release '{trap.name}'", f"版「{trap.name}」ではない")


CHECKS: Mapping[str, Check] = {
    one.__name__: one
    for one in (
        *(distinct, ordered, symmetric, directed, epoch, ends, stops),
        *(codes, marks, negative, shares, strange, release),
    )
}
