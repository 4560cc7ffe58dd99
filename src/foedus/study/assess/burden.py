"""What must an ally spend by year to keep a pledge, and how likely is that on past form?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.burden import Burden, Need, need
from foedus.models.parameter import given
from foedus.record import bundled
from foedus.study.assess.burden_sharing import tests, withdrawal
from foedus.study.assess.burden_start import Start, start_of, vintages
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, spread
from foedus.study.assess.swings import Swings, swings
from foedus.study.spending import hindcast, panel
from foedus.terms.chance import Array
from foedus.terms.text import Text


def inquiry() -> Inquiry:
    """Return the inquiry."""
    model = given(Burden)
    return Inquiry(
        "burden",
        Text(
            "What must an ally spend by year to keep a pledge, and how likely is that on past form?",
            "誓約の達成には各年どれだけの支出が必要か。過去の動きから見た達成の見込みはどの程度か",
        ),
        (
            Asked(
                "ally",
                "ITA",
                Text("ally, or NATO-EUR-CAN for Europe and Canada", "加盟国（欧州・カナダはNATO-EUR-CAN）"),
            ),
            Asked(
                "pledge",
                model.core_pledge,
                Text("pledged share of GDP, %", "誓約の水準（GDP比、％）"),
                least=0.01,
            ),
            Asked("year", int(model.due), Text("year by which it is due", "達成期限の年"), least=1950),
            Asked(
                "growth",
                "own",
                Text(
                    "real growth of GDP a year, %, or own: that of the last ten years",
                    "実質経済成長率（年率％。own：過去10年の実績）",
                ),
            ),
            Asked(
                "ask",
                "pledge",
                Text(
                    "the pledge; the same by edition; who carries more; who makes up for a withdrawal",
                    "誓約の達成、版ごとの比較、負担の偏りの検定、離脱分の補填",
                ),
                tuple(_ASKS),
            ),
            Asked("without", "USA", Text("withdrawal: who spends less", "withdrawal：支出を減らす国")),
            Asked(
                "share", 0.5, Text("withdrawal: share of its spending", "withdrawal：減らす割合"), least=0.01
            ),
            Asked(
                "known", "", Text("what had been published by that day", "この日までに公表された情報に限定")
            ),
            *DRAWS,
        ),
        lambda asked: _ASKS[asked["ask"]](asked),
    )


def _pledge(asked: Given) -> Assessment:
    start = start_of(bundled(), asked)
    way = need(start.value, start.year, asked["pledge"], asked["year"], start.growth)
    paths = _paths(given(Burden), asked, start, way)
    reached = float((paths[:, -1] >= asked["pledge"]).mean())
    moved = swings(Burden, lambda model: _chance(model, asked, start, way), tables=_MOODS_AFTER)
    rows = [
        [year, round(float(way.linear[at]), 3), round(float(way.steady[at]), 3), *spread(paths[:, at])]
        for at, year in enumerate(way.years)
    ]
    return Assessment(
        headline=_headline(asked, start, way, reached),
        value=_value(start, way, paths, reached, moved),
        columns=("year", "linear", "steady_growth", "path_p10", "path_p50", "path_p90"),
        rows=rows,
        notes=(_vintage(start), moved.note(), _reach(start, way, given(Burden)), *_aggregate(start)),
        facts=start.facts,
    )


def _paths(model: Burden, asked: Given, start: Start, way: Need) -> Array:
    """Return true shares by draw and year, shape (draws, years), with the pledge as the target."""
    target = np.full(len(way.years), max(asked["pledge"], start.value))
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    name = start.share.subject
    return model.run((name,), np.array([start.value]), target, chance)[:, 0, :]


def _chance(model: Burden, asked: Given, start: Start, way: Need) -> float:
    return float((_paths(model, asked, start, way)[:, -1] >= asked["pledge"]).mean())


def _headline(asked: Given, start: Start, way: Need, reached: float) -> Text:
    who = bundled().entity(start.share.subject).name
    pledge, year = asked["pledge"], asked["year"]
    if way.points == 0:
        return Text(
            f"{who.en} already stood at {start.value:g} % in {start.year}, above {pledge:g} %.",
            f"{who.ja}は{start.year}年時点で{start.value:g}％であり、{pledge:g}％を既に満たしている。",
        )
    return Text(
        f"From {start.value:g} % in {start.year} {who.en} needs {way.points:+.3f} points of GDP a year to "
        f"reach {pledge:g} % by {year}: real growth of spending of {way.growth:.1%} a year with GDP "
        f"growing {start.growth:.1%}. On past form it gets there in {reached:.0%} of draws.",
        f"{who.ja}は{start.year}年の{start.value:g}％から{year}年に{pledge:g}％へ達するために毎年"
        f"{way.points:+.3f}ポイント（GDP比）の上積みを要する。実質支出では年{way.growth:.1%}増（GDP成長率"
        f"{start.growth:.1%}の場合）。過去の動きに基づく試行では{reached:.0%}が期限までに達成する。",
    )


def _value(start: Start, way: Need, paths: Array, reached: float, moved: Swings) -> dict[str, Any]:
    return {
        "start": {
            "year": start.year,
            "share": start.value,
            "status": start.share.status,
            "public": start.share.public.isoformat(),
            "edition": start.share.release,
        },
        "points_a_year": round(way.points, 4),
        "spending_growth": round(way.growth, 4),
        "gdp_growth": round(start.growth, 4),
        "linear": {str(year): round(float(one), 3) for year, one in zip(way.years, way.linear, strict=True)},
        "steady": {str(year): round(float(one), 3) for year, one in zip(way.years, way.steady, strict=True)},
        "path": dict(zip(("p10", "p50", "p90"), spread(paths[:, -1]), strict=True)),
        "reached": round(reached, 3),
        "drivers": moved.as_json(),
        "judgement_share": round(moved.judged, 3),
    }


def _aggregate(start: Start) -> tuple[Text, ...]:
    if bundled().entity(start.share.subject).kind == "state":
        return ()
    return (
        Text(
            "An aggregate scatters less than the single Ally whose scatter is used here: the range is too "
            "wide.",
            "集計値の変動は、ここで用いた一国の変動より小さい。範囲は過大である。",
        ),
    )


def _vintage(start: Start) -> Text:
    status, ja = ("an estimate", "推計値") if start.share.status == "estimated" else ("as printed", "公表値")
    return Text(
        f"The figure for {start.year} is {status} of {start.share.public}; later editions may correct it.",
        f"{start.year}年の値は{start.share.public}公表の{ja}であり、後の版で修正されることがある。",
    )


def _reach(start: Start, way: Need, model: Burden) -> Text:
    """Say how the model did on the past, and how far the question lies outside the data it was fitted to."""
    shares = panel(bundled(), "spending_share", _FITTED_YEARS, _FITTED_KNOWN)
    one = next(one for one in reversed(hindcast(shares, model.guideline)) if one.horizon == _HORIZON)
    gap = float(way.linear[-1]) - start.value
    outside = len(way.years) > _HORIZON or gap > model.widest_gap
    warning = (
        "This question lies outside those data (horizon, gap). ",
        "この問いはデータの範囲外（期間・差）である。",
    )
    return Text(
        f"{warning[0] if outside else ''}The path is past form, not policy: from {one.origin} it would "
        f"have missed {one.origin + one.horizon} by {one.ours:.2f} points on average, a random walk by "
        f"{one.random_walk:.2f}, and foreseen {one.forecast_reached} Allies at {model.guideline:g} % where "
        f"NATO expected {one.reached}.",
        f"{warning[1] if outside else ''}経路は過去の動きの延長であり、政策の予測ではない。"
        f"{one.origin}年時点で適用した場合、{one.origin + one.horizon}年の平均誤差は"
        f"{one.ours:.2f}ポイント（ランダムウォークは{one.random_walk:.2f}）、"
        f"{model.guideline:g}％達成国の見込みは{one.forecast_reached}か国（NATOの見込みは"
        f"{one.reached}か国）となる。",
    )


# The two ends of what may follow a mood: always slack, always alarm.
_MOODS_AFTER = {
    "mood_next": (
        {"calm": 0.0, "slack": 1.0, "alarm": 0.0},
        {"calm": 0.0, "slack": 0.0, "alarm": 1.0},
    )
}
# What the parameters of the path were fitted to, and the longest horizon on which it was tried twice or more.
_FITTED_YEARS, _FITTED_KNOWN, _HORIZON = tuple(range(2014, 2025)), date(2024, 6, 30), 2
_ASKS = {"pledge": _pledge, "vintages": vintages, "exploitation": tests, "withdrawal": withdrawal}
