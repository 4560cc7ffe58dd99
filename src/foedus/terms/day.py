"""Dates with a precision: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus.terms.errors import BadDate

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it was stated: `2021`, `2021-10` or `2021-10-25`.

    Attributes:
        first: The first day that the date may mean.
        precision: `day`, `month` or `year`.
    """

    first: date
    precision: str = "day"

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        if self.precision == "year":
            return self.first.replace(month=12, day=31)
        if self.precision == "month":
            return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])
        return self.first

    def __str__(self) -> str:
        """ISO 8601 at the stated precision."""
        return self.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    @staticmethod
    def parse(text: str, where: str = "") -> Day:
        """Read an ISO 8601 day, month or year.

        Raises:
            BadDate: If `text` is none of these or names a day that does not exist.
        """
        try:
            return _parse(text)
        except ValueError as error:
            raise BadDate(
                f"'{text}' is not a date",
                where=where,
                why=str(error),
                remedy="write 2021, 2021-10 or 2021-10-25",
            ) from None


@cache
def _parse(text: str) -> Day:
    found = _ISO.fullmatch(text)
    if not found:
        raise ValueError("not of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return Day(date(year, month, day), _PRECISIONS[len(text)])
