"""Brigade equivalents by day: fans of the whole, lines by group of allies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from foedus.brief.charts import theme
from foedus.brief.charts.theme import Figure, Frame, Rows, Spec
from foedus.brief.reader import Reader

SERIES: Final = ("in_place", "reinforcement", "adversary")
COLOURS: Final = {"in_place": theme.SKY, "reinforcement": theme.BLUE, "adversary": theme.VERMILION}
DASHES: Final = {"in_place": [1, 0], "reinforcement": [1, 0], "adversary": [5, 3]}
PLAN_COLOURS: Final = (theme.BLUE, theme.VERMILION, theme.GREEN, theme.PURPLE)
PLAN_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
FAN: Final = Frame(width=262, height=210, left=34, right=124, top=26, bottom=36)
PANEL: Final = Frame(width=150, height=120, left=30, right=28, bottom=30)
STEP: Final = 3
LATE: Final = 90


def fan(reader: Reader, plan: str) -> Figure | None:
    """Quantile bands (5-25-50-75-95) of the three forces of one plan."""
    forces = reader.plans[plan].get("forces")
    if not forces:
        return None
    rows = _fan_rows(forces)
    late = _at(forces["day"], LATE)
    values = {
        "plan": reader.plan(plan),
        "day": forces["day"][late],
        "ours": reader.number(forces["in_place"]["p50"][late] + forces["reinforcement"]["p50"][late]),
        "theirs": reader.number(forces["adversary"]["p50"][late]),
    }
    told = "; ".join(_told(reader, forces, name, late) for name in SERIES)
    return Figure(
        name=f"fan-{plan}",
        title=reader.say("fan_title", **values),
        alt=reader.say("fan_alt", told=told, **values),
        spec=_fan_spec(reader, rows),
    )


def _at(days: Sequence[float], day: float) -> int:
    return min(range(len(days)), key=lambda index: abs(days[index] - day))


def _told(reader: Reader, forces: Mapping[str, Any], name: str, index: int) -> str:
    lines = forces[name]
    span = {"p10": lines["p5"][index], "p50": lines["p50"][index], "p90": lines["p95"][index]}
    return f"{reader.say(f'series_{name}')} {reader.quantiles(span)}"


def _fan_rows(forces: Mapping[str, Any]) -> Rows:
    rows: Rows = []
    for name in SERIES:
        for index, day in enumerate(forces["day"]):
            if index % STEP and index != len(forces["day"]) - 1:
                continue
            lines = {
                quantile: forces[name][quantile][index] for quantile in ("p5", "p25", "p50", "p75", "p95")
            }
            rows.append({"series": name, "day": day, **lines})
    return rows


def _colour() -> Spec:
    scale = {"domain": list(SERIES), "range": [COLOURS[name] for name in SERIES]}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}


def _fan_spec(reader: Reader, rows: Rows) -> Spec:
    top = theme.nice_top(max(row["p95"] for row in rows))
    x = _days(rows[0]["day"], rows[-1]["day"], reader.say("axis_days_since"))
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, top]},
        "axis": {**theme.above(reader.say("axis_brigades"), FAN.left), "tickCount": 5},
    }
    outer = _band(rows, x, y, ("p5", "p95"), 0.18)
    inner = _band(rows, x, y, ("p25", "p75"), 0.38)
    dash = {"field": "series", "type": "nominal", "legend": None,
            "scale": {"domain": list(SERIES), "range": [DASHES[name] for name in SERIES]}}  # fmt: skip
    middle = {**y, "field": "p50"}
    line = {"mark": {"type": "line", "strokeWidth": 2.2}, "data": theme.data(rows),
            "encoding": {"x": x, "y": middle, "color": _colour(), "strokeDash": dash}}  # fmt: skip
    labels = theme.label(_fan_labels(reader, rows, top), x=x, y=middle)
    labels["encoding"]["color"] = {"field": "colour", "type": "nominal", "scale": None}
    return FAN.sheet([outer, inner, incident(), line, labels])


def _days(first: float, last: float, title: str | None) -> Spec:
    ticks = [tick for tick in range(-30, 361, 30) if first <= tick <= last]
    kept = ticks if len(ticks) <= 5 else [tick for tick in ticks if tick % 60 == 0]
    axis = {"title": title, "values": kept, "grid": False}
    return {"field": "day", "type": "quantitative", "scale": {"domain": [first, last]}, "axis": axis}


def _band(rows: Rows, x: Spec, y: Spec, ends: tuple[str, str], opacity: float) -> Spec:
    encoding = {"x": x, "y": {**y, "field": ends[0]}, "y2": {"field": ends[1]}, "color": _colour()}
    return {"data": theme.data(rows), "mark": {"type": "area", "opacity": opacity}, "encoding": encoding}


def incident() -> Spec:
    """A rule on the day of the incident."""
    return {
        "data": {"values": [{"day": 0}]},
        "mark": {"type": "rule", "color": theme.MUTED, "strokeDash": [2, 2]},
        "encoding": {"x": {"field": "day", "type": "quantitative"}},
    }


def _fan_labels(reader: Reader, rows: Rows, top: float) -> Rows:
    last = rows[-1]["day"]
    ends = sorted((row for row in rows if row["day"] == last), key=lambda row: row["p50"])
    places = theme.spaced([row["p50"] for row in ends], gap=0.09 * top, low=0.02 * top, high=0.98 * top)
    return [
        {"day": last, "p50": place, "colour": theme.INK,
         "text": f"{reader.say('short_' + row['series'])} {reader.number(row['p50'])}"}
        for row, place in zip(ends, places, strict=True)
    ]  # fmt: skip


def groups(reader: Reader) -> list[Figure]:
    """One small panel for each group of allies, a line for each plan, on one scale."""
    lines = {plan: entry["forces"]["groups"] for plan, entry in reader.plans.items() if entry.get("forces")}
    if not lines:
        return []
    top = theme.nice_top(max(max(series) for by_group in lines.values() for series in by_group.values()))
    return [_group(reader, lines, name, top) for name in next(iter(lines.values()))]


def _group(reader: Reader, lines: Mapping[str, Any], name: str, top: float) -> Figure:
    days = reader.plans[reader.lead]["forces"]["day"]
    late, start = _at(days, LATE), _at(days, 0)
    series = lines[reader.lead][name]
    values = {
        "group": reader.name(name),
        "start": reader.number(series[start]),
        "end": reader.number(series[late]),
        "day": days[late],
        "plan": reader.plan(reader.lead),
    }
    return Figure(
        name=f"group-{name}".replace("+", "-"),
        title=reader.say("group_title", **values),
        alt=reader.say("group_alt", **values),
        spec=_group_spec(lines, name, days, top),
    )


def _group_spec(lines: Mapping[str, Any], name: str, days: Sequence[float], top: float) -> Spec:
    rows = [
        {"plan": plan, "day": day, "brigades": by_group[name][index]}
        for plan, by_group in lines.items()
        for index, day in enumerate(days)
        if index % (2 * STEP) == 0 or index == len(days) - 1
    ]
    plans = list(lines)
    colour, dash = plan_scales(plans)
    x = _days(days[0], days[-1], None)
    axis = {"title": None, "values": [0, top / 2, top], "format": "~g"}
    y = {"field": "brigades", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": axis}
    line = {"data": theme.data(rows), "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash}}  # fmt: skip
    return PANEL.sheet([incident(), line])


def plan_scales(plans: Sequence[str]) -> tuple[Spec, Spec]:
    """Colour and dash of each plan."""
    colours = [PLAN_COLOURS[index % len(PLAN_COLOURS)] for index in range(len(plans))]
    dashes = [PLAN_DASHES[index % len(PLAN_DASHES)] for index in range(len(plans))]
    field = {"field": "plan", "type": "nominal", "legend": None}
    return (
        {**field, "scale": {"domain": list(plans), "range": colours}},
        {**field, "scale": {"domain": list(plans), "range": dashes}},
    )
