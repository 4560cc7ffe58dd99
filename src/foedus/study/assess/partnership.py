"""How deep is a partnership, by year, with its interval beside the raw count?"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.models.parameter import given
from foedus.models.partnership import Partnership
from foedus.record import Record, bundled
from foedus.study.assess.inquiry import Asked, Assessment, Given, Inquiry
from foedus.study.assess.swings import Swings, swings
from foedus.study.partnership import Coded, Depth, coded, estimate
from foedus.terms.day import Day
from foedus.terms.normal import normal_share
from foedus.terms.text import Text

# Half the width of a central 80 % interval of a normal, in standard deviations.
_NORMAL_90 = 1.2815515655446004


def inquiry() -> Inquiry:
    """Return the inquiry."""
    return Inquiry(
        "partnership",
        Text(
            "How deep is a partner's cooperation with NATO, by year, beside the plain count of areas?",
            "パートナー国とNATOの協力の深さは年ごとにどう推移したか（分野数と併記）",
        ),
        (
            Asked("partner", "JPN", Text("partner", "パートナー国")),
            Asked("since", 2014, Text("year compared with the last", "最終年と比較する年"), least=1990),
            Asked("until", 0, Text("last year; 0: that of the record", "最終年（0：記録の最終年）")),
            Asked(
                "known", "", Text("what had been published by that day", "この日までに公表された情報に限定")
            ),
        ),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    record = bundled()
    seen = _seen(record, asked)
    found = estimate(given(Partnership), seen)
    first = min(max(asked["since"], seen.years[0]), seen.years[-1])
    rise, error = found.rise(first, seen.years[-1])
    deeper = float(normal_share(np.array(rise / error))) if error > 0 else 0.5
    moved = swings(Partnership, lambda model: estimate(model, seen).rise(first, seen.years[-1])[0])
    return Assessment(
        headline=_headline(record, asked, (first, seen.years[-1]), (rise, error, deeper)),
        value=_value(seen, found, (rise, error, deeper), moved),
        columns=("year", "depth_p10", "depth_p50", "depth_p90", "areas", "sum_of_levels", "of"),
        rows=_rows(seen, found),
        notes=(moved.note(), _NOTE),
        facts=seen.facts,
    )


def _seen(record: Record, asked: Given) -> Coded:
    known = Day.parse(asked["known"]).last if asked["known"] else None
    end = asked["until"] or (min(known, record.complete_to) if known else record.complete_to).year
    return coded(record, record.entity(asked["partner"]).id, end, known)


def _rows(seen: Coded, found: Depth) -> list[list[Any]]:
    return [
        [
            year,
            *(round(float(found.mode[at] + z * found.error[at]), 2) for z in (-_NORMAL_90, 0.0, _NORMAL_90)),
            int(seen.raw[at]),
            int(seen.level[at].sum()),
            len(seen.areas),
        ]
        for at, year in enumerate(seen.years)
    ]


def _headline(
    record: Record, asked: Given, years: tuple[int, int], change: tuple[float, float, float]
) -> Text:
    who, (rise, error, deeper) = record.entity(asked["partner"]).name, change
    sure, sure_ja = ("over 99 %", "99％超") if deeper > 0.99 else (f"{deeper:.0%}", f"{deeper:.0%}")
    low, high = rise - _NORMAL_90 * error, rise + _NORMAL_90 * error
    return Text(
        f"From {years[0]} to {years[1]} the depth of {who.en}'s cooperation with NATO rose by {rise:.2f} "
        f"({low:.2f} to {high:.2f}, central 80 %); it is deeper with a chance of {sure}.",
        f"{who.ja}とNATOの協力の深さは{years[0]}年から{years[1]}年に{rise:.2f}上昇した（80％区間{low:.2f}～"
        f"{high:.2f}）。深まった確率は{sure_ja}。",
    )


def _value(seen: Coded, found: Depth, change: tuple[float, float, float], moved: Swings) -> dict[str, Any]:
    names = ("p10", "p50", "p90", "areas", "sum_of_levels")
    return {
        "by_year": {str(row[0]): dict(zip(names, row[1:6], strict=True)) for row in _rows(seen, found)},
        "rise": round(change[0], 3),
        "rise_error": round(change[1], 3),
        "deeper": round(change[2], 4),
        "shift_by_area": {
            area: round(float(one), 2) for area, one in zip(seen.areas, found.shift, strict=True)
        },
        "drivers": moved.as_json(),
        "judgement_share": round(moved.judged, 3),
    }


_NOTE = Text(
    "Levels are coded by us from the cited sources, areas without a row count as 0; all priors are "
    "judgement. The scale has no unit: 0 is where exchange in an average area is as likely as not.",
    "水準は出典に基づく当方の符号化であり、記録のない分野は0とする。事前分布はすべて判断値。"
    "尺度に単位はなく、0は平均的な分野で交流の有無が半々となる深さを示す。",
)
