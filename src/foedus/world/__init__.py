"""The world on one day, as known by one day."""

from foedus.world.overlay import Change, Overlay, read_overlay
from foedus.world.units import Unit
from foedus.world.world import Carried, Trace, World

__all__ = ["Carried", "Change", "Overlay", "Trace", "Unit", "World", "read_overlay"]
