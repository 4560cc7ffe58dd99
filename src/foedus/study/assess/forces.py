"""Who has what ready, by when?"""

from __future__ import annotations

import numpy as np

from foedus.study.assess.course import ARGUMENTS, central
from foedus.study.assess.inquiry import Assessment, Given, Inquiry, spread
from foedus.terms.text import Text

_DAYS = (0, 10, 30, 90)


def inquiry() -> Inquiry:
    """Return the inquiry."""
    question = Text(
        "Which allies' brigades could leave their garrisons, and by when?",
        "どの加盟国の旅団が、いつまでに駐屯地を出発できるか",
    )
    return Inquiry("forces", question, ARGUMENTS, _answer)


def _answer(asked: Given) -> Assessment:
    found = central(asked)
    ready, case = found.course.ready, found.case
    size = np.array([unit.brigade_equivalents for unit in case.units])
    rows = []
    for at, ally in enumerate(case.allies):
        own = case.owner == at
        if own.any():
            by_day = [
                float(np.where(ready.day[:, own] <= day, ready.brigades[:, own], 0.0).sum(axis=1).mean())
                for day in _DAYS
            ]
            authorised = spread(found.course.authorised[:, at])[1]
            rows.append(
                [ally, round(float(size[own].sum()), 2), authorised, *(round(one, 2) for one in by_day)]
            )
    total = [spread(one) for one in ready.strength(_DAYS).T]
    return Assessment(
        headline=Text(
            f"{total[2][1]:g} brigade equivalents could have left by day 30 "
            f"({total[2][0]:g} to {total[2][2]:g} in four draws of five), of {size.sum():g} on record.",
            f"30日目までに出発可能なのは{total[2][1]:g}個旅団相当"
            f"（試行の8割で{total[2][0]:g}～{total[2][2]:g}）。"
            f"記録上の総数は{size.sum():g}個旅団相当。",
        ),
        value={
            "ready": {
                str(day): dict(zip(("p10", "p50", "p90"), one, strict=True))
                for day, one in zip(_DAYS, total, strict=True)
            },
            "by_ally": {row[0]: dict(zip(_NAMES[1:], row[1:], strict=True)) for row in rows},
        },
        columns=_NAMES,
        rows=sorted(rows, key=lambda row: (-float(row[-1]), row[0])),
        notes=(
            Text(
                "Means by ally add up; ready is not arrived.",
                "国別の値は平均であり合計できる。準備完了は到着を意味しない。",
            ),
        ),
        facts=found.facts("brigade_equivalents"),
    )


_NAMES = ("ally", "on_record", "authorised_day", *(f"day_{day}" for day in _DAYS))
