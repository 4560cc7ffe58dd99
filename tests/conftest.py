"""Settings of the tests: examples are the same on every machine, and a slow machine is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("foedus", deadline=None, derandomize=True)
settings.load_profile("foedus")
