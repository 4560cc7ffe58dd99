"""Which rules are there: every module below foedus.law that defines `rule()`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foedus.law.rule import Rule
from foedus.terms.errors import DuplicateId

FOLDER = Path(__file__).resolve().parent


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by name and by alias, in order of name.

    Raises:
        DuplicateId: If two rules answer to one name.
    """
    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages([str(FOLDER)], "foedus.law."):
        make = getattr(importlib.import_module(info.name), "rule", None)
        for name, rule in _named(make() if callable(make) and not info.ispkg else None):
            if name in found:
                raise DuplicateId(f"two rules answer to '{name}'", where=info.name, remedy="rename one")
            found[name] = rule
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: _natural(item[0]))))


def _named(rule: Rule | None) -> list[tuple[str, Rule]]:
    return [(name, rule) for name in (rule.name, *rule.aliases)] if rule else []


def _natural(name: str) -> list[tuple[bool, int, str]]:
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in name.split(".")]
