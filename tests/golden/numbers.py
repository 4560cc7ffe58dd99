"""The numbers of the reference run; `scripts/golden` rewrites the file they are kept in."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import foedus

FILE = Path(__file__).with_name("crisis.toml")
SCENARIO, DRAWS, SEED = "suwalki-2027", 256, 1
_HEAD = f"""\
# {SCENARIO}, {DRAWS} draws, seed {SEED}. Rewritten by scripts/golden only; the diff is the review.
# The same locked environment gives the same digits. Another version of NumPy, or another processor, may tip
# single draws: a share may then differ by `share` and any other number by `relative`.

[tolerance]
share = 0.02
relative = 0.02

[number]
"""


def numbers() -> dict[str, float]:
    """Run the reference and return its numbers by name, sorted."""
    finding = foedus.alliance().crisis(SCENARIO, draws=DRAWS, seed=SEED)
    found: dict[str, float] = {}
    for plan, one in finding["plans"].items():
        found |= {f"{plan}.{name}": value for name, value in _of(one).items()}
    return dict(sorted(found.items()))


def _of(plan: dict[str, Any]) -> dict[str, float]:
    decision, outcome = plan["decision"], plan["outcome"]
    found = {
        "decision.p50": decision["days"]["p50"],
        "decision.blocked": decision["blocked"],
        "path.silence": decision["path"]["silence"],
        "path.coalition": decision["path"]["coalition"],
        "arrivals.10": plan["arrivals"]["10"]["p50"],
        "arrivals.30": plan["arrivals"]["30"]["p50"],
        "arrivals.90": plan["arrivals"]["90"]["p50"],
        "cost": plan["cost"]["bn_usd"]["p50"],
        "denied": plan["denied"]["p"],
        "fait_accompli": outcome["fait_accompli"]["p"],
        "repelled": outcome["repelled"]["p"],
    }
    return {name: float(value) for name, value in found.items() if value is not None}


def kept() -> dict[str, Any]:
    """Read the file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def write() -> None:
    """Rewrite the file from a run."""
    lines = [f'"{name}" = {value:.4f}' for name, value in numbers().items()]
    FILE.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
