"""Parameters of models: read from the TOML beside the model, varied, listed."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from foedus.terms.errors import BadArgument, BadRow, UnknownReference
from foedus.terms.spread import Spread
from foedus.terms.text import Text

Model = TypeVar("Model")
_KEYS = (
    *("meaning", "meaning_ja", "unit", "value", "low", "high", "shape"),
    *("source", "locator", "why", "fitted"),
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a model.

    Attributes:
        path: `model.field`.
        meaning: What it is.
        unit: Unit, or empty.
        value: Best value: a number, or a nested table or list where the model says so.
        spread: Its uncertainty; None for tables.
        source: Identifier or citation of its source; empty for a judgement.
        locator: Where in the source.
        why: Why this value and this range, for judgements.
        fitted: Data it was fitted to, or empty.
    """

    path: str
    meaning: Text
    unit: str
    value: Any
    spread: Spread | None
    source: str
    locator: str
    why: str
    fitted: str

    @property
    def kind(self) -> str:
        """`judgement` if neither source nor fit gives it, else `estimate` if it has a range, else `fact`."""
        if not self.source and not self.fitted:
            return "judgement"
        return "fact" if self.spread is None or self.spread.certain else "estimate"


def parameters(model: type[Any]) -> Mapping[str, Parameter]:
    """Return the parameters of a model class by field name.

    Raises:
        BadRow: If a stanza is incomplete.
        UnknownReference: If stanzas and fields do not match one to one.
    """
    path = Path(inspect.getfile(model)).with_suffix(".toml")
    if not path.exists():  # a model that is a package keeps its parameters beside the package's modules
        path = path.with_name(f"{model.__name__.lower()}.toml")
    found = _read(path)
    names = {field.name for field in fields(model)}
    for name in found.keys() ^ names:
        raise UnknownReference(
            f"parameter '{name}' and the fields of {model.__name__} do not match",
            where=path.name,
            remedy="every field has one stanza and every stanza one field",
        )
    return found


def given(model: type[Model], **changes: Any) -> Model:
    """Build a model from its TOML, with `changes` to single parameters.

    Raises:
        BadArgument: If a change names no parameter.
    """
    stated = {name: one.value for name, one in parameters(model).items()}
    for name in changes:
        if name not in stated:
            raise BadArgument(f"{model.__name__} has no parameter '{name}'", suggestions=sorted(stated))
    return model(**{**stated, **changes})


def spreads(model: type[Any]) -> Mapping[str, Parameter]:
    """Return the uncertain scalar parameters of a model class by field name."""
    return {
        name: one
        for name, one in parameters(model).items()
        if one.spread is not None and not one.spread.certain
    }


@cache
def _read(path: Path) -> dict[str, Parameter]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _parameter(path, name, stanza) for name, stanza in content.items()}


def _parameter(path: Path, name: str, stanza: Mapping[str, Any]) -> Parameter:
    where = f"{path.name}: [{name}]"
    for key in stanza:
        if key not in _KEYS:
            raise UnknownReference(f"key '{key}' is unknown", where=where, remedy=f"keys: {', '.join(_KEYS)}")
    for key in ("meaning", "meaning_ja", "value"):
        if key not in stanza:
            raise BadRow(f"key '{key}' is missing", where=where, remedy=f"write {key} = ...")
    if not stanza.get("source") and not stanza.get("why"):
        raise BadRow("neither source nor why", where=where, remedy="every number has a source or a reason")
    return Parameter(
        path=f"{path.stem}.{name}",
        meaning=Text(stanza["meaning"], stanza["meaning_ja"]),
        unit=stanza.get("unit", ""),
        value=stanza["value"],
        spread=_spread(stanza),
        source=stanza.get("source", ""),
        locator=stanza.get("locator", ""),
        why=stanza.get("why", ""),
        fitted=stanza.get("fitted", ""),
    )


def _spread(stanza: Mapping[str, Any]) -> Spread | None:
    value = stanza["value"]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    low, high = stanza.get("low", value), stanza.get("high", value)
    shape = stanza.get("shape", "fixed" if low == high else "triangular")
    return Spread(float(value), float(low), float(high), shape)
