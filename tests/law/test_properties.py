"""What holds of the rules whatever the case."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law import Holding, rules
from foedus.law.ruling import all_of, any_of
from foedus.record import bundled
from foedus.world import World
from foedus.world.gazetteer import places

PLACES = sorted(name for name, spot in places().items() if spot.state in bundled().entities)
DAYS = st.dates(date(1949, 8, 24), date(2026, 1, 31))
OBJECTS = st.sampled_from(["territory", "forces", "vessel", "aircraft"])
HOLDINGS = st.lists(st.sampled_from(list(Holding)), min_size=1, max_size=5)
ORDER = [Holding.NO, Holding.OPEN, Holding.YES]


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(PLACES), day=DAYS, thing=OBJECTS)
def test_unrelated_overlays_do_not_move_the_law(place: str, day: date, thing: str) -> None:
    """A change of a figure that no provision mentions leaves holding, basis and reason as they were."""
    world = World.of(bundled(), day)
    other = world.having({"POL.population": 1.0})
    one, two = (rules()["nat.6"](each, place=place, object=thing) for each in (world, other))
    assert one == two


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(PLACES), day=DAYS, thing=OBJECTS)
def test_more_parties_never_shrink_the_area(place: str, day: date, thing: str) -> None:
    """With one more Party a place that was covered stays covered, and one in doubt is not ruled out."""
    world = World.of(bundled(), day)
    state = places()[place].state
    larger = world.having({f"{state}.member.NATO": True})
    before, after = (rules()["nat.6"](each, place=place, object=thing).holding for each in (world, larger))
    assert ORDER.index(after) >= ORDER.index(before)


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(PLACES), day=DAYS)
def test_collective_defence_reaches_no_further_than_the_area(place: str, day: date) -> None:
    """Article 5 never holds more than Article 6 does of the same place."""
    world = World.of(bundled(), day)
    area = rules()["nat.6"](world, place=place).holding
    for kind in ("kinetic", "cyber", "terrorism"):
        assert ORDER.index(rules()["nat.5"](world, place=place, kind=kind).holding) <= ORDER.index(area)


@settings(max_examples=80, deadline=None)
@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), day=DAYS, thing=OBJECTS)
def test_every_point_of_the_globe_gets_an_answer(lat: float, lon: float, day: date, thing: str) -> None:
    """No point, day or object makes Article 6 fail, and south of the equator it never says yes."""
    ruling = rules()["nat.6"](World.of(bundled(), day), lat=repr(lat), lon=repr(lon), object=thing)
    assert ruling.reason.ja
    if lat < -1:
        assert ruling.holding is Holding.NO


@given(HOLDINGS)
def test_conditions_and_grounds_mirror_each_other(held: list[Holding]) -> None:
    """All conditions hold as the worst of them, any ground as the best."""
    assert all_of(held) is min(held, key=ORDER.index)
    assert any_of(held) is max(held, key=ORDER.index)
