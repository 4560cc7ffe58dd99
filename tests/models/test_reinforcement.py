"""The reinforcement kernel."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from foedus.ensemble.chance import BlockChance
from foedus.models.parameter import given
from foedus.models.reinforcement import Reinforcement, Routes, Situation
from foedus.models.reinforcement.hindcast import Column, brigade_of_2017
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument, UnknownName
from foedus.world.network import bundled

HOMES = (
    *("fort-cavazos", "fort-stewart", "fort-bragg", "tidworth", "mourmelon", "munster", "munster"),
    *("turin", "cluj", "zagan", "warsaw", "szczecin", "skovde", "kaunas"),
)
GOALS = ("rukla", "pabrade", "orzysz")


def _units() -> list[Column]:
    nodes = bundled().nodes
    return [
        Column(
            f"unit-{k:02d}",
            nodes[home].state,
            "airborne" if home == "fort-bragg" else "armoured",
            nodes[home].lat,
            nodes[home].lon,
            1.0,
            "baltic" if home == "kaunas" else "",
        )
        for k, home in enumerate(HOMES)
    ]


@cache
def _routes() -> Routes:
    return given(Reinforcement).routes(bundled(), _units(), GOALS, theatre="baltic")


def _ready(draws: int) -> Array:
    ready = BlockChance(7, 0, draws).uniform("ready", [f"{k}" for k in range(len(HOMES))]) * 40
    ready[::3, 2] = np.inf
    return ready


LOADS = np.ones(len(HOMES))


def test_blocks_of_any_size_give_the_same_bits() -> None:
    """A draw's arrivals and waiting are bit-identical in blocks of 1, 3, 7 and 128."""
    model, ready = given(Reinforcement), _ready(128)
    whole = model.run(_routes(), ready, LOADS, chance=BlockChance(5, 0, 128))
    for size in (1, 3, 7):
        for begin in range(0, 21, size):
            part = model.run(
                _routes(), ready[begin : begin + size], LOADS, chance=BlockChance(5, begin, size)
            )
            assert np.array_equal(part.day, whole.day[begin : begin + size])
            assert np.array_equal(part.waiting, whole.waiting[begin : begin + size])


def test_nobody_arrives_before_travel_allows() -> None:
    """Every unit arrives no earlier than its ready day and the days of its route."""
    arrivals = given(Reinforcement).run(_routes(), _ready(64), LOADS)
    days = np.array([route.days for route in _routes().chosen])
    come = np.isfinite(arrivals.day)
    assert np.all(arrivals.day[come] >= (np.where(come, _ready(64), 0.0) + days)[come] - 1e-6)
    assert np.all(arrivals.first[come] <= arrivals.day[come])


def test_who_is_never_ready_never_arrives() -> None:
    """A ready day of infinity gives an arrival of infinity, for that unit alone."""
    arrivals = given(Reinforcement).run(_routes(), _ready(64), LOADS)
    assert np.array_equal(np.isfinite(arrivals.day), np.isfinite(_ready(64)))


def test_unit_in_place_is_there_when_it_is_ready() -> None:
    """A unit that stands in the theatre arrives on its ready day."""
    arrivals = given(Reinforcement).run(_routes(), _ready(16), LOADS)
    assert np.array_equal(arrivals.day[:, -1], _ready(16)[:, -1])


def test_removing_the_rest_never_delays_a_unit() -> None:
    """A unit that moves alone arrives no later than in company, by the same route."""
    model, ready = given(Reinforcement), _ready(16)
    ready[:, 2] = 5.0
    together = model.run(_routes(), ready, LOADS)
    for k in range(len(HOMES)):
        alone = np.full_like(ready, np.inf)
        alone[:, k] = ready[:, k]
        single = model.run(_routes(), alone, LOADS)
        assert np.all(single.day[:, k] <= together.day[:, k] + 1e-6)


@settings(max_examples=25, deadline=None)
@drawn(st.floats(0.1, 1.0))
def test_less_capacity_never_hastens_a_lone_brigade(factor: float) -> None:
    """With all capacities reduced, a brigade on its own arrives no earlier."""
    ready = np.full((1, len(HOMES)), np.inf)
    ready[0, 0] = 3.0
    full = given(Reinforcement).run(_routes(), ready, LOADS).day[0, 0]
    less = given(Reinforcement, capacity=factor).run(_routes(), ready, LOADS).day[0, 0]
    assert less >= full - 1e-6


def test_uncertain_parameters_come_as_columns() -> None:
    """Arrays of shape (draws, 1) give in each row what the single value gives alone."""
    names = {
        "pace": [0.9, 1.3],
        "handling": [1.0, 1.5],
        "capacity": [0.7, 1.2],
        "atlantic_ships": [45.0, 60.0],
    }
    many = given(Reinforcement, **{name: np.array(values)[:, None] for name, values in names.items()})
    block = many.run(_routes(), _ready(2), LOADS)
    for row in range(2):
        one = given(Reinforcement, **{name: values[row] for name, values in names.items()})
        assert np.array_equal(one.run(_routes(), _ready(2)[row : row + 1], LOADS).day[0], block.day[row])


def test_peacetime_clearance_holds_units_at_the_first_border() -> None:
    """With 45 days of notice nobody from abroad arrives before day 45; in a crisis some do."""
    model, ready = given(Reinforcement), np.full((1, len(HOMES)), 1.0)
    authorised = np.zeros_like(ready)
    slow = model.run(_routes(), ready, LOADS, situation=Situation("peacetime", authorised))
    fast = model.run(_routes(), ready, LOADS, situation=Situation("crisis", authorised))
    abroad = np.array([route.gate is not None for route in _routes().chosen])
    assert abroad.any()
    assert np.all(slow.day[0, abroad] >= 45)
    assert fast.day[0, abroad].min() < 15


def test_interdiction_delays_and_names_the_place() -> None:
    """Capacity lost around the corridor delays the last arrival."""
    model, ready = given(Reinforcement), np.full((1, len(HOMES)), 1.0)
    exposed = frozenset(bundled().within([(54.7, 20.5)], model.reach_km))
    calm = model.run(_routes(), ready, LOADS)
    cut = model.run(_routes(), ready, LOADS, situation=Situation(denied=0.5, exposed=exposed))
    assert cut.day.max() > calm.day.max()


def test_a_severed_port_stops_those_who_need_it_and_no_one_else() -> None:
    """With no capacity at a server, exactly the units that use it never arrive."""
    routes = _routes()
    server = next(name for name in routes.servers if name in bundled().nodes)
    users = np.array([server in {v.server for v in route.visits} for route in routes.chosen])
    model = given(Reinforcement)
    cut = Situation(denied=1.0, exposed=frozenset({server}))
    arrivals = model.run(routes, np.full((1, len(HOMES)), 1.0), LOADS, situation=cut)
    assert np.array_equal(np.isinf(arrivals.day[0]), users)


def test_questions_that_do_not_fit_are_refused() -> None:
    """A wrong shape, regime, plan or destination is answered with what would fit."""
    model = given(Reinforcement)
    with pytest.raises(BadArgument, match="shape"):
        model.run(_routes(), np.zeros((2, 3)), LOADS)
    with pytest.raises(BadArgument, match="holiday"):
        model.run(_routes(), _ready(2), LOADS, situation=Situation("holiday"))
    with pytest.raises(UnknownName):
        model.routes(bundled(), _units(), ["atlantis"])


def test_brigade_of_2017_comes_out() -> None:
    """First part at the assembly area in about six days; the whole in about two weeks, as planned in 2017."""
    case = brigade_of_2017(given(Reinforcement), bundled())
    assert 5 <= case.first <= 8
    assert 12 <= case.whole <= 24


def test_bremerhaven_to_zagan_is_about_700_km() -> None:
    """The road distance lies within 18 % of the 700 km that the convoy of January 2017 reported."""
    network, model = bundled(), given(Reinforcement)
    for name in ("rail", "sea", "air"):
        network = type(network)(network.nodes, tuple(edge for edge in network.edges if edge.mode != name))
    port = network.node("bremerhaven")
    unit = Column("convoy", "USA", "armoured", port.lat, port.lon, 0.01)
    route = model.routes(network, [unit], ["zagan"]).chosen[0]
    length = {frozenset((edge.start, edge.end)): edge.distance_km for edge in network.edges}
    km = sum(length[frozenset(pair)] for pair in zip(route.nodes, route.nodes[1:], strict=False))
    assert abs(km / 700 - 1) <= 0.18
    assert km / 240 == pytest.approx(3, abs=0.7)
