"""Which parameters drive an answer."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.ensemble.design import Design
from foedus.study.drivers import Driver, drivers
from foedus.study.uncertainty import Split, split
from foedus.terms.chance import Array

SETS, PER_SET = 250, 8
INDEX = np.arange(SETS * PER_SET) % SETS
DESIGN = Design(1, SETS)
COLUMNS = {name: DESIGN.quantiles(name) for name in ("strong", "weak", *(f"idle-{n}" for n in range(30)))}


def measure(means: Array, luck: float = 0.0, seed: int = 1) -> Split:
    """Return a measure with these set means and this much luck."""
    return split(means[INDEX] + np.random.default_rng(seed).normal(0, luck, len(INDEX)), INDEX)


def found(means: Array, luck: float = 0.0, level: float = 0.5) -> dict[str, Driver]:
    """Return the drivers by path."""
    return {one.path: one for one in drivers(measure(means, luck), COLUMNS, level)}


def test_shares_are_those_of_the_formula() -> None:
    """In 4 a + 2 b the two explain four fifths and one fifth, and idle columns nothing."""
    shares = found(4 * COLUMNS["strong"] + 2 * COLUMNS["weak"])
    assert shares["strong"].share == pytest.approx(0.8, abs=0.04)
    assert shares["weak"].share == pytest.approx(0.2, abs=0.04)
    assert sum(one.share for one in shares.values()) <= 1.02


def test_luck_takes_its_share() -> None:
    """With as much variance from luck as from parameters, a driver's share is halved."""
    means = np.sqrt(12) * COLUMNS["strong"]
    assert found(means, luck=1.0)["strong"].share == pytest.approx(0.5, abs=0.06)


def test_noise_is_rarely_called_a_driver() -> None:
    """Of ensembles in which no parameter matters, about one in twenty names a driver at all."""
    named = [bool(drivers(measure(np.zeros(SETS), 1.0, seed), COLUMNS, 0.5)) for seed in range(100)]
    assert np.mean(named) <= 0.12


def test_the_ends_show_the_direction() -> None:
    """A driver that lowers the measure has its high end below its low end, at the values of the formula."""
    one = found(1 - COLUMNS["strong"])["strong"]
    assert one.low == pytest.approx(0.95, abs=0.03)
    assert one.high == pytest.approx(0.05, abs=0.03)


def test_the_crossing_is_where_the_level_is_met() -> None:
    """The tipping point of u at level 0.3 is 0.3; a level that is never met has none."""
    assert found(COLUMNS["strong"], level=0.3)["strong"].crossing == pytest.approx(0.3, abs=0.03)
    assert found(COLUMNS["strong"], level=2.0)["strong"].crossing is None


def test_strongest_first_whatever_the_order() -> None:
    """The list is ranked by share and does not depend on the order of the columns."""
    seen = measure(4 * COLUMNS["strong"] + 2 * COLUMNS["weak"], 0.5)
    one = drivers(seen, COLUMNS, 0.5)
    other = drivers(seen, dict(reversed(COLUMNS.items())), 0.5)
    assert [driver.path for driver in one[:2]] == ["strong", "weak"]
    assert [driver.path for driver in one] == [driver.path for driver in other]


def test_too_few_sets_name_no_driver() -> None:
    """With fewer than eight parameter sets nothing is said."""
    few = {name: column[:4] for name, column in COLUMNS.items()}
    seen = split(np.arange(16.0) % 4, np.arange(16) % 4)
    assert drivers(seen, few, 0.5) == []
