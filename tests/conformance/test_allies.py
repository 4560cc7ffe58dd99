"""An ally that stays away takes its own units with it, and nobody else's."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.ensemble.runner import Columns
from tests.conformance.case import base, ready

GONE = "USA"


@pytest.fixture(scope="module")
def unwilling() -> Columns:
    """Return the columns when the ally would send nothing."""
    return ready((f"{GONE}.willing_share", 0.0)).job("corridor")(0, 256)


def test_an_unwilling_ally_sends_nothing(unwilling: Columns) -> None:
    """With no share willing, none of its formations outside the theatre comes."""
    index = ready().case.allies.index(GONE)
    by_ally = np.asarray(unwilling["by_ally"])
    sent = by_ally[:, index, -1] - by_ally[:, index, 0]
    assert sent.max() == 0
    assert np.asarray(base()["by_ally"])[:, index, -1].mean() > by_ally[:, index, -1].mean()


def test_unwillingness_moves_no_politics(unwilling: Columns) -> None:
    """How much one ally would send changes no byte of what the Council and the capitals decide."""
    for name in ("decided", "path", "blocked", "ambition", "blockers", "authorised", "adversary"):
        assert np.asarray(unwilling[name]).tobytes() == np.asarray(base()[name]).tobytes(), name


def test_what_others_send_is_the_same(unwilling: Columns) -> None:
    """Of every other ally the same formations come: only the queues they meet are shorter."""
    others = [at for at, ally in enumerate(ready().case.allies) if ally != GONE]
    coming = [np.asarray(found["unit_coming"]) for found in (base(), unwilling)]
    keep = np.isin(ready().case.owner, others)
    assert np.array_equal(coming[0][:, keep], coming[1][:, keep])
    arrived = [
        np.asarray(found["by_ally"])[:, others, :].sum(axis=(1, 2)).mean() for found in (base(), unwilling)
    ]
    assert arrived[1] >= arrived[0] * (1 - 1e-3)


def test_a_member_that_leaves_takes_exactly_its_units() -> None:
    """Without the ally the case holds every other formation, and their judgements draw the same."""
    whole, without = ready(), ready((f"{GONE}.member.NATO", False))
    assert set(whole.case.allies) - set(without.case.allies) == {GONE}
    kept = [unit.id for unit in whole.case.units if unit.owner != GONE]
    assert [unit.id for unit in without.case.units] == kept
    for kind in ("notice_days", "availability"):
        names = [[unit.id for unit in (*one.case.units, *one.case.hostile)] for one in (whole, without)]
        columns = [names[0].index(name) for name in names[1]]
        assert np.array_equal(whole.judged[kind][:, columns], without.judged[kind])


def test_the_capability_of_those_who_stay_adds_up() -> None:
    """Shares of capability are shares of those at the table."""
    without = ready((f"{GONE}.member.NATO", False)).case
    assert without.capability.sum() == pytest.approx(1.0)
    assert len(without.capability) == len(without.allies)
