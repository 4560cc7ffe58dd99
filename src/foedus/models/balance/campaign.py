"""What the balance steps through: parameters, contest, luck and the state of a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array

Value = float | Array
Flags = NDArray[np.bool_]
OUTCOMES = ("held", "limited_loss", "fait_accompli", "repelled", "stalemate")
QUIET, ATTACK, COUNTER = 0, 1, 2


@dataclass(frozen=True)
class Terms:
    """Parameters of the balance; meaning, range and source of each stand in `balance.toml`."""

    exchange_intercept: Value
    exchange_slope: Value
    exchange_sd: Value
    exchange_correlation: Value
    intensity_mean: Value
    intensity_sd: Value
    intensity_correlation: Value
    advance_levels: Sequence[float]
    advance_km: Sequence[float]
    ratio_low: Value
    ratio_high: Value
    reach_days: Value
    phase_days: int
    open_km_per_day: Value
    tempo: Value
    terrain: Value
    front_brigades: Value
    withdrawal_threshold: Value
    breaking_share: Value
    attack_ratio: Value
    counter_ratio: Value
    screen: Value
    small_share: Value
    kept_share: Value


@dataclass(frozen=True, slots=True)
class Contest:
    """What is fought over, by draw or the same in all draws.

    Attributes:
        depth_km: Distance from the border to the attacker's goal.
        stop_share: Share of all it committed after whose loss the attacker gives up.
        front_share: Width of the plan's front against the whole theatre's.
        combat_day: First day of fighting; infinite where there is none.
        may_counter: Whether the Alliance would attack to regain ground if it were strong enough.
    """

    depth_km: Value
    stop_share: Value
    front_share: Value
    combat_day: Value = 0.0
    may_counter: Flags | bool = True


@dataclass(frozen=True, slots=True)
class Luck:
    """What chance decided for the phases of a campaign, each of shape (draws, phases).

    Attributes:
        exchange: Log loss ratio, attacker to defender, at equal forces.
        intensity: Geometric mean of both sides' daily loss shares.
        advance: Kilometres a day of an advance against a defender who gives way.
    """

    exchange: Array
    intensity: Array
    advance: Array


@dataclass(frozen=True, slots=True)
class Campaign:
    """The state of the fighting at the end of a day, arrays of shape (draws,).

    Attributes:
        terms: Parameters, by draw.
        contest: What is fought over, by draw.
        luck: What chance decided.
        alliance: The Alliance's brigade equivalents in the theatre.
        adversary: The adversary's.
        ground: Kilometres held by the adversary.
        peak: The most it ever held.
        lost_alliance: The Alliance's losses so far, in brigade equivalents.
        lost_adversary: The adversary's.
        goal_day: Day on which the adversary reached its goal; NaN if it has not.
        pace: The defender's withdrawal in kilometres a day.
        given: Of the current phase: loss ratio, attacker's daily loss share, pace of an advance.
        mode: Who attacks: `QUIET`, `ATTACK` (the adversary) or `COUNTER` (the Alliance).
        stopped: Whether the adversary has given up attacking.
        fought: Days of fighting so far.
        beyond: Whether a phase began at a force ratio that the battles do not show.
    """

    terms: Terms
    contest: Contest
    luck: Luck
    alliance: Array
    adversary: Array
    ground: Array
    peak: Array
    lost_alliance: Array
    lost_adversary: Array
    goal_day: Array
    pace: Array
    given: tuple[Array, Array, Array]
    mode: NDArray[np.int64]
    stopped: Flags
    fought: Array
    beyond: Flags
