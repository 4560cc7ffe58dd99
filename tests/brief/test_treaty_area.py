"""The map of the treaty area shows what the rule answers."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from foedus.brief.maps.regions import Globe, land
from foedus.brief.maps.treaty_area import GLOBE, treaty_area
from foedus.law import Holding, rules
from foedus.record import bundled
from foedus.world import World
from tests.cli.door import ask

GREENLAND, DRESDEN, ALGIERS, ORAN = (72.0, -40.0), (51.05, 13.74), (36.7, 3.1), (35.6, -0.6)


def _pieces(svg: str) -> dict[str, int]:
    return {kind: len(re.findall(rf'class="land {kind}"', svg)) for kind in ("yes", "no", "open")}


def test_the_map_is_sound_in_both_languages() -> None:
    """The file is XML, says its day and what it shows, and draws land of all three kinds."""
    for lang, words in (("en", "1 June 1955"), ("ja", "1955年6月1日")):
        svg = treaty_area(World.of(bundled(), date(1955, 6, 1)), lang)
        root = ElementTree.fromstring(svg)
        assert words in root.attrib["aria-label"]
        assert all(count > 0 for count in _pieces(svg).values())


@pytest.mark.parametrize(
    ("spot", "day", "held"),
    [
        (DRESDEN, date(1955, 6, 1), Holding.NO),
        (DRESDEN, date(1991, 6, 1), Holding.YES),
        (ORAN, date(1955, 6, 1), Holding.YES),
        (ORAN, date(1963, 6, 1), Holding.NO),
        (GREENLAND, date(1955, 6, 1), Holding.YES),
    ],
)
def test_the_piece_that_holds_a_place_is_drawn_as_the_rule_answers(
    spot: tuple[float, float], day: date, held: Holding
) -> None:
    """The land is cut so that one point stands for its piece: East Germany and Algeria stand apart."""
    from shapely.geometry import Point, Polygon

    world = World.of(bundled(), day)
    pieces = [
        one for one in land(GLOBE, day) if Polygon(one.rings[0], one.rings[1:]).contains(Point(spot[::-1]))
    ]
    assert len(pieces) == 1
    ruling = rules()["nat.6"](world, lat=str(pieces[0].lat), lon=str(pieces[0].lon))
    assert ruling.holding is held


def test_nothing_is_covered_before_the_treaty() -> None:
    """Before 24 August 1949 no piece is covered and no sea is drawn."""
    svg = treaty_area(World.of(bundled(), date(1949, 8, 23)))
    assert _pieces(svg)["yes"] == 0
    assert 'path class="sea"' not in svg


def test_equal_areas_stay_equal() -> None:
    """Two squares of one size on the ground have one size on the map, wherever they lie."""
    globe = Globe(lat=56.0, lon=-38.0, scale=0.066, width=900, height=640)
    sizes = []
    for lat, lon in ((40.0, -60.0), (40.0, -10.0)):
        corners = [globe.point(lat + y, lon + x) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
        sizes.append(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2)
    assert sizes[0] == pytest.approx(sizes[1], rel=1e-3)


def test_only_article_6_has_a_map(tmp_path: object) -> None:
    """Asking for a map of another rule is refused with the command that draws one."""
    reply = ask("law", "nat.4", "party=POL", "--map", f"{tmp_path}/x.svg", "--json")
    assert reply.status == 2
    assert "nat.6 --map" in reply.json["error"]["remedy"]
