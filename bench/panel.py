"""How fast is the panel of dangerous dyads, beside a plain pandas script of the same rules?

Run `python bench/panel.py FOLDER` on a folder with the copies that the published table rests on
(cw_system, cow_contdir, cow_majors, gml_mid_ddydisps, atop_alliance, cow_nmc, cw_democracy, cw_gdppop
and, for the script, false_cow_dyads, all as `.csv.gz`). Both read the files and build the panel, ours
also checks the copies; the values are compared one by one. Each in fresh processes, the least of several;
imports are counted apart. Bar: 2 s and 20 times. The script walks spells of contiguity month by month, as
the rules say, which is most of its time; a second run of it leaves out the months that cannot matter.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np

from foedus.study.panel import Request, build, rules

REPEATS = 5
OURS = (
    "from foedus.study.panel import Request, build, rules; import polars",
    "build(Request('dyads', Path({folder!r})).under(rules()['dangerous-dyads']))",
)
PLAIN = ("from panel_pandas.plain import build", "build(Path({folder!r}), thinned={thinned})")
CHILD = """
import time
from pathlib import Path
start = time.perf_counter()
{imports}
loaded = time.perf_counter()
{work}
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(loaded - start, time.perf_counter() - loaded, int(status["VmHWM"].split()[0]) / 1024)
"""


def fresh(imports: str, work: str, repeats: int) -> tuple[float, float, float]:
    """Return seconds to import, seconds to build and peak MiB in fresh processes, the least of each."""
    code = CHILD.format(imports=imports, work=work)
    place = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([place, os.environ.get("PYTHONPATH", "")])}
    runs = []
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
        )
        runs.append([float(one) for one in done.stdout.split()])
    importing, building, memory = (min(column) for column in zip(*runs, strict=True))
    return importing, building, memory


def compared(folder: Path) -> None:
    """Print how many values of both panels differ."""
    mine = build(Request("dyads", folder).under(rules()["dangerous-dyads"]))
    other = import_module("panel_pandas.plain").build(folder)
    names = [*mine.specs]
    keys = [(mine.columns[f"ccode_{side}"], other[f"ccode{at}"]) for side, at in (("a", 1), ("b", 2))]
    same_rows = all(np.array_equal(one, two) for one, two in keys)
    different = sum(
        int((~np.isclose(mine.columns[name], other[name], rtol=1e-14, atol=0, equal_nan=True)).sum())
        for name in names
    )
    print(f"rows {mine.rows} and {len(other)}, the same dyads: {same_rows}; values that differ: {different}")


def main(folder: str = "") -> None:
    """Print the measurements."""
    if not folder:
        print("skipped: give a folder with your copies of the data sets")
        return
    print(f"Python {platform.python_version()}, pandas {version('pandas')}, {os.cpu_count()} cores")
    importing, ours, memory = fresh(OURS[0], OURS[1].format(folder=folder), REPEATS)
    print(f"ours                   {ours:7.3f} s, imports {importing:.3f} s, {memory:4.0f} MB   (bar 2 s)")
    for name, thinned in (("month by month", False), ("Januaries only", True)):
        peer, work, peak = fresh(PLAIN[0], PLAIN[1].format(folder=folder, thinned=thinned), 3)
        print(f"pandas, {name:14s} {work:7.3f} s, imports {peer:.3f} s, {peak:4.0f} MB")
        both = (work + peer) / (ours + importing)
        print(f"  ratio                {work / ours:7.1f}     with imports {both:.1f}   (bar 20)")
    compared(Path(folder))


if __name__ == "__main__":
    main(*(sys.argv[1:] or [os.environ.get("FOEDUS_DATA", "")]))
