"""Every example in the documents runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.fences import play

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
READ_ONLY = {"add-a-rule.md"}


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "howto").glob("*.md")), ids=lambda page: page.stem)
def test_how_to_pages_do_what_they_say(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files, commands and Python of a page work in the order in which they stand."""
    assert play(page, tmp_path, monkeypatch) > 0 or page.name in READ_ONLY


def test_readme_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands and the Python of the first page work."""
    assert play(ROOT / "README.md", tmp_path, monkeypatch) > 1


def test_the_page_of_law_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of each rule runs."""
    assert play(ROOT / "docs" / "law.md", tmp_path, monkeypatch) > 0
