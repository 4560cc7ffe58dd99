"""Laws of every model, found by walking `foedus.models`."""

from __future__ import annotations

import ast
import pickle
import re
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.models.catalogue import catalogue
from foedus.models.parameter import Parameter, given, parameters
from foedus.record import bundled
from foedus.terms.errors import BadArgument
from foedus.terms.quantile import quantile

SOURCE = Path(__file__).parents[2] / "src" / "foedus"
MODELS = sorted(catalogue().items())
KINDS = [pytest.param(kind, id=name) for name, kind in MODELS]
PARAMETERS = [one for _, kind in MODELS for one in parameters(kind).values()]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def path(one: Parameter) -> str:
    """Name a case by its parameter."""
    return one.path


def test_models_are_found_by_walking() -> None:
    """The models of the crisis and those beside it are all found, none by a list."""
    assert {
        "adversary",
        "attribution",
        "balance",
        "challenge",
        "council",
        "crisis",
        "forces",
        "reinforcement",
    } <= {name for name, _ in MODELS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_is_a_frozen_dataclass(kind: type[Any]) -> None:
    """A model is a value: its fields are its parameters and cannot be set."""
    assert is_dataclass(kind)
    model = given(kind)
    with pytest.raises((FrozenInstanceError, AttributeError)):
        setattr(model, fields(kind)[0].name, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_given_builds_a_model_and_refuses_what_it_does_not_have(kind: type[Any]) -> None:
    """The TOML beside a model is enough to build it; a change to a parameter it lacks is an error."""
    assert given(kind) == given(kind)
    with pytest.raises(BadArgument, match="no parameter"):
        given(kind, no_such_parameter=1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_can_be_sent_to_another_process(kind: type[Any]) -> None:
    """A model survives pickling unchanged."""
    assert pickle.loads(pickle.dumps(given(kind))) == given(kind)


@pytest.mark.parametrize("one", PARAMETERS, ids=path)
def test_a_parameter_says_what_it_is_and_where_it_comes_from(one: Parameter) -> None:
    """A parameter has a meaning in both languages, and a source with a locator or a reason."""
    assert one.meaning.en.strip()
    assert JAPANESE.search(one.meaning.ja)
    assert one.why or (one.source and one.locator)


@pytest.mark.parametrize("one", [one for one in PARAMETERS if one.spread is not None], ids=path)
def test_a_parameter_lies_within_its_range(one: Parameter) -> None:
    """The best value of a number lies in its range, and so does the inner nine tenths of its distribution."""
    spread = one.spread
    assert spread is not None
    assert spread.low <= spread.value <= spread.high
    inner = quantile(spread, np.array([0.051, 0.5, 0.949]))
    assert (np.diff(inner) >= 0).all()
    # The range of a lognormal is its central nine tenths only if the best value is its geometric middle.
    if spread.shape != "lognormal":
        assert ((inner >= spread.low) & (inner <= spread.high)).all()


CITED = [one for one in PARAMETERS if IDENTIFIER.fullmatch(one.source)]


@pytest.mark.parametrize("one", CITED, ids=path)
def test_a_source_named_by_identifier_is_on_record(one: Parameter) -> None:
    """A parameter that names a source by identifier names one that the record holds."""
    assert one.source in bundled().sources


def test_luck_comes_from_one_place() -> None:
    """Nothing uses NumPy's global generator, and below the study only the one stream makes numbers at all."""
    own = []
    for file in sorted(SOURCE.rglob("*.py")):
        place = file.relative_to(SOURCE).as_posix()
        allowed = {"Philox"} if place == "ensemble/chance.py" else set()
        if place.startswith("study/"):
            allowed = {"Generator", "default_rng"}
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("np.random", "numpy.random"):
                own += [f"{place}:{node.lineno} {node.attr}"] if node.attr not in allowed else []
    assert own == []
