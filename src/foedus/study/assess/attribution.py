"""How sure can one be, by day, who did it?"""

from __future__ import annotations

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.attribution import Attribution
from foedus.models.parameter import given
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, shown, spread
from foedus.terms.text import Text

_DAYS = (0, 1, 3, 7, 14, 30, 60, 90, 180)
_SURE = 0.8


def inquiry() -> Inquiry:
    """Return the inquiry."""
    kinds = tuple(sorted(given(Attribution).evidence))
    return Inquiry(
        "attribution",
        Text(
            "How sure can one be, by day, that the named actor did it?",
            "名指しされた主体の行為だと日ごとにどこまで確信できるか",
        ),
        (
            Asked("kind", "cyber", Text("kind of incident", "事案の種類"), kinds),
            Asked(
                "guilty",
                True,
                Text("whether the actor in truth did it", "実際にその主体の行為か"),
                ("true", "false"),
            ),
            *DRAWS,
        ),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    belief = given(Attribution).run(asked["kind"], _DAYS, chance, asked["guilty"])
    rows = [
        [day, *spread(belief[:, at]), round(float(np.mean(belief[:, at] >= _SURE)), 3)]
        for at, day in enumerate(_DAYS)
    ]
    last = rows[_DAYS.index(30)]
    return Assessment(
        headline=Text(
            f"Thirty days after the incident belief lies at {shown(last[2])} "
            f"({shown(last[1])} to {shown(last[3])} in four draws of five).",
            f"事案から30日後の確信度は{shown(last[2])}（試行の8割で{shown(last[1])}～{shown(last[3])}）。",
        ),
        value={
            "by_day": {
                str(row[0]): {"p10": row[1], "p50": row[2], "p90": row[3], "sure": row[4]} for row in rows
            }
        },
        columns=("day", "p10", "p50", "p90", f"share_at_{_SURE}"),
        rows=rows,
        notes=(
            Text(
                "How sure is sure enough is not asked here: each delegation's threshold is a judgement "
                "of the Council model.",
                "どこまで確信できれば十分かはここでは問わない。各国の基準は理事会モデルの判断値である。",
            ),
        ),
    )
