"""The treaty: cases with a known answer, and what the alliance obliges to."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

from foedus.law import rules
from foedus.study.checks.target import Check, Found, Material, Target
from foedus.world import World


def cases(target: Target, material: Material) -> Found:
    """Ask the rule of each case in `inputs.cases` on its day."""
    return {
        name: rules()[case["rule"]](World.of(material.record, case["day"]), **case["arguments"]).holding.value
        for name, case in target.inputs["cases"].items()
    }


def obligations(target: Target, material: Material) -> Found:
    """Read the obligations of dyads of Allies from the user's copy of the alliance data."""
    wanted = {tuple(dyad): name for name, dyad in target.inputs["dyads"].items()}
    columns = target.inputs["columns"]
    found: dict[str, list[int]] = {}
    for row in _rows(material.file("atop_alliance.csv.gz", "atop_alliance.csv")):
        key = tuple(int(float(row[name])) for name in ("ccode1", "ccode2", "year"))
        if key in wanted:
            found[wanted[key]] = [int(float(row[name])) for name in columns]
    return {name: found.get(name, []) for name in target.published}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    return csv.DictReader(text.splitlines())


CHECKS: Mapping[str, Check] = {"treaty.art6_cases": cases, "treaty.atop_nato": obligations}
