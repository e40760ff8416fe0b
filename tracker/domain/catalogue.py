"""The catalogue: every type that a module of ``developments`` declares, by the name it has in files.

Adding a type touches one file: the modules are found, not listed.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.domain import developments
from tracker.domain.act import Act
from tracker.domain.development import Bearing, Development, compile_act


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


class _Reading(NamedTuple):
    """What decides the act of a type: fields of its own, and of the pseudo fields those that it asks for."""

    given: tuple[str, ...]
    asked: tuple[str, ...]


_ACTS: dict[Any, Act] = {}


@cache
def _reading(form: type[Development]) -> _Reading:
    names = form.reads()
    return _Reading(
        tuple(name for name in names if not name.startswith("_")),
        tuple(name for name in names if name.startswith("_")),
    )


def act_of(development: Development) -> Act | None:
    """What a development does to its pair; None where it touches none. The same act is the same object."""
    form, bearing = type(development), development.bearing
    if bearing.pair is None:
        return None
    reading, held = _reading(form), development.__dict__
    asked = _asked(reading, development, bearing) if reading.asked else ()
    key = (form, bearing.direction, bearing.third, asked, *[held[name] for name in reading.given])
    try:
        return _ACTS[key]
    except KeyError:
        _ACTS[key] = act = _compiled(development, bearing)
        return act
    except TypeError:  # a field that does not hash: a stated position
        return _compiled(development, bearing)


def _asked(reading: _Reading, development: Development, bearing: Bearing) -> tuple[Any, ...]:
    known: dict[str, Any] = {"_actor": development.actors, "_pair": bearing.pair}
    return tuple(known[name] for name in reading.asked)


def _compiled(development: Development, bearing: Bearing) -> Act:
    form = type(development)
    reading, own = _reading(form), development.own_fields()
    pseudo = dict(zip(reading.asked, _asked(reading, development, bearing), strict=True))
    fields = pseudo | {name: own.get(name) for name in reading.given}
    closes = form.type_name() in closable()
    return compile_act(form, fields, bearing.direction, third=bearing.third, closable=closes)
