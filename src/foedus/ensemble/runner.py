"""Run a job over blocks of draws, here or in processes, with the same bytes either way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np

from foedus.terms.errors import BadArgument

Columns = Mapping[str, np.ndarray[Any, Any]]
Job = Callable[[int, int], Columns]
Progress = Callable[[int, int], None]

# A fresh process imports NumPy, SciPy and the models: 1.0 to 1.4 s on two idle cores, 2.7 s on busy ones.
PROCESS_START_SECONDS = 2.0


@dataclass(frozen=True)
class Run:
    """The columns of all draws that worked, and those that failed.

    Attributes:
        columns: Arrays with axis 0 = draw, in the order of `draws`.
        draws: Numbers of the draws in the columns.
        failures: Draw number and message of each failed draw; it can be run again alone.
        workers: How many processes were used.
        seconds: Wall time.
    """

    columns: Columns
    draws: np.ndarray[Any, np.dtype[np.int64]]
    failures: Mapping[int, str]
    workers: int
    seconds: float


def run(
    job: Job, draws: int, *, block: int = 1000, workers: int = 1, progress: Progress | None = None
) -> Run:
    """Run `job(first, count)` over all draws.

    The first block is run here and timed; processes are started only if what they save is more than what
    starting them costs.

    Args:
        job: A picklable function of the first draw and their number; returns columns with axis 0 = draw.
        draws: How many draws.
        block: Draws a block; does not change a single bit of the result.
        workers: The most processes to use.
        progress: Called with the draws done and the draws asked for.

    Raises:
        BadArgument: If a number is not positive.
    """
    if min(draws, block, workers) < 1:
        raise BadArgument("draws, block and workers must be at least 1", remedy="give a positive number")
    started = time.perf_counter()
    spans = [(first, min(block, draws - first)) for first in range(0, draws, block)]
    report = progress or _say_nothing
    parts = [_safely(job, *spans[0])]
    report(spans[0][1], draws)
    used = _worth(workers, time.perf_counter() - started, len(spans) - 1)
    done = spans[0][1]
    for (_, count), part in zip(spans[1:], _rest(job, spans[1:], used), strict=True):
        parts.append(part)
        done += count
        report(done, draws)
    return _joined(parts, used, time.perf_counter() - started)


def _say_nothing(_done: int, _all: int) -> None:
    """Report to nobody."""


def _worth(workers: int, block_seconds: float, blocks: int) -> int:
    used = min(workers, blocks)
    saved = block_seconds * blocks * (1 - 1 / max(used, 1))
    return used if used > 1 and saved > PROCESS_START_SECONDS else 1


Part = tuple[Columns | None, list[int], dict[int, str]]


def _rest(job: Job, spans: list[tuple[int, int]], workers: int) -> Iterator[Part]:
    if workers == 1:
        for first, count in spans:
            yield _safely(job, first, count)
        return
    # The job goes to each process once, at its start: it may be many times larger than a block's columns.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=_keep, initargs=(job,)) as pool:
        yield from pool.map(_kept, *zip(*spans, strict=True))


_jobs: list[Job] = []  # empty but in a process of the pool, where it holds the one job


def _keep(job: Job) -> None:
    _jobs[:] = [job]


def _kept(first: int, count: int) -> Part:
    return _safely(_jobs[0], first, count)


def _safely(job: Job, first: int, count: int) -> Part:
    try:
        return job(first, count), list(range(first, first + count)), {}
    except ArithmeticError as error:
        if count == 1:
            return None, [], {first: f"{type(error).__name__}: {error}"}
    parts = [_safely(job, number, 1) for number in range(first, first + count)]
    return _merged(parts)


def _merged(parts: list[Part]) -> Part:
    good = [columns for columns, _, _ in parts if columns is not None]
    numbers = [number for _, own, _ in parts for number in own]
    failures = {number: message for _, _, own in parts for number, message in own.items()}
    if not good:
        return None, numbers, failures
    return {name: np.concatenate([part[name] for part in good]) for name in good[0]}, numbers, failures


def _joined(parts: list[Part], workers: int, seconds: float) -> Run:
    columns, numbers, failures = _merged(parts)
    return Run(columns or {}, np.array(numbers, dtype=np.int64), failures, workers, seconds)
