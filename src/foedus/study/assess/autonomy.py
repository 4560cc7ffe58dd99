"""What is missing by year if an ally leaves, and what would replacing it take?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.autonomy import Autonomy
from foedus.models.parameter import given
from foedus.record import Record, bundled
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, spread
from foedus.study.assess.swings import Swings, swings
from foedus.study.spending import panel
from foedus.terms.errors import BadArgument, NotRecorded
from foedus.terms.text import Text
from foedus.world import World


def inquiry() -> Inquiry:
    """Return the inquiry."""
    ready = float(np.asarray(given(Autonomy).enablers_ready))
    return Inquiry(
        "autonomy",
        Text(
            "What is missing in that year if an ally withdraws, and what would replacing it take?",
            "ある加盟国が離脱した場合、その年に何が不足し、代替には何を要するか",
        ),
        (
            Asked("without", "USA", Text("ally that withdraws", "離脱する国")),
            Asked(
                "share",
                1.0,
                Text("share of its contribution that is withdrawn", "離脱する戦力の割合"),
                least=0.01,
            ),
            Asked("year", 2030, Text("year asked about", "対象年"), least=2024),
            Asked("start", 2025.5, Text("when replacing begins", "代替の開始時点"), least=2000),
            Asked(
                "enablers",
                ready,
                Text("year by which enablers are replaced", "戦略的支援能力が代替される年"),
                least=2000,
            ),
            *DRAWS,
        ),
        _answer,
    )


def european_product(record: Record, year: int) -> float:
    """Return the GDP of the Allies that are members of the Union, USD; the study leaves others out."""
    day = date(year, 12, 31)
    product = panel(record, "gdp", (year,))
    inside = set(World.of(record, day).members("EU")) & set(product.allies)
    return float(sum(product.year(year)[product.allies.index(state)] for state in sorted(inside)))


# The last year for which the GDP of all is on record.
PRODUCT_YEAR = 2023


def lost(record: Record, model: Autonomy, ally: str, share: float) -> dict[str, float]:
    """Return what leaves with an ally: the studies' list for the United States, else its brigades on record.

    Raises:
        BadArgument: If the share is above one.
        NotRecorded: If the ally has no brigade on record.
    """
    if share > 1:
        raise BadArgument("more than all cannot be withdrawn", remedy="give a share up to 1")
    if ally == "USA":
        return {kind: amount * share for kind, amount in model.provided.items()}
    units = World.of(record, record.complete_to).units()
    own = sum(unit.brigade_equivalents for unit in units if unit.owner == record.entity(ally).id)
    if own == 0:
        raise NotRecorded(f"no brigade of {ally} is on record", remedy="ask about an ally with formations")
    return {"brigades": own * share}


def _answer(asked: Given) -> Assessment:
    record = bundled()
    model = given(Autonomy, enablers_ready=asked["enablers"])
    gone = lost(record, model, asked["without"], asked["share"])
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    gap = model.run(gone, asked["start"], (asked["year"],), chance)[:, :, 0]
    need, closed = model.required(gone), model.closed(gone, asked["start"])
    rows: list[list[Any]] = [
        [kind, round(gone[kind], 2), round(float(need[at]), 1), *spread(gap[:, at]), round(closed[kind], 1)]
        for at, kind in enumerate(gone)
    ]
    money = _money(record, model, gone, asked)
    moved = swings(
        Autonomy, lambda other: _brigades(other, gone, asked), {"enablers_ready": asked["enablers"]}
    )
    return Assessment(
        headline=_headline(asked, rows[0], money, model.share_to),
        value=_value(rows, money, moved, model),
        columns=("kind", "lost", "to_build", "gap_p10", "gap_p50", "gap_p90", "replaced_by"),
        rows=rows,
        notes=(moved.note(), *_studies(model), _NOTE),
    )


def _brigades(model: Autonomy, gone: dict[str, float], asked: Given) -> float:
    """Return the median gap in brigades: what the answer turns on."""
    chance = BlockChance(asked["seed"], 0, asked["draws"])
    gap = model.run({"brigades": gone["brigades"]}, asked["start"], (asked["year"],), chance)
    return float(np.median(gap[:, 0, 0]))


def _money(record: Record, model: Autonomy, gone: dict[str, float], asked: Given) -> dict[str, float]:
    cost = float(np.asarray(model.cost(gone)))
    yearly = float(np.asarray(model.budget(european_product(record, PRODUCT_YEAR))))
    buying = yearly * float(np.asarray(model.procurement_share))
    return {
        "to_buy_eur_bn": round(cost, 1),
        "step_in_spending_eur_bn_a_year": round(yearly, 1),
        "of_it_for_equipment": round(buying, 1),
        "years_of_that_money": round(cost / buying, 2),
        "last_replaced": round(max(model.closed(gone, asked["start"]).values()), 1),
    }


def _headline(asked: Given, first: list[Any], money: dict[str, float], to: float) -> Text:
    who = bundled().entity(asked["without"]).name
    return Text(
        f"In {asked['year']}, {asked['share']:.0%} of {who.en} withdrawn, {first[4]:.0f} brigades of "
        f"{first[2]:.0f} to be built are still missing ({first[3]:.0f} to {first[5]:.0f} in four draws of "
        f"five). Buying all costs EUR {money['to_buy_eur_bn']:.0f} bn, {money['years_of_that_money']:.1f} "
        f"years of the equipment money of a step to {to:g} % of GDP; at the pace of industry the last kind "
        f"is replaced by {money['last_replaced']:.0f}.",
        f"{who.ja}の戦力の{asked['share']:.0%}が離脱した場合、{asked['year']}年時点で必要な"
        f"{first[2]:.0f}個旅団のうち{first[4]:.0f}個旅団（試行の8割で{first[3]:.0f}～{first[5]:.0f}）"
        f"が不足する。調達費は{money['to_buy_eur_bn'] * 10:,.0f}億ユーロで、GDP比"
        f"{to:g}％への増額に伴う装備費の{money['years_of_that_money']:.1f}年分に当たる。"
        f"生産能力からみた代替完了は{money['last_replaced']:.0f}年。",
    )


def _value(rows: list[list[Any]], money: dict[str, float], moved: Swings, model: Autonomy) -> dict[str, Any]:
    names = ("lost", "to_build", "gap_p10", "gap_p50", "gap_p90", "replaced_by")
    return {
        "by_kind": {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows},
        "money": money,
        "studies": {name: dict(one) for name, one in model.studies.items()},
        "drivers": moved.as_json(),
        "judgement_share": round(moved.judged, 3),
    }


def _studies(model: Autonomy) -> tuple[Text, ...]:
    one = {name: dict(found) for name, found in model.studies.items()}
    sea, land, later = (one[name] for name in ("iiss_2019_sea_lanes", "iiss_2019_territory", "iiss_2025"))
    return (
        Text(
            f"Beside it, to buy: IISS 2019 {_span(sea)} (sea lanes), {_span(land)} (territory) billion USD "
            f"over 10 to 20 years; IISS 2025 {_span(later)} billion USD, 1,000 over 25 years with upkeep, "
            f"128,000 troops; Bruegel and Kiel 2025 EUR 250 bn a year, 300,000 troops. They ask different "
            f"questions.",
            f"比較（調達費）：IISS 2019年は海上交通路{_span(sea)}、領域防衛{_span(land)}（十億ドル、"
            f"10～20年）。IISS 2025年は{_span(later)}（十億ドル。維持費込みでは25年間で1兆ドル、12.8万人）"
            f"。ブリューゲル／キール2025年は年2500億ユーロ、30万人。いずれも問いが異なる。",
        ),
    )


def _span(study: dict[str, Any]) -> str:
    low, high = study["cost_usd_bn"]
    return f"{low:.0f}–{high:.0f}"


_NOTE = Text(
    "Enablers (command, space, refuelling, airlift, deep strike) are in no price; before their year only "
    "part of what is new can be used. Nuclear deterrence is not replaced here.",
    "戦略的支援能力（指揮・宇宙・空中給油・空輸・長距離打撃）は費用に含まれず、"
    "整備前は新規戦力の一部しか運用できない。核抑止の代替は扱わない。",
)
