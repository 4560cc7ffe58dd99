"""The pages on the article say what the program shows."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.door import ask

ROOT = Path(__file__).parents[2]
ARTICLE, SYSTEMS = (ROOT / "docs" / name for name in ("article.md", "systems.md"))
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
VERDICTS = {"false", "imprecise", "not verifiable", "right, noted"}
STATES = {"works", "partly", "later"}
HEADS = {
    ARTICLE: ["claim", "verdict", "what is true", "command"],
    SYSTEMS: ["system", "what answers it now", "en/ja", "state", "still missing"],
}
# A door named in passing, not asked.
NAMED = {"foedus crisis"}


def rows(page: Path) -> list[list[str]]:
    """Return the rows of all tables of a page, without their heads."""
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row != HEADS[page] and set(row[0]) != {"-"}]


def commands(text: str) -> list[str]:
    """Return the commands in backticks, in order, each once."""
    found = re.findall(r"`(foedus [^`]+)`", text)
    return [command for command in dict.fromkeys(found) if command not in NAMED]


def answer(command: str, *more: str) -> str:
    """Return what a command says; it must answer, and with something."""
    reply = ask(*shlex.split(command.removeprefix("foedus ")), *more)
    assert reply.status == 0, reply.err
    assert reply.out.strip()
    assert "(no rows)" not in reply.out, command
    return reply.out


def plain(text: str) -> str:
    """Return a text without spaces and without differences of width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("command", commands(ARTICLE.read_text(encoding="utf-8")))
def test_every_command_beside_a_claim_answers(command: str) -> None:
    """What the page offers as evidence can be asked."""
    answer(command)


@pytest.mark.parametrize("command", commands(SYSTEMS.read_text(encoding="utf-8")))
def test_every_command_of_a_system_answers_in_japanese_too(command: str) -> None:
    """What the page offers for a system answers in both languages, and not with nothing."""
    assert answer(command).split("\n")[0] != "0 rows"
    assert JAPANESE.search(answer(command, "--lang", "ja"))


@pytest.mark.parametrize("page", HEADS, ids=lambda page: page.stem)
def test_no_command_is_broken_over_lines(page: Path) -> None:
    """Every mention of the program in backticks is seen by the tests above."""
    text = page.read_text(encoding="utf-8")
    assert text.count("`foedus ") == len(re.findall(r"`foedus [^`\n]+`", text))


@pytest.mark.parametrize("page", HEADS, ids=lambda page: page.stem)
def test_every_table_has_the_same_columns(page: Path) -> None:
    """No cell is lost to a stray bar."""
    assert {len(row) for row in rows(page)} == {len(HEADS[page])}


def test_every_claim_has_a_verdict_both_languages_and_a_command() -> None:
    """A row quotes the claim, judges it, says what is true twice, and shows it."""
    for claim, verdict, truth, shown in rows(ARTICLE):
        assert claim.startswith("「"), claim
        assert verdict in VERDICTS, claim
        assert JAPANESE.search(truth.rpartition(" / ")[2]), claim
        assert commands(shown), claim


def test_quotations_are_short_and_stand_once() -> None:
    """A few words each, and no claim twice."""
    quoted = [re.findall("「([^」]+)」", claim) for claim, *_ in rows(ARTICLE)]
    assert len({tuple(one) for one in quoted}) == len(quoted)
    assert max(len(part) for one in quoted for part in one) <= 40


def test_quotations_are_the_words_of_the_article() -> None:
    """Nothing is put into the article's mouth (where a copy of it is at hand)."""
    copies = sorted((ROOT.parent / "shared" / "article").glob("*.txt"))
    if not copies:
        pytest.skip("no copy of the article beside the repository")
    said = plain("".join(copy.read_text(encoding="utf-8") for copy in copies))
    for claim, *_ in rows(ARTICLE):
        for part in re.findall("「([^」]+)」", claim):
            assert plain(part) in said, part


def test_every_system_has_exactly_one_row() -> None:
    """S01 to S60, in order, with a title in both languages, a command, a state and what is missing."""
    found = rows(SYSTEMS)
    assert [row[0][:3] for row in found] == [f"S{number:02}" for number in range(1, 61)]
    for title, shown, languages, state, missing in found:
        assert re.search("[A-Za-z]", title[3:]), title
        assert JAPANESE.search(title), title
        assert commands(shown), title
        assert languages == "en, ja", title
        assert state in STATES, title
        assert missing, title
        assert state != "later" or missing != "–", title


def test_the_counts_at_the_head_are_those_of_the_tables() -> None:
    """The first paragraph of each page counts its own rows."""
    judged, state = Counter(row[1] for row in rows(ARTICLE)), Counter(row[3] for row in rows(SYSTEMS))
    article, systems = (page.read_text(encoding="utf-8") for page in (ARTICLE, SYSTEMS))
    assert f"{judged.total()} rows: " in article
    assert all(f"{count} {verdict}" in article for verdict, count in judged.items())
    assert f"Of {state.total()}: " in systems
    assert all(f"{count} {name}" in systems for name, count in state.items())
