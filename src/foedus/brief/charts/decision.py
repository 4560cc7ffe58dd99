"""The Council: how it decides by day, and who blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from foedus.brief.charts import theme
from foedus.brief.charts.theme import Figure, Frame, Rows, Spec
from foedus.brief.reader import Reader

PATHS: Final = ("silence", "diluted", "other_forum", "coalition", "none")
COLOURS: Final = {
    "silence": theme.BLUE,
    "diluted": theme.SKY,
    "other_forum": theme.GREEN,
    "coalition": theme.ORANGE,
    "none": theme.GREY,
    "undecided": theme.PAPER,
}
BANDS: Final = Frame(width=248, height=200, left=46, right=140, top=26)
BARS_LEFT: Final = 118
MOST_BLOCKERS: Final = 6
SETTLED: Final = 0.99
TICK_DAYS: Final = 10


def timeline(reader: Reader, plan: str) -> Figure:
    """Stacked bands: cumulative share of draws by path over days, the undecided above."""
    by_day = reader.plans[plan]["decision"]["by_day"]
    last = horizon(by_day)
    bands = _bands(by_day, last)
    ends = {row["path"]: row["high"] - row["low"] for row in bands if row["day"] == last}
    values = {
        "plan": reader.plan(plan),
        "day": int(last),
        "silence": reader.percent(ends["silence"]),
        "undecided": reader.percent(ends["undecided"]),
    }
    told = "; ".join(f"{reader.say(f'path_{path}')} {reader.percent(share)}" for path, share in ends.items())
    return Figure(
        name=f"decision-{plan}",
        title=reader.say("decision_title", **values),
        alt=reader.say("decision_alt", told=told, **values),
        spec=_timeline_spec(reader, bands, last),
    )


def horizon(by_day: Mapping[str, Sequence[float]]) -> float:
    """The last day drawn: where every path has all but reached its final share, in whole tens."""
    settled = 3 * TICK_DAYS
    for path in PATHS:
        final = by_day[path][-1]
        reached = (
            day for day, share in zip(by_day["day"], by_day[path], strict=True) if share >= SETTLED * final
        )
        settled = max(settled, int(next(reached, by_day["day"][-1])))
    return float(min(by_day["day"][-1], -(-settled // TICK_DAYS) * TICK_DAYS))


def _bands(by_day: Mapping[str, Sequence[float]], last: float) -> Rows:
    rows: Rows = []
    for index, day in enumerate(by_day["day"]):
        if day > last:
            break
        low = 0.0
        for path in PATHS:
            high = low + by_day[path][index]
            rows.append({"day": day, "path": path, "low": low, "high": high})
            low = high
        rows.append({"day": day, "path": "undecided", "low": low, "high": max(1.0, low)})
    return rows


def _timeline_spec(reader: Reader, bands: Rows, last: float) -> Spec:
    step = TICK_DAYS if last <= 6 * TICK_DAYS else 3 * TICK_DAYS
    ticks = list(range(0, int(last) + 1, step))
    title = reader.say("axis_days_since")
    day_axis = {"title": title, "values": ticks, "grid": False}
    share_axis = {**theme.above(reader.say("axis_draws"), BANDS.left), "labelExpr": _percent_labels(reader)}
    share_axis["values"] = [0, 0.25, 0.5, 0.75, 1]
    x = {"field": "day", "type": "quantitative", "scale": {"domain": [0, last]}, "axis": day_axis}
    y = {"field": "low", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": share_axis}
    domain = [*PATHS, "undecided"]
    colour = {
        "field": "path",
        "type": "nominal",
        "scale": {"domain": domain, "range": [COLOURS[path] for path in domain]},
        "legend": None,
    }
    area = {
        "data": theme.data(bands),
        "mark": {"type": "area", "stroke": theme.PAPER, "strokeWidth": 1},
        "encoding": {"x": x, "y": y, "y2": {"field": "high"}, "color": colour},
    }
    labels = theme.label(_band_labels(reader, bands, last), x=x, y=y, dx=18)
    labels["encoding"]["color"] = {"field": "colour", "type": "nominal", "scale": None}
    return BANDS.sheet([area, *_swatches(bands, last, x, y), labels])


def _swatches(bands: Rows, last: float, x: Spec, y: Spec) -> list[Spec]:
    """Short ticks that tie each label to its band, since thin bands sit closer than lines of text."""
    ends = [row for row in bands if row["day"] == last and _shown(row)]
    rows = [
        {"day": last, "path": row["path"], "low": place, "colour": _ink(row["path"])}
        for row, place in zip(ends, _label_places(ends), strict=True)
    ]
    colour = {"field": "colour", "type": "nominal", "scale": None}
    mark = {"type": "point", "shape": "square", "filled": True, "size": 64, "xOffset": 9, "opacity": 1}
    return [{"data": theme.data(rows), "mark": mark, "encoding": {"x": x, "y": y, "color": colour}}]


def _shown(row: Mapping[str, Any]) -> bool:
    return bool(row["high"] - row["low"] >= 0.005)


def _ink(path: str) -> str:
    return theme.GRID if path == "undecided" else COLOURS[path]


def _label_places(ends: Rows) -> list[float]:
    wanted = [(row["low"] + row["high"]) / 2 for row in ends]
    return theme.spaced(wanted, gap=0.085, low=0.02, high=0.98)


def _band_labels(reader: Reader, bands: Rows, last: float) -> Rows:
    ends = [row for row in bands if row["day"] == last and _shown(row)]
    rows = []
    for row, place in zip(ends, _label_places(ends), strict=True):
        share = reader.percent(row["high"] - row["low"])
        text = f"{reader.say('short_' + row['path'])} {share}"
        rows.append({"day": last, "low": place, "text": text, "colour": theme.INK})
    return rows


def _percent_labels(reader: Reader) -> str:
    sign = "'％'" if reader.lang == "ja" else "'\u202f%'"
    return f"round(datum.value * 100) + {sign}"


def blockers(reader: Reader, plan: str) -> Figure | None:
    """Bars: the allies that break silence, by share of draws."""
    decision = reader.plans[plan]["decision"]
    ranked = sorted(decision.get("blockers", ()), key=lambda row: -row["share"])[:MOST_BLOCKERS]
    if not ranked:
        return None
    rows = [
        {"ally": reader.name(row["ally"]), "share": row["share"], "text": reader.percent(row["share"])}
        for row in ranked
    ]
    first = rows[0]
    told = "; ".join(f"{row['ally']} {row['text']}" for row in rows)
    values = {"plan": reader.plan(plan), "ally": first["ally"], "share": first["text"], "told": told}
    return Figure(
        name=f"blockers-{plan}",
        title=reader.say("blockers_title", **values),
        alt=reader.say("blockers_alt", **values),
        spec=_blockers_spec(reader, rows),
    )


def _blockers_spec(reader: Reader, rows: Rows) -> Spec:
    frame = Frame(width=232, height=24 * len(rows), left=BARS_LEFT, right=70, bottom=38)
    top = theme.nice_top(max(row["share"] for row in rows))
    axis = {
        "title": reader.say("axis_draws"),
        "values": [0, top / 2, top],
        "labelExpr": _percent_labels(reader),
    }
    x = {"field": "share", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": axis}
    order = [row["ally"] for row in rows]
    y_axis = {"title": None, "domain": False, "ticks": False, "labelColor": theme.INK, "labelPadding": 6}
    y = {"field": "ally", "type": "nominal", "sort": order, "axis": y_axis}
    mark = {"type": "bar", "color": theme.BLUE, "height": 13}
    bars = {"data": theme.data(rows), "mark": mark, "encoding": {"x": x, "y": y}}
    return frame.sheet([bars, theme.label(rows, x=x, y=y)])
