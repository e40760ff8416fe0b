"""The catalogue: every type that a module of ``developments`` declares, by the name it has in files.

Adding a type touches one file: the modules are found, not listed.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from tracker.domain import developments
from tracker.domain.act import Act
from tracker.domain.development import Development, compile_act


def _declared() -> Iterator[type[Development]]:
    for module in sorted(iter_modules(developments.__path__), key=lambda m: m.name):
        name = f"{developments.__name__}.{module.name}"
        yield from (form for form in vars(import_module(name)).values() if _is_type(form, name))


def _is_type(form: Any, module: str) -> bool:
    return isinstance(form, type) and issubclass(form, Development) and form.__module__ == module


def named(forms: Iterable[type[Development]]) -> Mapping[str, type[Development]]:
    """Types by name and former name; TypeError where two have one name, or one closes a type that is not there."""
    found: dict[str, type[Development]] = {}
    for form in forms:
        for name in (form.type_name(), *form.formerly):
            if name in found:
                raise TypeError(f"two types are called {name}: {found[name].__name__} and {form.__name__}")
            found[name] = form
    for form in found.values():
        for closing in form.closes:
            if closing.type not in found:
                raise TypeError(f"{form.__name__} closes {closing.type}, which is no type of the catalogue")
    return MappingProxyType(found)


TYPES: Mapping[str, type[Development]] = named(_declared())
"""Types by name, former names included."""


def form(name: str) -> type[Development]:
    """The type of a name or former name; KeyError where there is none."""
    return TYPES[name]


@cache
def closable() -> frozenset[str]:
    """The names of the types that some type closes."""
    return frozenset(closing.type for form in set(TYPES.values()) for closing in form.closes)


def closed_by(name: str) -> tuple[str, ...]:
    """The types that close a type."""
    forms = sorted(set(TYPES.values()), key=lambda form: form.type_name())
    return tuple(form.type_name() for form in forms if any(closing.type == name for closing in form.closes))


_ACTS: dict[Any, Act] = {}


@cache
def _read(form: type[Development]) -> tuple[str, ...]:
    return tuple(name for name in form.reads() if not name.startswith("_"))


@cache
def _pseudo(form: type[Development]) -> tuple[str, ...]:
    return tuple(name for name in form.reads() if name.startswith("_"))


def act_of(development: Development) -> Act | None:
    """What a development does to its pair; None where it touches none. The same act is the same object."""
    form, bearing = type(development), development.bearing
    if bearing.pair is None:
        return None
    given = tuple(getattr(development, name) for name in _read(form))
    known: dict[str, Any] = {"_actor": development.actors, "_pair": bearing.pair}
    asked = tuple(known[name] for name in _pseudo(form))
    key = (form, bearing.direction, bearing.third, asked, given)
    try:
        return _ACTS[key]
    except KeyError:
        _ACTS[key] = act = _compiled(development, dict(zip(_pseudo(form), asked, strict=True)))
        return act
    except TypeError:  # a field that does not hash: a stated position
        return _compiled(development, dict(zip(_pseudo(form), asked, strict=True)))


def _compiled(development: Development, pseudo: dict[str, Any]) -> Act:
    form, bearing = type(development), development.bearing
    own = development.own_fields()
    fields = pseudo | {name: own.get(name) for name in _read(form)}
    closes = form.type_name() in closable()
    return compile_act(form, fields, bearing.direction, third=bearing.third, closable=closes)
