"""Which formations stand ready, and from which day.

Question: after an attack, which brigades would who send, and when could each leave its garrison?

A unit counts from `max(T + notice, clearance)`, times its availability. `T` is the day of its state's own
authorisation; Council time enters only for units under NATO command. Units of the attacked parties and units
under NATO command already in the theatre have `T = 0` and wait for nobody. Reliability decides once an ally
whether it contributes at all, willingness which of its units go, availability how much of a unit there is.
The adversary needs nobody's leave: warning shortens its notice, and what a ceasefire elsewhere would free is
one parameter common to all its formations.

Source: the three codings of alliance reliability are named in `forces.toml`; the ledger of units in
`data/tables/units.csv`, its readiness in `data/judgements/readiness.csv`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array, Chance
from foedus.terms.errors import BadArgument
from foedus.terms.normal import normal_score
from foedus.world.units import Unit

# A parameter is one number, or one a draw in the shape (draws, 1).
Given: TypeAlias = Any
Flags: TypeAlias = NDArray[np.bool_]

UNDER_NATO_COMMAND = "nato"


@dataclass(frozen=True, slots=True)
class Call:
    """Who is called upon, and when; day 0 is the incident.

    Attributes:
        theatre: Theatre of the crisis, as in the column `in_place`.
        targets: Attacked parties: they fight with all they have from day 0.
        adversaries: States whose units come from the other side.
        allies: Allies that may send units; a state that is neither here, a target nor an adversary is out.
        authorised: Day of each ally's national authorisation, shape (draws, allies); inf = never.
        decided: Day of the Council's decision, shape (draws,); inf = none.
        cleared: Day from which borders are open to the movement, shape (draws,).
        warning: Days the adversary has prepared before day 0, shape (draws,).
        mood: Mood common to all allies, standard normal, high = readier, shape (draws,); the Council's.
    """

    theatre: str
    targets: frozenset[str]
    adversaries: frozenset[str]
    allies: tuple[str, ...]
    authorised: Array
    decided: Array
    cleared: Array
    warning: Array
    mood: Array


@dataclass(frozen=True, slots=True)
class Readiness:
    """Sampled judgements.

    Attributes:
        notice: `notice_days`, shape (draws, units), in the order of the units.
        availability: `availability`, shape (draws, units).
        willing: `willing_share`, shape (draws, allies), in the order of `Call.allies`.
    """

    notice: Array
    availability: Array
    willing: Array


@dataclass(frozen=True, slots=True)
class Ready:
    """Formations and the day from which each counts.

    Attributes:
        units: Identifiers.
        owners: Their states, in the same order.
        day: Day from which the unit can leave its garrison, shape (draws, units); inf = never.
        brigades: Usable brigade equivalents, shape (draws, units); 0 where the unit never comes.
    """

    units: tuple[str, ...]
    owners: tuple[str, ...]
    day: Array
    brigades: Array

    def of(self, owners: Collection[str]) -> Ready:
        """Return the units of `owners` alone, in the same order."""
        kept = [index for index, owner in enumerate(self.owners) if owner in owners]
        return Ready(
            tuple(self.units[index] for index in kept),
            tuple(self.owners[index] for index in kept),
            np.ascontiguousarray(self.day[:, kept]),
            np.ascontiguousarray(self.brigades[:, kept]),
        )

    def strength(self, days: Sequence[float]) -> Array:
        """Return the brigade equivalents ready by each of `days`, shape (draws, days).

        It is `S(t) = sum_k N_k rho_k F_k(t)`, with size N, availability rho and F a step at the ready day.
        """
        by_day = [np.where(self.day <= day, self.brigades, 0.0).sum(axis=1) for day in days]
        return np.stack(by_day, axis=1) if by_day else np.empty((self.day.shape[0], 0))


@dataclass(frozen=True, slots=True)
class _Roles:
    """What each unit is to this crisis, flags of shape (units,); a unit with no flag takes no part."""

    adversary: Flags
    attacked: Flags
    placed: Flags
    sent: Flags
    nato: Flags


@dataclass(frozen=True, slots=True)
class Forces:
    """Readiness of formations.

    Attributes:
        rate_broad: Share of alliance commitments honoured, broad coding.
        rate_updated: The same, updated coding.
        rate_specific: The same, coding by the specific promise.
        coding: Which coding is right: below `broad_until` the broad, below `updated_until` the updated one.
        broad_until: Weight of the broad coding.
        updated_until: Weight of the broad and the updated coding together.
        solidarity: Correlation between allies' choices to contribute, through the common mood.
        freed: Share of what the adversary has tied down elsewhere that is free again, common to its units.
        heeded: Share of the adversary's visible preparation that the attacked and the units in place use.
    """

    rate_broad: Given
    rate_updated: Given
    rate_specific: Given
    coding: Given
    broad_until: Given
    updated_until: Given
    solidarity: Given
    freed: Given
    heeded: Given

    def reliability(self) -> Array:
        """Return the probability that an ally contributes at all, shape () or (draws, 1).

        The codings disagree; one of them holds in each parameter set, they are never averaged.
        """
        lenient = np.where(self.coding < self.updated_until, self.rate_updated, self.rate_specific)
        rate = np.where(self.coding < self.broad_until, self.rate_broad, lenient)
        return np.asarray(rate, dtype=np.float64)

    def contributes(self, call: Call, chance: Chance) -> Flags:
        """Return whether each ally contributes at all, shape (draws, allies): once a crisis.

        `sqrt(s) mood + sqrt(1 - s) own >= -z(reliability)`, with solidarity s and own luck keyed by ally.
        """
        own = chance.normal("forces.contributes", call.allies)
        shared = np.sqrt(self.solidarity) * call.mood[:, None] + np.sqrt(1.0 - self.solidarity) * own
        return np.asarray(shared >= -normal_score(self.reliability()))

    def run(self, units: Sequence[Unit], call: Call, readiness: Readiness, chance: Chance) -> Ready:
        """Return the day from which each unit counts and how much of it there is.

        Args:
            units: Formations on record for the day.
            call: Who is called, and when.
            readiness: Sampled judgements.
            chance: Luck: `forces.contributes` keyed by ally, `forces.goes` keyed by unit.

        Raises:
            BadArgument: If an array does not have the shape that units and allies ask for.
        """
        _check_shapes(units, call, readiness, chance.draws)
        roles = _roles(units, call)
        sent = [unit for unit, flag in zip(units, roles.sent, strict=True) if flag]
        counts = np.zeros(readiness.notice.shape, dtype=np.bool_)
        counts[:, roles.adversary | roles.attacked | roles.placed] = True
        counts[:, roles.sent] = self._going(sent, call, readiness.willing, chance)
        heeded = call.warning * np.reshape(self.heeded, -1)
        day = np.where(counts, _ready_day(sent, call, readiness.notice, roles, heeded), np.inf)
        size = np.array([unit.brigade_equivalents for unit in units])
        return Ready(
            tuple(unit.id for unit in units),
            tuple(unit.owner for unit in units),
            day,
            np.where(np.isfinite(day), size * self._available(readiness.availability, roles), 0.0),
        )

    def _available(self, availability: Array, roles: _Roles) -> Array:
        # One war ties all the adversary's formations down at once: its end is one shock, not one a unit.
        freed = availability + self.freed * (1.0 - availability)
        return np.where(roles.adversary, freed, availability)

    def _going(self, sent: Sequence[Unit], call: Call, willing: Array, chance: Chance) -> Flags:
        owner = _columns(sent, call)
        picked = chance.uniform("forces.goes", [unit.id for unit in sent]) < willing[:, owner]
        return np.asarray(picked & self.contributes(call, chance)[:, owner])


def _roles(units: Sequence[Unit], call: Call) -> _Roles:
    adversary = _flags(unit.owner in call.adversaries for unit in units)
    attacked = _flags(unit.owner in call.targets for unit in units)
    ally = _flags(unit.owner in call.allies for unit in units) & ~attacked & ~adversary
    nato = _flags(unit.assigned == UNDER_NATO_COMMAND for unit in units)
    # A host that is not attacked itself still decides on its own brigades: they are in the theatre, not ours.
    placed = ally & nato & _flags(unit.in_place == call.theatre for unit in units)
    return _Roles(adversary, attacked, placed, ally & ~placed, nato)


def _ready_day(sent: Sequence[Unit], call: Call, notice: Array, roles: _Roles, heeded: Array) -> Array:
    day = notice.copy()
    near = roles.attacked | roles.placed
    day[:, near] = np.maximum(notice[:, near] - heeded[:, None], 0.0)
    day[:, roles.adversary] = np.maximum(notice[:, roles.adversary] - call.warning[:, None], 0.0)
    start = call.authorised[:, _columns(sent, call)]
    start = np.where(roles.nato[roles.sent], np.maximum(start, call.decided[:, None]), start)
    day[:, roles.sent] = np.maximum(start + notice[:, roles.sent], call.cleared[:, None])
    return day


def _columns(units: Sequence[Unit], call: Call) -> list[int]:
    place = {ally: index for index, ally in enumerate(call.allies)}
    return [place[unit.owner] for unit in units]


def _flags(values: Any) -> Flags:
    return np.fromiter(values, dtype=np.bool_)


def _check_shapes(units: Sequence[Unit], call: Call, readiness: Readiness, draws: int) -> None:
    by_unit, by_ally = (draws, len(units)), (draws, len(call.allies))
    expected = {
        "notice": (readiness.notice, by_unit),
        "availability": (readiness.availability, by_unit),
        "willing": (readiness.willing, by_ally),
        "authorised": (call.authorised, by_ally),
        "decided": (call.decided, (draws,)),
        "cleared": (call.cleared, (draws,)),
        "warning": (call.warning, (draws,)),
        "mood": (call.mood, (draws,)),
    }
    for name, (array, shape) in expected.items():
        if array.shape != shape:
            raise BadArgument(f"'{name}' has shape {array.shape}", remedy=f"give it shape {shape}")
