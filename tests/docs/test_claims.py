"""The questions with a known answer, asked at the door."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.docs.fences import status

CLAIMS = tomllib.loads((Path(__file__).parents[2] / "docs" / "claims.toml").read_text(encoding="utf-8"))[
    "claim"
]


def at(document: Any, pointer: str) -> Any:
    """Return the part of a document that a JSON pointer names (RFC 6901)."""
    for word in pointer.split("/")[1:]:
        key = word.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_the_door_gives_the_known_answer(claim: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """The command answers with the value on record, at the place in the envelope that the claim names."""
    assert status([*claim["command"], "--json"]) == 0
    envelope = json.loads(capsys.readouterr().out)
    assert at(envelope, claim["pointer"]) == claim["value"]


def test_every_claim_is_asked_in_both_languages_and_once() -> None:
    """Claims have identifiers of their own and stand in English and Japanese."""
    assert len({claim["id"] for claim in CLAIMS}) == len(CLAIMS)
    assert all(claim["question"] and claim["question_ja"] for claim in CLAIMS)
