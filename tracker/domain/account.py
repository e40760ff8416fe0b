"""Accounts: what happened as one party tells it, by its own claims.

What a party claims of an aspect that is a field of the type stands in that field; a party that denies a development
(``occurred`` is false, or ``perpetrator`` is false or another than those recorded) has none of it. Where a party's own
claims differ from one another none of them is picked: the field stays as recorded, and all of them are listed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from tracker.domain.development import Development, own_field_names
from tracker.domain.disputes import CASUALTIES, OPINION, Claim, topic_of
from tracker.domain.dossier import corrected
from tracker.domain.parties import PARTY_PATTERN

OCCURRED, PERPETRATOR, CASUALTY = "occurred", "perpetrator", "casualties"


class Replaced(NamedTuple):
    """A field that stands otherwise in an account."""

    field: str
    old: Any
    new: Any


class Told(NamedTuple):
    """A development in the account of a party."""

    denied: bool = False
    development: Development | None = None
    """As it stands there; None where it is denied, or nothing that is claimed is a field of its type."""
    replaced: tuple[Replaced, ...] = ()
    divided: tuple[str, ...] = ()
    """Aspects of which the party's own claims differ."""


def speaks(claim: Claim, party: str, names: Callable[[str], Collection[str]]) -> bool:
    """Whether a claim is the party's: it names the party; where it names none, its speaker has a name of the party.

    ``names`` gives those of a party, in lower case, and is asked only where a claim names none.
    """
    if claim.party is not None:
        return claim.party == party
    return claim.by is not None and claim.by.casefold() in names(party)


def denies(claim: Claim, actors: Collection[str]) -> bool:
    """Whether a claim says that it did not happen, or that others did it than those recorded."""
    if claim.aspect == OCCURRED:
        return claim.value is False
    if claim.aspect != PERPETRATOR:
        return False
    named = isinstance(claim.value, str) and re.match(PARTY_PATTERN, claim.value) is not None
    return claim.value is False or (named and claim.value not in actors)


def told(
    form: type[Development], actors: Collection[str], own: Iterable[Claim], held: Callable[[], Development]
) -> Told:
    """A development of a type as a party tells it, given the claims of that party.

    ``held`` gives what is recorded, and is asked only where a claim is of a field of the type.
    """
    divided, fields, denied = [], {}, False
    for aspect, claims in _by_aspect(own).items():
        if len(claims) > 1 and _differ(claims):
            divided.append(aspect)
        elif denies(claims[0], actors):
            denied = True
        elif field := field_of(form, aspect):
            fields[field] = claims[0].value
    if denied:
        return Told(denied=True, divided=tuple(divided))
    now, replaced = _replaced(held(), fields) if fields else (None, ())
    return Told(development=now, replaced=replaced, divided=tuple(divided))


def _replaced(held: Development, fields: Mapping[str, Any]) -> tuple[Development, tuple[Replaced, ...]]:
    """The development with other values of some fields, as far as they fit, and what came to be otherwise."""
    now, replaced = held, []
    for field, value in fields.items():
        changed = _with(now, field, value)
        if changed is not None:
            now = changed
            old, new = held.own_fields().get(field), now.own_fields().get(field)
            replaced += [Replaced(field, old, new)] if old != new else []
    return now, tuple(replaced)


def _by_aspect(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.aspect != OPINION:
            found.setdefault(claim.aspect, []).append(claim)
    return found


def _differ(claims: Iterable[Claim]) -> bool:
    return len({_key(claim.value) for claim in claims}) > 1


def _key(value: Any) -> tuple[str, str]:
    """What tells two values apart: 1 is not true."""
    return type(value).__name__, str(value)


@cache
def field_of(form: type[Development], aspect: str) -> str | None:
    """The field of a type that an aspect is: of the same name, or what is claimed of it (``claimed_target``)."""
    names = own_field_names(form)
    return next((name for name in (aspect, f"claimed_{aspect}") if name in names), None)


@cache
def moving(form: type[Development]) -> frozenset[str]:
    """The aspects by which a claim may have a development of a type stand otherwise in an account."""
    names = own_field_names(form)
    return frozenset((OCCURRED, PERPETRATOR, *names, *(name.removeprefix("claimed_") for name in names)))


def _with(held: Development, field: str, value: Any) -> Development | None:
    """The development with another value of a field; None where the field cannot have it."""
    try:
        return corrected(held, {field: list(value) if isinstance(value, tuple) else value}, None, strict=True)
    except ValueError:
        return None


_NUMBERS = (int, float)


class Figure(NamedTuple):
    """A figure of casualties of one kind: the least and the most that is claimed, never added up or averaged."""

    aspect: str
    least: float
    most: float


def figures(claims: Sequence[Claim]) -> list[Figure]:
    """The range of each kind of casualties that is claimed in numbers, in the order of the claims."""
    found: dict[str, list[float]] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, _NUMBERS) and not isinstance(value, bool) and topic_of(claim.aspect) == CASUALTY:
            found.setdefault(claim.aspect, []).append(value)
    return [Figure(aspect, min(values), max(values)) for aspect, values in found.items()]


def recorded(form: type[Development], fields: Mapping[str, Any], topic: str) -> dict[str, Any]:
    """What the record itself says of a topic, by aspect, given the fields of its type as plain values."""
    return {aspect: fields[field] for aspect, field in _fields_of(form, topic) if fields.get(field) is not None}


@cache
def _fields_of(form: type[Development], topic: str) -> tuple[tuple[str, str], ...]:
    """The aspects of a topic that are fields of a type, with those fields."""
    aspects = CASUALTIES if topic == CASUALTY else (topic,)
    return tuple((aspect, field) for aspect in aspects if (field := field_of(form, aspect)) is not None)
