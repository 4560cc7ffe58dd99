"""Laws of the crisis as a whole: same bytes, own luck, nobody else's numbers."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from foedus.ensemble.runner import run
from foedus.study.question import prepared
from tests.conformance.case import DRAWS, base, ready, same

PLANS = ("limited_seizure", "corridor", "coercion")
FEW = 21


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("block", [1, 3, 7, 128])
def test_bytes_do_not_depend_on_the_block(plan: str, block: int) -> None:
    """A draw is the same to the byte whatever block it is computed in."""
    draws = FEW if block < FEW else DRAWS
    job = ready().job(plan)
    whole, cut = job(0, draws), run(job, draws, block=block).columns
    assert same(whole, cut)


def test_a_question_asked_twice_has_one_answer() -> None:
    """Preparing and running anew changes no byte."""
    prepared.cache_clear()
    first = ready().job("corridor")(0, 32)
    prepared.cache_clear()
    assert same(first, ready().job("corridor")(0, 32))


def test_a_job_can_be_sent_to_another_process() -> None:
    """What a worker receives answers as the original does."""
    job = ready().job("corridor")
    sent = pickle.loads(pickle.dumps(job))
    assert same(job(3, 4), sent(3, 4))


def test_nobody_touches_the_global_random_state() -> None:
    """Running a crisis neither reads nor moves NumPy's global generator."""
    np.random.seed(1)
    before = np.random.get_state()[1].copy()  # type: ignore[index]
    first = ready().job("corridor")(0, 16)
    assert (np.random.get_state()[1] == before).all()  # type: ignore[index]
    np.random.seed(2)
    assert same(first, ready().job("corridor")(0, 16))


def test_other_luck_gives_other_draws() -> None:
    """No two draws of a block are the same crisis."""
    cost = base()["cost"]
    assert len(np.unique(cost)) > DRAWS * 0.95


def test_every_column_is_finite_or_says_never() -> None:
    """Nothing is NaN; only days may be infinite, which stands for never."""
    for name, column in base().items():
        values = np.asarray(column, dtype=np.float64)
        assert not np.isnan(values).any(), name
        if name not in ("decided", "authorised"):
            assert np.isfinite(values).all(), name
