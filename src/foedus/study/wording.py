"""How findings write numbers and days in running text, in both languages."""

from __future__ import annotations

from datetime import date

from foedus.terms.text import Text

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# A thin space before the sign in English, none in Japanese.
_THIN = "\u2009"


def told_day(day: date) -> Text:
    """Return `2 March 2027` and `2027年3月2日`."""
    return Text(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def percent(share: float) -> Text:
    """Return a share as a percentage without decimals, bounded to 0 and 100."""
    number = f"{100 * min(max(share, 0.0), 1.0):.0f}"
    return Text(f"{number}{_THIN}%", f"{number}％")
