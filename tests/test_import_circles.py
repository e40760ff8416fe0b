"""No two modules of the screens need each other before either is there: a circle holds until somebody imports the other end first."""

import ast
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.house import Module, all_modules, module_from


def needed(module: Module) -> Iterator[str]:
    """The full names of what a module imports while it is imported itself."""
    for node in _run_at_once(module.tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=origin, names=names, level=0):
                yield from (f"{origin}.{alias.name}" for alias in names)


def _run_at_once(tree: ast.AST) -> Iterator[ast.AST]:
    """The statements that importing runs: none within functions, nor for the checker of types alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from node.orelse
            continue
        yield node
        yield from _run_at_once(node)


def graph(modules: Iterable[Module]) -> dict[str, set[str]]:
    """For each module those of ours that it needs; a name within a module needs the module."""
    names = {module.name for module in modules}
    return {
        module.name: {found for name in needed(module) for found in (name, name.rpartition(".")[0]) if found in names}
        - {module.name}
        for module in modules
    }


def circle(needs: Mapping[str, set[str]]) -> list[str]:
    """Some modules that need each other in a ring; nothing where there is no ring."""
    left = {name: set(found) for name, found in needs.items()}
    while free := [name for name, found in left.items() if not found & left.keys()]:
        for name in free:
            del left[name]
    if not left:
        return []
    path = [min(left)]
    while path[-1] not in path[:-1]:
        path.append(min(left[path[-1]] & left.keys()))
    return path[path.index(path[-1]) :]


def test_no_screen_command_or_widget_needs_what_needs_it() -> None:
    modules = [module for module in all_modules() if module.lies_in("tui")]
    assert len(modules) > 50
    assert not circle(graph(modules))


def test_commands_need_no_screen_before_they_are_run() -> None:
    modules = [module for module in all_modules() if module.lies_in("tui.actions")]
    found = {module.name: [name for name in needed(module) if name.startswith("tui.screens")] for module in modules}
    assert not any(found.values()), found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("from tui.b import B", "from tui.a import A", ["tui.a", "tui.b", "tui.a"]),
        ("import tui.b", "class B:\n    from tui import a", ["tui.a", "tui.b", "tui.a"]),
        ("from tui.b import B", "def b():\n    from tui.a import A", []),
        ("from tui.b import B", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tui.a import A", []),
        ("import tui.b", "", []),
    ],
)
def test_a_circle_is_seen_where_there_is_one(one: str, other: str, found: list[str]) -> None:
    assert circle(graph([module_from("tui.a", one), module_from("tui.b", other)])) == found
