"""Every way in which data can be broken has a file in tests/bad and words that name it."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from foedus.record import load
from foedus.terms.errors import BadData

MINIMAL = Path(__file__).parent / "minimal"
BAD = Path(__file__).parent.parent / "bad"


def test_the_minimal_record_loads() -> None:
    """The record that the broken files are laid over is itself sound."""
    assert len(load(MINIMAL).all_facts) == 10


@pytest.mark.parametrize("case", sorted(path.name for path in BAD.iterdir()))
def test_broken_data_is_named_with_its_place_and_remedy(case: str, tmp_path: Path) -> None:
    """A broken file stops the load with an error of its kind that holds the expected words."""
    shutil.copytree(MINIMAL, tmp_path / "record")
    shutil.copytree(BAD / case, tmp_path / "record", dirs_exist_ok=True)
    expected = tomllib.loads((BAD / case / "expect.toml").read_text(encoding="utf-8"))
    with pytest.raises(BadData) as caught:
        load(tmp_path / "record")
    assert caught.value.kind == expected["kind"]
    for word in expected["words"]:
        assert word in str(caught.value)
