"""The map: equal areas, sizes that tell the truth, labels that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from foedus.brief.maps.draw import draw
from foedus.brief.maps.layout import Board, Box, Disc, push_apart
from foedus.brief.maps.projection import Plane, Shapes, lands, window
from foedus.brief.maps.theatre import HEIGHT, WIDTH, Label, Theatre, theatre
from foedus.brief.reader import Reader
from foedus.brief.typesetting import text_width
from tests.brief.sample import finding

# A stand-in for the country shapes: one rectangle for each of three countries.
SHAPES: Shapes = {
    "POL": [[(14, 49), (24, 49), (24, 54.5), (14, 54.5), (14, 49)]],
    "LTU": [[(21, 54), (26, 54), (26, 56.4), (21, 56.4), (21, 54)]],
    "AUS": [[(114, -35), (150, -35), (150, -12), (114, -12), (114, -35)]],
}


def _theatre(lang: str = "en", **changes: Any) -> Theatre:
    whole = finding()
    whole["plans"]["corridor"].update(changes)
    return theatre(Reader(whole, lang), SHAPES)


def _boxes(labels: list[Label]) -> Iterator[Box]:
    for label in labels:
        wide = max(text_width(line, label.size) for line in label.lines)
        x, y = label.at
        yield Box(x, y, x + wide, y + 1.15 * label.size * len(label.lines))


def test_equal_areas_on_the_ground_are_equal_on_the_plane() -> None:
    """A degree cell in the north and one in the south keep their ratio of areas."""
    plane = Plane(54.2, 23.3)

    def area(lat: float) -> float:
        (ax, ay), (bx, by), (cx, cy) = plane.project([(20, lat), (20.1, lat), (20, lat + 0.1)])
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))

    assert area(60) / area(45) == pytest.approx(
        math.cos(math.radians(60.05)) / math.cos(math.radians(45.05)), rel=0.01
    )


def test_far_countries_are_not_drawn() -> None:
    """A country on the other side of the globe does not smear across the map."""
    view = window(Plane(54.2, 23.3), [(-300.0, -300.0), (300.0, 300.0)], WIDTH, HEIGHT, reach=900, pad=0.1)
    assert [land.code for land in lands(view, SHAPES)] == ["POL", "LTU"]


def test_areas_of_marks_are_proportional_to_brigades() -> None:
    """Twice the brigades, twice the area."""
    marks = {mark.name: mark for mark in _theatre().marks}
    ratio = (marks["United States"].disc.radius / marks["France"].disc.radius) ** 2
    assert ratio == pytest.approx(5.8 / 1.6, rel=1e-6)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_labels_do_not_overlap(lang: str) -> None:
    """No two labels share a place."""
    boxes = list(_boxes(_theatre(lang).labels))
    assert len(boxes) > 15
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))


def test_the_bottleneck_is_named_with_its_wait() -> None:
    """The map says where things wait and for how long."""
    lines = [line for label in _theatre().labels for line in label.lines]
    assert "Bottleneck: Warsaw rail junction" in lines
    assert "waits 4.2 (1.7–9.0) days" in lines


def test_a_bottleneck_that_is_no_place_is_named_without_a_mark() -> None:
    """A shortage of ships has no point on the map."""
    choke = {**finding()["plans"]["corridor"]["bottleneck"], "lon": None, "lat": None}
    scene = _theatre(bottleneck=choke)
    assert scene.bottleneck is None
    assert any(label.lines[0].startswith("Bottleneck") for label in scene.labels)


def test_without_bottleneck_or_arrivals_the_map_still_stands() -> None:
    """A plan in which nothing moves has a map without marks."""
    scene = _theatre(bottleneck=None, marks=[], flows=[])
    assert not scene.marks
    assert scene.lands


def test_many_allies_are_added_up_at_their_place() -> None:
    """Beyond the nine largest arrivals, the remainder of a place is one mark that keeps the sum."""
    marks: list[dict[str, Any]] = [
        {"ally": f"A{n:02}", "lon": 23.2, "lat": 53.1, "10": 0.1, "30": 0.2, "90": 1 + n / 100}
        for n in range(20)
    ]
    scene = _theatre(marks=marks)
    assert len(scene.marks) == 10
    assert sum(mark.brigades["90"] for mark in scene.marks) == pytest.approx(
        sum(mark["90"] for mark in marks)
    )


def test_the_widest_route_carries_most() -> None:
    """Width grows with flow."""
    routes = sorted(_theatre().routes, key=lambda route: route.width)
    assert routes[-1].title == "rail: 7.9"


def test_marks_do_not_cover_each_other() -> None:
    """Discs at one place are pushed apart, the same way each time."""
    discs = [Disc(str(n), (100.0, 100.0), 12.0, (100.0, 100.0)) for n in range(6)]
    placed = push_apart(discs, 400, 400)
    assert placed == push_apart(discs, 400, 400)
    assert all(math.dist(a.at, b.at) > 22 for a, b in combinations(placed, 2))


def test_a_label_without_room_is_left_out() -> None:
    """Better no name than two on top of each other."""
    board = Board(40, 12)
    disc = Disc("", (20.0, 6.0), 2.0, (20.0, 6.0))
    assert board.put(["much too long a name"], 12, disc) is None


def test_names_are_escaped_in_the_markup() -> None:
    """A name with a sign of markup stays text."""
    whole = finding()
    whole["names"]["USA"] = {"en": "<USA>", "ja": "<USA>"}
    reader = Reader(whole, "en")
    markup = draw(reader, theatre(reader, SHAPES))
    assert "&lt;USA&gt;" in markup
    assert "<USA>" not in markup


def test_friend_and_foe_differ_in_shape() -> None:
    """Rectangle and diamond are told apart without colour."""
    reader = Reader(finding(), "en")
    markup = draw(reader, theatre(reader, SHAPES))
    assert 'class="unit friend"' in markup
    assert 'class="unit hostile"' in markup
