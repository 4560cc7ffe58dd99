"""How the North Atlantic Council decides, or does not, in a crisis."""

from foedus.models.council.council import Council
from foedus.models.council.matter import Matter, Today
from foedus.models.council.outcome import PATHS, Outcome
from foedus.models.council.positions import Circumstance, positions
from foedus.models.council.state import State

__all__ = ["PATHS", "Circumstance", "Council", "Matter", "Outcome", "State", "Today", "positions"]
