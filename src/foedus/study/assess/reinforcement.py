"""When is the movement closed, where does it wait, and how far is the fast kernel from the optimum?"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.models.adversary import Adversary
from foedus.models.parameter import given
from foedus.models.reinforcement import Arrivals, Exact, Situation
from foedus.study.assess.course import ARGUMENTS, best, prepare
from foedus.study.assess.inquiry import Asked, Assessment, Given, Inquiry
from foedus.study.question import Prepared
from foedus.terms.chance import Array
from foedus.terms.text import Text

_SHARES = (0.25, 0.5, 0.75, 1.0)


def inquiry() -> Inquiry:
    """Return the inquiry."""
    question = Text(
        "If all that allies would send left as soon as it could, when would it arrive, and what holds it up?",
        "派遣される部隊がすべて準備完了次第出発した場合、いつ到着が完了し、どこで滞るか",
    )
    names = ("scenario", "overlays", "plan")
    step = Asked("step", 2.0, Text("days a step of the exact solution", "厳密解の時間刻み（日）"), least=0.25)
    arguments = (*(one for one in ARGUMENTS if one.name in names), step)
    return Inquiry("reinforcement", question, arguments, _answer)


def _answer(asked: Given) -> Assessment:
    prepared = prepare({**asked, "draws": 1, "seed": 1})
    day, load = _movement(prepared)
    plan = given(Adversary).plan(asked["plan"])
    around = Situation("crisis", denied=plan.interdiction, exposed=prepared.case.exposed)
    routes, model = prepared.case.routes, prepared.movement
    quick = model.run(routes, day[None, :], load, situation=around)
    exact = model.exact(routes, day, load, step=asked["step"], situation=around)
    rows = [
        [f"{share:.0%} arrived", _closure(quick, load, share), round(exact.closure(share), 2)]
        for share in _SHARES
    ]
    means = (_mean(quick, load), exact.mean)
    rows.append(["mean arrival", *(round(one, 2) for one in means)])
    gap, moved = means[0] / means[1] - 1, float(load[np.isfinite(day)].sum())
    narrow = [_name(prepared, one) for one in (quick.bottleneck[0], exact.bottleneck)]
    rows.append(["bottleneck", *narrow])
    return Assessment(
        headline=Text(
            f"{moved:.3g} brigade equivalents close on day {exact.closure():.1f} at best, on day "
            f"{rows[3][1]} first come first served; the mean arrival is {gap:+.1%} from the optimum.",
            f"{moved:.3g}個旅団相当の到着完了は、最適配分で{exact.closure():.1f}日目、"
            f"先着順で{rows[3][1]}日目。平均到着日の差は{gap:+.1%}。",
        ),
        value=_value(rows, gap, exact),
        columns=("quantity", "kernel", "linear_program"),
        rows=rows,
        notes=(
            Text(
                "The linear program minimises the mean arrival, and units may split over ways; the kernel "
                "sends each unit one way, first come first served.",
                "線形計画は平均到着日を最小化し、部隊の分割を許す。"
                "高速計算では各部隊が一つの経路を先着順で進む。",
            ),
        ),
        facts=tuple(
            fact for fact in prepared.trace.facts.values() if fact.attribute == "brigade_equivalents"
        ),
    )


def _movement(prepared: Prepared) -> tuple[Array, Array]:
    """Return ready day and load of each formation at best values; what stays in the theatre does not move."""
    case = prepared.case
    judged = {name: values[0] for name, values in best(case, 1).items()}
    ours = len(case.units)
    attacked = case.attacked[case.owner]
    start = np.where(attacked, 0.0, judged["authorisation_days"][case.owner])
    clearance = prepared.movement.clearance_days["crisis"] * prepared.movement.clearance_scale
    day = start + np.maximum(judged["notice_days"][:ours], np.where(attacked, 0.0, clearance))
    willing = np.where(attacked, 1.0, judged["willing_share"][case.owner])
    size = np.array([unit.brigade_equivalents for unit in case.units])
    return np.where(case.stays, np.inf, day), size * judged["availability"][:ours] * willing


def _closure(arrivals: Arrivals, load: Array, share: float) -> float:
    come = np.isfinite(arrivals.day[0])
    order = np.argsort(arrivals.day[0][come], kind="stable")
    reached = np.cumsum(load[come][order]) >= share * load[come].sum() - 1e-9
    return round(float(arrivals.day[0][come][order][int(np.argmax(reached))]), 2)


def _mean(arrivals: Arrivals, load: Array) -> float:
    come = np.isfinite(arrivals.day[0])
    return float((arrivals.day[0][come] * load[come]).sum() / load[come].sum())


def _name(prepared: Prepared, server: str) -> str:
    node = prepared.network.nodes.get(server)
    return node.name.en if node else server


def _value(rows: list[list[Any]], gap: float, exact: Exact) -> dict[str, Any]:
    dear = sorted(exact.prices.items(), key=lambda item: (-item[1], item[0]))[:5]
    return {
        **{row[0].replace(" ", "_"): {"kernel": row[1], "linear_program": row[2]} for row in rows},
        "gap": round(gap, 4),
        "prices": {name: round(price, 3) for name, price in dear if price > 0},
        "columns": exact.columns,
        "iterations": exact.iterations,
    }
