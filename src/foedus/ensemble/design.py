"""What we do not know: parameter sets, laid out as a Latin hypercube."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.parameter import given, parameters
from foedus.terms.chance import Array
from foedus.terms.normal import normal_score, normal_share
from foedus.terms.quantile import quantile
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
        return _column(self.seed, self.sets, path)

    def values(self, path: str, spread: Spread) -> Array:
        """Return a parameter in every set, shape (sets,)."""
        return quantile(spread, self.quantiles(path))

    def judged(self, kind: str, spreads: Mapping[str, Spread], correlation: float) -> Array:
        """Return judgements of one kind in every set, shape (sets, subjects).

        One assessor errs in one direction: the judgements share the column `judgement.KIND` by
        `correlation` (a Gaussian copula), the rest is each subject's own.

        Args:
            kind: What is judged, such as `notice_days`.
            spreads: Value and range by subject.
            correlation: Between the judgements of the kind, 0 to 1.
        """
        shared = normal_score(self.quantiles(f"judgement.{kind}"))
        columns = []
        for subject, spread in spreads.items():
            own = normal_score(self.quantiles(f"{subject}.{kind}"))
            score = np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own
            columns.append(quantile(spread, normal_share(score)))
        return np.stack(columns, axis=1) if columns else np.empty((self.sets, 0))


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

    def model(self, kind: type[Model], fixed: Mapping[str, Any]) -> Model:
        """Build a model whose uncertain parameters have shape (draws, 1).

        Args:
            kind: The model class.
            fixed: Parameters held at one value, by path `model.field`.
        """
        changes: dict[str, Any] = {}
        for name, parameter in parameters(kind).items():
            if parameter.path in fixed:
                changes[name] = fixed[parameter.path]
            elif parameter.spread is not None and not parameter.spread.certain:
                changes[name] = self.value(parameter.path, parameter.spread)[:, None]
        return given(kind, **changes)


@lru_cache(maxsize=4096)
def _column(seed: int, sets: int, path: str) -> Array:
    luck = BlockChance(seed, 0, sets).uniform("design", (path,), width=2)[:, 0, :]
    strata = np.argsort(np.argsort(luck[:, 0], kind="stable"), kind="stable")
    column = np.asarray((strata + luck[:, 1]) / sets)
    column.flags.writeable = False
    return column
