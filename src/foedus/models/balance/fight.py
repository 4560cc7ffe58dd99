"""A phase opens, a day is fought, a campaign is classified."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foedus.models.balance.campaign import ATTACK, COUNTER, OUTCOMES, QUIET, Campaign, Flags
from foedus.terms.chance import Array

# Keeps a division by an empty pace finite; far below any distance that matters.
_TINY_KM = 1e-9


def classify(state: Campaign) -> NDArray[np.int64]:
    """Return the outcome of each draw as an index into `OUTCOMES`, shape (draws,)."""
    small = state.terms.small_share * state.contest.depth_km
    taken, lost = state.peak > small, state.ground > small
    kept = state.ground >= state.terms.kept_share * state.contest.depth_km
    done = lost & kept & np.isfinite(state.goal_day) & (state.mode != COUNTER)
    fighting = lost & ((state.mode != QUIET) | ~state.stopped)
    cases = (~taken, ~lost, done, fighting)
    names = ("held", "repelled", "fait_accompli", "stalemate")
    return np.select(cases, [OUTCOMES.index(name) for name in names], OUTCOMES.index("limited_loss"))


def open_phase(state: Campaign, begins: Flags, elapsed: Array) -> Campaign:
    """Decide who attacks, freeze the force ratio and look up the luck where a phase `begins`."""
    terms = state.terms
    mode = np.where(begins, _intent(state), state.mode)
    attacker, defender = _sides(mode, state.adversary, state.alliance)
    ratio = np.maximum(attacker, terms.screen) / np.maximum(defender, terms.screen)
    seen = np.clip(ratio, terms.ratio_low, terms.ratio_high)
    exchange, intensity, advance = _phase_luck(state, elapsed)
    log_ratio = np.log(seen)
    log_exchange = exchange + terms.exchange_slope * log_ratio
    loss_share = intensity * np.exp((log_exchange - log_ratio) / 2)
    return replace(
        state,
        mode=mode,
        pace=_kept_pace(state, begins, mode, advance),
        given=(
            np.where(begins, np.exp(log_exchange), state.given[0]),
            np.where(begins, loss_share, state.given[1]),
            np.where(begins, advance, state.given[2]),
        ),
        beyond=state.beyond | (begins & (mode != QUIET) & (ratio != seen)),
    )


def _kept_pace(state: Campaign, begins: Flags, mode: NDArray[np.int64], limit: Array) -> Array:
    """Return the withdrawal that goes on into the phase: the same defender's, up to the `limit`."""
    kept = np.where(mode == state.mode, np.minimum(state.pace, limit), 0.0)
    return np.where(begins, kept, state.pace)


def _intent(state: Campaign) -> NDArray[np.int64]:
    """Return who attacks in the coming phase, shape (draws,)."""
    terms = state.terms
    able = state.adversary >= terms.attack_ratio * np.maximum(state.alliance, terms.screen)
    strong = state.alliance >= terms.counter_ratio * np.maximum(state.adversary, terms.screen)
    allowed = strong & np.asarray(state.contest.may_counter)
    counter = np.where((state.ground > 0) & allowed, COUNTER, QUIET)
    return np.asarray(np.where(~state.stopped & able, ATTACK, counter))


def _phase_luck(state: Campaign, elapsed: Array) -> tuple[Array, ...]:
    luck = state.luck
    running = elapsed // state.terms.phase_days
    column = np.clip(running, 0, luck.exchange.shape[1] - 1).astype(np.int64)[:, None]
    return tuple(
        np.take_along_axis(one, column, axis=1)[:, 0] for one in (luck.exchange, luck.intensity, luck.advance)
    )


def _sides(mode: NDArray[np.int64], adversary: Array, alliance: Array) -> tuple[Array, Array]:
    """Return what belongs to the attacking and to the defending side of each draw."""
    counter = mode == COUNTER
    return np.where(counter, alliance, adversary), np.where(counter, adversary, alliance)


def fight(state: Campaign, day: int) -> Campaign:
    """Return the state after a day's losses, withdrawal and movement."""
    exchange, loss_share, limit = state.given
    counter, attack = state.mode == COUNTER, state.mode == ATTACK
    attacker, defender = _sides(state.mode, state.adversary, state.alliance)
    contact = np.where(counter | attack, 1 - state.pace / np.maximum(limit, _TINY_KM), 0.0)
    attacker_loss = np.minimum(loss_share * contact, 1.0) * attacker
    defender_loss = np.minimum(attacker_loss / exchange, defender)
    share = defender_loss / np.maximum(defender, state.terms.screen)
    moved = _movement(state, defender)
    lost_adversary, lost_alliance = _sides(state.mode, attacker_loss, defender_loss)
    after = replace(
        state,
        ground=state.ground + np.where(attack, moved, np.where(counter, -moved, 0.0)),
        pace=_withdrawal(state, share, limit),
        alliance=state.alliance - lost_alliance,
        adversary=state.adversary - lost_adversary,
        lost_alliance=state.lost_alliance + lost_alliance,
        lost_adversary=state.lost_adversary + lost_adversary,
        fought=state.fought + (counter | attack),
    )
    return _settle(after, counter, attack, day)


def _movement(state: Campaign, defender: Array) -> Array:
    """Return the day's kilometres: the defender's withdrawal, and more where his front is open.

    Across an open sector the attacker moves at the pace of history as far as somebody is there to delay him,
    and freely as far as nobody is.
    """
    need = state.terms.front_brigades * state.contest.front_share
    open_share = np.maximum(1 - defender / need, 0.0)
    free = state.terms.open_km_per_day * state.terms.terrain
    passing = (1 - open_share) * state.given[2] + open_share * free
    return np.asarray(state.pace + open_share * np.maximum(passing - state.pace, 0.0))


def _withdrawal(state: Campaign, share: Array, limit: Array) -> Array:
    """Return the next day's withdrawal: nothing below the threshold, towards the `limit` above it.

    Source: Epstein's rule; his denominator is one minus the threshold, ours ends at the breaking share.
    """
    threshold = state.terms.withdrawal_threshold
    excess = np.minimum((share - threshold) / (state.terms.breaking_share - threshold), 1.0)
    return np.where(excess > 0, state.pace + np.maximum(limit - state.pace, 0.0) * excess, 0.0)


def _settle(state: Campaign, counter: Flags, attack: Flags, day: int) -> Campaign:
    """Apply the attacker's stop rule and end a counter-offensive at the border."""
    depth = state.contest.depth_km
    reached = attack & (state.ground >= depth)
    spent = state.lost_adversary >= state.contest.stop_share * (state.adversary + state.lost_adversary)
    stopped = state.stopped | reached | (spent & (state.lost_adversary > 0))
    ground = np.minimum(np.maximum(state.ground, 0.0), depth)
    ends = (stopped & attack) | (counter & (ground <= 0))
    first = reached & np.isnan(state.goal_day)
    return replace(
        state,
        ground=ground,
        peak=np.maximum(state.peak, ground),
        goal_day=np.where(first, float(day), state.goal_day) if first.any() else state.goal_day,
        mode=np.where(ends, QUIET, state.mode) if ends.any() else state.mode,
        stopped=stopped,
    )
