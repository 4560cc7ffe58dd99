"""Pledges as arithmetic, paths as draws, allies who watch each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedus.ensemble.chance import BlockChance
from foedus.models import parameter
from foedus.models.burden import Burden, equilibrium, need, reaction, revealed_taste
from foedus.terms.errors import BadArgument

MODEL = parameter.given(Burden)
AIM = np.linspace(2.1, 3.5, 10)
ALLIES = ("DEU", "ITA", "POL")
START = np.array([2.1, 1.5, 4.1])
SHARES = st.floats(0.05, 0.9)
INCOMES = st.lists(st.floats(1.0, 1000.0), min_size=2, max_size=8)


def test_europe_and_canada_need_a_seventh_of_a_point_a_year() -> None:
    """From 2.02 % in 2024 to 3.5 % by 2035 is +0.135 points a year."""
    assert need(2.02, 2024, 3.5, 2035, 0.015).points == pytest.approx(0.1345, abs=1e-4)


@given(st.floats(0.1, 5.0), st.floats(0.1, 5.0), st.integers(1, 30), st.floats(-0.05, 0.08))
def test_both_ways_end_at_the_pledge(start: float, pledge: float, years: int, growth: float) -> None:
    """Linear or at a steady rate, the last year has the pledge or what was spent already; none falls."""
    way = need(start, 2024, pledge, 2024 + years, growth)
    goal = max(start, pledge)
    assert way.linear[-1] == pytest.approx(goal)
    assert way.steady[-1] == pytest.approx(goal)
    assert (np.diff(way.linear) >= -1e-12).all()
    assert (way.linear >= way.steady - 1e-12).all()


@given(st.floats(0.1, 5.0), st.floats(0.1, 5.0), st.integers(1, 30), st.floats(-0.05, 0.08))
def test_steady_growth_of_spending_reaches_the_share(
    start: float, pledge: float, years: int, growth: float
) -> None:
    """Spending that grows at the stated rate while product grows at its own comes to the pledged share."""
    way = need(start, 2024, pledge, 2024 + years, growth)
    assert start * ((1 + way.growth) / (1 + growth)) ** years == pytest.approx(max(start, pledge))


@pytest.mark.parametrize(("start", "by"), [(2.0, 2024), (2.0, 2020), (0.0, 2035)])
def test_what_cannot_be_worked_towards_is_refused(start: float, by: int) -> None:
    """A pledge that is due already, or growth from nothing, has no way."""
    with pytest.raises(BadArgument):
        need(start, 2024, 3.5, by, 0.01)


@given(INCOMES, SHARES, st.floats(0, 1))
def test_in_equilibrium_nobody_would_change(incomes: list[float], taste: float, publicness: float) -> None:
    """The equilibrium is everybody's best reply to itself."""
    income, own = np.array(incomes), np.full(len(incomes), taste)
    found = equilibrium(income, own, publicness)
    np.testing.assert_allclose(reaction(income, own, publicness, found), found, atol=1e-6 * income.sum())


@given(INCOMES, SHARES)
def test_a_pure_public_good_has_its_closed_form(incomes: list[float], taste: float) -> None:
    """With A = 1 and one taste the sum is `b sum of contributors' Y / (1 + (n - 1)(1 - b))`."""
    income = np.array(incomes)
    found = equilibrium(income, np.full(len(incomes), taste), 1.0)
    gives = found > 1e-9 * income.sum()
    # Whoever stands on the edge of giving may be counted on either side.
    assume(np.abs(taste * income - (1 - taste) * found.sum())[~gives].min(initial=1.0) > 1e-6)
    total = taste * income[gives].sum() / (1 + (gives.sum() - 1) * (1 - taste))
    assert found.sum() == pytest.approx(total, rel=1e-6)


@given(INCOMES, SHARES)
def test_the_small_never_exploit_less_than_the_large(incomes: list[float], taste: float) -> None:
    """With a pure public good and one taste, whoever has more gives no smaller share of it."""
    income = np.sort(np.array(incomes))
    share = equilibrium(income, np.full(len(incomes), taste), 1.0) / income
    assert (np.diff(share) >= -1e-7).all()


@given(INCOMES, SHARES)
def test_without_spillovers_each_gives_what_it_would_alone(incomes: list[float], taste: float) -> None:
    """With A = 0 everybody spends the share b, whatever the others do."""
    income = np.array(incomes)
    np.testing.assert_allclose(equilibrium(income, np.full(len(incomes), taste), 0.0), taste * income)


@given(
    st.lists(st.tuples(st.floats(1, 1000), st.floats(0.005, 0.5)), min_size=2, max_size=8), st.floats(0, 1)
)
def test_revealed_tastes_give_the_spending_back(pairs: list[tuple[float, float]], publicness: float) -> None:
    """Tastes read off an observed allocation make it the equilibrium."""
    income = np.array([one for one, _ in pairs])
    spent = income * np.array([share for _, share in pairs])
    taste = revealed_taste(income, spent, publicness)
    np.testing.assert_allclose(
        equilibrium(income, taste, publicness), spent, rtol=1e-5, atol=1e-7 * income.sum()
    )


def test_others_make_up_for_part_of_a_cut_only() -> None:
    """When one spends less, the others raise less than the cut together, more if the good is more public."""
    income, spent = np.array([100.0, 40.0, 30.0]), np.array([3.0, 0.8, 0.5])
    raised = []
    for publicness in (0.0, 0.3, 1.0):
        taste = revealed_taste(income, spent, publicness)
        after = equilibrium(income, taste, publicness, np.array([1.5, np.nan, np.nan]))
        raised.append(float((after - spent)[1:].sum()))
    assert pytest.approx(raised[0]) == 0 and raised[0] < raised[1] < raised[2] < 1.5  # noqa: PT018


def test_paths_have_the_shape_and_sign_of_shares() -> None:
    """Draws come first, then allies, then years; no share is negative."""
    found = MODEL.run(ALLIES, START, AIM, BlockChance(1, 0, 50))
    assert found.shape == (50, 3, 10)
    assert (found >= 0).all()


@pytest.mark.parametrize("size", [1, 3, 7])
def test_blocks_of_any_size_give_the_same_bits(size: int) -> None:
    """A draw is the same in a block of one and in a block of many."""
    whole = MODEL.run(ALLIES, START, AIM, BlockChance(1, 0, 12))
    for first in range(0, 12, size):
        block = MODEL.run(ALLIES, START, AIM, BlockChance(1, first, min(size, 12 - first)))
        assert np.array_equal(block, whole[first : first + size])


def test_an_allys_luck_is_its_own() -> None:
    """Leaving an ally out moves nobody else's path."""
    chance = BlockChance(1, 0, 20)
    both, alone = (MODEL.run(ALLIES[:n], START[:n], AIM, chance) for n in (3, 2))
    assert np.array_equal(both[:, :2], alone)


def test_without_scatter_the_path_is_the_rule() -> None:
    """Calm for good, exact and unrevised, a share moves by drift and catch-up alone."""
    still = replace(
        MODEL, mood_now="calm", mood_stays=1.0, calm_scatter=0.0, revision_mean=0.0, revision_scatter=0.0
    )
    found = still.run(("ITA",), np.array([1.5]), np.array([2.0, 2.0]), BlockChance(1, 0, 3))
    one = 1.5 + 0.028 + 0.03 * 0.5
    np.testing.assert_allclose(found[:, 0, 0], one)
    np.testing.assert_allclose(found[:, 0, 1], one + 0.028 + 0.03 * (2 - one))


def test_moods_last_as_long_as_stated() -> None:
    """With a chance of 0.8 to stay (and of returning), the first mood is left one year in eight."""
    moods = MODEL.moods(2, BlockChance(1, 0, 20_000))
    assert (moods[:, 0] == 2).mean() == pytest.approx(0.8 + 0.2 * 0.3, abs=0.01)


def test_shocks_have_heavy_tails_and_unit_variance() -> None:
    """The largest shocks are far out, as those of the table are; their spread is the parameter's."""
    flat = replace(
        MODEL, mood_now="calm", mood_stays=1.0, calm_drift=0.0, calm_catch_up=0.0, revision_scatter=0.0,
        revision_mean=0.0, calm_scatter=0.2,
    )  # fmt: skip
    found = flat.run(("ITA",), np.array([50.0]), np.array([2.0]), BlockChance(1, 0, 50_000))[:, 0, 0] - 50
    assert np.quantile(np.abs(found), 0.5) < 0.6745 * 0.2
    assert np.abs(found).max() > 10 * 0.2
    assert found.std() == pytest.approx(0.2, rel=0.15)


def test_parameters_by_draw_are_taken() -> None:
    """Parameters of shape (draws, 1) give each draw what its own value gives."""
    chance, values = BlockChance(1, 0, 2), np.array([[0.1], [0.3]])
    both = replace(MODEL, alarm_drift=values, mood_stays=values + 0.5).run(ALLIES, START, AIM, chance)
    for draw, value in enumerate((0.1, 0.3)):
        alone = replace(MODEL, alarm_drift=value, mood_stays=value + 0.5).run(ALLIES, START, AIM, chance)
        np.testing.assert_array_equal(both[draw], alone[draw])
