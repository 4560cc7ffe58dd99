"""What must hold of the Council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from foedus.ensemble.chance import BlockChance
from foedus.models.council import PATHS, Council, Matter, Outcome, Today
from foedus.models.council.acceptance import Table, consensus, gain
from foedus.models.parameter import given, spreads
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument

DRAWS = 128
ALLIES = tuple(f"A{number:02d}" for number in range(32))
SILENCE, DILUTED, OTHER_FORUM, COALITION, NONE = range(5)


def matter(draws: int = DRAWS, first: int = 0, **changes: Any) -> Matter:
    """A question on which allies differ from wary to resolute, and more so in later draws."""
    spread = (
        np.linspace(15.0, 80.0, len(ALLIES)) + np.linspace(-10.0, 10.0, DRAWS)[first : first + draws, None]
    )
    whole: dict[str, Any] = {
        "allies": ALLIES,
        "positions": np.clip(spread, 0.0, 100.0),
        "salience": np.full((1, len(ALLIES)), 0.7),
        "threshold": np.linspace(0.7, 0.4, len(ALLIES))[None, :],
        "cost": np.ones((1, len(ALLIES))),
        "capability": np.full(len(ALLIES), 1 / len(ALLIES)),
        "attacked": np.arange(len(ALLIES)) == len(ALLIES) - 1,
        "asked": 75.0,
    }
    return Matter(**{**whole, **changes})


def proven(days: int = 120, draws: int = DRAWS, **today: Any) -> list[Today]:
    """Days on which nobody doubts who did it."""
    return [Today(np.ones(draws), **today)] * days


def rising(days: int = 120, first: int = 0, draws: int = DRAWS, lift: float = 0.0) -> list[Today]:
    """Days on which belief rises, from a different level in each draw."""
    start = np.linspace(-2.0, 2.0, DRAWS)[first : first + draws]
    return [Today(1 / (1 + np.exp(-(start + lift + 0.2 * day)))) for day in range(days)]


def outcome(question: Matter, days: Sequence[Today], **changes: Any) -> Outcome:
    """Run the Council as given, with changed parameters."""
    return given(Council, **changes).run(question, days, BlockChance(7, 0, question.positions.shape[0]))


def all_at(position: float, **changes: Any) -> Matter:
    """A question on which all allies hold one position."""
    return matter(positions=np.full((DRAWS, len(ALLIES)), position), **changes)


def vote(*, against: int) -> Array:
    """Let the first `against` allies break silence and all others let every draft pass."""
    return (np.arange(len(ALLIES)) >= against).astype(np.float64)


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes are equal to the bit."""
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))


def test_silence_kept_binds_every_ally() -> None:
    """A draft that nobody stops is decided by silence within a day and the longest silence, for all."""
    result = outcome(all_at(90.0), proven(), scatter=0.1)
    council = given(Council)
    assert (result.path == SILENCE).all()
    assert result.acting.all()
    assert not result.blocked.any()
    assert (result.decided_day <= float(council.meeting_days) + float(council.silence_longest)).all()
    assert (result.ambition == 75.0).all()


def test_silence_broken_stops_the_decision() -> None:
    """One ally that breaks silence on every draft leaves the Council without a decision of its own."""
    result = outcome(all_at(90.0), proven(votes=vote(against=1)), coalition_share=1.0)
    assert (result.path == NONE).all()
    assert np.isinf(result.decided_day).all()
    assert (result.ambition == 0).all()
    assert result.blocked.all()
    assert result.blockers[:, 0].all()
    assert not result.blockers[:, 1:].any()


def test_attacked_ally_acts_without_a_decision() -> None:
    """Self-defence needs no consensus: the ally attacked acts even if nothing is decided."""
    result = outcome(all_at(90.0), proven(votes=vote(against=1)), coalition_share=1.0)
    assert result.acting[:, -1].all()
    assert not result.acting[:, :-1].any()


def test_decision_lies_in_the_unanimity_core() -> None:
    """Every ally lets the draft that the Council decides pass, on its own reckoning."""
    council, chance, question = given(Council), BlockChance(7, 0, DRAWS), matter()
    state = council.start(question, chance)
    result = council.run(question, proven(), chance)
    table = Table(
        positions=question.positions,
        proven=question.positions,
        salience=state.terms.salience,
        leeway=state.terms.leeway,
        reference=np.zeros((DRAWS, 1)),
    )
    agreed = result.path <= DILUTED
    assert agreed.any()
    assert table.passes(result.ambition)[agreed].all()


def test_diluted_decision_asks_less_than_the_first_draft() -> None:
    """Dilution reduces ambition, never below what is still worth deciding, and follows a block."""
    result = outcome(matter(), proven(draft=np.full(DRAWS, 75.0)))
    diluted = result.path == DILUTED
    assert diluted.any()
    assert (result.ambition[diluted] < 75.0).all()
    assert (result.ambition[diluted] >= 75.0 * float(np.asarray(given(Council).floor_share))).all()
    assert result.blocked[diluted].all()


@pytest.mark.parametrize("lift", [0.5, 1.0, 3.0])
def test_higher_belief_never_delays_a_given_draft(lift: float) -> None:
    """With the same first draft, no draw is decided later, or less often, if belief is higher."""
    draft = np.full(DRAWS, 75.0)
    low, high = (
        [Today(np.full(DRAWS, belief), draft=draft) for _ in range(120)]
        for belief in (0.5, 1 / (1 + np.exp(-lift)))
    )
    before, after = (outcome(matter(), days, coalition_share=1.1) for days in (low, high))
    assert (after.decided_day <= before.decided_day).all()
    assert (after.decided_day < before.decided_day).any()


def test_higher_belief_turns_no_pass_into_a_block() -> None:
    """An ally that lets a draft pass while it doubts also lets it pass once it is convinced."""
    draft = np.full(DRAWS, 60.0)
    doubting, convinced = ([Today(np.full(DRAWS, belief), draft=draft)] * 8 for belief in (0.1, 1.0))
    before = outcome(matter(), doubting, patience_days=0.0)
    after = outcome(matter(), convinced, patience_days=0.0)
    assert not (after.first_blockers & ~before.first_blockers).any()
    assert (before.first_blockers & ~after.first_blockers).any()


def test_raising_a_position_makes_no_blocker_of_a_higher_draft() -> None:
    """The gain from a draft above the reference never falls as the ally's own position rises."""
    wanted = np.linspace(0.0, 100.0, 401)[None, :]
    for draft in (10.0, 40.0, 75.0, 100.0):
        gained = gain(np.ones_like(wanted), wanted, np.full((1, 1), draft), np.zeros((1, 1)))
        assert (np.diff(gained) >= 0).all()


def test_greater_cost_of_blocking_means_fewer_blocks() -> None:
    """Raising the cost of blocking never adds a blocker of the first draft."""
    days = proven(draft=np.full(DRAWS, 75.0))
    results = [outcome(matter(), days, blocking_cost=cost) for cost in (0.4, 1.0, 1.6, 2.4)]
    for fewer, more in zip(results[1:], results[:-1], strict=True):
        assert not (fewer.first_blockers & ~more.first_blockers).any()
    shares = [result.blocked.mean() for result in results]
    assert shares[0] > shares[-1]


def test_other_forum_decides_only_without_the_blockers() -> None:
    """Another forum helps if no blocker sits in it, and not if one does."""
    days = proven(votes=vote(against=2))
    without, with_one = np.arange(len(ALLIES)) >= 2, np.arange(len(ALLIES)) >= 1
    decided = outcome(all_at(90.0, forum=without), days)
    assert (decided.path == OTHER_FORUM).all()
    assert (decided.acting == without).all()
    assert not (outcome(all_at(90.0, forum=with_one), days).path == OTHER_FORUM).any()


def test_coalition_needs_its_share_of_capability() -> None:
    """Allies that would pass the first draft act together if they are strong enough, else nobody does."""
    days = proven(votes=vote(against=12))
    enough = outcome(all_at(90.0), days, coalition_share=0.5)
    assert (enough.path == COALITION).all()
    assert (enough.acting == (np.arange(len(ALLIES)) >= 12)).all()
    assert (outcome(all_at(90.0), days, coalition_share=0.7).path == NONE).all()


def test_letting_pass_is_less_than_taking_part() -> None:
    """Allies that would only not block the first draft, having nothing to gain from it, join no coalition."""
    wary = np.arange(len(ALLIES)) < 20
    votes = np.where(np.arange(len(ALLIES)) == 0, 0.0, np.nan)
    mixed = matter(positions=np.where(wary, 10.0, 90.0) + np.zeros((DRAWS, 1)))
    days = proven(votes=votes, draft=np.full(DRAWS, 75.0))
    result = outcome(mixed, days, scatter=1.0, blocking_cost=60.0, coalition_share=0.3)
    assert (result.path == COALITION).all()
    assert (result.acting == ~wary).all()


def test_common_mood_alone_blocks_all_or_none() -> None:
    """If the mood is all common and positions are alike, allies break silence together or not at all."""
    result = outcome(all_at(10.0), proven(draft=np.full(DRAWS, 75.0)), common_share=1.0)
    blockers = result.first_blockers.sum(axis=1)
    assert set(blockers.tolist()) == {0, len(ALLIES)}


def test_doubt_makes_the_council_wait_and_proof_ends_the_wait() -> None:
    """While many doubt who did it nothing is tabled; the decision follows the day of proof."""
    late = [Today(np.full(DRAWS, 0.1 if day < 6 else 1.0)) for day in range(60)]
    waiting = outcome(all_at(90.0), late, scatter=0.1)
    assert (waiting.decided_day >= 6).all()
    assert (waiting.decided_day <= 6 + 2 + 3).all()
    assert not waiting.blocked.any()


def test_failed_matter_comes_back_when_evidence_arrives() -> None:
    """A matter adjourned for lack of proof is decided once proof is there, before the horizon."""
    late = [Today(np.full(DRAWS, 0.1 if day < 40 else 1.0)) for day in range(120)]
    result = outcome(all_at(90.0), late, scatter=0.1, coalition_share=1.1)
    assert (result.path <= DILUTED).all()
    assert (result.decided_day >= 40).all()
    assert result.blocked.all()


def test_run_is_the_fold_of_step() -> None:
    """Stepping day by day gives the outcome of `run` to the bit."""
    council, chance, question, days = given(Council), BlockChance(3, 0, DRAWS), matter(), rising()
    state = council.start(question, chance)
    for day, today in enumerate(days):
        state = council.step(state, day, today)
    assert same(state.outcome, council.run(question, days, chance))


def test_step_leaves_its_argument_alone() -> None:
    """A state once reached is never changed, so that an exercise can go back to it."""
    council, question = given(Council), matter()
    start = council.start(question, BlockChance(3, 0, DRAWS))
    kept = start.copy()
    council.step(start, 0, Today(np.ones(DRAWS)))
    for field in fields(start):
        if field.name != "terms":
            np.testing.assert_array_equal(getattr(start, field.name), getattr(kept, field.name))


@pytest.mark.parametrize("size", [1, 3, 7])
def test_block_size_changes_no_bit(size: int) -> None:
    """Draws run in blocks of any size give the same bits."""
    council = given(Council)
    whole = council.run(matter(), rising(), BlockChance(5, 0, DRAWS))
    for first in range(0, DRAWS, size):
        draws = min(size, DRAWS - first)
        part = council.run(matter(draws, first), rising(120, first, draws), BlockChance(5, first, draws))
        for field in fields(part):
            expected = getattr(whole, field.name)[first : first + draws]
            np.testing.assert_array_equal(getattr(part, field.name), expected)


def test_sampled_parameters_broadcast() -> None:
    """Parameters given as (draws, 1) arrays act draw by draw: constant arrays equal plain numbers."""
    arrays = {name: np.full((DRAWS, 1), one.value) for name, one in spreads(Council).items()}
    assert same(outcome(matter(), rising(), **arrays), outcome(matter(), rising()))


def test_removing_an_ally_leaves_the_others_luck() -> None:
    """Each ally's shock hangs on its own code, not on who else is at the table."""
    council, chance = given(Council), BlockChance(5, 0, DRAWS)
    all_of_them = council.mood(ALLIES, chance)
    np.testing.assert_array_equal(council.mood(ALLIES[1:], chance), all_of_them[:, 1:])


def test_persons_position_changes_the_outcome() -> None:
    """A delegation that opposes any measure, put in by a person, takes consensus away."""
    person = np.full(len(ALLIES), np.nan)
    person[3] = 0.0
    agreed = outcome(all_at(90.0), proven(), scatter=0.1, coalition_share=1.1)
    changed = outcome(all_at(90.0), proven(positions=person), scatter=0.1, coalition_share=1.1)
    assert (agreed.path == SILENCE).all()
    assert (changed.path != SILENCE).all()


def test_person_in_the_chair_tables_the_draft() -> None:
    """The draft that a person tables is the one put under silence."""
    result = outcome(all_at(90.0), proven(draft=np.full(DRAWS, 42.0)), scatter=0.1)
    assert (result.ambition == 42.0).all()


def test_share_by_day_ends_in_the_paths() -> None:
    """The cumulative shares add up to one each day and end in the shares of the paths."""
    result = outcome(matter(), rising())
    shares = result.shares(np.arange(121.0))
    assert tuple(shares) == PATHS
    np.testing.assert_allclose(sum(shares.values()), 1.0)
    for code, name in enumerate(PATHS):
        assert shares[name][-1] == pytest.approx((result.path == code).mean())


def test_chair_reckons_the_chance_of_silence() -> None:
    """The chair's three-point reckoning is within 0.04 of the share found by drawing the shocks."""
    margin, scatter, common = np.linspace(5.0, 60.0, 32)[None, :], 20.0, 0.3
    draws = BlockChance(1, 0, 20_000)
    own, mood = draws.normal("own", ALLIES), draws.normal("mood")
    shock = scatter * (np.sqrt(common) * mood + np.sqrt(1 - common) * own)
    share = (margin + shock >= 0).all(axis=1).mean()
    reckoned = consensus(margin[None], np.array([scatter]), np.array([common]))
    assert abs(reckoned[0, 0] - share) < 0.04


def test_arrays_must_fit_the_allies() -> None:
    """An array of another number of allies is refused by name."""
    with pytest.raises(BadArgument, match="`capability` of shape"):
        matter(capability=np.ones(5))
