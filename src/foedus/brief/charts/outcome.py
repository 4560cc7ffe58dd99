"""Outcomes by plan with their ranges, differences against an overlay, and the nearest crises of the past."""

from __future__ import annotations

from typing import Any, Final

from foedus.brief import numbers
from foedus.brief.charts import theme
from foedus.brief.charts.theme import Figure, Frame, Rows, Spec
from foedus.brief.judgements import leading_outcome
from foedus.brief.reader import Probability, Reader
from foedus.brief.typesetting import wrapped

OUTCOMES: Final = ("repelled", "held", "stalemate", "limited_loss", "fait_accompli")
LEAST_REACH: Final = 0.1
CRISIS_EM: Final = 13.5
OUTCOME_EM: Final = 12.0
LEFT: Final = 110
SHARES: Final = Frame(width=200, height=150, left=LEFT, right=122, bottom=38)
LOG_TICKS: Final = (1, 3, 10, 30, 100, 300, 1000)


def outcome(reader: Reader, plan: str) -> Figure:
    """Bars of the five outcomes of one plan with whiskers for what is not known."""
    entry = reader.plans[plan]["outcome"]
    chances = {name: Probability.of(entry[name]) for name in OUTCOMES if name in entry}
    rows = [_row(reader, name, chance) for name, chance in chances.items()]
    first, chance = leading_outcome(entry)
    values = {
        "plan": reader.plan(plan),
        "outcome": reader.say(f"outcome_{first}"),
        "figures": reader.chance(chance),
        "told": "; ".join(f"{row['outcome']} {row['text']}" for row in rows),
    }
    return Figure(
        name=f"outcome-{plan}",
        title=reader.say("outcome_title", **values),
        alt=reader.say("outcome_alt", **values),
        spec=_outcome_spec(reader, rows, reader.say(f"outcome_{first}")),
    )


def _row(reader: Reader, name: str, chance: Probability) -> dict[str, Any]:
    low, high = chance.ends or (chance.p, chance.p)
    text = reader.chance(chance, short=True)
    return {"outcome": reader.say(f"outcome_{name}"), "p": chance.p, "low": low, "high": high, "text": text}


def _names(rows: Rows, field: str) -> Spec:
    axis = {"title": None, "domain": False, "ticks": False, "labelColor": theme.INK, "labelPadding": 8}
    axis |= {"labelExpr": "split(datum.label, '\\n')", "labelLineHeight": 13}
    return {"field": field, "type": "nominal", "sort": [row[field] for row in rows], "axis": axis}


def _outcome_spec(reader: Reader, rows: Rows, first: str) -> Spec:
    top = min(1.0, theme.nice_top(max(row["high"] for row in rows)))
    sign = "'％'" if reader.lang == "ja" else "'\u202f%'"
    axis = {
        "title": reader.say("axis_probability"),
        "values": [0, top / 2, top],
        "labelExpr": f"round(datum.value * 100) + {sign}",
    }
    x = {"field": "p", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": axis}
    y = _names(rows, "outcome")
    leading = {"condition": {"test": f"datum.outcome === '{first}'", "value": theme.BLUE}, "value": theme.SKY}
    bars = {
        "data": theme.data(rows),
        "mark": {"type": "bar", "height": 14},
        "encoding": {"x": x, "y": y, "color": leading},
    }
    whisker = {
        "data": theme.data(rows),
        "mark": {"type": "rule", "strokeWidth": 1.6, "color": theme.INK},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
    }
    labels = theme.label(rows, x={"datum": top, "type": "quantitative"}, y=y, dx=8)
    return SHARES.sheet([bars, whisker, labels])


def difference(reader: Reader, plan: str) -> Figure | None:
    """Dots with ranges: change of each outcome's probability on common draws."""
    against = (reader.finding.get("against") or {}).get("plans", {}).get(plan)
    if not against:
        return None
    rows = [
        _change(reader, name, against["outcome"][name]) for name in OUTCOMES if name in against["outcome"]
    ]
    largest = max(rows, key=lambda row: abs(row["difference"]))
    values = {
        "plan": reader.plan(plan),
        "outcome": largest["outcome"],
        "points": largest["text"],
        "told": "; ".join(f"{row['outcome']} {row['text']}" for row in rows),
    }
    return Figure(
        name=f"difference-{plan}",
        title=reader.say(
            "difference_title" if round(100 * largest["difference"]) else "difference_none", **values
        ),
        alt=reader.say("difference_alt", **values),
        spec=_difference_spec(reader, rows),
    )


def _change(reader: Reader, name: str, change: dict[str, float]) -> dict[str, Any]:
    rounded = round(100 * change["difference"])
    points = f"{rounded:+d}".replace("-", "\u2212") if rounded else "0"
    text = reader.say("points", points=points)
    return {"outcome": reader.say(f"outcome_{name}"), **change, "text": text}


def _difference_spec(reader: Reader, rows: Rows) -> Spec:
    reach = theme.nice_top(max(LEAST_REACH, *(max(abs(row["low"]), abs(row["high"])) for row in rows)))
    expr = "datum.value ? replace(format(datum.value * 100, '+.0f'), '-', '\u2212') : '0'"
    axis = {"title": reader.say("axis_points"), "values": [-reach, 0, reach], "labelExpr": expr}
    x = {"field": "difference", "type": "quantitative", "scale": {"domain": [-reach, reach]}, "axis": axis}
    y = _names(rows, "outcome")
    zero = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": theme.INK},
        "encoding": {"x": {"datum": 0}},
    }
    span = {
        "data": theme.data(rows),
        "mark": {"type": "rule", "strokeWidth": 2, "color": theme.BLUE},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
    }
    dots = {
        "data": theme.data(rows),
        "mark": {"type": "point", "filled": True, "size": 70, "color": theme.BLUE, "opacity": 1},
        "encoding": {"x": x, "y": y},
    }
    return SHARES.sheet(
        [zero, span, dots, theme.label(rows, x={"datum": reach, "type": "quantitative"}, y=y, dx=8)]
    )


def reference(reader: Reader) -> Figure | None:
    """Dots: days to a response and duration of the nearest crises, beside this run's decision."""
    crises = reader.finding.get("reference_class") or ()
    if not crises:
        return None
    rows = [_crisis(reader, crisis) for crisis in crises]
    days = reader.plans[reader.lead]["decision"]["days"]
    responses = sorted(crisis["days_to_response"] for crisis in crises)
    values = {
        "n": len(rows),
        "ours": reader.quantiles(days),
        "low": numbers.published(responses[0]),
        "high": numbers.published(responses[-1]),
        "told": "; ".join(f"{row['crisis']}: {row['told']}" for row in rows),
    }
    return Figure(
        name="reference",
        title=reader.say("reference_title", **values),
        alt=reader.say("reference_alt", **values),
        spec=_reference_spec(reader, rows, days),
    )


def _crisis(reader: Reader, crisis: dict[str, Any]) -> dict[str, Any]:
    text = reader.say(
        "reference_row",
        response=numbers.published(crisis["days_to_response"]),
        duration=numbers.published(crisis["duration_days"]),
        outcome=reader.text(crisis["outcome"]),
    )
    floor = LOG_TICKS[0]
    return {
        "crisis": wrapped(_dated(reader, crisis), CRISIS_EM),
        "response": max(floor, crisis["days_to_response"]),
        "duration": max(floor, crisis["duration_days"]),
        "text": wrapped(reader.text(crisis["outcome"]), OUTCOME_EM),
        "told": text,
    }


def _dated(reader: Reader, crisis: dict[str, Any]) -> str:
    """The name of a crisis with its year, unless the name holds it."""
    name, year = reader.text(crisis["name"]), str(crisis["start"])[:4]
    return name if year in name else reader.say("chance_brief", p=name, range=year)


def _reference_spec(reader: Reader, rows: Rows, days: dict[str, float | None]) -> Spec:
    ours = reader.say("reference_ours")
    frame = Frame(width=310, height=32 * (len(rows) + 1), left=176, right=160, bottom=38)
    top = next((tick for tick in LOG_TICKS if tick >= max(row["duration"] for row in rows)), LOG_TICKS[-1])
    ticks = [tick for tick in LOG_TICKS if tick <= top]
    scale = {"type": "log", "domain": [LOG_TICKS[0], top]}
    axis = {"title": reader.say("axis_days_log"), "values": ticks, "format": "d"}
    x = {"field": "duration", "type": "quantitative", "scale": scale, "axis": axis}
    y = _names([*rows, {"crisis": ours}], "crisis")
    line = {"data": theme.data(rows), "mark": {"type": "rule", "color": theme.GREY},
            "encoding": {"x": {**x, "field": "response"}, "x2": {"field": "duration"}, "y": y}}  # fmt: skip
    thick = {"type": "rule", "strokeWidth": 3, "color": theme.VERMILION}
    run = {name: _drawn(days[name], top) for name in ("p10", "p50", "p90")}
    span = {"data": theme.data([{"crisis": ours, **run}]), "mark": thick,
            "encoding": {"x": {**x, "field": "p10"}, "x2": {"field": "p90"}, "y": y}}  # fmt: skip
    middle = _dot([{"crisis": ours, **run}], {**x, "field": "p50"}, y, "diamond", theme.VERMILION)
    layers = [
        line,
        _dot(rows, {**x, "field": "response"}, y, "diamond", theme.BLUE),
        _dot(rows, x, y, "circle", theme.BLUE),
    ]
    labels = theme.label(
        rows, x={"datum": top, "type": "quantitative"}, y=y, dx=10, lineBreak="\n", lineHeight=13
    )
    return frame.sheet([*layers, span, middle, labels])


def _drawn(days: float | None, top: float) -> float:
    """A number of days inside the axis; what never comes stands at its end."""
    return float(top) if days is None else min(max(LOG_TICKS[0], days), top)


def _dot(rows: Rows, x: Spec, y: Spec, shape: str, colour: str) -> Spec:
    mark = {"type": "point", "shape": shape, "filled": True, "size": 80, "color": colour, "opacity": 1}
    return {"data": theme.data(rows), "mark": mark, "encoding": {"x": x, "y": y}}
