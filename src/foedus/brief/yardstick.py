"""Words of probability and of confidence, with the bounds they stand for.

Source: Professional Head of Intelligence Assessment (PHIA) probability yardstick; see yardstick.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

EVENS: Final = 50.0
OPEN_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the yardstick; bounds in percent, both included."""

    rank: int
    low: float
    high: float
    en: str
    ja: str
    short_ja: str

    def gap(self, percent: float) -> float:
        """Distance in percentage points from the term's bounds; zero inside."""
        return max(self.low - percent, percent - self.high, 0.0)

    def caution(self) -> float:
        """Distance in percentage points of the term's middle from evens."""
        return abs((self.low + self.high) / 2 - EVENS)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("foedus.brief").joinpath("yardstick.toml").read_text(encoding="utf-8"))


@cache
def terms() -> tuple[Term, ...]:
    """The seven terms, from the least to the most probable."""
    rows = _table()["probability"]["terms"]
    return tuple(Term(rank=rank, **row) for rank, row in enumerate(rows))


def term(probability: float) -> Term:
    """The term for a probability between 0 and 1.

    A value in a gap takes the nearer term; midway, the term nearer to fifty percent.
    """
    percent = round(100 * probability, 6)
    return min(terms(), key=lambda each: (each.gap(percent), each.caution()))


def is_spread(low: float, high: float) -> bool:
    """Whether a range covers three terms or more, so that no single word holds."""
    return term(high).rank - term(low).rank > 1


def is_open(low: float, high: float) -> bool:
    """Whether a range covers five terms or more, so that even naming a likely side would claim too much."""
    return term(high).rank - term(low).rank > OPEN_STEPS


def confidence(judged: float, lang: str) -> str:
    """The word of confidence for a share of variance that rests on judgements."""
    levels = _table()["confidence"]["levels"]
    word: str = next(level[lang] for level in levels if judged < level["below"])
    return word


def publication() -> dict[str, str]:
    """Publisher, title and address of the yardstick."""
    table = _table()["probability"]
    return {key: table[key] for key in ("publisher", "title", "url")}
