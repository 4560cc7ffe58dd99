"""Nothing exists that the documents do not mention."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foedus.cli.main import DOORS
from foedus.law import rules
from foedus.models.catalogue import catalogue
from foedus.models.parameter import parameters
from tests.docs.parameters import PAGE, page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
# A model described on the card of what it is compared with.
CARDS = {"challenge": "council"}


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_model_has_a_card(name: str) -> None:
    """A card says what is asked, how it is checked, how far it reaches, and says it in Japanese too."""
    text = (DOCS / "models" / f"{CARDS.get(name, name)}.md").read_text(encoding="utf-8")
    for word in ("Equations", "Limits", "Validation", "Parameters", "Flow", "Use", "Sanity"):
        if f"## {word}" in text:
            break
    else:
        pytest.fail(f"{name}: no section that explains it")
    assert re.search(r"^## .*(Limits|Known limits)", text, re.MULTILINE)
    assert re.search(r"^## .*要約", text, re.MULTILINE)


def test_every_parameter_is_listed() -> None:
    """The page of parameters is the one that `scripts/docs` makes now, and it names every field."""
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/docs"
    text = page()
    for name, kind in catalogue().items():
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert all(f"| `{field}` |" in section for field in parameters(kind)), name


@pytest.mark.parametrize("door", sorted(DOORS))
def test_every_command_is_in_the_readme_and_in_a_document(door: str) -> None:
    """A command that nobody can read about does not exist."""
    assert f"foedus {door}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert any(f"foedus {door}" in one.read_text(encoding="utf-8") for one in DOCS.rglob("*.md"))


def test_every_decision_has_a_number_of_its_own_and_a_choice() -> None:
    """Decisions are numbered without gaps, and each says what was chosen and what was weighed."""
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(one.name[:4]) for one in pages] == list(range(1, len(pages) + 1))
    for one in pages:
        text = one.read_text(encoding="utf-8")
        assert text.startswith(f"# {one.name[:4]} "), one.name
        assert "**Choice.**" in text or "| for |" in text, one.name
        assert len(text.splitlines()) <= 60, one.name


def test_every_convention_has_a_number_of_its_own() -> None:
    """Conventions count from 1 without gaps, so that a citation stays right."""
    text = (DOCS / "conventions.md").read_text(encoding="utf-8")
    numbers = [int(one) for one in re.findall(r"^\*\*§(\d+) ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("one", PAGES, ids=lambda one: str(one.relative_to(ROOT)))
def test_links_lead_somewhere(one: Path) -> None:
    """Every relative link of a page names a file that exists."""
    for target in re.findall(r"\]\(([^)#\s]+)", one.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (one.parent / target).exists(), target


def test_the_glossary_speaks_both_languages() -> None:
    """Every entry has an English and a Japanese word, and there are at least sixty."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| English")
    ]
    assert len(rows) >= 60
    assert len({row[0] for row in rows}) == len(rows)
    for row in rows:
        assert re.search(r"[A-Za-z]", row[0]), row
        assert JAPANESE.search(row[1]) or row[1].isupper(), row


def test_every_rule_can_be_read_about() -> None:
    """Every rule of law has a title in both languages."""
    for rule in rules().values():
        assert rule.title.en
        assert JAPANESE.search(rule.title.ja)


@pytest.mark.parametrize("name", sorted(rules()))
def test_every_rule_is_on_the_page_of_law_with_an_example(name: str) -> None:
    """The page lists each rule with its arguments and asks it once."""
    text = (DOCS / "law.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    row = next(line for line in rows if f"`{name}`" in line.split("|")[1])
    shared = {one.name for one in rules()["nat.6"].arguments} if "those of `nat.6`" in row else set()
    assert all(f"`{one.name}`" in row for one in rules()[name].arguments if one.name not in shared)
    assert f"$ foedus law {name}" in text


def test_the_data_page_names_every_folder_of_data() -> None:
    """Whoever asks where a folder of data comes from finds it on the page of licences."""
    text = (DOCS / "data.md").read_text(encoding="utf-8")
    data = ROOT / "src" / "foedus" / "data"
    described = {"attributes", "sources", "overlays", "scenarios", "validation"}
    for folder in sorted(path.name for path in data.iterdir() if path.is_dir()):
        assert folder in described or f"{folder}/" in text, folder
