"""How likely is the onset of a dispute between two states in a year?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.dispute import COVARIATES, TERMS, Dispute, terms
from foedus.models.parameter import given
from foedus.record.imports.codes import listed
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, shown
from foedus.study.checks.target import targets
from foedus.study.dispute import published_cases
from foedus.study.extrapolation import Reach, reach
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument, NotRecorded
from foedus.terms.text import Text

_FLAGS = ("landcontig", "major", "atop_defense")
_MEANING = {
    "landcontig": Text("they share a border by land or river", "陸・河川で国境を接するか"),
    "cincprop": Text("capability of the weaker as a share of the stronger", "弱い側の国力の強い側に対する比"),
    "major": Text("one of them is a major power", "主要国を含むか"),
    "atop_defense": Text("one owes the other defence", "防衛義務があるか"),
    "mindem": Text(
        "democracy score of the less democratic, standard deviations", "民主主義指標（小さい方、標準偏差）"
    ),
    "mingdppc": Text(
        "product a person of the poorer, USD 2011", "1人当たり国内総生産（小さい方、2011年ドル）"
    ),
    "minmilit": Text("soldiers per inhabitant of the less militarised", "住民1人当たり兵力（小さい方）"),
    "t": Text("years since a dispute was under way", "前回の紛争からの年数"),
}
_YES_NO = ("true", "false")
_COLUMNS = (
    *("term", "value", "coefficient", "published_coefficient"),
    *("error", "published_error", "contribution"),
)


def inquiry() -> Inquiry:
    """Return the inquiry; what is not given lies in the middle of the cases of the fit."""
    support = given(Dispute).support
    covariates = (
        Asked(name, bool(support[name][1]), _MEANING[name], _YES_NO)
        if name in _FLAGS
        else Asked(name, float(support[name][1]), _MEANING[name], least=-np.inf)
        for name in COVARIATES
    )
    return Inquiry(
        "dispute",
        Text(
            "How likely is it that a militarized dispute begins between two states in a year?",
            "ある年に2国間で軍事化された紛争が始まる確率はどの程度か",
        ),
        (
            *covariates,
            Asked("data", "", Text("folder of your copies", "データの写しのフォルダー")),
            Asked("dyad", "", Text("with data: two states, as USA-RUS", "dataと併用：2国（例：USA-RUS）")),
            Asked("year", 0, Text("with data: the year, 1816 to 2010", "dataと併用：年（1816～2010）")),
            *DRAWS,
        ),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    model = given(Dispute)
    case = _case(asked)
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    low, high = np.quantile(model.run(case[None, :], chance)[:, 0], (0.05, 0.95))
    share = float(model.probability(case[None, :])[0])
    found = reach(case, published_cases(Path(asked["data"])).covariates) if asked["data"] else None
    value: dict[str, Any] = {
        **{"probability": share, "p05": float(low), "p95": float(high)},
        "covariates": dict(zip(COVARIATES, case.tolist(), strict=True)),
        "outside": list(model.outside(case)),
        "inside_hull": found.inside if found else None,
        "nearby": found.nearby if found else None,
    }
    return Assessment(
        headline=_headline(share, float(low), float(high)),
        value=value,
        columns=_COLUMNS,
        rows=_rows(model, case),
        notes=(*_reach(model.outside(case), found), *_NOTES),
    )


def _case(asked: Given) -> Array:
    if not asked["dyad"]:
        return np.array([float(asked[name]) for name in COVARIATES])
    if not asked["data"]:
        raise BadArgument("values of a dyad need your copies", remedy="give their folder as data=DIR")
    cases = published_cases(Path(asked["data"]))
    here = (cases.sides == _numbers(asked["dyad"], asked["year"])).all(axis=1) & (cases.year == asked["year"])
    if not here.any():
        raise NotRecorded(
            f"no complete case of {asked['dyad']} in {asked['year']}",
            why="not politically relevant, not both states, or a figure is missing",
            remedy="give the covariates themselves",
        )
    return np.asarray(cases.covariates[here][0])


def _numbers(dyad: str, year: int) -> Array:
    names = dyad.upper().split("-")
    numbers = listed("cow").numbers(np.array(names), np.full(len(names), year))
    if len(names) != 2 or not numbers.all():
        raise BadArgument(f"'{dyad}' is no dyad of states", remedy="write two codes, as dyad=USA-RUS")
    return np.sort(numbers)


def _rows(model: Dispute, case: Array) -> list[list[Any]]:
    published: Mapping[str, Any] = targets()["dispute.dangerous_dyads"].published
    values, best, errors = terms(case[None, :])[0], model.best(), model.errors()
    return [
        [
            *(name, _short(values[at]), _short(best[at]), published.get(name)),
            *(_short(errors[at]), published.get(f"se_{name}"), _short(values[at] * best[at])),
        ]
        for at, name in enumerate(TERMS)
    ]


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def _headline(share: float, low: float, high: float) -> Text:
    published: Mapping[str, Any] = targets()["dispute.dangerous_dyads"].published
    usual = f"{published['onsets'] / published['n']:.1%}"
    return Text(
        f"A dispute begins in the year with probability {shown(share)} ({shown(low)} to {shown(high)} in "
        f"nine draws of ten of the coefficients); one began in {usual} of the cases of the fit.",
        f"その年に紛争が始まる確率は{shown(share)}（係数の試行の9割で{shown(low)}～{shown(high)}）。"
        f"分析対象全体での発生率は{usual}。",
    )


def _reach(outside: tuple[str, ...], found: Reach | None) -> list[Text]:
    if outside:
        names = ", ".join(outside)
        return [
            Text(
                f"Extrapolation: {names} outside what any case of the fit has; the answer rests on the form "
                "of the model, not on data.",
                f"外挿：{names}が分析対象の範囲外にあり、結果はデータではなくモデルの関数形による。",
            )
        ]
    return [_told(found)] if found else [_UNKNOWN]


def _told(found: Reach) -> Text:
    share = f"{found.nearby:.1%}"
    if found.inside:
        return Text(
            f"Within the convex hull of the cases; {share} of them are near (Gower distance, King and Zeng).",
            f"分析対象の凸包内にある。近傍の事例は{share}（ガワー距離、King・Zengの方法）。",
        )
    return Text(
        f"Extrapolation: outside the convex hull of the cases; {share} of them are near (Gower distance, "
        "King and Zeng).",
        f"外挿：分析対象の凸包の外にある。近傍の事例は{share}（ガワー距離、King・Zengの方法）。",
    )


_UNKNOWN = Text(
    "Each covariate lies within what the cases have; whether all do together is tested with data=DIR.",
    "各共変量は分析対象の範囲内にある。組合せとしても範囲内かは、data=DIRを与えれば検定する。",
)
_NOTES = (
    Text(
        "The data end in 2010. The coefficients are associations: that allies, or democracies, fight "
        "less does not say that an alliance or a vote would change it. The effect of pacts is disputed.",
        "データは2010年までである。係数は相関であり、同盟や民主化が紛争を減らすことを意味しない。"
        "防衛条約の効果には学説上の争いがある。",
    ),
    Text(
        "A dispute is any threat, display or use of force between governments; few become wars. The range "
        "covers the coefficients only, taken as estimated from independent years.",
        "ここでの紛争は、政府間の武力による威嚇・示威・行使の全てを指し、戦争に至るものは少ない。"
        "幅は係数の不確実性のみを含み、各年を独立とみなしている。",
    ),
)
