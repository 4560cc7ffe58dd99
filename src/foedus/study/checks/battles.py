"""Battles: what six hundred of them say, one campaign day by day, and a wargame's order of outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.balance import Balance, Contest
from foedus.models.parameter import given
from foedus.models.reinforcement import Reinforcement, Situation
from foedus.models.reinforcement.hindcast import Column
from foedus.study.battles import replications
from foedus.study.checks.target import Check, Found, Material, Target
from foedus.terms.chance import Array
from foedus.world.network import bundled


@cache
def _all() -> Mapping[str, Mapping[str, float] | None]:
    return replications()


def replicated(name: str, target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Return the figures that `foedus.study.battles` computes from the bundled extract."""
    found = _all()[name] or {}
    return {figure: found[figure] for figure in target.published if figure in found}


def ardennes(target: Target, material: Material) -> Found:
    """Fit `ln c_A = ln a + q ln A + s ln d` and `ln c_G = ln b + q ln G - s ln d`; s is 1 on German attacks.

    Source: R. D. Fricker, Naval Research Logistics 45 (1998) 1-22, with p fixed at zero.
    """
    allied, lost_allied, german, lost_german = _series(material.file("ardennes.csv", "Ardennes.csv"))
    side = np.where(np.arange(len(allied)) < target.inputs["german_attack_rows"], 1.0, -1.0)
    one, none = np.ones_like(side), np.zeros_like(side)
    above = np.stack([one, none, np.log(allied), side], axis=1)
    below = np.stack([none, one, np.log(german), -side], axis=1)
    losses = np.concatenate([np.log(lost_allied), np.log(lost_german)])
    fit = np.linalg.lstsq(np.concatenate([above, below]), losses, rcond=None)[0]
    return {
        "days": len(allied),
        "q": float(fit[2]),
        "d": float(np.exp(-fit[3])),
        "b_over_a": float(np.exp(fit[1] - fit[0])),
    }


def _series(path: Path) -> list[Array]:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    table = np.array([[float(cell) for cell in line.replace(",", " ").split()] for line in lines if line])
    return [table[:, column] for column in range(1, 5)]


def overrun(target: Target, material: Material) -> Found:  # noqa: ARG001 - checks share one signature
    """Put few and many brigades in the way of an attack, and see whether heavy ones by sea come in time."""
    asked = target.inputs
    few, many = (_goal_day(asked, asked[name]) for name in ("few_brigades", "many_brigades"))
    fait_accompli = float(np.median(few))
    return {
        "light_forces_only": "overrun" if (few <= asked["quick_days"]).mean() > 0.5 else "held",
        "seven_brigades_ready": "overrun" if (many <= asked["long_days"]).mean() > 0.5 else "held",
        "heavy_brigade_by_sea": "in time" if _by_sea(asked["from"], asked["to"]) < fait_accompli else "late",
    }


def _goal_day(asked: Mapping[str, float], brigades: float) -> Array:
    """Return the day on which the attacker reaches his goal, inf where he does not, (draws,)."""
    draws, days = int(asked["draws"]), range(int(asked["days"]))
    attacker, defender = np.zeros((2, draws, len(days)))
    attacker[:, 0], defender[:, 0] = asked["attackers"], brigades
    contest = Contest(asked["depth_km"], asked["stop_share"], asked["front_share"])
    chance = BlockChance(int(asked["seed"]), 0, draws)
    run = given(Balance).run(contest, chance, days, (defender, attacker))
    goal = run.final.goal_day
    return np.where(np.isfinite(goal), goal, np.inf)


def _by_sea(start: str, end: str) -> float:
    """Return the day on which one armoured brigade arrives that is called on the first day."""
    network, model = bundled(), given(Reinforcement)
    home = network.node(start)
    unit = Column("heavy", home.state, "armoured", home.lat, home.lon, 1.0)
    routes = model.routes(network, [unit], [end])
    around = Situation("crisis", np.zeros((1, 1)))
    return float(model.run(routes, np.zeros((1, 1)), np.ones(1), situation=around).day[0, 0])


_FROM_THE_EXTRACT = (
    *("balance.cdb90_counts", "balance.helmbold_regression", "balance.helmbold_1939plus"),
    *("balance.force_ratio_weak", "balance.adv_predicts", "balance.logit_1939plus"),
)
CHECKS: Mapping[str, Check] = {
    **{name: partial(replicated, name) for name in _FROM_THE_EXTRACT},
    "balance.fricker_ardennes": ardennes,
    "war.rand_rr1253": overrun,
}
