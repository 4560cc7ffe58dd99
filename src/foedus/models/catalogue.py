"""Which models are there? Found by walking: a model is a class whose fields are the stanzas of a TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from foedus.terms.errors import UnknownReference

_FOLDER = Path(__file__).parent


@cache
def catalogue() -> Mapping[str, type[Any]]:
    """Return the class of every model by the name of its TOML, sorted.

    Raises:
        UnknownReference: If no class beside a TOML has its stanzas as fields.
    """
    return {path.stem: _owner(path) for path in sorted(_FOLDER.rglob("*.toml"), key=lambda path: path.stem)}


def _owner(path: Path) -> type[Any]:
    stanzas = set(tomllib.loads(path.read_text(encoding="utf-8")))
    for kind in _classes(_module(path)):
        if {field.name for field in fields(kind)} == stanzas:
            return kind
    raise UnknownReference(
        f"no class beside {path.name} has its stanzas as fields",
        where=path.name,
        remedy="every field has one stanza and every stanza one field",
    )


def _module(path: Path) -> ModuleType:
    """Import the module of a TOML: of its name, or its package where the package bears the name."""
    whole = path.parent if path.parent.name == path.stem else path.with_suffix("")
    return import_module(".".join(("foedus.models", *whole.relative_to(_FOLDER).parts)))


def _classes(module: ModuleType) -> Iterator[type[Any]]:
    for found in vars(module).values():
        if isinstance(found, type) and is_dataclass(found):
            yield found
