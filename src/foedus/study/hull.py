"""Is this question inside the data? King and Zeng's convex-hull and Gower-distance tests.

Source: King and Zeng,
    "The dangers of extreme counterfactuals", Political Analysis 14 (2006) 131-159; "When can
history be our guide?", International Studies Quarterly 51 (2007) 183-210.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from foedus.terms.chance import Array
from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a question lies from the data.

    Attributes:
        inside: Whether it is a weighted mean of rows of the data.
        nearby: Share of the rows no farther in Gower's distance than the rows are from each other on average.
        rows: How many rows of data.
    """

    inside: bool
    nearby: float
    rows: int

    def note(self) -> Text:
        """Say it."""
        if self.inside:
            return Text(
                f"The question lies inside the convex hull of the {self.rows} cases; {self.nearby:.0%} of "
                f"them are near.",
                f"この問いは{self.rows}件のデータの凸包の内側にある。近いものは{self.nearby:.0%}。",
            )
        return Text(
            f"Extrapolation: the question lies outside the convex hull of the {self.rows} cases; "
            f"{self.nearby:.0%} of them are near.",
            f"外挿：この問いは{self.rows}件のデータの凸包の外にある。近いものは{self.nearby:.0%}。",
        )


def inside(data: Array, question: Array) -> bool:
    """Return whether a question is a convex combination of the rows, by a linear program.

    Args:
        data: Shape (rows, columns).
        question: Shape (columns,).
    """
    # Columns are brought to one scale, so that the solver's tolerance means the same in each.
    low, width = data.min(axis=0), np.ptp(data, axis=0)
    if bool(((question < low) | (question > low + width)).any()):
        return False
    scale = np.where(width > 0, width, 1.0)
    equal = np.vstack([((data - low) / scale).T, np.ones(len(data))])
    wanted = np.append((question - low) / scale, 1.0)
    return bool(linprog(np.zeros(len(data)), A_eq=equal, b_eq=wanted, bounds=(0, None)).status == 0)


def gower(data: Array, questions: Array) -> Array:
    """Return Gower's distances, the mean of differences over ranges of the data, shape (questions, rows)."""
    width = np.ptp(data, axis=0)
    used = width > 0
    apart = np.abs(questions[:, None, used] - data[None, :, used]) / width[used]
    return np.asarray(apart.sum(axis=-1) / data.shape[1])


def variability(data: Array) -> float:
    """Return the geometric variability of the data: half the mean of all distances between rows."""
    return float(gower(data, data).sum() / (2 * len(data) ** 2))


def nearby(data: Array, questions: Array) -> Array:
    """Return the share of rows within one geometric variability of each question, shape (questions,)."""
    return np.asarray((gower(data, questions) <= variability(data)).mean(axis=1))


def reach(data: Array, question: Array) -> Reach:
    """Return both tests for one question."""
    return Reach(inside(data, question), float(nearby(data, question[None, :])[0]), len(data))


def counted_inside(data: Array, questions: Array) -> int:
    """Return how many questions lie in the hull."""
    found: NDArray[np.bool_] = np.array([inside(data, one) for one in questions])
    return int(found.sum())
