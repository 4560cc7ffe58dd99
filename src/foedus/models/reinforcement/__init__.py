"""Strategic movement to a theatre: routes, a kernel for the ensemble, an exact solution for one case."""

from foedus.models.reinforcement.kernel import Arrivals
from foedus.models.reinforcement.linear_program import Exact
from foedus.models.reinforcement.model import Reinforcement
from foedus.models.reinforcement.routes import Route
from foedus.models.reinforcement.situation import Situation
from foedus.models.reinforcement.stages import Routes

__all__ = ["Arrivals", "Exact", "Reinforcement", "Route", "Routes", "Situation"]
