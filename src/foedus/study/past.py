"""How the models of an answer did on the past, beside a naive forecast."""

from __future__ import annotations

from typing import Any

from foedus.record import Record
from foedus.study.battles import Fit, exchange
from foedus.study.council_fit import cases, hindcast, settings, surface
from foedus.terms.text import Text


def checked_against_the_past(record: Record) -> list[dict[str, Any]]:
    """Return scores for the page, computed from the record and the battles."""
    past = cases(record)
    scored = hindcast(past, surface(past, settings()["grid"]))
    return [
        {
            "measure": Text(
                "Council: first draft blocked or not, past decisions, each left out in turn (Brier score)",
                "理事会：過去の決定で最初の案が阻まれたか（一件ずつ除外した予測、ブライアスコア）",
            ).as_json(),
            "ours": round(scored.brier["council"], 3),
            "baseline": round(scored.brier["base rate"], 3),
            "n": len(scored.cases),
            "inside_hull": None,
            "statement": Text(
                "Lower is better; the baseline is the share blocked. At this number of cases the "
                "difference is no evidence of skill.",
                "値が低いほど良い。基準は過去に阻まれた割合。この件数では差は予測力の証拠とはいえない。",
            ).as_json(),
        },
        _exchange(exchange()),
    ]


def _exchange(fit: Fit) -> dict[str, Any]:
    return {
        "measure": Text(
            "Balance: share of the scatter of loss exchanges that the force ratio explains (R²)",
            "戦力比較：損耗比のばらつきのうち兵力比で説明できる割合（決定係数）",
        ).as_json(),
        "ours": round(fit.explained, 3),
        "baseline": 0.0,
        "n": fit.count,
        "inside_hull": None,
        "statement": Text(
            "Battles since 1939: numbers say little about any one exchange; the model scatters accordingly.",
            "1939年以降の戦例。兵力だけでは個々の損耗比をほとんど説明できず、モデルはその分のばらつきを織り込む。",
        ).as_json(),
    }
