"""Who may import what, and when: no cycles, heavy libraries in named adapters, few in functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "foedus"
FILES = {
    ".".join(("foedus", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}
HEAVY = {"scipy", "shapely", "pyproj", "highspy", "vl_convert", "jinja2", "markupsafe", "rich", "polars"}
# Each heavy library has its adapters, named after what they adapt; commands may load what they need.
ADAPTERS = {
    "foedus.terms.normal": {"scipy"},
    "foedus.record.imports.delimited": {"polars"},
    "foedus.study.panel.frames": {"polars"},
    "foedus.world.polygons": {"shapely"},
    "foedus.models.reinforcement.paths": {"scipy"},
    "foedus.study.council_fit": {"scipy"},
    "foedus.study.extrapolation": {"scipy"},
    "foedus.study.scoring": {"scipy"},
    "foedus.study.exploitation": {"scipy"},
    "foedus.study.hull": {"scipy"},
    "foedus.study.checks.movement": {"scipy"},
    "foedus.models.reinforcement.linear_program": {"highspy", "scipy"},
    "foedus.brief.vega": {"vl_convert"},
    "foedus.brief.maps.projection": {"pyproj", "shapely"},
    "foedus.brief.maps.regions": {"pyproj", "shapely"},
    "foedus.brief.render": {"jinja2", "markupsafe"},
    "foedus.brief.terminal": {"rich"},
    "foedus.record.publish.tabular": {"polars"},
}


def _tree(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _at_import(name: str) -> set[str]:
    """Modules of ours that a module loads when it is imported."""
    nodes = [node for node in _tree(name).body if not _for_types(node)]
    return {target for node in nodes for target in _targets(node) if target in FILES and target != name}


def _in_functions(name: str) -> Iterator[str]:
    for node in ast.walk(_tree(name)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in ast.walk(node):
                yield from _targets(inner)


def test_there_are_no_import_cycles() -> None:
    """Modules can be put in an order in which each loads only earlier ones."""
    # A package's __init__ gathers its modules; a module that needs a sibling names the sibling itself.
    graph = {name: {one for one in _at_import(name) if FILES[one].name != "__init__.py"} for name in FILES}
    loaded: set[str] = set()
    while ready := {name for name in graph if name not in loaded and graph[name] <= loaded}:
        loaded |= ready
    assert sorted(set(graph) - loaded) == []


def test_heavy_libraries_stay_in_their_adapters() -> None:
    """A heavy library is named only in its adapters and in commands; type checkers may see it anywhere."""
    strays = []
    for name in FILES:
        for node in ast.walk(_without_types(name)):
            for target in _targets(node):
                library = target.split(".")[0]
                if library in HEAVY and library not in ADAPTERS.get(name, set()):
                    strays.append(f"{name}: {library}")
    assert sorted({stray for stray in strays if not stray.startswith("foedus.cli")}) == []


def _without_types(name: str) -> ast.Module:
    tree = _tree(name)
    tree.body = [node for node in tree.body if not _for_types(node)]
    return tree


def test_functions_import_only_in_commands_and_adapters() -> None:
    """Imports inside functions are for commands, the facade, adapters, and to load an adapter late."""
    allowed = ("foedus.cli", "foedus.brief", "foedus.facade", "foedus.frames")
    strays = [
        f"{name}: {target}"
        for name in FILES
        if not name.startswith(allowed) and name not in ADAPTERS and name != "foedus"
        for target in _in_functions(name)
        if not target.startswith(tuple(ADAPTERS))
    ]
    assert strays == []
