"""Reinforcement: the kernel beside the exact solution, and its time a block.

    python bench/reinforcement.py [--step DAYS]

Moves 112 made-up brigades to six assembly areas in north-eastern Poland and the Baltic states.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.parameter import given
from foedus.models.reinforcement import Reinforcement
from foedus.models.reinforcement.hindcast import Column
from foedus.world.network import bundled

DRAWS = 128
GOALS = ("adazi", "bialystok", "orzysz", "pabrade", "powidz", "rukla")
HOMES = {
    **{"fort-cavazos": 4, "fort-bliss": 3, "fort-riley": 2, "fort-carson": 3, "fort-stewart": 2},
    **{"fort-bragg": 3, "fort-campbell": 3, "fort-drum": 2, "lewis-mcchord": 2, "edmonton": 1, "petawawa": 1},
    **{"tidworth": 4, "catterick": 2, "mourmelon": 3, "belfort": 2, "gap": 1, "clermont-ferrand": 1},
    **{"zaragoza": 2, "cordoba": 2, "santa-margarida": 1, "havelte": 2, "leopoldsburg": 1, "munster": 3},
    **{"kaiserslautern": 1, "munich": 2, "erfurt": 2, "slagelse": 1, "skovde": 2, "boden": 1, "rena": 1},
    **{
        "turin": 3,
        "vicenza": 3,
        "rome": 2,
        "szczecin": 2,
        "zagan": 2,
        "warsaw": 3,
        "rzeszow": 2,
        "olsztyn": 3,
    },
    **{"prague": 2, "kosice": 2, "tata": 2, "cluj": 3, "bucharest": 3, "sofia": 2, "larissa": 3},
    **{"alexandroupoli": 2, "corlu": 4, "ankara": 3, "kaunas": 2, "riga": 1, "tapa": 1, "zagreb": 1},
    "ljubljana": 1,
}
AIRBORNE = ("fort-bragg", "vicenza", "gap", "fort-drum", "fort-campbell")


def columns() -> list[Column]:
    """Return the made-up brigades."""
    nodes = bundled().nodes
    return [
        Column(
            f"{home}-{k}",
            nodes[home].state,
            "airborne" if home in AIRBORNE else "armoured",
            nodes[home].lat,
            nodes[home].lon,
            0.7 if home in AIRBORNE else 1.0,
        )
        for home, count in HOMES.items()
        for k in range(count)
    ]


def main() -> None:
    """Run both and print the gap and the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--step", type=float, default=2.0)
    step = parser.parse_args().step
    model, units = given(Reinforcement), columns()
    loads = np.array([unit.brigade_equivalents for unit in units])
    ready = np.floor(BlockChance(1, 0, 1).uniform("bench", [unit.id for unit in units]) * 37) + 3
    begin = time.perf_counter()
    routes = model.routes(bundled(), units, GOALS, ready=list(ready[0]))
    print(f"routes of {len(units)} units: {time.perf_counter() - begin:.2f} s, {len(routes.servers)} servers")
    block = np.repeat(ready, DRAWS, axis=0) + BlockChance(1, 0, DRAWS).uniform("more", routes.units) * 5
    times = []
    for _ in range(50):
        begin = time.perf_counter()
        model.run(routes, block, loads)
        times.append(time.perf_counter() - begin)
    print(f"kernel: {min(times) * 1e3:.1f} ms for {DRAWS} draws x {len(units)} units")
    begin = time.perf_counter()
    exact = model.exact(routes, ready[0], loads, step=step)
    taken = time.perf_counter() - begin
    queued = model.run(routes, ready, loads)
    mean = float(((queued.first + queued.day) / 2 * loads).sum() / loads.sum())
    print(f"exact: {taken:.1f} s, {exact.iterations} rounds, {exact.columns} columns, step {step} d")
    print(
        f"closure: kernel {queued.day.max():.1f} d, exact {exact.closure():.1f} d, "
        f"gap {queued.day.max() / exact.closure() - 1:+.1%}"
    )
    print(
        f"mean arrival: kernel {mean:.2f} d, exact {exact.mean:.2f} d (bound {exact.bound:.2f}), "
        f"gap {mean / exact.mean - 1:+.1%}"
    )
    print(f"speed: {taken / (min(times) / DRAWS):,.0f} x for one case")
    print(f"bottleneck: kernel {queued.bottleneck[0]}, exact {exact.bottleneck}")


if __name__ == "__main__":
    main()
