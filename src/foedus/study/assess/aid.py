"""What would each ally give to a state under attack, with and without one of them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.aid import Aid, design
from foedus.models.parameter import given
from foedus.record import Fact, Record, bundled
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, spread
from foedus.study.assess.swings import Swings, swings
from foedus.study.hull import Reach, inside, reach
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text

_CASES = ("ukraine", "article5")
_BILLION = 1e9


def inquiry() -> Inquiry:
    """Return the inquiry."""
    return Inquiry(
        "aid",
        Text(
            "What would each ally contribute to a long war of a neighbour of Russia, with and without one "
            "of them?",
            "ロシアの隣国の長期戦に、各加盟国はどれだけ支援するか。ある国が抜けた場合はどうか",
        ),
        (
            Asked("without", "USA", Text("ally left out in the comparison", "比較のために除く国")),
            Asked(
                "case",
                "ukraine",
                Text(
                    "ukraine: a coalition of the willing; article5: an obligation, kept at the base rate",
                    "ukraine：有志の支援、article5：義務（履行率は過去の基準率による）",
                ),
                _CASES,
            ),
            Asked(
                "channel",
                "bilateral",
                Text("channel, for how it is booked", "経路（計上の扱い）"),
                tuple(sorted(given(Aid).channels)),
            ),
            *DRAWS,
        ),
        _answer,
    )


@dataclass(frozen=True)
class _Allies:
    """Allies with the regressors and their GDP, USD."""

    names: tuple[str, ...]
    kilometres: Array
    per_head: Array
    product: Array
    facts: tuple[Fact, ...]


def allies(record: Record, year: int) -> _Allies:
    """Return all Allies on the last day of the record, with the figures of `year`."""
    day, of_year = record.complete_to, date(year, 12, 31)
    listed = (fact for fact in record.membership("NATO") if fact.series == "listed")
    names = tuple(sorted(fact.subject for fact in listed if day in fact.span and fact.value))
    found = [
        (
            record.find(name, "shortest_distance", day, object="RUS"),
            record.find(name, "gdp", of_year),
            record.find(name, "population", of_year),
        )
        for name in names
    ]
    table = np.array([[float(str(fact.value)) for fact in row] for row in found])
    facts = tuple(fact for row in found for fact in row)
    return _Allies(names, table[:, 0], table[:, 1] / table[:, 2], table[:, 1], facts)


def _answer(asked: Given) -> Assessment:
    model, who = given(Aid), allies(bundled(), given(Aid).fitted_year)
    if asked["without"] not in who.names:
        raise BadArgument(f"{asked['without']} is no ally", remedy=f"one of {', '.join(who.names)}")
    out = who.names.index(asked["without"])
    share = _shares(model, who, asked)
    amount = share / 100 * who.product / _BILLION
    total, rest = amount.sum(axis=1), np.delete(amount, out, axis=1).sum(axis=1)
    data, questions = _regressors(model, who)
    outside = [name for name, one in zip(who.names, questions, strict=True) if not inside(data, one)]
    moved = swings(Aid, lambda other: _without(other, who, asked, out), tables=_codings(model, asked))
    rows = [
        [name, *spread(share[:, at]), *spread(amount[:, at]), name not in outside]
        for at, name in enumerate(who.names)
    ]
    return Assessment(
        headline=_headline(asked, total, rest),
        value=_value(asked, model, (total, rest), rows, moved),
        columns=(
            "ally",
            "share_p10",
            "share_p50",
            "share_p90",
            "usd_bn_p10",
            "usd_bn_p50",
            "usd_bn_p90",
            "in_hull",
        ),
        rows=sorted(rows, key=lambda row: (-row[5], row[0])),
        notes=(
            moved.note(),
            _hull_note(outside, reach(data, questions[out]), asked["without"]),
            _channel(model, asked),
            _NOTE,
        ),
        facts=who.facts,
    )


def _shares(model: Aid, who: _Allies, asked: Given) -> Array:
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    share = model.run(who.names, who.kilometres, who.per_head, chance)
    return share * model.honours(who.names, chance) if asked["case"] == "article5" else share


def _without(model: Aid, who: _Allies, asked: Given, out: int) -> float:
    """Return the median of what the others give, billion USD: what the answer turns on."""
    amount = _shares(model, who, asked) / 100 * who.product / _BILLION
    return float(np.median(np.delete(amount, out, axis=1).sum(axis=1)))


def _codings(model: Aid, asked: Given) -> dict[str, tuple[Any, Any]]:
    """Return all weight on the lowest and on the highest coding, where obligations count."""
    if asked["case"] != "article5":
        return {}
    ranked = sorted(model.reliability, key=lambda name: model.reliability[name])
    low, high = ({name: float(name == one) for name in ranked} for one in (ranked[0], ranked[-1]))
    return {"reliability_weight": (low, high)}


def _regressors(model: Aid, who: _Allies) -> tuple[Array, Array]:
    """Return the covariates of the Allies in the fit, and of all, without the constant."""
    every = design(who.kilometres, who.per_head)[:, 1:]
    return every[[who.names.index(name) for name in model.fitted_on]], every


def _headline(asked: Given, total: Array, rest: Array) -> Text:
    low, middle, high = (float(one) for one in np.quantile(total, (0.1, 0.5, 0.9), method="inverted_cdf"))
    who = bundled().entity(asked["without"]).name
    gone = spread(np.maximum(0.0, 1 - rest / np.where(total > 0, total, 1.0)))
    return Text(
        f"All Allies together would give {middle:.0f} billion USD over four years ({low:.0f} to {high:.0f} "
        f"in four draws of five); without {who.en} {gone[1]:.0%} of it is missing ({gone[0]:.0%} to "
        f"{gone[2]:.0%}).",
        f"加盟国全体の支援は4年間で{middle * 10:,.0f}億ドル（試行の8割で{low * 10:,.0f}～"
        f"{high * 10:,.0f}億ドル）。{who.ja}が抜けるとその{gone[1]:.0%}（{gone[0]:.0%}～{gone[2]:.0%}）"
        f"が欠ける。",
    )


def _value(
    asked: Given, model: Aid, sums: tuple[Array, Array], rows: list[list[Any]], moved: Swings
) -> dict[str, Any]:
    names = ("p10", "p50", "p90")
    total, rest = sums
    return {
        "total_usd_bn": dict(zip(names, spread(total), strict=True)),
        "without_usd_bn": dict(zip(names, spread(rest), strict=True)),
        "to_make_up": dict(zip(names, spread(total / np.where(rest > 0, rest, np.inf) - 1), strict=True)),
        "counts_as": model.channel(asked["channel"]),
        "by_ally": {
            row[0]: {
                "share_of_gdp": dict(zip(names, row[1:4], strict=True)),
                "usd_bn": dict(zip(names, row[4:7], strict=True)),
                "in_hull": row[7],
            }
            for row in rows
        },
        "drivers": moved.as_json(),
        "judgement_share": round(moved.judged, 3),
    }


def _hull_note(outside: list[str], far: Reach, name: str) -> Text:
    said = far.note()
    return Text(
        f"{name}: {said.en} Outside the hull of the fit: {', '.join(outside) or 'nobody'}.",
        f"{name}：{said.ja}推定に用いたデータの凸包の外にある国：{'、'.join(outside) or 'なし'}。",
    )


def _channel(model: Aid, asked: Given) -> Text:
    names = {
        "nato": ("the Alliance's", "NATO"),
        "union": ("the Union's", "EU"),
        "national": ("national", "各国"),
    }
    en, ja = names[model.channel(asked["channel"])]
    return Text(
        f"Aid by {asked['channel']} counts as {en}.", f"{asked['channel']}経由の支援は{ja}の支援として扱う。"
    )


_NOTE = Text(
    "Fitted to one coalition and one war; shares are of one year's GDP, added up over four years. The "
    "distance of the United States is that across the Bering Strait, and its share is overstated: what "
    "all gave in truth lies near the lower decile.",
    "一つの戦争・一つの有志連合による推定。比率は1年分のGDPに対する4年間の累計。"
    "米国の距離はベーリング海峡によるため過大に見積もられ、実際の総額は示した範囲の下端（10％点）に近い。",
)
