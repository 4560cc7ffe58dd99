"""What lies before the Council: the matter once, the situation day by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
Number = Array | float


@dataclass(frozen=True, slots=True)
class Matter:
    """One question put to the Council.

    Attributes:
        allies: Codes of the allies at the table.
        positions: Ambition each ally would choose with attribution proven, 0 to 100, (draws, allies).
        salience: Weight of ambition in the ally's judgement, (allies,), (1, allies) or (draws, allies).
        threshold: Belief of attribution below which the ally stays at consultation; same shapes.
        cost: Multiplier of the mean cost of blocking; same shapes.
        capability: Share of the Alliance's capability, (allies,), adding up to one.
        attacked: Whether the ally is itself attacked, (allies,).
        asked: Ambition of what the requesting ally asks for, a number or (draws,).
        requested: Day of the request for consultation, a number or (draws,).
        forum: Members of another forum that may decide instead; None if there is none.
    """

    allies: tuple[str, ...]
    positions: Array
    salience: Array
    threshold: Array
    cost: Array
    capability: Array
    attacked: Mask
    asked: Number
    requested: Number = 0.0
    forum: Mask | None = None

    def __post_init__(self) -> None:
        seats = len(self.allies)
        given = ("positions", "salience", "threshold", "cost", "capability", "attacked", "forum")
        for name in given:
            column = getattr(self, name)
            if column is not None and column.shape[-1] != seats:
                raise BadArgument(
                    f"`{name}` of shape {column.shape} does not fit {seats} allies",
                    where="council.Matter",
                    remedy="the last axis of every array is the ally, in the order of `allies`",
                )


@dataclass(frozen=True, slots=True)
class Today:
    """What the Council sees on one day, and what people at the table decide.

    Attributes:
        belief: Belief that the adversary did it, (draws,).
        positions: Positions that replace the model's, (draws, allies) or (allies,); NaN leaves the model's.
        votes: 1 lets the draft pass, 0 breaks silence, NaN leaves it to the model; same shapes.
        draft: Draft that a person in the chair tables, (draws,); NaN or None leaves it to the model.
    """

    belief: Array
    positions: Array | None = None
    votes: Array | None = None
    draft: Array | None = None
