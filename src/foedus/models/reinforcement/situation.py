"""What surrounds a movement."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.terms.chance import Array


@dataclass(frozen=True)
class Situation:
    """What surrounds a movement.

    Attributes:
        regime: `peacetime`, `exercise` or `crisis`: how long border clearance takes.
        authorised: Day of each unit's national authorisation, shape (draws or 1, units); None if the ready
            day already contains the clearance.
        denied: Share of capacity that interdiction denies to what is exposed, a number or (draws, 1).
        exposed: Nodes and edges within the adversary's reach (`Network.within`).
    """

    regime: str = "crisis"
    authorised: Array | None = None
    denied: Array | float = 0.0
    exposed: frozenset[str] = field(default_factory=frozenset)
