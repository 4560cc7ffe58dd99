"""Where points lie: shapes, seas, gazetteer."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from foedus.record import bundled
from foedus.terms.errors import BadArgument, UnknownName
from foedus.world import World
from foedus.world.areas import areas, seas, seas_about
from foedus.world.gazetteer import place, places
from foedus.world.geography import clearances, locate, shapes
from foedus.world.jurisdiction import jurisdiction, jurisdictions
from foedus.world.outlines import FILES, FOLDER, outlines
from foedus.world.standing import standings, standings_of

REGIONS = {
    "africa",
    "africa_island",
    "asia",
    "caribbean",
    "europe",
    "europe_and_asia",
    "indian_ocean",
    "mediterranean_island",
    "north_america",
    "north_atlantic_island",
    "pacific",
    "south_america",
    "south_atlantic",
}


@pytest.mark.parametrize(
    ("lat", "lon", "state", "territory"),
    [
        (44.95, 34.1, "UKR", "UKR"),
        (45.35, 36.47, "UKR", "UKR"),
        (45.2, 36.8, "RUS", "RUS"),
        (40.75, -73.98, "USA", "USA"),
        (41.05, 28.85, "TUR", "TUR"),
        (35.889, -5.316, "ESP", "ESP"),
        (35.292, -2.94, "ESP", "ESP"),
        (36.14, -5.35, "GBR", "GIB"),
        (70.0, -40.0, "DNK", "GRL"),
        (60.2, 20.0, "FIN", "ALA"),
        (42.66, 21.16, "XKX", "XKX"),
        (52.9, 173.0, "USA", "USA"),
        (66.0, -175.0, "RUS", "RUS"),
        (66.0, 175.0, "RUS", "RUS"),
        (54.7, 20.6, "RUS", "RUS"),
        (35.3, 33.4, "CYP", "CYN"),
        (-51.8, -58.6, "GBR", "FLK"),
        (35.7, 139.5, "JPN", "JPN"),
    ],
)
def test_a_point_on_land_lies_in_its_state(lat: float, lon: float, state: str, territory: str) -> None:
    """Hard points fall in the state and the territory they belong to; Crimea in Ukraine."""
    found = locate(lat, lon)
    assert (found.state, found.territory, found.sea) == (state, territory, None)


@pytest.mark.parametrize(
    ("lat", "lon", "sea"),
    [
        (43.0, 34.0, "black-sea"),
        (58.2, 20.0, "baltic"),
        (59.8, 26.0, "baltic"),
        (35.0, 18.0, "mediterranean"),
        (43.0, 15.0, "mediterranean"),
        (39.0, 25.0, "mediterranean"),
        (40.7, 28.3, "marmara"),
        (56.5, 3.0, "north-sea"),
        (58.2, 9.3, "skagerrak"),
        (57.0, 11.3, "kattegat"),
        (68.0, 2.0, "norwegian-sea"),
        (73.0, 40.0, "barents-sea"),
        (40.0, -35.0, "north-atlantic"),
        (47.5, -6.0, "north-atlantic"),
        (25.5, -90.0, "gulf-of-mexico"),
        (15.0, -70.0, "caribbean"),
        (-30.0, -15.0, "south-atlantic"),
        (30.0, -150.0, "pacific"),
        (20.0, 150.0, "pacific"),
        (-10.0, 75.0, "indian-ocean"),
        (20.0, 38.5, "red-sea"),
        (27.0, 51.5, "persian-gulf"),
        (85.0, 0.0, "arctic-ocean"),
        (60.0, -85.0, "hudson-bay"),
        (70.0, -62.0, "baffin-bay"),
    ],
)
def test_a_point_at_sea_lies_in_its_sea(lat: float, lon: float, sea: str) -> None:
    """A point well inside a sea is found there, in no state."""
    found = locate(lat, lon)
    assert (found.state, found.sea) == (None, sea)
    assert seas_about(lat, lon)[0] == sea


def test_distances_to_border_are_right_to_the_accuracy_of_the_map() -> None:
    """Known distances come out: Suwalki to Lithuania about 23 km, Brest of Belarus on the Polish border."""
    accuracy = outlines("law").accuracy_km
    suwalki = locate(54.10, 22.93)
    assert dict(suwalki.nearest)["LTU"] == pytest.approx(23, abs=accuracy)
    assert suwalki.inland_km == pytest.approx(23, abs=accuracy)
    assert dict(locate(52.09, 23.69).nearest)["POL"] < 8


def test_clearance_is_negative_inside() -> None:
    """Inside a shape the distance counts below zero, to the reach and no deeper."""
    found = clearances(52.23, 19.0, 50.0)
    assert found == {"POL": -50.0}


def test_distance_crosses_the_antimeridian() -> None:
    """A point west of 180 degrees finds the shore east of it."""
    assert clearances(65.5, 179.9, 200.0)["RUS"] < 50


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_a_point_off_the_globe_is_refused(lat: float, lon: float) -> None:
    """A latitude beyond 90 or a longitude beyond 180 is a mistake, not a place."""
    with pytest.raises(BadArgument, match="no point at"):
        locate(lat, lon)


def test_files_are_small() -> None:
    """The map stays under 400 kB and the law file under 1.2 MB."""
    sizes = {name: (FOLDER / file).stat().st_size for name, file in FILES.items()}
    assert sizes["map"] < 400_000
    assert sizes["law"] < 1_200_000


@pytest.mark.parametrize("which", sorted(FILES))
def test_every_shape_is_valid_and_has_a_jurisdiction(which: str) -> None:
    """Shapes are valid polygons on the globe, each under a state in the table."""
    for code, shape in shapes(which).items():
        west, south, east, north = shape.bounds
        assert shape.is_valid, code
        assert -180 <= west <= east <= 180, code
        assert -90 <= south <= north <= 90, code
        assert code in jurisdictions()


def test_an_unknown_set_of_shapes_is_refused() -> None:
    """Only the two sets exist."""
    with pytest.raises(UnknownName, match="no set of shapes"):
        shapes("globe")


def test_allies_have_shapes_in_both_files() -> None:
    """All 32 can be drawn and located."""
    allies = set(World.of(bundled(), date(2025, 6, 1)).members())
    assert len(allies) == 32
    assert all(allies <= set(outlines(which)) for which in FILES)


def test_importing_geography_loads_neither_shapely_nor_shapes() -> None:
    """Nothing heavy happens before it is asked for, and locating a point needs no shapely."""
    code = (
        "import sys; from foedus.world import geography, outlines; "
        "assert outlines.outlines.cache_info().currsize == 0; geography.locate(52, 21); "
        "assert 'shapely' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_territories_change_hands_on_the_day() -> None:
    """Algeria is French to 2 July 1962 and Algerian from 3 July."""
    assert jurisdiction("DZA", date(1962, 7, 2)).state == "FRA"
    assert jurisdiction("DZA", date(1962, 7, 3)).state == "DZA"


def test_regions_are_known() -> None:
    """Tables use one list of regions, and areas refer to shapes that exist."""
    assert {row.region for spans in jurisdictions().values() for row in spans} <= REGIONS
    assert all(set(area.of) <= set(outlines("law")) for area in areas().values())
    assert len(seas()) >= 20


@pytest.mark.parametrize("name", sorted(places()))
def test_a_place_lies_where_the_gazetteer_says(name: str) -> None:
    """Each place is in its state by the shapes, or within 25 km of it, and the region agrees."""
    spot = places()[name]
    reading = standings_of(spot, date(2025, 6, 1))[0]
    assert reading.state == spot.state
    assert reading.region == spot.region or reading.region == "europe_and_asia"
    assert reading.territory or name in {"kastellorizo", "penon-de-velez"}


def test_places_are_found_by_any_name() -> None:
    """Case, accents and language do not matter."""
    found = {place(name).id for name in ("Suwałki", "suwalki", "SUWALKI GAP", "スヴァウキ")}
    assert found == {"suwalki"}
    assert len(places()) >= 150


def test_near_a_border_both_readings_are_given() -> None:
    """On the river at Narva the map cannot tell Estonia from Russia; inland it can."""
    day = date(2025, 6, 1)
    assert {reading.state for reading in standings(59.375, 28.19, day)} == {"EST", "RUS"}
    assert [reading.state for reading in standings(58.9, 26.0, day)] == ["EST"]


def test_derivation_names_no_machine() -> None:
    """The script fetches its packages by name and works from any folder."""
    script = Path(__file__).parents[2] / "scripts" / "derive" / "shapes.py"
    assert "npm" in script.read_text(encoding="utf-8")
