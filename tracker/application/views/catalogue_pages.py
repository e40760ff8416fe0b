"""The catalogue as rows: each type printed from the object that runs, its fields from its form."""

import types
from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from tracker.application.problems import BadInput, did_you_mean
from tracker.domain import tension
from tracker.domain.catalogue import TYPES, closed_by
from tracker.domain.development import DateText, Development, Number, Party, own_field_names
from tracker.domain.expectations import Expectation, describe
from tracker.domain.weights import describe as weight_in_words

_BARE = (("date", DateText), ("party", Party), ("count", Number))
_NAMES = {str: "text", int: "whole number", float: "number", bool: "true or false", dict: "mapping"}


def form_of(name: str) -> type[Development]:
    """The form of a type, by its name or a former one; BadInput with the nearest name where there is none."""
    form = TYPES.get(name.strip().lower().replace("-", "_").replace(" ", "_"))
    if form is None:
        hint = did_you_mean(name, TYPES)
        raise BadInput(f"no type is called {name!r}{hint}", remedy="see all of them with: tracker catalogue")
    return form


def catalogue_rows() -> list[dict[str, Any]]:
    """Every type in a line: name, category, meaning, weight, tier."""
    forms = sorted(set(TYPES.values()), key=lambda form: (str(form.category), form.type_name()))
    return [
        {
            "type": form.type_name(),
            "category": str(form.category),
            "tier": form.tier,
            "weight": weight_in_words(form.weight),
            "meaning": meaning_of(form),
        }
        for form in forms
    ]


def catalogue_page(name: str) -> dict[str, Any]:
    """All that a type says of itself."""
    form = form_of(name)
    return {
        "type": form.type_name(),
        "formerly": list(form.formerly),
        "category": str(form.category),
        "tier": form.tier,
        "meaning": meaning_of(form),
        "participation": str(form.participation),
        "fields": [field_row(form, field) for field in own_field_names(form)],
        "basis": [str(citation) for citation in form.legal_basis],
        "character": str(form.character),
        "expects": [expectation_row(expectation) for expectation in form.expects],
        "effect": [effect.sentence for effect in form.effect],
        "weight": weight_in_words(form.weight),
        "apart_by": form.apart_by,
        "codes": codes_of(form),
        "closes": [closing.model_dump(mode="json") for closing in form.closes],
        "closed_by": list(closed_by(form.type_name())),
        "rank": {"name": form.precedence.name.lower(), "number": int(form.precedence)},
    }


def meaning_of(form: type[Development]) -> str:
    """The meaning of a type: the docstring of its form in one line."""
    return " ".join((form.__doc__ or "").split())


def codes_of(form: type[Development]) -> dict[str, Any]:
    """CAMEO and PLOVER codes, and the actions of a militarised dispute that the type may be."""
    return {"cameo": list(form.codes.cameo), "plover": form.codes.plover, "mid": list(form.mid_actions)}


def expectation_row(expectation: Expectation) -> dict[str, Any]:
    """What is expected of which component, with the article, and under which condition."""
    condition = None
    if expectation.field is not None:
        condition = f"{expectation.field} = {'|'.join(str(value).lower() for value in expectation.values)}"
    return {
        **describe(expectation),
        "component": expectation.component,
        "side": expectation.side,
        "fits": list(expectation.fits),
        "when": condition,
    }


def field_row(form: type[Development], name: str) -> dict[str, Any]:
    """Name, kind in words, choices, whether it takes several values, and whether it is required."""
    found = form.model_fields[name]
    annotation = form.__annotations__.get(name, found.annotation)
    choices = _choices(annotation)
    return {
        "name": name,
        "kind": "choice" if choices else " or ".join(dict.fromkeys(_kinds(annotation))),
        "choices": choices,
        "several": _is_plural(annotation),
        "required": found.is_required(),
    }


def _parts(annotation: Any) -> tuple[Any, ...]:
    """What a union, a tuple or an annotated kind is made of; itself where it is plain."""
    if any(annotation == bare for _, bare in _BARE):
        return (annotation,)
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return tuple(part for arg in get_args(annotation) if arg is not type(None) for part in _parts(arg))
    if origin is Annotated:
        return _parts(get_args(annotation)[0])
    if origin in (tuple, list):
        return tuple(part for arg in get_args(annotation) if arg is not ... for part in _parts(arg))
    return (annotation,)


def _choices(annotation: Any) -> list[str]:
    enums = [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, Enum)]
    return [str(member.value) for enum in enums for member in enum]


def _kinds(annotation: Any) -> Iterable[str]:
    for part in _parts(annotation):
        bare = next((word for word, kind in _BARE if part == kind), None)
        origin = get_origin(part) or part
        yield bare or _NAMES.get(origin) or getattr(part, "__name__", str(part)).lower()


def _is_plural(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated or origin in (Union, types.UnionType):
        return any(_is_plural(arg) for arg in get_args(annotation))
    return origin in (tuple, list)


def tension_page() -> dict[str, Any]:
    """The formula of the tension reading with its settings, and the weight of every type."""
    return {
        "formula": tension.FORMULA,
        "half_life_days": tension.HALF_LIFE,
        "scale": tension.SCALE,
        "statements_a_day": tension.SPEECHES_A_DAY,
        "trend_window_days": tension.WINDOW,
        "bands": [{"from": floor, "band": word} for floor, word in tension.BANDS],
        "weights": [{"type": row["type"], "weight": row["weight"]} for row in catalogue_rows()],
    }
