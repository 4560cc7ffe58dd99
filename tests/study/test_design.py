"""Luck and parameter sets: each number belongs to its name, and to nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ensemble.chance import BlockChance
from foedus.ensemble.design import Design, Sample
from foedus.models.forces import Forces
from foedus.models.parameter import given as model
from foedus.models.parameter import spreads
from foedus.terms.spread import Spread

NAMES = st.text("abcxyz.-", min_size=1, max_size=8)


@given(st.integers(0, 2**40), NAMES, st.integers(0, 200), st.integers(1, 40), st.integers(1, 5))
def test_a_draw_has_its_numbers_in_any_block(
    seed: int, name: str, first: int, draws: int, width: int
) -> None:
    """The numbers of a draw are the same alone, in its block and in the whole ensemble."""
    whole = BlockChance(seed, 0, first + draws).uniform(name, ("k",), width)
    block = BlockChance(seed, first, draws).uniform(name, ("k",), width)
    alone = BlockChance(seed, first, 1).uniform(name, ("k",), width)
    assert np.array_equal(whole[first:], block)
    assert np.array_equal(block[:1], alone)


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True), st.integers(0, 99))
def test_a_key_has_its_numbers_in_any_company(keys: list[str], seed: int) -> None:
    """Whichever other keys are asked for, and in whichever order, a key's numbers stay."""
    chance = BlockChance(seed, 0, 16)
    together, backwards = chance.uniform("s", keys), chance.uniform("s", keys[::-1])
    assert np.array_equal(together, backwards[:, ::-1])
    for column, key in enumerate(keys):
        assert np.array_equal(together[:, column], chance.uniform("s", (key,))[:, 0])


def test_streams_have_nothing_in_common() -> None:
    """Numbers of two names, two keys or two seeds are not correlated."""
    one = BlockChance(1, 0, 4000)
    series = [
        one.normal("a")[:, 0],
        one.normal("b")[:, 0],
        one.normal("a", ("k",))[:, 0],
        BlockChance(2, 0, 4000).normal("a")[:, 0],
    ]
    between = np.asarray(np.corrcoef(series))[~np.eye(len(series), dtype=bool)]
    assert np.abs(between).max() < 0.06


def test_luck_is_uniform_and_never_at_the_ends() -> None:
    """Uniform numbers have the moments of the uniform distribution and no quantile is infinite."""
    numbers = BlockChance(1, 0, 50_000).uniform("u")[:, 0]
    assert numbers.min() > 0
    assert numbers.max() < 1
    assert numbers.mean() == pytest.approx(0.5, abs=0.005)
    assert numbers.var() == pytest.approx(1 / 12, abs=0.001)
    assert np.isfinite(BlockChance(1, 0, 50_000).normal("u")).all()


@given(st.integers(0, 99), st.integers(1, 200), NAMES)
def test_a_column_has_one_value_in_each_stratum(seed: int, sets: int, path: str) -> None:
    """A Latin hypercube: each of the `sets` equal parts of (0, 1) holds exactly one value."""
    column = Design(seed, sets).quantiles(path)
    assert sorted(np.floor(column * sets).astype(int)) == list(range(sets))


def test_a_parameter_has_its_column_in_any_company() -> None:
    """Columns depend on seed and path alone, and two of them are not in step."""
    design = Design(1, 400)
    assert np.array_equal(design.quantiles("a"), Design(1, 400).quantiles("a"))
    assert abs(np.asarray(np.corrcoef(design.quantiles("a"), design.quantiles("b")))[0, 1]) < 0.15


def test_judgements_of_one_kind_err_together() -> None:
    """Judgements share as much as the correlation says; each keeps its own range."""
    kinds = {f"s{number}": Spread(1.0, 0.0, 2.0, "uniform") for number in range(40)}
    for correlation in (0.0, 0.5, 1.0):
        found = Design(1, 2000).judged("k", kinds, correlation)
        between = np.asarray(np.corrcoef(found.T))[~np.eye(len(kinds), dtype=bool)].mean()
        assert between == pytest.approx(correlation, abs=0.05)
        assert found.min() >= 0
        assert found.max() <= 2
        assert found.std() == pytest.approx(np.sqrt(1 / 3), abs=0.02)


def test_a_judgement_has_its_numbers_in_any_company() -> None:
    """Leaving one subject out changes no other's judgement."""
    kinds = {name: Spread(1.0, 0.5, 2.0) for name in ("a", "b", "c")}
    whole = Design(1, 50).judged("k", kinds, 0.5)
    part = Design(1, 50).judged("k", {name: kinds[name] for name in ("a", "c")}, 0.5)
    assert np.array_equal(whole[:, [0, 2]], part)


@given(st.integers(0, 500), st.integers(1, 60))
def test_draws_walk_through_the_sets(first: int, draws: int) -> None:
    """Draw d belongs to set d modulo the number of sets, whatever its block."""
    sample = Sample(Design(1, 16), first, draws)
    assert sample.sets.tolist() == [draw % 16 for draw in range(first, first + draws)]


def test_a_sampled_model_varies_what_is_uncertain_and_nothing_else() -> None:
    """Uncertain parameters arrive as (draws, 1); fixed ones as they were fixed."""
    sample = Sample(Design(1, 32), 0, 8)
    drawn, best = sample.model(Forces, {"forces.freed": 0.25}), model(Forces)
    assert drawn.freed == 0.25
    for name in spreads(Forces):
        if name != "freed":
            assert getattr(drawn, name).shape == (8, 1)
    assert drawn.broad_until == best.broad_until
