"""What is missing if an ally leaves, by year: what it gave less what others can stand in for and build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.terms.chance import Array, Chance

Value = float | Array
Amounts = Mapping[str, float]


@dataclass(frozen=True)
class Autonomy:
    """Parameters of the gap an ally leaves; meaning, range and source of each in `autonomy.toml`.

    `gap_k(t) = max(0, lost_k / fragmentation - substitution lost_k - usable(t) build_k max(0, t - lead_k))`,
    with t the years since the start, and `usable` below 1 until the enablers are replaced.

    Source: requirement less inventory, after Burilkov and Wolff, "Defending Europe without the US: first
    estimates of what is needed" (Bruegel and Kiel Institute, 2025); the build-up is our own.
    """

    in_place: float
    reinforcement: float
    brigade_size: float
    provided: Amounts
    price: Amounts
    build: Amounts
    lead: Amounts
    substitution: Value
    fragmentation: Value
    price_scale: Value
    build_scale: Value
    build_scatter: Value
    enablers_ready: Value
    usable_without_enablers: Value
    share_from: float
    share_to: float
    usd_per_eur: Value
    procurement_share: Value
    studies: Mapping[str, Mapping[str, float | Sequence[float]]]

    @property
    def troops(self) -> float:
        """Troops that the United States would have in Europe in a war."""
        return self.in_place + self.reinforcement

    @property
    def brigades(self) -> float:
        """The same in brigades."""
        return self.troops / self.brigade_size

    def required(self, lost: Amounts) -> Array:
        """Return what must be built to replace what is lost, by kind, shape (..., kinds)."""
        amounts = np.array(list(lost.values()), dtype=np.float64)
        return np.asarray(np.maximum(0.0, amounts / self.fragmentation - amounts * self.substitution))

    def run(self, lost: Amounts, start: float, years: Sequence[int], chance: Chance) -> Array:
        """Return the gap by draw, kind and year, shape (draws, kinds, years).

        Args:
            lost: Amounts by kind, a subset of the kinds of `build`.
            start: Year in which building begins.
            years: Years asked about.
            chance: The block's luck.
        """
        need = self.required(lost)
        need = np.broadcast_to(need, (chance.draws, len(lost)))
        built = self._built(list(lost), np.array(years, dtype=np.float64) - start, chance)
        usable = np.where(np.array(years) >= self.enablers_ready, 1.0, self.usable_without_enablers)
        usable = np.broadcast_to(usable, (chance.draws, len(years)))
        return np.maximum(0.0, need[:, :, None] - usable[:, None, :] * built)

    def _built(self, kinds: Sequence[str], elapsed: Array, chance: Chance) -> Array:
        """Return what has been delivered, shape (draws, kinds, years)."""
        rate = np.array([self.build[kind] for kind in kinds]) * self.build_scale
        lead = np.array([self.lead[kind] for kind in kinds])
        pace = np.exp(self.build_scatter * chance.normal("autonomy.build", kinds)) * rate
        return np.asarray(pace[:, :, None] * np.maximum(0.0, elapsed[None, None, :] - lead[None, :, None]))

    def closed(self, lost: Amounts, start: float) -> dict[str, float]:
        """Return the year in which each kind is replaced at the central pace, enablers aside."""
        need = np.reshape(self.required(lost), -1)
        scale = float(np.asarray(self.build_scale).reshape(-1)[0])
        return {
            kind: start + self.lead[kind] + float(one) / (self.build[kind] * scale)
            for kind, one in zip(lost, need, strict=True)
        }

    def cost(self, lost: Amounts) -> Value:
        """Return what replacing costs to buy, billion EUR."""
        price = np.array([self.price[kind] for kind in lost])
        return np.asarray(np.sum(self.required(lost) * price, axis=-1) * self.price_scale / 1000)

    def budget(self, product_usd: float) -> Value:
        """Return what the step from one share of GDP to the other is worth a year, billion EUR."""
        return (self.share_to - self.share_from) / 100 * product_usd / self.usd_per_eur / 1e9
