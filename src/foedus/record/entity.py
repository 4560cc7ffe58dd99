"""States, groups, treaties and everything else that facts are about."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.span import Span
from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Entity:
    """A subject of facts.

    Attributes:
        id: ISO 3166-1 alpha-3 for states, usual short name for groups, slug otherwise.
        kind: `state`, `group`, `treaty`, `operation`, ...
        name: English and Japanese name.
        span: When it existed, or None where that does not matter.
        successor: Identifier of its successor, or empty.
        note: Treatment of a contested case.
        where: File and line.
    """

    id: str
    kind: str
    name: Text
    span: Span | None
    successor: str
    note: str
    where: str
