"""Importing Foedus is cheap and harmless."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "scipy",
    "shapely",
    "pyproj",
    "vl_convert",
    "jinja2",
    "rich",
    "highspy",
    "pandas",
    "polars",
    "matplotlib",
)


def _modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sorted(name.split('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_foedus_loads_no_heavy_library() -> None:
    """`import foedus` loads none of the libraries that only commands need."""
    assert _modules_after("import foedus").isdisjoint(HEAVY)


def test_the_help_loads_neither_numpy_nor_the_record() -> None:
    """`foedus --help` answers without the layers it describes."""
    loaded = _modules_after("import foedus.cli.main")
    assert loaded.isdisjoint({*HEAVY, "numpy"})


def test_loading_the_record_loads_no_heavy_library() -> None:
    """Reading and checking the whole record needs NumPy at most."""
    assert _modules_after("from foedus.record import bundled").isdisjoint(HEAVY)
