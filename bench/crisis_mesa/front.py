"""The balance in Mesa: one front, fought day by day in phases."""

from __future__ import annotations

import math
from bisect import bisect_right
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from bench.crisis_mesa.numbers import Numbers

TINY_KM = 1e-9


class Front(mesa.Agent):  # type: ignore[misc]
    """What both sides have in the theatre, the ground and the fighting."""

    def __init__(self, model: Any) -> None:
        """Stand quiet, with nobody there."""
        super().__init__(model)
        given: Numbers = model.given
        self.given, self.terms, self.plan = given, given.balance, given.plan
        self.alliance = self.adversary = self.alliance_arriving = self.adversary_arriving = 0.0
        self.ground = self.peak = self.pace = 0.0
        self.lost_alliance = self.lost_adversary = 0.0
        self.exchange, self.loss_share, self.limit = 1.0, 0.0, 0.0
        self.mode, self.stopped, self.goal_day = "quiet", False, math.nan
        self.combat_day = combat_day(given)
        self.scores = [NormalDist().inv_cdf(level) for level in self.terms.advance_levels]

    def step(self) -> None:
        """Count who has come, open a phase where one begins, fight."""
        if self.model.day < 0:
            return
        self.alliance += self.alliance_arriving
        self.adversary += self.adversary_arriving
        self.alliance_arriving = self.adversary_arriving = 0.0
        elapsed = self.model.day - self.combat_day
        if elapsed >= 0 and elapsed % self.terms.phase_days == 0:
            self.open_phase(int(elapsed // self.terms.phase_days))
        if self.mode != "quiet":
            self.fight()

    def open_phase(self, number: int) -> None:
        """Decide who attacks, freeze the force ratio and look up the luck."""
        mode, screen = self.intent(), self.terms.screen
        attacker, defender = self.sides(mode)
        ratio = max(attacker, screen) / max(defender, screen)
        log_ratio = math.log(min(max(ratio, self.terms.ratio_low), self.terms.ratio_high))
        shock, intensity, advance = self.luck(number)
        log_exchange = shock + self.terms.exchange_slope * log_ratio
        self.exchange = math.exp(log_exchange)
        self.loss_share = intensity * math.exp((log_exchange - log_ratio) / 2)
        self.pace = min(self.pace, advance) if mode == self.mode else 0.0
        self.mode, self.limit = mode, advance

    def intent(self) -> str:
        """Return who attacks in the coming phase."""
        terms = self.terms
        if not self.stopped and self.adversary >= terms.attack_ratio * max(self.alliance, terms.screen):
            return "attack"
        strong = self.alliance >= terms.counter_ratio * max(self.adversary, terms.screen)
        return "counter" if self.ground > 0 and strong and self.model.may_counter else "quiet"

    def sides(self, mode: str) -> tuple[float, float]:
        """Return the forces of attacker and defender."""
        if mode == "counter":
            return self.alliance, self.adversary
        return self.adversary, self.alliance

    def luck(self, number: int) -> tuple[float, float, float]:
        """Return exchange, intensity and advance of a phase."""
        terms = self.terms
        exchange = self.shock("exchange", number, terms.exchange_correlation)
        intensity = self.shock("intensity", number, terms.intensity_correlation)
        advance = self.shock("advance", number, terms.exchange_correlation)
        return (
            terms.exchange_intercept + terms.exchange_sd * exchange,
            terms.tempo * math.exp(terms.intensity_mean + terms.intensity_sd * intensity),
            terms.terrain * max(interpolated(advance, self.scores, terms.advance_km), 0.0),
        )

    def shock(self, name: str, number: int, correlation: float) -> float:
        """Return a shock of which a part is common to the whole campaign."""
        campaign, *phases = self.given.phases[name]
        own = phases[min(number, len(phases) - 1)]
        return math.sqrt(correlation) * campaign + math.sqrt(1 - correlation) * own

    def fight(self) -> None:
        """Fight a day: losses, withdrawal, movement."""
        attacker, defender = self.sides(self.mode)
        contact = 1 - self.pace / max(self.limit, TINY_KM)
        attacker_loss = min(self.loss_share * contact, 1.0) * attacker
        defender_loss = min(attacker_loss / self.exchange, defender)
        moved = self.movement(defender)
        self.withdraw(defender_loss / max(defender, self.terms.screen))
        if self.mode == "attack":
            self.lose(defender_loss, attacker_loss)
            self.ground += moved
        else:
            self.lose(attacker_loss, defender_loss)
            self.ground -= moved
        self.settle()

    def lose(self, alliance: float, adversary: float) -> None:
        """Take the day's losses off both sides."""
        self.alliance -= alliance
        self.adversary -= adversary
        self.lost_alliance += alliance
        self.lost_adversary += adversary

    def movement(self, defender: float) -> float:
        """Return the day's kilometres: withdrawal, and more where the front is open."""
        terms = self.terms
        open_share = max(1 - defender / (terms.front_brigades * self.plan.front_share), 0.0)
        free = terms.open_km_per_day * terms.terrain
        passing = (1 - open_share) * self.limit + open_share * free
        return float(self.pace + open_share * max(passing - self.pace, 0.0))

    def withdraw(self, share: float) -> None:
        """Set the next day's withdrawal from the day's loss share (Epstein's rule)."""
        threshold = self.terms.withdrawal_threshold
        excess = min((share - threshold) / (self.terms.breaking_share - threshold), 1.0)
        self.pace = self.pace + max(self.limit - self.pace, 0.0) * excess if excess > 0 else 0.0

    def settle(self) -> None:
        """Apply the attacker's stop rule; end a counter-offensive at the border."""
        attack, depth = self.mode == "attack", self.plan.depth_km
        reached = attack and self.ground >= depth
        committed = self.adversary + self.lost_adversary
        spent = self.lost_adversary > 0 and self.lost_adversary >= self.plan.stop_share * committed
        self.stopped = self.stopped or reached or spent
        self.ground = min(max(self.ground, 0.0), depth)
        self.peak = max(self.peak, self.ground)
        if reached and math.isnan(self.goal_day):
            self.goal_day = self.model.day
        if (self.stopped and attack) or (not attack and self.ground <= 0):
            self.mode = "quiet"

    def outcome(self) -> str:
        """Return what came of it."""
        small = self.terms.small_share * self.plan.depth_km
        if self.peak <= small:
            return "held"
        if self.ground <= small:
            return "repelled"
        kept = self.ground >= self.terms.kept_share * self.plan.depth_km
        if kept and not math.isnan(self.goal_day) and self.mode != "counter":
            return "fait_accompli"
        return "stalemate" if self.mode != "quiet" or not self.stopped else "limited_loss"


def combat_day(given: Numbers) -> float:
    """Return the first day of fighting, infinite where there is none."""
    happens, delay = given.combat
    wait = math.floor(-math.log(delay) * given.plan.combat_delay)
    return wait if happens < given.plan.combat_chance else math.inf


def interpolated(x: float, xs: list[float], ys: list[float]) -> float:
    """Return the straight line through the points at `x`, flat beyond them."""
    if x <= xs[0] or x >= xs[-1]:
        return ys[0] if x <= xs[0] else ys[-1]
    right = bisect_right(xs, x)
    slope = (ys[right] - ys[right - 1]) / (xs[right] - xs[right - 1])
    return ys[right - 1] + slope * (x - xs[right - 1])
