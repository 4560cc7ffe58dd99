"""Numbers as a reader sees them: two significant digits, thin spaces, dates in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

THIN: Final = "\u202f"
MINUS: Final = "\u2212"
NEVER: Final = {"en": "never", "ja": "期間内になし"}
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: float | None, lang: str = "en") -> str:
    """A model's number with two significant digits; a word where that many draws never get there (None)."""
    if value is None:
        return NEVER[lang]
    rounded = float(f"{value:.2g}")
    size = abs(rounded)
    small = f"{size:.1f}" if size >= 1 else (f"{size:#.2g}" if size else "0")
    text = f"{size:,.0f}" if size >= 10 else small
    text = text.removesuffix(".0") if size >= 10 or not size else text
    text = text.replace(",", THIN if lang == "en" else ",")
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: float | None, lang: str = "en") -> str:
    """A difference with its sign."""
    text = number(value, lang)
    return f"+{text}" if value is not None and float(f"{value:.2g}") > 0 else text


def _points(share: float) -> str:
    percent = 100 * share
    if 0 < percent < 0.5:
        return "<1"
    if 99.5 <= percent < 100:
        return ">99"
    return f"{percent:.0f}"


def percent(share: float, lang: str = "en") -> str:
    """A share or probability between 0 and 1 in percent."""
    points = _points(share)
    if lang == "en":
        return f"{points}{THIN}%"
    return {"<1": "1％未満", ">99": "99％超"}.get(points, f"{points}％")


def percents(low: float, high: float, lang: str = "en", *, bare: bool = False) -> str:
    """A range of shares in percent.

    Args:
        low: lower end, 0 to 1.
        high: upper end, 0 to 1.
        lang: `en` or `ja`.
        bare: without the sign, for places where it stands beside.
    """
    ends = [_points(low), _points(high)]
    open_ended = any(end[0] in "<>" for end in ends)
    if lang == "ja":
        joined = "～".join(percent(end, lang) if open_ended else _points(end) for end in (low, high))
        return joined.replace("％", "") if bare else joined + ("" if open_ended else "％")
    return (" to " if open_ended else "\u2013").join(ends) + ("" if bare else f"{THIN}%")


def is_point(p: float, low: float, high: float) -> bool:
    """Whether a probability and both ends of its range round to one figure."""
    return len({_points(p), _points(low), _points(high)}) == 1


def published(value: float) -> str:
    """A figure as it was published."""
    return f"{value:g}"


def between(low: float | None, high: float | None, lang: str = "en") -> str:
    """A range of model numbers; the word `to` where a sign would collide with the dash."""
    if number(low, lang) == number(high, lang):
        return number(low, lang)
    if lang == "ja":
        return f"{number(low, lang)}～{number(high, lang)}"
    dash = "\u2013" if low is not None and high is not None and min(low, high) >= 0 else " to "
    return f"{number(low, lang)}{dash}{number(high, lang)}"


def quantiles(spread: Mapping[str, float | None], lang: str = "en") -> str:
    """A median with the range from the tenth to the ninetieth percentile."""
    span = between(spread["p10"], spread["p90"], lang)
    middle = number(spread["p50"], lang)
    if span == middle:
        return middle
    return f"{middle} ({span})" if lang == "en" else f"{middle}（{span}）"


def day_text(iso: str, lang: str = "en") -> str:
    """An ISO day, month or year in words: `2 March 2027`, 2027年3月2日."""
    parts = [int(part) for part in iso.split("-")]
    if lang == "ja":
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    words = [str(parts[0]), *(MONTHS[part - 1] for part in parts[1:2]), *(str(part) for part in parts[2:3])]
    return " ".join(reversed(words))


def is_day(text: str) -> bool:
    """Whether a text is an ISO day, month or year."""
    padded = text + "-01-01"[: 10 - len(text)] if len(text) in (4, 7) else text
    try:
        date.fromisoformat(padded)
    except ValueError:
        return False
    return True
