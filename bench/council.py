"""How fast is the Council?

Run `python bench/council.py [draws]`. Three measurements in one run, in CPU time:

1. The toy council: 32 seats x 20 rounds. Positions uniform on 0 to 100, tolerances uniform on 18 to 60, the
   first draft is the mean position. In each round the seats farther from the draft than their tolerance
   block; if there are none, the draft is agreed; else it moves half way to the blockers' mean and every
   tolerance grows by one. The original rule of the published comparison (Mesa 460, NumPy 18 microseconds a
   draw) is not public, so this is a toy of the same size with about the same share agreed; the bar is
   30 microseconds a draw. With Mesa installed (extra `bench`) the same rule runs on it, with the same answer.
2. The Council proper: 128 draws x 32 allies x 210 days, belief rising slowly through every threshold, which
   makes the chair weigh its draft anew every other day. Bar: 15 milliseconds.
3. The challenge model, 80 and 160 actors, full trace. Bars: 3 and 30 seconds.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.challenge import Challenge, Group
from foedus.models.council import Council, Matter, Today
from foedus.models.parameter import given
from foedus.terms.chance import Array

SEATS, ROUNDS, BLOCK = 32, 20, 256
LEAST, SPAN = 18.0, 42.0


def best_seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the least CPU time of several runs."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def seats(draws: int, seed: int = 1) -> tuple[Array, Array]:
    """Return positions and tolerances, (draws, seats) each."""
    luck = np.random.default_rng(seed).random((2, draws, SEATS))
    return 100 * luck[0], LEAST + SPAN * luck[1]


def toy(position: Array, tolerance: Array) -> Array:
    """Return the round in which each draw agrees, or `ROUNDS` if it does not, (draws,)."""
    blocks = range(0, len(position), BLOCK)
    return np.concatenate([_toy_block(position[i : i + BLOCK], tolerance[i : i + BLOCK]) for i in blocks])


def _toy_block(position: Array, tolerance: Array) -> Array:
    agreed = np.full(len(position), float(ROUNDS))
    draft = position.sum(axis=1, keepdims=True) / SEATS
    distance = np.empty_like(position)
    for number in range(ROUNDS):
        np.subtract(position, draft, out=distance)
        blockers = np.abs(distance) > tolerance + number
        count = blockers.sum(axis=1, keepdims=True)
        agreed = np.where((count[:, 0] == 0) & (agreed == ROUNDS), number, agreed)
        pull = (distance * blockers).sum(axis=1, keepdims=True)
        draft = draft + np.where(agreed[:, None] < ROUNDS, 0.0, 0.5 * pull / np.maximum(count, 1))
    return agreed


def toy_on_mesa(position: Array, tolerance: Array) -> Array:
    """Return the same on Mesa: one agent a seat, one model a draw."""
    import mesa

    class Seat(mesa.Agent):  # type: ignore[misc]
        def __init__(self, model: mesa.Model, position: float, tolerance: float) -> None:
            super().__init__(model)
            self.position, self.tolerance = position, tolerance

        def look(self) -> None:
            self.tolerance += 1.0
            if abs(self.position - self.model.draft) > self.tolerance:
                self.model.blockers.append(self.position - self.model.draft)

    class Room(mesa.Model):  # type: ignore[misc]
        def __init__(self, position: Array, tolerance: Array) -> None:
            super().__init__(seed=1)
            self.draft = float(position.sum() / SEATS)
            self.blockers: list[float] = []
            for one, other in zip(position, tolerance, strict=True):
                Seat(self, float(one), float(other) - 1.0)

        def agree(self) -> float:
            for number in range(ROUNDS):
                self.blockers = []
                self.agents.do("look")
                if not self.blockers:
                    return float(number)
                self.draft += 0.5 * sum(self.blockers) / len(self.blockers)
            return float(ROUNDS)

    return np.array([Room(*pair).agree() for pair in zip(position, tolerance, strict=True)])


def proper() -> Callable[[], object]:
    """Return the work of running one block of the Council through 210 days."""
    draws, allies = 128, tuple(f"A{number:02d}" for number in range(SEATS))
    question = Matter(
        allies=allies,
        positions=np.broadcast_to(np.linspace(25.0, 75.0, SEATS), (draws, SEATS)),
        salience=np.full((1, SEATS), 0.7),
        threshold=np.linspace(0.4, 0.8, SEATS)[None, :],
        cost=np.ones((1, SEATS)),
        capability=np.full(SEATS, 1 / SEATS),
        attacked=np.arange(SEATS) == SEATS - 1,
        asked=75.0,
    )
    start = np.linspace(-2.2, 2.2, draws)
    days = [Today(1 / (1 + np.exp(-(start + 0.1 * day)))) for day in range(210)]
    return lambda: given(Council).run(question, days, BlockChance(1, 0, draws))


def challenge(actors: int) -> None:
    """Play the challenge model with random actors."""
    luck = np.random.default_rng(actors).random((3, actors))
    given(Challenge).run(Group(0.1 + luck[0], 100 * luck[1], 0.1 + 0.9 * luck[2]))


def main(draws: int) -> None:
    """Print the measurements."""
    position, tolerance = seats(draws)
    share = (toy(position, tolerance) < ROUNDS).mean()
    ours = best_seconds(lambda: toy(position, tolerance)) / draws
    print(f"toy council          {ours * 1e6:8.1f} us a draw   (bar 30; share agreed {share:.3f})")
    if importlib.util.find_spec("mesa"):
        few = min(draws, 1000)
        theirs = best_seconds(lambda: toy_on_mesa(position[:few], tolerance[:few]), 1) / few
        same = (toy_on_mesa(position[:50], tolerance[:50]) == toy(position[:50], tolerance[:50])).mean()
        print(
            f"  on Mesa            {theirs * 1e6:8.1f} us a draw   ({theirs / ours:.0f} x; equal {same:.0%})"
        )
    print(f"Council, 128 x 210 d {best_seconds(proper(), 30) * 1e3:8.1f} ms         (bar 15)")
    for actors, bar in ((80, 3), (160, 30)):
        seconds = best_seconds(lambda actors=actors: challenge(actors), 2)  # type: ignore[misc]
        print(f"challenge, {actors:3d} actors {seconds:7.2f} s          (bar {bar})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
