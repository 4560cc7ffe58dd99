"""What drives an answer: each parameter moved across its range, the others at their best values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from foedus.models.parameter import Parameter, given, parameters, spreads
from foedus.terms.text import Text

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one parameter moves an answer.

    Attributes:
        parameter: The parameter.
        low: The answer at the low end of its range.
        high: The answer at the high end.
        share: Its part of the sum of squared swings.
    """

    parameter: Parameter
    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class Swings:
    """The parameters that move an answer, the strongest first."""

    all: tuple[Swing, ...]

    @property
    def judged(self) -> float:
        """The part of the swings that comes from judgements."""
        return sum((one.share for one in self.all if one.parameter.kind == "judgement"), 0.0)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the drivers as the contract shapes them."""
        return [
            {
                "name": one.parameter.path,
                "share": round(one.share, 3),
                "sourced": one.parameter.kind != "judgement",
                "low": round(one.low, 4),
                "high": round(one.high, 4),
            }
            for one in self.all
        ]

    def note(self) -> Text:
        """Say what the answer hangs on, and how much of that is judgement."""
        if not self.all:
            return Text(
                "No uncertain parameter moves this answer.", "この答えを動かす不確実なパラメータはない。"
            )
        top = self.all[:3]
        named = ", ".join(f"{one.parameter.meaning.en} ({one.share:.0%})" for one in top)
        named_ja = "、".join(f"{one.parameter.meaning.ja}（{one.share:.0%}）" for one in top)
        return Text(
            f"What drives it, each parameter moved across its range alone: {named}. Judgement is "
            f"{self.judged:.0%} of it.",
            f"パラメータを一つずつ幅の端から端まで動かした場合の主因：{named_ja}。うち判断値の割合は"
            f"{self.judged:.0%}。",
        )


def swings(
    kind: type[Model],
    answer: Callable[[Model], float],
    changes: Mapping[str, Any] | None = None,
    tables: Mapping[str, tuple[Any, Any]] | None = None,
) -> Swings:
    """Move each uncertain parameter of a model across its range and see what the answer does.

    Args:
        kind: Class of the model.
        answer: The answer a model gives, deterministic (draws on the same luck).
        changes: Parameters held at other than their best values.
        tables: Two ends of parameters that are tables and have no range of their own.
    """
    held = dict(changes or {})
    found: list[tuple[Parameter, float, float]] = []
    ends = {
        name: (one.spread.low, one.spread.high)
        for name, one in spreads(kind).items()
        if one.spread is not None
    }
    for name, values in {**ends, **(tables or {})}.items():
        if name not in held:
            low, high = (answer(given(kind, **{**held, name: value})) for value in values)
            found.append((parameters(kind)[name], low, high))
    total = sum((high - low) ** 2 for _, low, high in found)
    if total == 0:
        return Swings(())
    ranked = [Swing(one, low, high, (high - low) ** 2 / total) for one, low, high in found if high != low]
    return Swings(tuple(sorted(ranked, key=lambda one: (-one.share, one.parameter.path))))
