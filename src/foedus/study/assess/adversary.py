"""What does the adversary bring to the theatre, and when?"""

from __future__ import annotations

import numpy as np

from foedus.study.assess.course import ARGUMENTS, central
from foedus.study.assess.inquiry import Assessment, Given, Inquiry, spread
from foedus.terms.text import Text

_DAYS = (-30, -14, -7, 0, 7, 14, 30, 60, 90)


def inquiry() -> Inquiry:
    """Return the inquiry."""
    question = Text(
        "How many brigade equivalents has the adversary in the theatre, day by day?",
        "敵対側は戦域に日ごとに何個旅団相当を置くか",
    )
    return Inquiry("adversary", question, ARGUMENTS, _answer)


def _answer(asked: Given) -> Assessment:
    found = central(asked)
    posture = found.course.posture
    here = [day for day in _DAYS if posture.days[0] <= day <= posture.days[-1]]
    rows = [[day, *spread(posture.present[:, int(day - posture.days[0])])] for day in here]
    first = posture.combat_day
    fighting = float(np.mean(np.isfinite(first)))
    start = rows[here.index(0)]
    return Assessment(
        headline=Text(
            f"On day 0 {start[2]:g} brigade equivalents stand in the theatre ({start[1]:g} to {start[3]:g}); "
            f"there is fighting in {fighting:.0%} of draws.",
            f"発生日に戦域にあるのは{start[2]:g}個旅団相当（{start[1]:g}～{start[3]:g}）。試行の{fighting:.0%}で戦闘に至る。",
        ),
        value={
            "plan": {
                "name": posture.plan.name,
                "title": posture.plan.title.as_json(),
                "goal": posture.plan.goal.as_json(),
            },
            "present": {str(row[0]): dict(zip(("p10", "p50", "p90"), row[1:], strict=True)) for row in rows},
            "fighting": round(fighting, 3),
            "combat_day": dict(zip(("p10", "p50", "p90"), spread(first), strict=True)),
        },
        columns=("day", "p10", "p50", "p90"),
        rows=rows,
        notes=(
            Text(
                "Plans are what public writing discusses; all their numbers are judgements with wide ranges.",
                "計画は公開文献で論じられる類型であり、数値はすべて幅の広い判断値である。",
            ),
        ),
        facts=found.facts("brigade_equivalents"),
    )
