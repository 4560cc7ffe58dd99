"""The door for Python: the Alliance on one day, as known by one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.terms.day import Day

if TYPE_CHECKING:
    from foedus.law import Ruling
    from foedus.record import Fact
    from foedus.world import World
    from foedus.world.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Alliance:
    """The Alliance as asked about; it holds no data of its own.

    Attributes:
        asked: The day asked about; None stands for the last day on record (or known, if that is earlier) and,
            in a crisis, for the scenario's own day.
        known: What had become public by then; None for all that is on record.
    """

    asked: date | None = None
    known: date | None = None

    @property
    def day(self) -> date:
        """The day shown."""
        from foedus.record import bundled

        end = bundled().complete_to
        return self.asked or (end if self.known is None else min(end, self.known))

    @property
    def world(self) -> World:
        """The world on the day, as known by then."""
        from foedus.record import bundled
        from foedus.world import World

        return World.of(bundled(), self.day, self.known)

    @property
    def members(self) -> tuple[str, ...]:
        """The allies as NATO lists them, by ISO alpha-3 code, sorted."""
        return self.world.members()

    def fact(self, subject: str, attribute: str, *, object: str = "", series: str = "") -> Fact:  # noqa: A002
        """Return the fact that holds on the day, with its source.

        Args:
            subject: An entity, by identifier or name.
            attribute: An attribute or one of its aliases.
            object: Counterpart, for attributes that have one.
            series: Which definition or publisher; the preferred one if empty.

        Raises:
            UnknownName: If subject or attribute is not registered.
            NoAnswer: If nothing is on record; absent is not zero.
        """
        record = self.world.record
        who = record.entity(subject).id
        return record.find(who, attribute, self.day, self.known, object=object, series=series)

    def law(self, rule: str, **arguments: Any) -> Ruling:
        """Return what a rule holds of a case on the day: yes, no or open, with basis and reason.

        Args:
            rule: Name of a rule, such as `nat.6`.
            arguments: Its arguments; `foedus law RULE` lists them.

        Raises:
            UnknownName: If there is no such rule or argument.
            BadArgument: If an argument cannot take its value.
        """
        from foedus.law import rules
        from foedus.terms.errors import UnknownName

        known = rules()
        if rule not in known:
            raise UnknownName(f"no rule '{rule}'", suggestions=sorted(known))
        return known[rule](self.world, **{name: str(value) for name, value in arguments.items()})

    def crisis(
        self,
        scenario: str,
        *,
        overlays: Sequence[str] = (),
        draws: int = 2000,
        seed: int = 1,
        workers: int = 1,
    ) -> dict[str, Any]:
        """Run a crisis scenario and return its finding: what `foedus crisis --json` puts in `value`.

        Args:
            scenario: Bundled name or path of a scenario.
            overlays: Bundled names or paths of overlays, laid over in order.
            draws: Draws for each plan of the adversary.
            seed: Same seed, same bytes.
            workers: The most processes to use; more than one needs a main module that may be imported.

        Raises:
            UnknownName: If there is no such scenario or overlay.
            FoedusError: If the scenario does not fit the record.
        """
        from foedus.record import bundled
        from foedus.study.crisis import answer
        from foedus.study.finding import finding
        from foedus.study.question import Question
        from foedus.world.scenario import find_overlay, find_scenario

        record = bundled()
        chosen = self._dated(find_scenario(record, scenario))
        laid = [*chosen.overlays, *(find_overlay(record, name) for name in overlays)]
        changes = tuple((change.path, change.value) for one in laid for change in one.changes)
        question = Question(chosen, changes, seed=seed, draws=draws)
        run = answer(question, workers=workers)
        return finding(run, self._command(scenario, overlays, draws, seed), laid)

    def _dated(self, scenario: Scenario) -> Scenario:
        day, known = self.asked or scenario.day, self.known or scenario.known
        return replace(scenario, day=day, known=known)

    def _command(self, scenario: str, overlays: Sequence[str], draws: int, seed: int) -> str:
        words = [f"foedus crisis {scenario}", *(f"--overlay {name}" for name in overlays)]
        words.append(f"--draws {draws} --seed {seed}")
        clocks = {"--day": self.asked, "--known": self.known}
        return " ".join([*words, *(f"{name} {day}" for name, day in clocks.items() if day is not None)])


def alliance(day: str | date | None = None, known: str | date | None = None) -> Alliance:
    """Return the Alliance on a day, as known by a day.

    Args:
        day: An ISO day, month or year (its first day counts); the last day on record if None.
        known: What had become public by then (the last day it may mean counts); all on record if None.

    Raises:
        BadDate: If a text is no date.

    >>> len(alliance("2004-03-28").members), len(alliance("2004-03-29").members)
    (19, 26)
    """
    first = Day.parse(day).first if isinstance(day, str) else day
    return Alliance(first, Day.parse(known).last if isinstance(known, str) else known)
