"""Who carries how much: the tests of exploitation by year, and who would make up for a withdrawal."""

from __future__ import annotations

from datetime import date

import numpy as np

from foedus.models.burden import Burden, equilibrium, revealed_taste
from foedus.models.parameter import given, parameters
from foedus.record import Record, bundled
from foedus.study.assess.inquiry import Assessment, Given
from foedus.study.exploitation import exploitation, members
from foedus.study.spending import panel
from foedus.terms.chance import Array
from foedus.terms.day import Day
from foedus.terms.errors import BadArgument, NotRecorded
from foedus.terms.text import Text


def known_by(asked: Given) -> date | None:
    """Return the last day that the argument `known` may mean."""
    return Day.parse(asked["known"]).last if asked["known"] else None


def tests(asked: Given) -> Assessment:
    """Answer whether the large carry more, for every year on record."""
    record, known = bundled(), known_by(asked)
    years = sorted({fact.span.since.first.year for fact in record.facts(attribute="spending_share")})
    found = []
    for year in years:
        try:
            found.append(exploitation(record, year, known))
        except NotRecorded:
            continue
    if not found:
        raise NotRecorded("no year can be tested", remedy="ask as known by a later day")
    first, last = found[0], found[-1]
    rows = [
        [
            one.year,
            one.allies,
            round(one.rank, 3),
            round(one.p_rank, 3),
            *_shares(one.p_match, one.largest_burden, one.largest_benefit),
        ]
        for one in found
    ]
    return Assessment(
        headline=Text(
            f"Rank correlation of product and share spent: {first.rank:.2f} in {first.year}, "
            f"{last.rank:.2f} in {last.year}. The largest still pays {last.largest_burden:.0%} for "
            f"{last.largest_benefit:.0%} of benefits.",
            f"経済規模と国防費比率の順位相関は{first.year}年の{first.rank:.2f}から{last.year}年の"
            f"{last.rank:.2f}へ。最大の加盟国の負担は全体の{last.largest_burden:.0%}で、便益の割合（推定）"
            f"は{last.largest_benefit:.0%}。",
        ),
        value={"by_year": {str(row[0]): dict(zip(_TESTS[1:], row[1:], strict=True)) for row in rows}},
        columns=_TESTS,
        rows=rows,
        notes=(
            Text(
                "Olson and Zeckhauser's test (rank), and Sandler's match of burdens with benefits "
                "(Wilcoxon); benefits here are the mean of shares of product and people: exposed borders "
                "and threat are left out.",
                "順位相関はオルソン＝ゼックハウザーの検定、"
                "対応の検定はサンドラーの負担・便益の一致検定（ウィルコクソン）。"
                "便益はGDPと人口の割合の平均とし、国境の露出や脅威は含めていない。",
            ),
        ),
    )


_TESTS = ("year", "allies", "rank_correlation", "p_one_sided", "p_match", "largest_burden", "largest_benefit")


def _shares(*values: float) -> list[float]:
    return [round(value, 4) for value in values]


def withdrawal(asked: Given) -> Assessment:
    """Answer who would make up for it if one ally spent less, in the public-good game."""
    record, known = bundled(), known_by(asked)
    year, allies, income, spent = _amounts(record, known)
    if asked["without"] not in allies:
        raise BadArgument(f"no figures for {asked['without']}", remedy=f"one of {', '.join(allies)}")
    at, spread = allies.index(asked["without"]), parameters(Burden)["publicness"].spread
    assert spread is not None
    model = given(Burden)
    grid = sorted({*np.linspace(spread.low, spread.high, 5), float(np.asarray(model.publicness))})
    rows = [[round(a, 2), *_replies(income, spent, at, a, asked["share"])] for a in grid]
    best = next(row for row in rows if row[0] == round(float(np.asarray(model.publicness)), 2))
    cut = spent[at] * asked["share"]
    who = record.entity(asked["without"]).name
    return Assessment(
        headline=Text(
            f"If {who.en} spent {asked['share']:.0%} less ({cut / 1000:.0f} billion USD of 2015), the game "
            f"has the others raise {best[1]:.0%} of it, {rows[0][1]:.0%} to {rows[-1][1]:.0%} as "
            f"publicness goes from {rows[0][0]:g} to {rows[-1][0]:g}.",
            f"{who.ja}が国防費を{asked['share']:.0%}（2015年価格で{cut / 100:.0f}億ドル）減らした場合、"
            f"他の加盟国が補うのはその{best[1]:.0%}（公共性{rows[0][0]:g}～{rows[-1][0]:g}で"
            f"{rows[0][1]:.0%}～{rows[-1][1]:.0%}）。",
        ),
        value={
            "year": year,
            "cut_million": round(cut),
            "made_up": {f"{row[0]:g}": row[1] for row in rows},
            "drivers": [{"name": "burden.publicness", "share": 1.0, "sourced": False}],
            "judgement_share": 1.0,
        },
        columns=("publicness", "made_up", "most_by_one", "most_of_its_gdp"),
        rows=rows,
        notes=(
            Text(
                "Tastes are read off the year's spending as if it were the equilibrium; the answer is the "
                "model's logic, driven wholly by one judged parameter, not a forecast.",
                "選好は当該年の支出を均衡とみなして逆算した。答えは一つの判断値（公共性）"
                "のみで決まるモデル上の帰結であり、予測ではない。",
            ),
        ),
    )


def _amounts(record: Record, known: date | None) -> tuple[int, tuple[str, ...], Array, Array]:
    """Return the last year with all figures, allies, products and spending, million USD of 2015."""
    years = {fact.span.since.first.year for fact in record.facts(attribute="spending_constant")}
    for year in sorted(years, reverse=True):
        spent, product = (
            panel(record, name, (year,), known) for name in ("spending_constant", "gdp_constant")
        )
        inside = tuple(sorted(members(record, year) & set(spent.allies) & set(product.allies)))
        if len(inside) > 1:
            rows = [[one.allies.index(ally) for ally in inside] for one in (product, spent)]
            return year, inside, product.year(year)[rows[0]], spent.year(year)[rows[1]]
    raise NotRecorded("no spending was public", remedy="ask as known by a later day")


def _replies(income: Array, spent: Array, at: int, publicness: float, share: float) -> list[float]:
    taste = revealed_taste(income, spent, publicness)
    fixed = np.full(len(income), np.nan)
    fixed[at] = spent[at] * (1 - share)
    raised = equilibrium(income, taste, publicness, fixed) - spent
    raised[at] = 0.0
    cut = spent[at] * share
    return _shares(float(raised.sum() / cut), float(raised.max() / cut), float((raised / income).max()))
