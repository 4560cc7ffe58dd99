"""What holds for all doors: errors, broken data, speed, and the program as people start it."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import timeit
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import foedus.record
from foedus.cli.readable import words
from foedus.record import bundled, load
from foedus.record.load import data_folder
from foedus.record.views import listing, view
from tests.cli.door import ask

FACT = ("fact", "POL", "spending_share", "--day", "2020")


def _run(*argv: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from foedus.cli.main import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (FACT, 0),
        (("fact", "POL", "spending_share", "--day", "1900"), 1),
        (("fact", "POL", "no_such_thing"), 2),
        (("members", "--day"), 2),
    ],
)
def test_the_program_exits_as_the_contract_says(argv: tuple[str, ...], status: int) -> None:
    """A real process answers on stdout with 0 and complains on stderr with 1 or 2."""
    done = _run(*argv)
    assert done.returncode == status
    assert bool(done.stdout) == (status == 0)
    assert bool(done.stderr) == (status != 0)


def test_json_is_one_object_on_stdout_even_for_a_mistake() -> None:
    """A script can always parse stdout when it asks for JSON."""
    done = _run("members", "--json", "--nosuch")
    assert done.returncode == 2
    assert list(json.loads(done.stdout)) == ["error"]
    assert done.stderr == ""


def test_an_option_without_its_value_is_a_usage_error() -> None:
    """`--day` at the end of the line names what is missing."""
    reply = ask("members", "--json", "--day")
    assert reply.status == 2
    assert "--day" in reply.json["error"]["message"]


def _break(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    bundled.cache_clear()
    monkeypatch.setattr(sys.modules["foedus.record.load"], "data_folder", lambda: folder)


@pytest.fixture
def _whole_again() -> Iterator[None]:
    """Forget the broken record afterwards."""
    yield
    bundled.cache_clear()


@pytest.mark.usefixtures("_whole_again")
@pytest.mark.parametrize("argv", [FACT, ("members",), ("table",), ("border", "FIN", "RUS"), ("law", "nat.6")])
def test_a_broken_record_exits_with_three(
    argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A record that cannot be read is our fault, and the error says which file."""
    shutil.copytree(data_folder(), tmp_path / "data")
    (tmp_path / "data" / "record.toml").write_text("version = \n", encoding="utf-8")
    _break(monkeypatch, tmp_path / "data")
    reply = ask(*argv, "--json")
    assert reply.status == 3
    assert "record.toml" in reply.json["error"]["message"]
    assert list(reply.json) == ["error"]


@pytest.mark.usefixtures("_whole_again")
def test_a_record_that_is_not_there_exits_with_three(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A missing folder is told like any broken file, without a traceback."""
    _break(monkeypatch, tmp_path / "nowhere")
    reply = ask("members", "--json")
    assert reply.status == 3
    assert list(reply.json["error"]) == ["kind", "message", "remedy", "suggestions"]


def test_a_scenario_can_be_started_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`new` writes a file that `check` finds sound, and never overwrites one."""
    monkeypatch.chdir(tmp_path)
    assert ask("scenario", "new", "mine", "--json").json["value"] == "mine.toml"
    found = ask("scenario", "check", "mine.toml", "--json").json["value"]
    assert found["sound"] is True
    assert found["allies"] == 32
    again = ask("scenario", "new", "mine", "--json")
    assert (again.status, again.json["error"]["kind"]) == (2, "BadArgument")


def test_a_broken_scenario_exits_with_three(tmp_path: Path) -> None:
    """A file of the reader's that cannot be read says where."""
    path = tmp_path / "bad.toml"
    path.write_text("title_en = 3\n[incident\n", encoding="utf-8")
    reply = ask("scenario", "check", str(path), "--json")
    assert reply.status == 3
    assert "bad.toml" in reply.json["error"]["message"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_table_can_be_read_as_text_and_as_rows(lang: str) -> None:
    """Each table has a readable form without columns of the other language, and a CSV with all columns."""
    for name, *_ in listing(bundled()):
        shown = ask("table", name, "--lang", lang)
        rows = list(csv.reader(ask("table", name, "--csv").out.splitlines()))
        assert shown.status == 0
        # The rows of `coverage` are names of columns.
        other = f"_{'ja' if lang == 'en' else 'en'} "
        assert name == "coverage" or other not in shown.out.partition("source: ")[0]
        assert tuple(rows[0]) == view(bundled(), name, None, None).columns


@pytest.mark.parametrize("name", ["fact", "members", "table", "border", "law", "scenario"])
def test_every_door_says_how_it_is_used(name: str) -> None:
    """`--help` answers at each door."""
    reply = ask(name, "--help")
    assert reply.status == 0
    assert "Usage: foedus" in reply.out


def test_every_unit_and_status_has_a_japanese_word() -> None:
    """What a reader of Japanese sees beside a number is Japanese."""
    units = {fact.unit for fact in bundled().all_facts if fact.unit}
    assert units - set(words()["units"]) == set()


def test_every_variant_of_a_name_means_an_entity() -> None:
    """The variants of names lead to entities that exist, each once."""
    rows = list(csv.DictReader((data_folder() / "aliases.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["id"] for row in rows} <= set(bundled().entities)
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert bundled().entity(row["name"]).id == row["id"]


def test_every_name_leads_back_to_its_entity_or_its_namesake() -> None:
    """An identifier means itself, and a name in either language an entity that bears it."""
    record = bundled()
    for entity in record.entities.values():
        assert record.entity(entity.id) is entity
        for name in (entity.name.en, entity.name.ja):
            assert name.casefold() in {
                one.casefold() for one in (record.entity(name).name.en, record.entity(name).name.ja)
            } | {record.entity(name).id.casefold()}


def test_a_fact_is_found_fast() -> None:
    """One fact as of a day takes a few microseconds; the bar leaves room for a busy machine."""
    record = bundled()
    asked = ("POL", "spending_share", date(2024, 6, 18), date(2024, 6, 30))
    best = min(timeit.repeat(lambda: record.find(*asked), number=500, repeat=5)) / 500
    assert best < 60e-6


def test_claims_are_answered() -> None:
    """Every question of docs/claims.toml comes out as stated, by the command and pointer given there."""
    path = Path(__file__).parents[2] / "docs" / "claims.toml"
    for claim in tomllib.loads(path.read_text(encoding="utf-8"))["claim"]:
        found = ask(*claim["command"], "--json").json
        for key in claim["pointer"].split("/")[1:]:
            found = found[int(key)] if isinstance(found, list) else found[key]
        assert found == claim["value"], claim["id"]


def test_loading_is_public() -> None:
    """The record can be loaded from any folder."""
    assert load(data_folder()).version == bundled().version
    assert foedus.record.bundled is bundled
