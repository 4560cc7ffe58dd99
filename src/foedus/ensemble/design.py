"""What we do not know: parameter sets, laid out as a Latin hypercube."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.parameter import given, spreads
from foedus.terms.chance import Array
from foedus.terms.spread import Spread

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Design:
    """`sets` parameter sets; draw `d` belongs to set `d % sets`.

    Each parameter has its own column, a function of (seed, path) alone, so that adding a parameter moves no
    other and two policies are compared on the same sets.

    Source: M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979) 239-245.
    """

    seed: int
    sets: int

    def quantiles(self, path: str) -> Array:
        """Return the column of a parameter: one stratified quantile a set, shape (sets,)."""
        luck = BlockChance(self.seed, 0, self.sets).uniform("design", (path,), width=2)[:, 0, :]
        strata = np.argsort(np.argsort(luck[:, 0], kind="stable"), kind="stable")
        return np.asarray((strata + luck[:, 1]) / self.sets)

    def values(self, path: str, spread: Spread) -> Array:
        """Return a parameter in every set, shape (sets,)."""
        return spread.at(self.quantiles(path))


@dataclass(frozen=True, slots=True)
class Sample:
    """The part of a design that a block of draws sees."""

    design: Design
    first: int
    draws: int

    @property
    def chance(self) -> BlockChance:
        """The luck of the block."""
        return BlockChance(self.design.seed, self.first, self.draws)

    @property
    def sets(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The parameter set of each draw, shape (draws,)."""
        return np.arange(self.first, self.first + self.draws, dtype=np.int64) % self.design.sets

    def value(self, path: str, spread: Spread) -> Array:
        """Return a parameter or judgement for each draw, shape (draws,)."""
        values: Array = self.design.values(path, spread)
        return np.asarray(values[self.sets], dtype=np.float64)

    def matrix(self, spreads: Mapping[str, Spread]) -> Array:
        """Return several judgements by path, shape (draws, paths)."""
        columns = [self.value(path, spread) for path, spread in spreads.items()]
        return np.stack(columns, axis=1) if columns else np.empty((self.draws, 0))

    def model(self, kind: type[Model], fixed: Mapping[str, Any]) -> Model:
        """Build a model whose uncertain parameters have shape (draws, 1).

        Args:
            kind: The model class.
            fixed: Parameters held at one value, by path `model.field`.
        """
        changes: dict[str, Any] = {}
        for name, parameter in spreads(kind).items():
            if parameter.path not in fixed and parameter.spread is not None:
                changes[name] = self.value(parameter.path, parameter.spread)[:, None]
        prefix = f"{kind.__name__.lower()}."
        own = {path.removeprefix(prefix): value for path, value in fixed.items() if path.startswith(prefix)}
        return given(kind, **changes, **own)
