"""How fast is the record: to import, to load and check, to ask?

Run `python bench/record.py`. In one run, each start in a fresh process, the least of several:

1. `import foedus`: seconds and memory (bar 0.3 s, 90 MB); needs Linux for the memory.
2. Loading and checking the bundled record, and a copy filled up to 20,000 facts (bar 0.5 s).
3. One fact as of a day, with its source, each question asked once (bar 20 microseconds). Beside it, the
   parameters of OpenFisca's country template as of a day, without source: the whole tree, and one parameter
   alone. Needs `pip install openfisca-country-template`.
"""

from __future__ import annotations

import importlib
import importlib.resources
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from foedus.record import Record, bundled, load

FACTS, REPEATS, DATES = 20_000, 5, 120
FIRST_DAY = date(2015, 1, 1)
TEMPLATE = "openfisca_country_template"
# A child prints wall seconds, CPU seconds and its peak of memory (`ru_maxrss` would begin at its parent's).
CHILD = """
import time
from pathlib import Path
wall, cpu = time.perf_counter(), time.process_time()
{statement}
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(wall, cpu, int(status["VmHWM"].split()[0]) / 1024)
"""


def fresh(statement: str) -> tuple[float, float, float]:
    """Return wall seconds, CPU seconds and peak MiB of a statement in fresh processes, the least."""
    code = CHILD.format(statement=statement)
    runs = []
    for _ in range(REPEATS):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        runs.append([float(one) for one in done.stdout.split()])
    wall, cpu, memory = (min(column) for column in zip(*runs, strict=True))
    return wall, cpu, memory


def filled_up(folder: Path, record: Record) -> None:
    """Copy the bundled data to `folder` and add made-up figures of long ago until there are 20,000 facts."""
    shutil.copytree(Path(str(importlib.resources.files("foedus") / "data")), folder, dirs_exist_ok=True)
    missing = FACTS - len(record.facts())
    allies = sorted(fact.subject for fact in record.membership("NATO"))
    cells = ((ally, 1000 + year) for year in range(-(-missing // len(allies))) for ally in allies)
    lines = [f"{ally},gdp,,,1000000000,,{year},,,wb-gdp,made up,," for ally, year in cells][:missing]
    header = "subject,attribute,object,series,value,unit,since,until,public,source,locator,status,note"
    (folder / "ledgers" / "made_up.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def loading(record: Record) -> None:
    """Print the time to load and check the record as it is and filled up."""
    statement = "from foedus.record import bundled; bundled()"
    wall, cpu, memory = fresh(statement)
    print(f"record, {len(record.facts()):6d} facts   {wall:7.3f} s wall, {cpu:.3f} s CPU, {memory:4.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        filled_up(Path(folder), record)
        count = len(load(Path(folder)).facts())
        statement = f"from pathlib import Path; from foedus.record import load; load(Path({folder!r}))"
        wall, cpu, memory = fresh(statement)
    print(f"record, {count:6d} facts   {wall:7.3f} s wall, {cpu:.3f} s CPU, {memory:4.0f} MB   (bar 0.5 s)")


def each(work: Callable[[Any], object], questions: Iterable[Any]) -> float:
    """Return microseconds of CPU time a question."""
    asked = list(questions)
    started = time.process_time()
    for one in asked:
        work(one)
    return (time.process_time() - started) / len(asked) * 1e6


def days() -> list[date]:
    """Return the days that are asked about, a month apart."""
    return [FIRST_DAY + timedelta(days=30 * number) for number in range(DATES)]


def asking(record: Record) -> float:
    """Print and return the time of one fact with its source."""
    allies = sorted({fact.subject for fact in record.membership("NATO")})

    def ask(question: tuple[str, date]) -> tuple[object, object]:
        fact = record.find(question[0], "population", question[1])
        return fact.value, fact.source.title

    spent = each(ask, [(ally, day) for ally in allies for day in days()])
    print(f"fact as of a day         {spent:7.1f} us with its source   (bar 20)")
    return spent


def on_openfisca(ours: float) -> None:
    """Print the same for the parameters of OpenFisca's country template."""
    if importlib.util.find_spec(TEMPLATE) is None:
        print("OpenFisca                skipped: pip install openfisca-country-template")
        return
    template = importlib.import_module(TEMPLATE)
    names = [day.isoformat() for day in days()]
    tree = template.CountryTaxBenefitSystem()
    whole = each(lambda day: tree.get_parameters_at_instant(day).taxes.income_tax_rate, names)
    again = each(lambda day: tree.get_parameters_at_instant(day).taxes.income_tax_rate, names)
    other = template.CountryTaxBenefitSystem()
    single = each(lambda day: other.parameters.taxes.income_tax_rate(day), names)
    name = f"OpenFisca-Core {version('OpenFisca-Core')}"
    print(f"{name:24s} {whole:7.1f} us through the tree, without source ({whole / ours:.1f} x)")
    print(
        f"  one parameter alone    {single:7.1f} us ({single / ours:.1f} x); tree asked again {again:.2f} us"
    )


def main() -> None:
    """Print the measurements."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; the least of {REPEATS} runs")
    wall, cpu, memory = fresh("import foedus")
    print(
        f"import foedus            {wall:7.3f} s wall, {cpu:.3f} s CPU, {memory:4.0f} MB   (bar 0.3 s, 90 MB)"
    )
    record = bundled()
    loading(record)
    on_openfisca(asking(record))


if __name__ == "__main__":
    main()
