"""A ledger of events or things, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.record.fact import Fact
from foedus.terms.text import Text


@dataclass(frozen=True, slots=True)
class Table:
    """A named table whose cells are facts.

    Attributes:
        name: File name.
        title: Title in both languages.
        description: One line on what it holds.
        kind: Entity kind of its rows.
        columns: Attribute names, in order.
        runs: Whether a row lasts until its end, as an operation or a term of office does.
        rows: For each row its facts by column; an empty cell has none.
    """

    name: str
    title: Text
    description: Text
    kind: str
    columns: tuple[str, ...]
    runs: bool
    rows: Mapping[str, Mapping[str, Fact]]
