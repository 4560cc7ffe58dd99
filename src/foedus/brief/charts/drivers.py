"""What moves the answer: ranked bars, sourced against judged in colour, outline and end mark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from foedus.brief.charts import theme
from foedus.brief.charts.theme import Figure, Frame, Rows, Spec
from foedus.brief.reader import Reader

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
ROW: Final = 38


def drivers(reader: Reader, plan: str) -> Figure | None:
    """Bars of the share of variance of one plan's measure by driver."""
    entry = (reader.finding.get("drivers") or {}).get(plan)
    if not entry or not entry["rows"]:
        return None
    ranked = sorted(entry["rows"], key=lambda row: -row["share"])[:MOST]
    rows = [_row(reader, row) for row in ranked]
    values = {
        "plan": reader.plan(plan),
        "measure": reader.text(entry["measure"]),
        "first": rows[0]["label"],
        "kind": reader.say(f"kind_{ranked[0]['kind']}"),
        "share": rows[0]["text"],
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
    label = reader.text(row["label"]) or row["name"]
    note = reader.note(row["name"])
    shown = f"{label}{sign}" + (f" [{note}]" if note else "")
    return {
        "name": row["name"], "label": label, "shown": shown, "kind": row["kind"], "share": row["share"],
        "text": reader.percent(row["share"]),
    }  # fmt: skip


def _scale(table: Mapping[str, Any]) -> Spec:
    return {"domain": list(KINDS), "range": [table[kind] for kind in KINDS]}


def _spec(reader: Reader, rows: Rows) -> Spec:
    frame = Frame(WIDE.width, ROW * len(rows), WIDE.left, WIDE.right, WIDE.top, WIDE.bottom)
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
    mark = {"type": "bar", "height": 11, "yOffset": 8, "strokeWidth": 1.2}
    bars = {"data": theme.data(rows), "mark": mark, "encoding": {"x": x, "y": y, **colour}}
    ends = {
        "data": theme.data(rows),
        "mark": {"type": "point", "filled": True, "size": 90, "yOffset": 8, "opacity": 1, "strokeWidth": 1.2},
        "encoding": {"x": x, "y": y, "shape": {**kind, "scale": _scale(SHAPES)}, **colour},
    }
    shares = theme.label(rows, x=x, y=y, dx=10, yOffset=8)
    titles = [{**row, "text": row["shown"]} for row in rows]
    names = theme.label(titles, x={"datum": 0, "type": "quantitative"}, y=y, dx=0, yOffset=-7)
    return frame.sheet([bars, ends, shares, names])
