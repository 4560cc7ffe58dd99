"""What the charts have in common: a figure's parts, colours for any eye and for grey print, axes.

Colours: Okabe and Ito (2008), Color Universal Design. The page's style sheet restates the text
colours for the dark mode.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Spec = dict[str, Any]
Rows = list[dict[str, Any]]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
INK: Final = "#1a1a1a"
MUTED: Final = "#595959"
GRID: Final = "#dcdcdc"
PAPER: Final = "#ffffff"
BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
VERMILION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"
GREY: Final = "#8c8c8c"
FONT_SIZE: Final = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: identifier, the message as its title, what it says in words, its specification."""

    name: str
    title: str
    alt: str
    spec: Spec
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Width and height of the drawing area and the margins about it, in pixels."""

    width: int
    height: int
    left: int
    right: int
    top: int = 10
    bottom: int = 34

    def sheet(self, layers: Sequence[Spec]) -> Spec:
        """A specification of several layers with nothing left to automatic sizing."""
        margins = {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}
        return {
            "$schema": SCHEMA,
            "width": self.width,
            "height": self.height,
            "padding": margins,
            "autosize": {"type": "none"},
            "background": None,
            "layer": list(layers),
            "config": config(),
        }


def config() -> Spec:
    """Axes and text of every chart."""
    axis = {
        "labelColor": MUTED, "titleColor": MUTED, "labelFontSize": FONT_SIZE, "titleFontSize": FONT_SIZE,
        "titleFontWeight": "normal", "gridColor": GRID, "domainColor": MUTED, "tickColor": MUTED,
        "labelLimit": 0, "titleLimit": 0, "labelOverlap": False, "labelFlush": False,
    }  # fmt: skip
    return {"axis": axis, "view": {"stroke": None}, "text": {"fontSize": FONT_SIZE, "color": INK, "limit": 0}}


def data(rows: Iterable[Mapping[str, Any]]) -> Spec:
    """Inline data with short decimals."""
    return {"values": [{key: _short(value) for key, value in row.items()} for row in rows]}


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value


def above(title: str, left: int) -> Spec:
    """An axis title that stands level above the axis, where it is read first.

    Args:
        title: the unit.
        left: the margin that the axis labels have, pixels.
    """
    return {
        "title": title, "titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": 2 - left,
        "titleY": -9,
    }  # fmt: skip


def label(rows: Rows, *, x: Spec, y: Spec, **mark: Any) -> Spec:
    """A layer of direct labels: `text` and `colour` of each row at its place."""
    style = {"type": "text", "align": "left", "baseline": "middle", "dx": 5, **mark}
    encoding = {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}}
    return {"data": data(rows), "mark": style, "encoding": encoding}


def spaced(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart: same order, at least `gap` between neighbours, inside [low, high] where they fit.

    Args:
        places: wanted places in rising order.
        gap: least distance between neighbours.
        low: lower edge.
        high: upper edge.
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else max(place, low))
    edge = high
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], edge)
        edge = moved[index] - gap
    return moved


def nice_top(value: float) -> float:
    """The next round number (1, 2, 4, 6, 8 or 10 times a power of ten, so that its half is round too)."""
    if value <= 0:
        return 1.0
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value - 1e-9)
