"""What may be asked of a model, and the shape of its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import numpy as np

from foedus.record import Fact
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument, UnknownName
from foedus.terms.text import Text

Value = str | bool | int | float
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One argument of an inquiry; its default says of which type it is.

    Attributes:
        name: As it is written.
        default: Value taken when it is not given.
        meaning: What it means.
        values: Allowed values; any if empty.
        least: Least number allowed.
    """

    name: str
    default: Value
    meaning: Text
    values: tuple[str, ...] = ()
    least: float = 0.0

    def read(self, text: str) -> Value:
        """Return the value that `text` stands for.

        Raises:
            BadArgument: If the argument cannot take it.
        """
        if self.values and text not in self.values:
            raise BadArgument(
                f"{self.name} cannot be '{text}'",
                remedy=f"it is one of {', '.join(self.values)}",
                suggestions=get_close_matches(text, self.values),
            )
        if isinstance(self.default, bool):
            return text == "true"
        return self._number(text) if isinstance(self.default, (int, float)) else text

    def _number(self, text: str) -> Value:
        kind = int if isinstance(self.default, int) else float
        try:
            value = kind(text)
        except ValueError:
            raise BadArgument(f"{self.name} is a number, not '{text}'", remedy="write a number") from None
        if not self.least <= value < float("inf"):
            raise BadArgument(f"{self.name} cannot be {text}", remedy=f"give at least {self.least:g}")
        return value


@dataclass(frozen=True)
class Assessment:
    """The answer of one model.

    Attributes:
        headline: The answer in a sentence.
        value: The answer as JSON.
        columns: Column names of the table.
        rows: The table.
        notes: What a reader should know.
        facts: Facts it rests on.
    """

    headline: Text
    value: Mapping[str, Any]
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[Text] = ()
    facts: Sequence[Fact] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that one model answers.

    Attributes:
        name: Name of the model.
        question: The question.
        arguments: What may be varied.
        answer: Computes the answer from the arguments, all given.
    """

    name: str
    question: Text
    arguments: tuple[Asked, ...]
    answer: Callable[[Given], Assessment]

    def __call__(self, given: Mapping[str, str]) -> Assessment:
        """Answer with defaults for what is not given.

        Raises:
            UnknownName: If the inquiry has no such argument.
            BadArgument: If an argument cannot take its value.
        """
        known = {one.name: one for one in self.arguments}
        for name in given:
            if name not in known:
                raise UnknownName(
                    f"{self.name} has no argument '{name}'",
                    remedy=f"it takes {', '.join(known)}",
                    suggestions=get_close_matches(name, known),
                )
        values = {
            name: one.read(given[name]) if name in given else one.default for name, one in known.items()
        }
        return self.answer(values)


DRAWS = (
    Asked("draws", 1000, Text("draws", "試行回数"), least=1),
    Asked("seed", 1, Text("seed of chance", "乱数の種")),
)


def spread(values: Array) -> list[float | None]:
    """Return the 10, 50 and 90 % quantiles of (draws,); None where that many draws never get there."""
    found = np.quantile(values, (0.1, 0.5, 0.9), method="inverted_cdf")
    return [round(float(one), 3) if np.isfinite(one) else None for one in found]


def shown(value: float | None) -> str:
    """Return a number for a sentence, a dash where there is none."""
    return "–" if value is None else f"{value:.3g}"
