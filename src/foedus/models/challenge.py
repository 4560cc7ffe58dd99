"""Where does a group end up if its members press each other, by the expected-utility challenge model?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument


@dataclass(frozen=True, slots=True)
class Group:
    """Actors and one issue.

    Attributes:
        capability: Potential influence, (actors,).
        position: Initial position, (actors,).
        salience: Importance of the issue, 0 to 1, (actors,).

    Raises:
        BadArgument: If the arrays differ in length or all positions are the same.
    """

    capability: Array
    position: Array
    salience: Array

    def __post_init__(self) -> None:
        if not self.capability.shape == self.position.shape == self.salience.shape:
            raise BadArgument("capability, position and salience differ in length", where="challenge.Group")
        if np.ptp(self.position) == 0:
            raise BadArgument(
                "all actors hold one position",
                where="challenge.Group",
                why="there is nothing to bargain over",
            )


@dataclass(frozen=True, slots=True)
class Trace:
    """What happened round by round; row 0 is the opening.

    Attributes:
        position: Positions, (rounds + 1, actors).
        risk: Risk exponents with which each round was played, (rounds, actors).
        median: Position that beats every other by weighted votes, (rounds + 1,).
        mean: Mean of positions weighted by capability times salience, (rounds + 1,).
    """

    position: Array
    risk: Array
    median: Array
    mean: Array


@dataclass(frozen=True, slots=True)
class Challenge:
    """Bueno de Mesquita's group decision model in the form of Scholz, Calbert and Smith.

    Source: J. B. Scholz, G. J. Calbert and G. A. Smith, "Unravelling Bueno De Mesquita's group decision
    model", Journal of Theoretical Politics 23 (2011) 510-531. Parameters: `challenge.toml`.
    """

    status_quo: float
    risk_bound: float
    rounds: int
    capitulation: bool

    def run(self, group: Group) -> Trace:
        """Return the trace of `rounds` rounds; the range of opening positions scales all distances."""
        width = float(np.ptp(group.position))
        weight = group.capability * group.salience
        position = group.position.astype(np.float64)
        positions, risks = [position], []
        for _ in range(self.rounds):
            risk = self.risk(position, group, width)
            position = self._move(position, *self._outlook(position, group, width, risk))
            positions.append(position)
            risks.append(risk)
        stack = np.stack(positions)
        return Trace(
            position=stack,
            risk=np.stack(risks) if risks else np.empty((0, position.size)),
            median=np.array([median(row, weight) for row in stack]),
            mean=(stack * weight).sum(axis=1) / weight.sum(),
        )

    def risk(self, position: Array, group: Group, width: float) -> Array:
        """Return each actor's risk exponent: the safer its position, the more it dares, (actors,)."""
        neutral = np.ones_like(position)
        _, against = self._outlook(position, group, width, neutral)
        exposed = against.copy()
        np.fill_diagonal(exposed, 0.0)
        danger = exposed.sum(axis=1)
        spread = np.ptp(danger)
        if spread == 0:
            return neutral
        attitude = (2 * danger - danger.max() - danger.min()) / spread / self.risk_bound
        return np.asarray((1 - attitude) / (1 + attitude))

    def _outlook(self, position: Array, group: Group, width: float, risk: Array) -> tuple[Array, Array]:
        """Return, as row i sees it, what i gains by challenging j and what j gains by challenging i."""
        win = success(position, group.capability * group.salience, width, risk)
        distance = np.abs(position[:, None] - position) / width
        exponent = risk[:, None]
        good = 2 - 4 * (0.5 - 0.5 * distance) ** exponent
        bad = 2 - 4 * (0.5 + 0.5 * distance) ** exponent
        still = self.status_quo * (2 - 4 * 0.5**exponent)
        mine = _expected(win, group.salience[None, :], good, bad) - still
        theirs = _expected(win.T, group.salience[:, None], good, bad) - still
        return mine, theirs

    def _move(self, position: Array, mine: Array, theirs: Array) -> Array:
        """Return where all go at once: a confrontation lost before a compromise before a capitulation."""
        apart = position[:, None] != position
        size = np.abs(mine)
        lost = apart & (theirs > mine) & (mine > 0)
        deal = apart & (theirs > 0) & (mine < 0) & (theirs > size)
        yielding = apart & (theirs > 0) & (mine < 0) & (theirs < size) & self.capitulation
        share = np.divide(size, np.abs(theirs), out=np.zeros_like(size), where=deal)
        halfway = position[:, None] + (position - position[:, None]) * share
        step = np.abs(position[:, None] - position)
        blend = _blend(position, size, np.abs(theirs))
        target = np.broadcast_to(position, step.shape)
        moved = _pick(position, yielding, step, target)
        moved = _pick(moved, deal, blend, halfway)
        return _pick(moved, lost, step, target)


def success(position: Array, weight: Array, width: float, risk: Array) -> Array:
    """Return P[i, j], the chance that i carries its position against j's, (actors, actors).

    Method: votes of all actors for the one position over the other, as a share of all votes over all ordered
    pairs of positions. The published form has this denominator, so that P[i, j] + P[j, i] is below one.
    """
    far = (np.abs(position[:, None] - position) / width) ** risk[:, None]
    support = np.zeros((position.size, position.size))
    total = 0.0
    for cost in weight[:, None] * far:
        votes = cost[None, :] - cost[:, None]
        total += float(np.abs(votes).sum())
        support += np.maximum(votes, 0.0)
    support[position[:, None] == position] = 0.0
    return support / total if total > 0 else support


def median(position: Array, weight: Array) -> float:
    """Return the position that no other beats by votes weighted with capability and salience."""
    regret = (weight * np.abs(position[:, None] - position)).sum(axis=1)
    return float(position[int(np.argmin(regret))])


def compromise(position: Array, weight: Array) -> float:
    """Return the mean of positions weighted by `weight`: the compromise model, and the one to beat."""
    return float((position * weight).sum() / weight.sum())


def _expected(win: Array, resist: Array, good: Array, bad: Array) -> Array:
    return np.asarray(resist * (win * good + (1 - win) * bad) + (1 - resist) * good)


def _blend(position: Array, mine: Array, theirs: Array) -> Array:
    total = mine + theirs
    mixed = mine * position[:, None] + theirs * position
    return np.divide(mixed, total, out=np.zeros_like(mixed), where=total > 0)


def _pick(current: Array, offered: NDArray[np.bool_], rank: Array, target: Array) -> Array:
    """Take for each row the offer of the least rank, if it has one."""
    best = np.where(offered, rank, np.inf).argmin(axis=1)
    chosen = np.take_along_axis(target, best[:, None], axis=1)[:, 0]
    return np.where(offered.any(axis=1), chosen, current)
