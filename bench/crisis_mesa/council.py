"""The Council in Mesa: allies that judge a draft, and a chair that runs the silence procedure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from bench.crisis_mesa.numbers import AllyNumbers, Numbers

NODES = ((-(3.0**0.5), 1 / 6), (0.0, 2 / 3), (3.0**0.5, 1 / 6))
LOGISTIC, LEAST, STEEP = 1.702, 1e-6, 50.0


class Ally(mesa.Agent):  # type: ignore[misc]
    """An ally: its position, its doubts, what it lets pass, when it authorises its forces."""

    def __init__(self, model: Any, own: AllyNumbers) -> None:
        """Take a position and draw the shocks of this crisis."""
        super().__init__(model)
        given: Numbers = model.given
        rules = given.council
        self.own = own
        self.code = own.code
        self.reference: float = rules.reference
        self.proven = position(given, own)
        self.wanted = self.proven
        self.cost = rules.blocking_cost * rules.scatter * own.cost
        share = rules.common_share
        mood = math.sqrt(share) * given.mood + math.sqrt(1 - share) * own.own_mood
        self.leeway = self.cost + rules.scatter * mood
        self.doubts = False
        self.broke_silence = False
        self.acting = own.attacked

    def look(self) -> None:
        """Doubt or believe who did it; whoever doubts wants no more than what stands anyway."""
        self.doubts = self.model.belief < self.own.threshold and not self.own.attacked
        self.wanted = self.reference if self.doubts else self.proven

    def gain(self, draft: float, wanted: float) -> float:
        """Return what the ally gains from a draft over what stands if nothing is decided."""
        return self.own.salience * (abs(self.reference - wanted) - abs(draft - wanted))

    def passes(self, draft: float) -> bool:
        """Return whether the ally lets a draft pass."""
        return bool(self.gain(draft, self.wanted) + self.leeway >= 0)

    def would_pass(self, draft: float) -> bool:
        """Return whether it would if it were convinced who did it."""
        return bool(self.gain(draft, self.proven) + self.leeway >= 0)

    def would_act(self, draft: float) -> bool:
        """Return whether it would act on the draft for its own sake."""
        return bool(self.gain(draft, self.wanted) + self.leeway - self.cost >= 0)

    def most(self, draft: float) -> float:
        """Return the most ambitious draft below the one on the table that it could live with."""
        most = 2 * self.wanted - self.reference + self.leeway / self.own.salience
        return max(most, self.reference) if most < draft else self.reference

    def authorised(self) -> float:
        """Return the day of the national authorisation, infinite if the ally does not act."""
        if not self.acting:
            return math.inf
        if self.own.attacked:
            return 0.0
        scatter: float = self.model.given.terms.authorisation_scatter
        taken = self.own.authorisation_days * math.exp(scatter * self.own.delay)
        return max(taken, self.model.chair.decided) if self.broke_silence else taken


def position(given: Numbers, own: AllyNumbers) -> float:
    """Return the ambition an ally would choose with attribution proven."""
    rules = given.council
    far = math.log(max(own.km, rules.near_km) / rules.near_km) / math.log(rules.far_km / rules.near_km)
    ideal = own.ideal - rules.ideal_reference
    lift = rules.holding_yes if given.holding == "yes" else 0.0
    cap = {"yes": 100.0, "open": rules.cap_open, "no": rules.cap_no}[given.holding]
    wanted = (
        rules.base
        + rules.severity_weight * given.severity
        + rules.proximity_weight * (1 - min(far, 1.0))
        + (0.0 if math.isnan(ideal) else rules.ideal_weight * ideal)
        + rules.attacked_weight * own.attacked
        + rules.in_place_weight * own.present
        + lift
    )
    wanted *= 1 + own.adjustment / rules.adjustment_at
    return float(min(max(wanted, 0.0), cap))


class Chair(mesa.Agent):  # type: ignore[misc]
    """The Secretary General: convenes, puts drafts under silence, dilutes, waits or gives up."""

    def __init__(self, model: Any) -> None:
        """Call the Council."""
        super().__init__(model)
        given: Numbers = model.given
        self.rules = given.council
        self.asked = given.terms.asked_attack if given.holding == "yes" else given.terms.asked_other
        shortest, longest = self.rules.silence_shortest, self.rules.silence_longest
        self.silences = [shortest + luck * (longest - shortest) for luck in given.silences]
        self.due = given.meeting * self.rules.meeting_days
        self.sitting = self.due
        self.stage = "convene"
        self.draft = self.high = math.nan
        self.rounds = self.tries = 0
        self.doubters = self.failed_with = -1
        self.path, self.decided, self.ambition = "none", math.inf, 0.0

    def step(self) -> None:
        """Do what falls due today, if anything does."""
        if self.due >= self.model.day + 1:
            return
        self.allies = list(self.model.agents_by_type[Ally])
        if self.stage == "convene":
            self.convene()
        else:
            self.conclude()

    def convene(self) -> None:
        """Table the draft of the greatest expected gain, or confer on while doubters may be convinced."""
        count = sum(ally.doubts for ally in self.allies)
        if count == self.doubters and self.patient():
            self.confer(count)
        elif count == self.failed_with:
            self.adjourn(count)
        else:
            draft, chance = self.best_draft()
            if chance < self.rules.prospect and count > 0 and self.patient():
                self.confer(count)
            else:
                self.put_under_silence(draft, 0.0)

    def best_draft(self) -> tuple[float, float]:
        """Return the draft of the greatest chance times gain, and its chance."""
        best = (-math.inf, 0.0, 0.0)
        for number in range(self.rules.drafts):
            step = number / (self.rules.drafts - 1) * (1 - self.rules.floor_share)
            draft = self.asked * (1 - step)
            chance = self.consensus([ally.gain(draft, ally.wanted) + ally.cost for ally in self.allies])
            expected = chance * (draft - self.rules.reference)
            if expected > best[0]:
                best = (expected, draft, chance)
        return best[1], best[2]

    def consensus(self, margins: list[float]) -> float:
        """Return the chance that nobody breaks silence, over three points of the common mood."""
        scatter, common = self.rules.scatter, self.rules.common_share
        slope = -LOGISTIC / (scatter * math.sqrt(max(1 - common, LEAST)))
        odds = [math.exp(min(slope * margin, STEEP)) for margin in margins]
        swing = slope * scatter * math.sqrt(common)
        chance = 0.0
        for node, weight in NODES:
            tilt = math.exp(min(max(node * swing, -STEEP), STEEP))
            chance += weight / math.prod(1 + one * tilt for one in odds)
        return chance

    def conclude(self) -> None:
        """End a silence procedure: decided, or find another way."""
        blockers = [ally for ally in self.allies if not ally.passes(self.draft)]
        for ally in blockers:
            ally.broke_silence = True
        if not blockers:
            self.path = "diluted" if self.draft < self.high else "silence"
            self.close(self.draft, self.allies)
        elif self.tries < self.rules.most_tries and self.patient() and self.worth_waiting(blockers):
            self.stage, self.due = "convene", self.due + self.rules.pause_days
        else:
            self.dilute(blockers)

    def worth_waiting(self, blockers: list[Ally]) -> bool:
        """Return whether a blocker would let the draft pass if it were convinced who did it."""
        return any(ally.doubts and ally.would_pass(self.draft) for ally in blockers)

    def dilute(self, blockers: list[Ally]) -> None:
        """Put a weaker draft under silence, or give up if it would not be worth a decision."""
        gap = self.draft - min(ally.most(self.draft) for ally in blockers)
        lower = self.draft - max(self.rules.concession * gap, self.rules.least_step)
        if lower >= self.rules.floor_share * self.asked and self.tries < self.rules.most_tries:
            self.put_under_silence(lower, self.rules.redraft_days)
        else:
            self.give_up()

    def give_up(self) -> None:
        """Let those act who are willing if they are strong enough; else adjourn."""
        willing = [ally for ally in self.allies if ally.would_act(self.high)]
        if sum(ally.own.capability for ally in willing) >= self.rules.coalition_share:
            self.path = "coalition"
            self.close(self.high, willing)
        else:
            self.adjourn(sum(ally.doubts for ally in self.allies))

    def close(self, ambition: float, acting: list[Ally]) -> None:
        """End the matter with a decision."""
        self.ambition, self.decided, self.due = ambition, self.due, math.inf
        for ally in acting:
            ally.acting = True

    def put_under_silence(self, draft: float, delay: float) -> None:
        """Begin a silence procedure after `delay` days."""
        self.due += delay + self.silences[self.rounds % len(self.silences)]
        self.stage, self.doubters, self.draft = "silence", -1, draft
        self.high = draft if math.isnan(self.high) else self.high
        self.rounds += 1
        self.tries += 1

    def confer(self, doubters: int) -> None:
        """Wait for evidence."""
        self.due += self.rules.pause_days
        self.doubters = doubters

    def adjourn(self, doubters: int) -> None:
        """Come back after a recess, or close the matter at the horizon."""
        self.due += self.rules.recess_days
        self.stage, self.sitting, self.tries, self.failed_with = "convene", self.due, 0, doubters
        if self.due > self.rules.horizon_days:
            self.due = math.inf

    def patient(self) -> bool:
        """Return whether the sitting may go on waiting."""
        return bool(self.due - self.sitting < self.rules.patience_days)
