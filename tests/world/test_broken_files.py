"""Every way in which a scenario or an overlay can be broken has a file in tests/world/broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedus.record import bundled
from foedus.terms.errors import FoedusError
from foedus.world.overlay import read_overlay
from foedus.world.scenario import find_overlay, find_scenario, read_scenario, scenario_names

BROKEN = Path(__file__).parent / "broken"
EXPECTED = json.loads((BROKEN / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_file_is_named_with_its_place_and_remedy(name: str) -> None:
    """A broken scenario or overlay is refused with words that say where and what."""
    path = BROKEN / f"{name}.toml"
    with pytest.raises(FoedusError) as caught:
        read_overlay(path) if name.startswith("overlay") else read_scenario(path, bundled())
    assert caught.value.kind == EXPECTED[name]["kind"]
    for word in EXPECTED[name]["words"]:
        assert word in str(caught.value)
    assert caught.value.remedy


def test_every_bundled_scenario_and_overlay_is_sound() -> None:
    """What comes with the package can be read."""
    record = bundled()
    assert all(find_scenario(record, name).plans for name in scenario_names(record))
    for path in (record.folder / "overlays").glob("*.toml"):
        assert find_overlay(record, path.stem).changes
