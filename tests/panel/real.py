"""Real copies, where somebody has them beside the repository; tests that need them are skipped elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"
EARLIER = DATA / "ir_2025_07"
LATER = DATA / "ir"
needed = pytest.mark.skipif(not EARLIER.is_dir(), reason="no copies of the data sets")
