"""What would each ally want, and would it let the draft pass?"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.models.council import PATHS, positions
from foedus.models.council.acceptance import gain
from foedus.study.assess.course import ARGUMENTS, Central, central
from foedus.study.assess.inquiry import Assessment, Given, Inquiry, shown, spread
from foedus.terms.chance import Array
from foedus.terms.normal import normal_share
from foedus.terms.text import Text


def inquiry() -> Inquiry:
    """Return the inquiry."""
    question = Text(
        "Which ambition would each ally choose, and would it let the asked draft pass?",
        "各加盟国はどの水準の措置を望み、求められた決定案を黙認するか",
    )
    return Inquiry("council", question, ARGUMENTS, _answer)


def _answer(asked: Given) -> Assessment:
    found = central(asked)
    wanted = positions(found.crisis.council, found.case.circumstance, found.judged["council_adjustment"][:1])[
        0
    ]
    draft = float(_draft(found))
    accepts, blocks = _accepts(found, wanted, draft), found.course.decision.blockers.mean(axis=0)
    rows = [
        [ally, round(float(wanted[at]), 1), round(float(accepts[at]), 3), round(float(blocks[at]), 3)]
        for at, ally in enumerate(found.case.allies)
    ]
    decided = spread(found.course.decision.decided_day)
    paths = {
        name: round(float(np.mean(found.course.decision.path == code)), 3) for code, name in enumerate(PATHS)
    }
    return Assessment(
        headline=_headline(draft, paths, decided),
        value={
            "asked": draft,
            "holding": found.case.circumstance.holding,
            "decided_days": dict(zip(("p10", "p50", "p90"), decided, strict=True)),
            "path": paths,
            "allies": {row[0]: {"position": row[1], "accepts": row[2], "blocks": row[3]} for row in rows},
        },
        columns=("ally", "position", "lets_asked_draft_pass", "ever_breaks_silence"),
        rows=sorted(rows, key=lambda row: (row[1], row[0])),
        notes=(_NOTE,),
        facts=found.facts("un_ideal_point", "capital_lat", "spending_share", "gdp"),
    )


def _draft(found: Central) -> Any:
    terms = found.crisis.terms
    return terms.asked_attack if found.case.circumstance.holding == "yes" else terms.asked_other


def _accepts(found: Central, wanted: Array, draft: float) -> Array:
    """Return the chance that each ally lets `draft` pass with attribution held proven, shape (allies,)."""
    council, judged = found.crisis.council, found.judged
    reference = np.asarray(council.reference, dtype=np.float64)
    margin = gain(judged["council_salience"][0], wanted, np.asarray(draft), reference)
    cost = council.blocking_cost * council.scatter * judged["council_cost"][0]
    return normal_share(np.asarray((margin + cost) / council.scatter))


def _headline(draft: float, paths: dict[str, float], decided: list[float | None]) -> Text:
    agreed = paths["silence"] + paths["diluted"]
    return Text(
        f"Asked for {draft:g} of 100, the Council agrees in {agreed:.0%} of draws, in "
        f"{paths['diluted']:.0%} of draws on less than it first tabled; median day {shown(decided[1])}.",
        f"水準{draft:g}（尺度0～100）の案に対し、"
        f"理事会は試行の{agreed:.0%}で合意する"
        f"（案を弱めたうえでの合意は{paths['diluted']:.0%}）。決定日の中央値は{shown(decided[1])}日。",
    )


_NOTE = Text(
    "Positions are structural values with a judged adjustment; no government has stated them. The chances of "
    "letting the draft pass hold attribution proven.",
    "各国の位置は構造的な値に判断上の補正を加えたものであり、政府の表明ではない。"
    "黙認の確率は帰属が確認済みの場合である。",
)
