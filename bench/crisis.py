"""How fast is the crisis, and does a plain Mesa model of the same equations say the same?

Run `python bench/crisis.py [draws mesa_draws]`. In one run, plan `corridor` of `suwalki-2027`:

1. Ours in CPU time, and in wall time with at most one and two workers.
2. The same equations as a Mesa model (`bench/crisis_mesa`), draw by draw with the same numbers; those are
   made before the clock starts. Bar: 50 times our CPU time. Needs the extra `bench`.
3. Of those draws, how many agree in path, day and ambition of the decision, arrivals, outcome, ground, cost.
4. 10,000 draws: bars 10 seconds and 1 GiB.
5. The size of a block, which changes the time and not a bit of the result.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ensemble.design import Sample
from foedus.ensemble.runner import Columns, run
from foedus.models.balance import OUTCOMES
from foedus.models.council import PATHS
from foedus.models.joint.course import Course
from foedus.models.joint.crisis import Crisis, Terms
from foedus.models.parameter import given
from foedus.models.reinforcement import Arrivals
from foedus.record import bundled
from foedus.study.question import PlanJob, Question, prepared
from foedus.world.scenario import find_scenario

if TYPE_CHECKING:
    from bench.crisis_mesa.numbers import Numbers, Played

SCENARIO, PLAN = "suwalki-2027", "corridor"
WHOLE, SECONDS, MEBIBYTES, TIMES = 10_000, 10, 1024, 50
BLOCK = 1000
BLOCKS = (128, 250, 500, 1000, 2000)
CHECKS = ("path", "decided day", "ambition", "arrivals", "outcome", "ground", "cost", "all")
# Sums are taken in another order, and the kernel of the queues works with days beyond a million.
TOLERANCE = 1e-7


def plan_job(draws: int) -> PlanJob:
    """Return the plan that all measurements run."""
    return prepared(Question(find_scenario(bundled(), SCENARIO), draws=draws)).job(PLAN)


Clock = Callable[[], float]


def timed(
    work: Callable[[], object], draws: int, *, clock: Clock = time.process_time, times: int = 3
) -> float:
    """Return the least time of several runs, microseconds a draw; CPU time unless another clock is given."""
    spent = []
    for _ in range(times):
        started = clock()
        work()
        spent.append(clock() - started)
    return min(spent) / draws * 1e6


def bits(columns: Columns) -> str:
    """Return a hash over all columns."""
    whole = hashlib.sha256()
    for name in sorted(columns):
        whole.update(name.encode() + columns[name].tobytes())
    return whole.hexdigest()[:12]


def on_mesa(job: PlanJob, draws: int) -> tuple[list[Played], float]:
    """Play the first draws on Mesa; return what came of them and microseconds a draw."""
    play: Callable[[Numbers], Played] = importlib.import_module("crisis_mesa.run").play
    fed = [_peer().numbers(job, draw) for draw in range(draws)]
    play(fed[0])
    played: list[Played] = []
    spent = timed(lambda: played.extend(play(one) for one in fed), draws, times=1)
    return played, spent


def _peer() -> Any:
    """Return the module that makes the numbers; it is beside this one, which is run as a script."""
    return importlib.import_module("crisis_mesa.numbers")


def course(job: PlanJob, draws: int) -> Course:
    """Return the full course of our first draws, before it is reduced to columns."""
    sample = Sample(job.design, 0, draws)
    models: Crisis = _peer().crisis(job, sample)
    judged = {name: values[sample.sets] for name, values in job.judged.items()}
    return models.run(job.case, models.adversary.plan(PLAN), judged, sample.chance)


def agreement(ours: Course, played: list[Played], last: int) -> dict[str, int]:
    """Return in how many draws both say the same, by what is compared, up to the day `last`."""
    rows = [_same(ours, draw, theirs, last) for draw, theirs in enumerate(played)]
    return {name: sum(row[name] for row in rows) for name in CHECKS}


def _same(ours: Course, draw: int, theirs: Played, last: int) -> dict[str, bool]:
    decision, fought = ours.decision, ours.fought
    same = {
        "path": PATHS[decision.path[draw]] == theirs.path,
        "decided day": _close(decision.decided_day[draw], theirs.decided),
        "ambition": _close(decision.ambition[draw], theirs.ambition),
        "arrivals": _arrive(ours.arrivals, draw, theirs.arrived, last),
        "outcome": OUTCOMES[fought.outcome[draw]] == theirs.outcome,
        "ground": _close(fought.final.peak[draw], theirs.peak_km),
        "cost": _close(ours.cost[draw], theirs.cost),
    }
    return {**same, "all": all(same.values())}


def _close(one: float, other: float) -> bool:
    return bool(np.isclose(one, other, rtol=TOLERANCE, atol=TOLERANCE))


def _arrive(arrivals: Arrivals, draw: int, theirs: Mapping[str, float], last: int) -> bool:
    """Return whether the same units arrive on the same days, among the days that Mesa steps."""
    every = zip(arrivals.units, arrivals.day[draw].tolist(), strict=True)
    ours = {unit: day for unit, day in every if day <= last}
    return ours.keys() == theirs.keys() and all(_close(ours[unit], theirs[unit]) for unit in ours)


def compare(job: PlanJob, draws: int, few: int) -> None:
    """Print ours, Mesa, and how far they agree."""
    ours = timed(partial(run, job, draws, block=BLOCK), draws)
    print(f"ours                   {ours:10.0f} us a draw   ({draws} draws, CPU time)")
    if importlib.util.find_spec("mesa") is None:
        print("Mesa                   skipped: pip install 'foedus[bench]'")
        return
    played, theirs = on_mesa(job, few)
    print(f"Mesa {version('mesa'):17s} {theirs:10.0f} us a draw   ({few} draws, CPU time, numbers for free)")
    print(f"  ratio                {theirs / ours:10.0f} x           (bar {TIMES})")
    same = agreement(course(job, few), played, given(Terms).last_day)
    print("  agreement            " + ", ".join(f"{name} {same[name]}/{few}" for name in CHECKS))


def workers(job: PlanJob, draws: int) -> None:
    """Print the wall time with at most one and two workers."""
    for most in (1, 2):
        runs = [run(job, draws, block=max(draws // 4, 1), workers=most) for _ in range(2)]
        best = min(runs, key=lambda one: one.seconds)
        spent = best.seconds / draws * 1e6
        print(f"at most {most} worker(s)    {spent:10.0f} us a draw   (wall time, {best.workers} used)")


def blocks(job: PlanJob, draws: int) -> None:
    """Print the time by size of block, and that the bits are the same."""
    marks = set()
    for block in BLOCKS:
        marks.add(bits(run(job, draws, block=block).columns))
        spent = timed(partial(run, job, draws, block=block), draws, times=2)
        print(f"block of {block:5d}         {spent:10.0f} us a draw   (CPU time)")
    verdict = "the same" if len(marks) == 1 else "DIFFERENT"
    print(f"  bits                 {verdict} ({', '.join(sorted(marks))})")


def whole(most: int) -> None:
    """Run 10,000 draws in this process; print seconds and the peak of memory of all its processes."""
    job = plan_job(WHOLE)
    done = run(job, WHOLE, block=BLOCK, workers=most)
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    memory = own + (done.workers * child if done.workers > 1 else 0)
    print(
        f"10,000 draws           {done.seconds:10.2f} s (bar {SECONDS}), {memory:.0f} MiB (bar {MEBIBYTES}), "
        f"at most {most} worker(s), {done.workers} used"
    )


def main(draws: int, few: int) -> None:
    """Print the measurements."""
    machine = f"Python {platform.python_version()}, NumPy {version('numpy')}, {os.cpu_count()} cores"
    print(f"{machine}; {SCENARIO}, {PLAN}")
    job = plan_job(draws)
    compare(job, draws, few)
    workers(job, draws)
    for most in (1, 2):  # a process of its own, since a peak of memory never falls again
        subprocess.run([sys.executable, __file__, "whole", str(most)], check=True)
    blocks(job, draws)


if __name__ == "__main__":
    if sys.argv[1:2] == ["whole"]:
        whole(int(sys.argv[2]))
    elif len(sys.argv) == 3:
        main(int(sys.argv[1]), int(sys.argv[2]))
    else:
        main(2000, 20)
