"""Size, name and shape budgets of the code: what keeps the house readable (docs/conventions.md)."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "foedus"
FILES = sorted(SOURCE.rglob("*.py"))
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "base", "core", "manager", "tools"}


def _functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    found = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.append((f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", node))
    return found


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    first = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (node.end_lineno or 0) - first[0].lineno + 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    """No file is longer than 300 lines and none is named like a junk drawer."""
    assert path.stem not in DRAWERS
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_functions_are_short() -> None:
    """Half of all functions have at most 8 lines, nine in ten at most 20, none more than 60."""
    lengths = sorted(_body_lines(node) for _, node in _functions())
    assert median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 20
    longest = [(name, _body_lines(node)) for name, node in _functions() if _body_lines(node) > 60]
    assert longest == []


def test_functions_take_few_arguments() -> None:
    """Nobody has to remember more than six positional arguments."""
    many = []
    for name, node in _functions():
        positional = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        own = [argument for argument in positional if argument not in ("self", "cls")]
        # Commands get their arguments by name from the command line.
        if len(own) > 6 and "click" not in " ".join(ast.unparse(one) for one in node.decorator_list):
            many.append(name)
    assert many == []


def test_classes_are_small() -> None:
    """No class has more than 200 lines or 12 public methods."""
    large = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                public = [
                    one
                    for one in node.body
                    if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
                ]
                if (node.end_lineno or 0) - node.lineno > 200 or len(public) > 12:
                    large.append(f"{path.name}:{node.name}")
    assert large == []


def test_models_do_not_know_each_other() -> None:
    """A model imports no other model; only `joint` knows several."""
    knowing = []
    models = SOURCE / "models"
    names = {path.stem for path in models.iterdir() if path.stem not in ("__init__", "parameter", "joint")}
    for path in models.rglob("*.py"):
        own = path.relative_to(models).parts[0].removesuffix(".py")
        if own == "joint":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("foedus.models."):
                other = (node.module or "").split(".")[2]
                if other != own and other in names:
                    knowing.append(f"{path.relative_to(models)} imports {other}")
    assert knowing == []


def test_import_does_nothing() -> None:
    """No module of ours runs a bare call at import, apart from declaring types."""
    calls = []
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                calls.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert calls == []


def test_models_multiply_without_blas() -> None:
    """No model uses matrix products, whose bits depend on the size of the block."""
    products = []
    for path in (SOURCE / "models").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            matrix = isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)
            named = isinstance(node, ast.Attribute) and node.attr in ("dot", "matmul", "einsum", "tensordot")
            if matrix or named:
                products.append(f"{path.name}: {ast.unparse(node)}")
    assert products == []
