"""What does a force ratio decide, and what does it leave to scatter?"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.adversary import PLANS, Adversary
from foedus.models.balance import OUTCOMES, Balance, BalanceRun, Contest
from foedus.models.parameter import given
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, shown, spread
from foedus.terms.text import Text


def inquiry() -> Inquiry:
    """Return the inquiry."""
    return Inquiry(
        "balance",
        Text(
            "If so many attackers meet so many defenders on the plan's front, who loses how much?",
            "計画の正面で攻撃側と防御側がこの兵力比で対峙した場合、損耗はどう配分されるか",
        ),
        (
            Asked(
                "ratio",
                2.0,
                Text("attacker's brigades over the defender's", "攻撃側の防御側に対する旅団数の比"),
                least=0.01,
            ),
            Asked("defender", 8.0, Text("defender's brigade equivalents", "防御側の旅団相当数"), least=0.1),
            Asked(
                "plan",
                "corridor",
                Text("plan, for depth, front and stop rule", "計画（縦深・正面幅・中止条件）"),
                PLANS,
            ),
            Asked(
                "days", 30, Text("days of the campaign, nobody reinforced", "作戦日数（増援なし）"), least=1
            ),
            *DRAWS,
        ),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    run = _run(asked)
    lost = (run.final.lost_adversary, run.final.lost_alliance)
    fought = lost[1] > 0
    rows: list[list[Any]] = [
        ["losses, attacker (brigades)", *spread(lost[0])],
        ["losses, defender (brigades)", *spread(lost[1])],
        ["ground taken at most (km)", *spread(run.final.peak)],
    ]
    if fought.any():
        rows.insert(0, ["losses, attacker over defender", *spread(lost[0][fought] / lost[1][fought])])
    shares = {name: round(float(np.mean(run.outcome == code)), 3) for code, name in enumerate(OUTCOMES)}
    most = max(shares, key=lambda name: shares[name])
    exchange = rows[0][1:] if fought.any() else [None, None, None]
    return Assessment(
        headline=Text(
            f"The attacker loses {shown(exchange[1])} brigades for each of the defender's "
            f"({shown(exchange[0])} to {shown(exchange[2])} in four draws of five); most often: {most}, "
            f"{shares[most]:.0%}.",
            f"攻撃側の損耗は防御側1に対し{shown(exchange[1])}（試行の8割で{shown(exchange[0])}～{shown(exchange[2])}）。"
            f"最も多い帰結は{most}（{shares[most]:.0%}）。",
        ),
        value={
            "exchange": dict(zip(("p10", "p50", "p90"), exchange, strict=True)),
            "outcome": shares,
            "extrapolated": round(float(run.extrapolated.mean()), 3),
        },
        columns=("quantity", "p10", "p50", "p90"),
        rows=[*rows, *([f"outcome: {name}", None, share, None] for name, share in shares.items())],
        notes=(
            Text(
                "Since 1939 the force ratio explains about 3 % of the exchange of losses; "
                "the width is the finding.",
                "1939年以降、兵力比が説明するのは損耗交換の約3％である。幅の広さこそが結果である。",
            ),
        ),
    )


def _run(asked: Given) -> BalanceRun:
    draws, days = asked["draws"], range(asked["days"] + 1)
    plan = given(Adversary).plan(asked["plan"])
    contest = Contest(plan.depth_km, plan.stop_share, plan.front_share, combat_day=0.0, may_counter=False)
    arriving = np.zeros((2, draws, len(days)))
    arriving[0, :, 0], arriving[1, :, 0] = asked["defender"], asked["defender"] * asked["ratio"]
    chance = BlockChance(asked["seed"], 0, draws)
    return given(Balance).run(contest, chance, days, (arriving[0], arriving[1]))
