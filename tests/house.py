"""The modules of the house as the tests of its directions read them: what each imports, where, and what it calls."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("tracker", "tui")


@dataclass(frozen=True)
class Import:
    """One import: its line, the full name of what it brings, and the functions around it."""

    line: int
    name: str
    inside: tuple[str, ...]

    def brings(self, *packages: str) -> bool:
        return any(f"{self.name}.".startswith(f"{package}.") for package in packages)


@dataclass(frozen=True)
class Module:
    """A module: its dotted name, whether it is a package, and its tree."""

    name: str
    is_package: bool
    tree: ast.Module

    def lies_in(self, *packages: str) -> bool:
        return any(f"{self.name}.".startswith(f"{package}.") for package in packages)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._imports_under(self.tree, ()))

    @property
    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def _imports_under(self, node: ast.AST, inside: tuple[str, ...]) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            for name in self._names_of(child):
                yield Import(child.lineno, name, inside)
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from self._imports_under(child, (*inside, child.name) if is_function else inside)

    def _names_of(self, node: ast.AST) -> list[str]:
        match node:
            case ast.Import(names=names):
                return [alias.name for alias in names]
            case ast.ImportFrom(module=module, names=names, level=level):
                origin = ".".join(filter(None, (self._above(level), module)))
                return [f"{origin}.{alias.name}" for alias in names]
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _called(node) in IMPORTERS:
                return [name]
        return []

    def _above(self, level: int) -> str:
        parts = self.name.split(".")
        drop = level - 1 if self.is_package else level
        return ".".join(parts[: len(parts) - drop]) if level else ""


IMPORTERS = ("import_module", "__import__")


def _called(call: ast.Call) -> str:
    """Return the last word of what is called: `now` of `datetime.now()`."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def module_from(name: str, source: str, *, is_package: bool = False) -> Module:
    return Module(name, is_package, ast.parse(source))


def module_at(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return module_from(name, path.read_text("utf-8"), is_package=is_package)


@cache
def all_modules() -> tuple[Module, ...]:
    return tuple(module_at(path) for folder in OURS for path in sorted((ROOT / folder).rglob("*.py")))
