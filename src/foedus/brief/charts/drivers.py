"""What moves the answer: ranked bars, sourced against judged in colour, outline and end mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from foedus.brief.charts import theme
from foedus.brief.charts.theme import Figure, Frame, Rows, Spec
from foedus.brief.reader import Reader
from foedus.brief.typesetting import wrapped

KINDS: Final = ("fact", "estimate", "judgement", "chance")
FILLS: Final = {"fact": theme.BLUE, "estimate": theme.SKY, "judgement": theme.ORANGE, "chance": theme.GRID}
STROKES: Final = {
    "fact": theme.BLUE,
    "estimate": theme.BLUE,
    "judgement": theme.VERMILION,
    "chance": theme.MUTED,
}
SHAPES: Final = {"fact": "circle", "estimate": "square", "judgement": "diamond", "chance": "cross"}
MOST: Final = 8
WIDE: Final = Frame(width=300, height=0, left=12, right=62, top=6, bottom=38)
ROW: Final = 24
LINE: Final = 14
LINE_EM: Final = 25.0
CUT: Final = re.compile(r"[;；。]\s*")


def ranking(reader: Reader, plan: str) -> Mapping[str, Any]:
    """What moves one plan's answer: the measure and its rows; empty where nothing is known of it."""
    by_plan = reader.finding.get("drivers_by_plan") or reader.finding.get("drivers") or {}
    found: Mapping[str, Any] = by_plan.get(plan) or {} if isinstance(by_plan, Mapping) else {}
    return found


def drivers(reader: Reader, plan: str) -> Figure | None:
    """Bars of the share of variance of one plan's measure by driver."""
    entry = ranking(reader, plan)
    ranked = sorted(entry.get("rows", ()), key=lambda row: -row["share"])[:MOST]
    if not ranked:
        return None
    rows = [_row(reader, row) for row in ranked]
    first = next((row for row in rows if row["kind"] != "chance"), rows[0])
    values = {
        "plan": reader.plan(plan),
        "measure": reader.text(entry["measure"]),
        "first": first["label"],
        "kind": reader.say(f"kind_{first['kind']}"),
        "share": first["text"],
        "told": "; ".join(
            f"{row['label']} ({reader.say('kind_' + row['kind'])}) {row['text']}" for row in rows
        ),
    }
    return Figure(
        name=f"drivers-{plan}",
        title=reader.say("drivers_title", **values),
        alt=reader.say("drivers_alt", **values),
        spec=_spec(reader, rows),
    )


def _row(reader: Reader, row: Mapping[str, Any]) -> dict[str, Any]:
    sign = {"+": " \u25b2", "-": " \u25bc"}.get(row.get("direction", ""), "")
    label = CUT.split(reader.text(row["label"]) or row["name"])[0]
    note = reader.note(row["name"])
    shown = wrapped(f"{label}{sign}" + (f" [{note}]" if note else ""), LINE_EM)
    return {
        "name": row["name"], "label": label, "shown": shown, "kind": row["kind"], "share": row["share"],
        "text": reader.percent(row["share"]),
    }  # fmt: skip


def _scale(table: Mapping[str, Any]) -> Spec:
    return {"domain": list(KINDS), "range": [table[kind] for kind in KINDS]}


def _spec(reader: Reader, rows: Rows) -> Spec:
    lines = max(row["shown"].count("\n") + 1 for row in rows)
    frame = Frame(WIDE.width, (ROW + LINE * lines) * len(rows), WIDE.left, WIDE.right, WIDE.top, WIDE.bottom)
    top = theme.nice_top(max(row["share"] for row in rows))
    sign = "'％'" if reader.lang == "ja" else "'\u202f%'"
    axis = {
        "title": reader.say("axis_variance"),
        "values": [0, top / 2, top],
        "labelExpr": f"round(datum.value * 100) + {sign}",
    }
    x = {"field": "share", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": axis}
    y = {"field": "name", "type": "nominal", "sort": [row["name"] for row in rows], "axis": None}
    kind = {"field": "kind", "type": "nominal", "legend": None}
    colour = {"color": {**kind, "scale": _scale(FILLS)}, "stroke": {**kind, "scale": _scale(STROKES)}}
    drop = LINE * lines / 2
    mark = {"type": "bar", "height": 11, "yOffset": drop, "strokeWidth": 1.2}
    bars = {"data": theme.data(rows), "mark": mark, "encoding": {"x": x, "y": y, **colour}}
    ends = {
        "data": theme.data(rows),
        "mark": {
            "type": "point",
            "filled": True,
            "size": 90,
            "yOffset": drop,
            "opacity": 1,
            "strokeWidth": 1.2,
        },
        "encoding": {"x": x, "y": y, "shape": {**kind, "scale": _scale(SHAPES)}, **colour},
    }
    shares = theme.label(rows, x=x, y=y, dx=10, yOffset=drop)
    titles = [{**row, "text": "\n" * (lines - 1 - row["shown"].count("\n")) + row["shown"]} for row in rows]
    block = {
        "baseline": "top",
        "lineBreak": "\n",
        "lineHeight": LINE,
        "yOffset": 4 - (ROW + LINE * lines) / 2,
    }
    names = theme.label(titles, x={"datum": 0, "type": "quantitative"}, y=y, dx=0, **block)
    return frame.sheet([bars, ends, shares, names])
