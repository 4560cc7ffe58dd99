"""What an answer rests on: drivers, shares of fact, estimate, judgement and chance, tipping points, boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.models.parameter import Parameter
from foedus.study.boxes import Box, prim
from foedus.study.crisis import CrisisRun, PlanRun
from foedus.study.drivers import Driver, drivers
from foedus.study.question import Prepared, all_parameters
from foedus.study.uncertainty import Split
from foedus.study.wording import percent
from foedus.terms.chance import Array
from foedus.terms.quantile import quantile_at
from foedus.terms.text import Text

# Judgements drawn with a share common to all of their kind; the common share is a driver of its own.
SHARED = "judgement."
LEVEL = 0.5


@dataclass(frozen=True)
class Support:
    """What one plan's headline rests on: whether the adversary is denied its goal.

    Attributes:
        measure: The headline, split into chance and what we do not know.
        ranked: Drivers in order.
        columns: The design's column of every uncertain thing.
    """

    measure: Split
    ranked: tuple[Driver, ...]
    columns: Mapping[str, Array]


def support(ready: Prepared, plan: PlanRun, values: Array) -> Support:
    """Rank what drives `values`, shape (draws,)."""
    columns = uncertain_columns(ready)
    measure = plan.share(values)
    return Support(measure, tuple(ranked(measure, columns)), columns)


def ranked(measure: Split, columns: Mapping[str, Array]) -> list[Driver]:
    """Rank drivers in two families: parameters and common judgements, then judgements on one subject.

    The second family is six times as large; tested together, it would hide the first behind its noise.
    """
    parameters = all_parameters()
    common = {path: one for path, one in columns.items() if path in parameters or path.startswith(SHARED)}
    single = {path: one for path, one in columns.items() if path not in common}
    both = [*drivers(measure, common, LEVEL), *drivers(measure, single, LEVEL)]
    return sorted(both, key=lambda driver: (-driver.share, driver.path))


def uncertain_columns(ready: Prepared) -> dict[str, Array]:
    """Return the design's column of every uncertain parameter and judgement by path."""
    design = ready.question.design
    paths = [
        path
        for path, one in all_parameters().items()
        if path not in ready.fixed and one.spread is not None and not one.spread.certain
    ]
    for kind, spreads in ready.case.spreads.items():
        uncertain = [subject for subject, spread in spreads.items() if not spread.certain]
        theirs = {unit.id for unit in ready.case.hostile}
        paths += [f"{subject}.{_kind(kind, subject in theirs)}" for subject in uncertain]
        paths += sorted({f"{SHARED}{_kind(kind, subject in theirs)}" for subject in uncertain})
    return {path: design.quantiles(path) for path in paths}


def _kind(kind: str, hostile: bool) -> str:
    return f"adversary_{kind}" if hostile else kind


def kind_of(path: str) -> str:
    """Return `fact`, `estimate` or `judgement` for a driver."""
    parameter = all_parameters().get(path)
    return parameter.kind if parameter else "judgement"


def shares(found: Support) -> dict[str, float]:
    """Return the share of the headline's variance by kind of support.

    What the ranked drivers leave of the variance between parameter sets is interaction and small
    contributions. It counts as judgement, as nearly all that is uncertain here is judged: the share of
    assumptions may be overstated, never understated.
    """
    chance = found.measure.chance
    explained = {"fact": 0.0, "estimate": 0.0, "judgement": 0.0}
    for driver in found.ranked:
        explained[kind_of(driver.path)] += driver.share
    unknown = 1 - chance
    scale = min(1.0, unknown / max(sum(explained.values()), 1e-12))
    sourced = {kind: explained[kind] * scale for kind in ("fact", "estimate")}
    return {**sourced, "judgement": unknown - sum(sourced.values()), "chance": chance}


def driver_rows(ready: Prepared, found: Support) -> list[dict[str, Any]]:
    """Return the ranked drivers for a reader, chance among them."""
    rows = [
        {
            "name": driver.path,
            "label": label(ready, driver.path).as_json(),
            "share": round(driver.share, 4),
            "sourced": kind_of(driver.path) != "judgement",
            "kind": kind_of(driver.path),
            "direction": "+" if driver.high >= driver.low else "-",
            "range": value_range(ready, driver.path),
            "at_low": round(min(max(driver.low, 0.0), 1.0), 4),
            "at_high": round(min(max(driver.high, 0.0), 1.0), 4),
        }
        for driver in found.ranked[:12]
    ]
    luck = {
        "name": "chance",
        "label": Text("Chance, whatever is known", "偶然（知識が増えても残る）").as_json(),
        "share": round(found.measure.chance, 4),
        "sourced": True,
        "kind": "chance",
        "direction": "",
        "range": "",
    }
    return sorted([*rows, luck], key=lambda row: -float(str(row["share"])))


def label(ready: Prepared, path: str) -> Text:
    """Return what a driver is called."""
    parameter: Parameter | None = all_parameters().get(path)
    if parameter is not None:
        return parameter.meaning
    subject, _, kind = path.rpartition(".")
    hostile = kind.startswith("adversary_")
    attribute = ready.world.record.attributes[kind.removeprefix("adversary_")]
    if f"{subject}." == SHARED:
        side = (
            Text("all formations of the adversary", "敵対側の全部隊")
            if hostile
            else Text("all alike", "全部隊に共通")
        )
        return Text(f"{attribute.description} ({side.en})", f"{attribute.description_ja}（{side.ja}）")
    name = ready.world.record.entities[subject].name
    return Text(f"{name.en}: {attribute.description}", f"{name.ja}：{attribute.description_ja}")


def value_range(ready: Prepared, path: str) -> str:
    """Return the range of a driver as text, empty for a share common to many."""
    spread = _spread(ready, path)
    if spread is None:
        return ""
    low, high = (quantile_at(spread, u) for u in (0.05, 0.95))
    return f"{low:.3g}–{high:.3g} {_unit(ready, path)}".rstrip()


def _spread(ready: Prepared, path: str) -> Any:
    parameter = all_parameters().get(path)
    if parameter is not None:
        return parameter.spread
    subject, _, kind = path.rpartition(".")
    return ready.case.spreads[kind.removeprefix("adversary_")].get(subject)


def _unit(ready: Prepared, path: str) -> str:
    parameter = all_parameters().get(path)
    if parameter is not None:
        return parameter.unit
    return ready.world.record.attributes[path.rpartition(".")[2].removeprefix("adversary_")].unit


def tipping(ready: Prepared, found: Support, measure: Text) -> list[dict[str, Any]]:
    """Return, for the two judgements that matter most, what would change the answer."""
    judged = [driver for driver in found.ranked if kind_of(driver.path) == "judgement"]
    return [
        {
            "driver": driver.path,
            "label": label(ready, driver.path).as_json(),
            "statement": _tipping(ready, driver, measure).as_json(),
        }
        for driver in judged[:2]
    ]


_UNITS = {
    "day": Text("days", "日"),
    "km": Text("km", "km"),
    "km/day": Text("km a day", "km／日"),
    "brigade equivalents": Text("brigade equivalents", "旅団相当"),
    "points": Text("points", "点"),
    "ship": Text("ships", "隻"),
    "aircraft": Text("aircraft", "機"),
    "probability": Text("probability", ""),
}


def _tipping(ready: Prepared, driver: Driver, measure: Text) -> Text:
    low, high = percent(driver.low), percent(driver.high)
    spread = _spread(ready, driver.path)
    if spread is None:
        ends = Text("the low end of its range", "範囲の下端"), Text("the high end", "上端")
        at = None
    else:
        values = [quantile_at(spread, u) for u in (0.05, 0.95)]
        unit = _UNITS.get(_unit(ready, driver.path), Text("", ""))
        low_end, high_end = (
            Text(f"{value:.2g} {unit.en}".rstrip(), f"{value:.2g}{unit.ja}") for value in values
        )
        ends = low_end, high_end
        at = None if driver.crossing is None else quantile_at(spread, driver.crossing)
    en = f"{measure.en} in {low.en} of draws at {ends[0].en} and in {high.en} at {ends[1].en}"
    ja = f"「{measure.ja}」割合は、この値が{ends[0].ja}のとき{low.ja}、{ends[1].ja}のとき{high.ja}"
    if at is None:
        return Text(f"{en}.", f"{ja}。")
    return Text(f"{en}; even odds lie near {at:.2g}.", f"{ja}。50％となるのは{at:.2g}付近。")


def boxes(ready: Prepared, run: CrisisRun) -> list[dict[str, Any]]:
    """Return, for each plan, in which part of what we do not know the Council is late."""
    columns = uncertain_columns(ready)
    found = []
    for plan in run.plans.values():
        late = (plan.column("decided") > LATE_DAYS).astype(np.float64)
        measure = plan.share(late)
        paths = [driver.path for driver in ranked(measure, columns)][:6]
        box = prim(measure.means, {path: columns[path][measure.members] for path in paths})
        if box is not None:
            found.append({"plan": plan.plan, **_box(ready, box, measure)})
    return found


LATE_DAYS = 7.0


def _box(ready: Prepared, box: Box, measure: Split) -> dict[str, Any]:
    limits = [_limit(ready, path, *ends) for path, ends in box.limits.items()]
    en = " and ".join(text.en for text in limits)
    ja = "、かつ".join(text.ja for text in limits)
    dense, overall = percent(box.density), percent(measure.mean)
    return {
        "statement": Text(
            f"The Council has not agreed after {LATE_DAYS:.0f} days in {dense.en} of cases, against "
            f"{overall.en} overall, when {en}.",
            f"次の条件が揃うと、{LATE_DAYS:.0f}日を過ぎても理事会が決定に至らない割合は{dense.ja}となる"
            f"（全体では{overall.ja}）：{ja}。",
        ).as_json(),
        "coverage": round(box.coverage, 4),
        "density": round(box.density, 4),
    }


def _limit(ready: Prepared, path: str, low: float, high: float) -> Text:
    name, spread = label(ready, path), _spread(ready, path)
    side = Text("in the upper", "の範囲の上位") if low > 0 else Text("in the lower", "の範囲の下位")
    width = high - low
    if spread is None:
        return Text(
            f"“{name.en}” lies {side.en} {width:.0%} of its range", f"「{name.ja}」{side.ja}{width:.0%}"
        )
    at = quantile_at(spread, low if low > 0 else high)
    sign = Text("is above", "以上") if low > 0 else Text("is below", "以下")
    return Text(f"“{name.en}” {sign.en} {at:.2g}", f"「{name.ja}」が{at:.2g}{sign.ja}")
