"""A value that no source gives."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.day import Day
from foedus.terms.spread import Spread


@dataclass(frozen=True, slots=True)
class Judgement:
    """A declared judgement: value, range, basis and assessor.

    Attributes:
        subject: Whom it is about.
        attribute: What is judged.
        object: Counterpart, or empty.
        spread: Value, range and shape of belief.
        unit: Unit of the value.
        basis: What the judgement leans on.
        why: Why this value and this range.
        assessor: Who judged.
        day: When.
        where: File and line.
    """

    subject: str
    attribute: str
    object: str
    spread: Spread
    unit: str
    basis: str
    why: str
    assessor: str
    day: Day
    where: str

    @property
    def path(self) -> str:
        """The path under which overlays and drivers name it."""
        return f"{self.subject}.{self.attribute}" + (f".{self.object}" if self.object else "")
