"""Charts are tested as specifications: what is drawn, in which order, with which words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from foedus.brief import vega
from foedus.brief.charts import decision, drivers, forces, outcome, theme
from foedus.brief.charts.theme import Figure
from foedus.brief.reader import Reader
from tests.brief.sample import compared, finding

EN = Reader(compared(), "en")
JA = Reader(compared(), "ja")


def _figures(reader: Reader) -> Iterator[Figure]:
    makers = (
        decision.timeline,
        decision.blockers,
        forces.fan,
        outcome.outcome,
        outcome.difference,
        drivers.drivers,
    )
    for plan in reader.plans:
        yield from (figure for make in makers if (figure := make(reader, plan)))
    yield from forces.groups(reader)
    reference = outcome.reference(reader)
    assert reference
    yield reference


def _layers(figure: Figure, mark: str) -> list[dict[str, Any]]:
    return [layer for layer in figure.spec["layer"] if layer["mark"]["type"] == mark]


@pytest.mark.parametrize("reader", [EN, JA], ids=["en", "ja"])
def test_titles_and_descriptions_hold_numbers(reader: Reader) -> None:
    """A title states a finding and the description repeats the figures drawn."""
    for figure in _figures(reader):
        assert any(character.isdigit() for character in figure.title), figure.title
        assert any(character.isdigit() for character in figure.alt), figure.alt


def test_charts_measure_no_text() -> None:
    """Fixed margins and no automatic sizing keep the drawing free of the machine's fonts."""
    for figure in _figures(EN):
        assert figure.spec["autosize"] == {"type": "none"}
        assert figure.spec["config"]["axis"]["labelLimit"] == 0


def test_specifications_are_plain_json() -> None:
    """The same specification can be drawn elsewhere."""
    for figure in _figures(EN):
        assert json.loads(json.dumps(figure.spec)) == figure.spec


def test_figures_on_one_page_have_their_own_names() -> None:
    """Names are identifiers in the page."""
    names = [figure.name for figure in _figures(EN)]
    assert len(names) == len(set(names))


def test_the_bands_of_the_council_fill_the_day() -> None:
    """On each day the paths and the undecided add up to all draws."""
    bands = _layers(decision.timeline(EN, "corridor"), "area")[0]["data"]["values"]
    for day in {row["day"] for row in bands}:
        rows = [row for row in bands if row["day"] == day]
        assert rows[0]["low"] == 0
        assert rows[-1]["high"] == pytest.approx(1, abs=1e-3)
        assert all(low["high"] == high["low"] for low, high in pairwise(rows))


def test_thin_bands_get_labels_that_do_not_touch() -> None:
    """Labels keep a line's distance."""
    labels = _layers(decision.timeline(EN, "corridor"), "text")[0]["data"]["values"]
    places = [row["low"] for row in labels]
    assert all(b - a >= 0.0849 for a, b in pairwise(places))


def test_the_timeline_stops_when_all_is_settled() -> None:
    """Empty days are not drawn."""
    by_day = {path: [0.0, 0.2, 0.2] + [0.2] * 178 for path in decision.PATHS}
    by_day["day"] = [float(day) for day in range(181)]
    assert decision.horizon(by_day) == 30


def test_blockers_are_ranked_and_start_at_nought() -> None:
    """Bars compare lengths, so the axis has its zero."""
    figure = decision.blockers(EN, "corridor")
    assert figure
    bar = _layers(figure, "bar")[0]
    shares = [row["share"] for row in bar["data"]["values"]]
    assert shares == sorted(shares, reverse=True)
    assert bar["encoding"]["x"]["scale"]["domain"][0] == 0


def test_the_fan_nests_its_bands() -> None:
    """5 to 95 percent encloses 25 to 75, which encloses the median."""
    figure = forces.fan(EN, "corridor")
    assert figure
    for row in _layers(figure, "area")[0]["data"]["values"]:
        assert row["p5"] <= row["p25"] <= row["p50"] <= row["p75"] <= row["p95"]


def test_small_multiples_share_one_scale() -> None:
    """Panels can be compared because their axes are the same."""
    domains = {
        json.dumps(layer["encoding"]["y"]["scale"]["domain"])
        for figure in forces.groups(EN)
        for layer in _layers(figure, "line")
    }
    assert len(domains) == 1


def test_sourced_and_judged_differ_in_colour_outline_and_shape() -> None:
    """A reader of a grey print can tell a fact from a judgement."""
    figure = drivers.drivers(EN, "corridor")
    assert figure
    ends = _layers(figure, "point")[0]["encoding"]
    for channel in ("color", "stroke", "shape"):
        assert len(set(ends[channel]["scale"]["range"])) >= 3
    assert len(set(ends["shape"]["scale"]["range"])) == len(drivers.KINDS)


def test_outcomes_carry_their_range() -> None:
    """Each bar has a whisker from low to high."""
    whiskers = _layers(outcome.outcome(EN, "corridor"), "rule")[0]["data"]["values"]
    assert len(whiskers) == 5
    assert all(row["low"] <= row["p"] <= row["high"] for row in whiskers)


def test_a_change_below_a_point_is_no_change() -> None:
    """Noise is neither drawn large nor given a sign."""
    other = compared()
    for change in other["against"]["plans"]["corridor"]["outcome"].values():
        change.update(difference=-0.001, low=-0.002, high=0.0)
    figure = outcome.difference(Reader(other, "en"), "corridor")
    assert figure
    assert figure.title.endswith("no outcome changes by a point or more")
    assert {row["text"] for row in _layers(figure, "text")[0]["data"]["values"]} == {"0 points"}
    assert _layers(figure, "point")[0]["encoding"]["x"]["scale"]["domain"] == [-0.1, 0.1]


def test_without_comparison_there_is_no_difference() -> None:
    """Nothing to compare with, nothing drawn."""
    assert outcome.difference(Reader(finding(), "en"), "corridor") is None


def test_a_decision_that_never_comes_stands_at_the_end_of_the_axis() -> None:
    """An open range is drawn to the edge instead of failing."""
    other = finding()
    other["plans"]["corridor"]["decision"]["days"] = {"p10": 2.0, "p50": None, "p90": None}
    assert outcome.reference(Reader(other, "en"))


@pytest.mark.parametrize(("value", "top"), [(0.0, 1), (0.17, 0.2), (0.2, 0.2), (7.1, 8), (12, 20), (31, 40)])
def test_axes_end_at_numbers_whose_half_is_round(value: float, top: float) -> None:
    """The middle tick needs no decimals that are not there."""
    assert theme.nice_top(value) == pytest.approx(top)


def test_labels_are_moved_apart_inside_their_bounds() -> None:
    """Same order, at least the gap, not beyond the edges."""
    assert theme.spaced([0.9, 0.95, 0.99], gap=0.1, low=0, high=1) == pytest.approx([0.8, 0.9, 1.0])


def test_svg_names_its_own_identifiers() -> None:
    """Two charts on a page do not share a clip path."""
    raw = '<svg xmlns="x"><clipPath id="clip0"/><g clip-path="url(#clip0)" opacity="1">1.23456</g></svg>'
    assert vega.tidy(raw, "a") == (
        '<svg aria-hidden="true" focusable="false" xmlns="x"><clipPath id="a-clip0"/>'
        '<g clip-path="url(#a-clip0)">1.2</g></svg>'
    )


def test_a_chart_becomes_svg_with_its_labels_as_text() -> None:
    """Words stay words, so the page's type sets them."""
    figure = decision.blockers(JA, "corridor")
    assert figure
    markup = vega.svg(figure.spec, figure.name)
    assert "ハンガリー" in markup
    assert "font-family" not in markup
