"""Who spends how much: pledges as arithmetic, spending paths by year, and the game behind them."""

from foedus.models.burden.burden import MOODS, Burden
from foedus.models.burden.game import equilibrium, reaction, revealed_taste
from foedus.models.burden.pledge import Need, need

__all__ = ["MOODS", "Burden", "Need", "equilibrium", "need", "reaction", "revealed_taste"]
