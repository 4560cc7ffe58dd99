"""The cases of tests/cli/*.toml: questions as people ask them, with the answers that we promise."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.door import Reply, ask, at

ENVELOPE = ["door", "args", "day", "known", "value", "unit", "precision", "status"]
TAIL = ["sources", "notes", "record"]
STATUSES = {"known", "estimated", "missing", "not_applicable", "outside_coverage"}
SOURCE = ["id", "publisher", "title", "published", "locator", "url", "grade"]
KEYS = {"name", "argv", "status", "is", "has", "lacks", "size", "notes", "error", "suggests", "csv", "text"}
STORIES = {
    f"{path.stem}: {case['name']}": case
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}
READ = {name: case for name, case in STORIES.items() if {"text", "csv"} & set(case)}


@pytest.mark.parametrize("case", STORIES.values(), ids=STORIES)
def test_the_door_answers_as_promised(case: dict[str, Any]) -> None:
    """Each case must come back with its status, values, notes and words, in the envelope of the contract."""
    assert set(case) <= KEYS
    reply = ask(*case["argv"], "--json")
    assert reply.status == case.get("status", 0), reply.out
    if "error" in case or reply.status:
        _check_error(case, reply)
    if "error" not in reply.json:
        _check_envelope(reply.json)
    for pointer, value in case.get("is", {}).items():
        assert at(reply.json, pointer) == value, reply.out
    for pointer, part in case.get("has", {}).items():
        assert part in at(reply.json, pointer)
    for pointer, part in case.get("lacks", {}).items():
        assert part not in at(reply.json, pointer)
    for pointer, size in case.get("size", {}).items():
        assert len(at(reply.json, pointer)) == size
    for words in case.get("notes", ()):
        assert any(words in note for note in reply.json["notes"]), reply.json["notes"]


@pytest.mark.parametrize("case", READ.values(), ids=READ)
def test_text_and_rows_read_as_promised(case: dict[str, Any]) -> None:
    """The readable answer and the CSV hold the words of the case."""
    for form, options in (("text", []), ("csv", ["--csv"])):
        reply = ask(*case["argv"], *options) if form in case else None
        for words in case.get(form, ()):
            assert reply is not None
            assert words in reply.out + reply.err


def _check_envelope(envelope: dict[str, Any]) -> None:
    rows = ["columns", "rows"] if "columns" in envelope else []
    assert list(envelope) == [*ENVELOPE, *rows, *TAIL]
    assert envelope["status"] in STATUSES
    assert set(envelope["record"]) == {"version", "complete_to"}
    assert all(len(row) == len(envelope["columns"]) for row in envelope.get("rows", ()))
    assert all(list(source) == SOURCE for source in envelope["sources"])
    assert all(isinstance(note, str) for note in envelope["notes"])
    plain = envelope["args"].get("name", envelope["args"].get("list", "")) in (None, "entities", "sources")
    empty = envelope["value"] in (0, []) or envelope["door"] == "scenario"
    assert envelope["sources"] or plain or empty or envelope["args"] == {}, "an answer without a source"


def _check_error(case: dict[str, Any], reply: Reply) -> None:
    error = reply.json["error"]
    assert list(error) == ["kind", "message", "remedy", "suggestions"]
    if error["kind"] == "OutsideCoverage":
        assert (reply.json["value"], reply.json["status"]) == (None, "outside_coverage")
    else:
        assert list(reply.json) == ["error"]
    assert error["kind"] == case["error"][0]
    for words in case["error"][1:]:
        assert words in f"{error['message']} {error['remedy']}"
    for name in case.get("suggests", ()):
        assert name in error["suggestions"]
    silent = ask(*case["argv"])
    assert (silent.status, silent.out) == (reply.status, "")
    assert error["message"] in silent.err
