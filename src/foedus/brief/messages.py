"""What the brief says, in English and Japanese: one catalogue, one structure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "ja")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All messages: key -> language -> wording with `{names}` to fill in."""
    return tomllib.loads(files("foedus.brief").joinpath("messages.toml").read_text(encoding="utf-8"))


def say(lang: str, key: str, **values: object) -> str:
    """One message in one language with its values filled in."""
    return catalogue()[key][lang].format(**values)
