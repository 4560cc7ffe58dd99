"""A value and how far it may be from the truth."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.errors import BadRow

SHAPES = ("fixed", "triangular", "uniform", "lognormal")


@dataclass(frozen=True, slots=True)
class Spread:
    """A best value with a range and the shape of belief over it.

    Attributes:
        value: Best value (the mode of a triangular, the median of a lognormal shape).
        low: Lower end of the range.
        high: Upper end of the range.
        shape: `fixed`, `triangular`, `uniform` or `lognormal` (range = central 90 %).

    Raises:
        BadRow: If the range does not hold the value or the shape is unknown.
    """

    value: float
    low: float
    high: float
    shape: str = "triangular"

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise BadRow(f"shape '{self.shape}' is unknown", remedy=f"use one of {', '.join(SHAPES)}")
        if not self.low <= self.value <= self.high:
            raise BadRow(
                f"value {self.value} lies outside its range [{self.low}, {self.high}]",
                remedy="correct the value or widen the range",
            )
        if self.shape == "lognormal" and self.low <= 0:
            raise BadRow("a lognormal range must be positive", remedy="use shape 'triangular'")

    @property
    def certain(self) -> bool:
        """Whether the range is a point."""
        return self.shape == "fixed" or self.low == self.high
