"""The registry of what can be said of a subject."""

from __future__ import annotations

from dataclasses import dataclass

TYPES = ("number", "integer", "string", "boolean", "date", "entity", "list")
KINDS = ("state", "observation", "annual", "act")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute with its type, unit and clock.

    Attributes:
        name: snake_case name.
        type: One of `TYPES`.
        unit: Unit of the value, or empty.
        kind: `state` (holds over its span), `observation` (holds until the next one), `annual` (figure of
            a year) or `act` (a dated one-off).
        description: What it means.
        description_ja: The same in Japanese.
        origin: `fact` or `judgement`.
        many: Whether several values may hold at once.
        symmetric: Whether (subject, object) may be asked in either order.
        preferred: The series that answers when none is asked for.
        aliases: Other names it answers to.
    """

    name: str
    type: str
    unit: str
    kind: str
    description: str
    description_ja: str
    origin: str = "fact"
    many: bool = False
    symmetric: bool = False
    preferred: str = ""
    aliases: tuple[str, ...] = ()
