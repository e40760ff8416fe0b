"""Arguments: ``key=value`` words become the item of a scenario that says the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from tracker.application.forms import PLURAL, Kind, all_keys, kind_of, missing
from tracker.application.problems import BadInput, did_you_mean
from tracker.domain.development import Development, own_field_names
from tracker.domain.evidence import Certainty, Grade, grade
from tracker.domain.relation import COMPONENT

_NUMBER = re.compile(r"[+-]?[0-9]+")
_MOST_DIGITS = 20
"""A number has fewer; what has more is text."""
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
DATED = ("date", "known_from")


@dataclass
class Given:
    """What a person gave: the words by key, and remarks on how some of them were read."""

    words: dict[str, list[str]]
    notes: list[str] = field(default_factory=list)

    def one(self, key: str) -> str | None:
        """The only word of a key, None where it is not given."""
        found = self.words.get(key)
        return found[0] if found else None

    def many(self, key: str) -> list[str]:
        """The words of a plural key, also where commas part them."""
        return [part for word in self.words.get(key, ()) for part in listed(word)]


def given(words: Iterable[str], today: date, *, plural: Sequence[str] = PLURAL) -> Given:
    """Read ``key=value`` words; a key may come twice only where it is plural."""
    found = Given({})
    for word in map(readable, words):
        key, sign, value = word.partition("=")
        key = key.strip().removeprefix("fields.")
        if not sign or not key:
            raise BadInput(
                f"{word!r} is not key=value",
                remedy="write for instance kind=consultations, in quotes where it has spaces",
            )
        if key in found.words and key not in plural:
            raise BadInput(f"{key} is given twice", remedy=f"give {key} once")
        if key in DATED:
            value = resolved(key, value.strip(), today, found.notes)
        found.words.setdefault(key, []).append(value.strip())
    return found


def readable(word: str) -> str:
    """A word as it came from the shell; BadInput where its bytes are no UTF-8, which the log could not keep."""
    if any("\ud800" <= char <= "\udfff" for char in word):
        raise BadInput(
            f"{word!r} is not UTF-8", remedy="set the terminal to UTF-8, or write the text in a scenario file"
        )
    return word


def resolved(key: str, value: str, today: date, notes: list[str]) -> str:
    """A date as a person types it (``yesterday``, ``Tue``, ``17 jan``) as EDTF, said so; any other text as it is."""
    from tracker.application.typed_dates import typed

    try:
        day = typed(value, today)
    except ValueError as problem:
        raise BadInput(
            f"{key}: {problem}", remedy="write 2024-01-17, or for instance 17 jan, tue, yesterday"
        ) from problem
    if day is None:
        return value
    notes.append(f"{key}: {value.strip().casefold()} is {day}")
    return day


def listed(text: str) -> list[str]:
    """The parts of a list by commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def check_keys(form: type[Development], keys: Iterable[str], known: Sequence[str] = ()) -> None:
    """Refuse a key that the type does not have."""
    allowed = (*(known or all_keys(form)),)
    for key in keys:
        if key.partition(".")[0] not in allowed:
            own = ", ".join(own_field_names(form)) or "none of its own"
            raise BadInput(
                f"{form.type_name()} has no key {key!r}{did_you_mean(key, allowed)}",
                remedy=f"its fields: {own}; tracker catalogue {form.type_name()} explains them",
            )


def check_complete(form: type[Development], found: Given) -> None:
    """Refuse a development of which something needed is missing, listing each with its choices."""
    heads = {key.partition(".")[0] for key, words in found.words.items() if any(words)}
    lacking = missing(form, heads, len(found.many("actor")))
    if lacking:
        raise BadInput(
            f"{form.type_name()} needs {', '.join(question.key for question in lacking)}",
            remedy="add " + " ".join(str(question) for question in lacking),
        )


def item(form: type[Development], found: Given) -> dict[str, Any]:
    """The development as a scenario would say it, but for its id."""
    check_keys(form, found.words)
    check_complete(form, found)
    rating = graded(found)
    sure(found)
    said: dict[str, Any] = {"type": form.type_name(), **({"rating": str(rating)} if rating else {})}
    for key in ("date", "date_precision", "time", "summary", "certainty", "note"):
        if found.one(key):
            said[key] = found.one(key)
    for key in ("actor", "target", "third_party"):
        if key in found.words:
            said[key] = parties(key, found.words[key])
    for key in ("in_response_to", "incident"):
        if found.many(key):
            said[key] = found.many(key)
    fields = own_fields(form, found)
    return {**said, **evidence(found), **({"fields": fields} if fields else {})}


def evidence(found: Given) -> dict[str, Any]:
    """Sources or, with a quotation, the report of the one source."""
    sources, quote = found.words.get("source", []), found.one("quote")
    if quote is None:
        return {"sources": sources} if sources else {}
    if len(sources) != 1:
        raise BadInput("a quote is of one source", remedy="give source= once beside quote=, and report-add for others")
    return {"reports": [{"source": sources[0], "quote": quote}]}


def parties(key: str, words: Iterable[str]) -> list[str]:
    """Codes of parties, given as codes or as names of countries."""
    return [code for word in words for code in _parties(key, word)]


def _parties(key: str, word: str) -> list[str]:
    from tracker.application.countries import is_named

    if "," in word and not is_named(word):  # a country may have a comma in its name
        return [_party(key, part) for part in listed(word)]
    return [_party(key, word)]


def _party(key: str, word: str) -> str:
    from tracker.application.countries import named, party

    try:
        return party(word) if ":" in word else named(word)
    except ValueError as problem:
        remedy = "parties are countries (code or name), org:… or act:…, by commas"
        raise BadInput(f"{key}: {problem}", remedy=remedy) from problem


def own_fields(form: type[Development], found: Given, *, blank: bool = False) -> dict[str, Any]:
    """The fields of the type, as the kinds that its form wants; ``blank`` lets an empty word mean none."""
    fields: dict[str, Any] = {}
    for key, words in found.words.items():
        name, _, path = key.partition(".")
        if name not in own_field_names(form):
            continue
        if path or dict in kind_of(form, name).bases:
            _nest(fields, key, words[0])
        elif blank and not words[0] and not form.model_fields[name].is_required():
            fields[name] = None
        else:
            fields[name] = value(name, words[0], kind_of(form, name))
    return fields


def value(key: str, text: str, kind: Kind) -> Any:
    """A word as the kind that a field wants; BadInput with the choices where it is none."""
    if not text:
        raise BadInput(f"{key} is given without a value", remedy=f"write {key}=({kind.words}) or leave it out")
    if tuple in kind.bases and (len(kind.bases) == 1 or len(listed(text)) > 1):
        return parties(key, [text]) if kind.party else listed(text)
    if kind.party:
        return parties(key, [text])[0]
    enums = [base for base in kind.bases if isinstance(base, type) and issubclass(base, Enum)]
    if enums:
        return _choice(key, text, kind)
    return _scalar(key, text, kind)


def _choice(key: str, text: str, kind: Kind) -> str:
    for choice in kind.choices:
        if text.lower().replace("-", "_").replace(" ", "_") == choice.lower():
            return choice
    raise BadInput(
        f"{key} is not {text!r}{did_you_mean(text, kind.choices)}", remedy=f"{key} is one of {', '.join(kind.choices)}"
    )


def _scalar(key: str, text: str, kind: Kind) -> Any:
    if bool in kind.bases and text.lower() in _FLAGS:
        return _FLAGS[text.lower()]
    if int in kind.bases and _NUMBER.fullmatch(text) and len(text) < _MOST_DIGITS:
        return int(text)
    if str in kind.bases:
        return text
    raise BadInput(
        f"{key} is {kind.words}, not {text!r}", remedy=f"write for instance {key}={'yes' if bool in kind.bases else 3}"
    )


def _nest(fields: dict[str, Any], key: str, text: str) -> None:
    """``position.head.PAK>IRN=ambassador`` into a mapping of mappings."""
    name, *path = key.split(".")
    if not path:
        remedy = f"give its parts: {name}.relations=established {name}.head.PAK>IRN=ambassador"
        raise BadInput(f"{name} is a mapping", remedy=remedy)
    inner: Any = fields.setdefault(name, {})
    for step in path[:-1]:
        inner = inner.setdefault(step, {}) if isinstance(inner, dict) else None
    if not isinstance(inner, dict):
        raise BadInput(f"{key} is said twice", remedy=f"give {name}.{path[0]} once")
    inner[path[-1]] = _stated(path[0], text)


def _stated(component: str, text: str) -> Any:
    kind = COMPONENT[component].kind if component in COMPONENT else "text"
    if kind == "flag" or component == "consular_kept":
        return _FLAGS.get(text.lower(), text)
    if kind == "count" and _NUMBER.fullmatch(text) and len(text) < _MOST_DIGITS:
        return int(text)
    return listed(text) if kind == "items" else text


def graded(found: Given) -> Grade | None:
    """The Admiralty grade given, its letter great or small."""
    text = found.one("rating")
    try:
        return grade(text.upper()) if text else None
    except ValueError as problem:
        remedy = "a letter A-F for the source and a figure 1-6 for the information"
        raise BadInput(f"rating is no Admiralty grade: {text!r}", remedy=remedy) from problem


def sure(found: Given) -> Certainty | None:
    """The certainty given."""
    text = found.one("certainty")
    if not text:
        return None
    if text not in tuple(Certainty):
        raise BadInput(
            f"certainty is not {text!r}{did_you_mean(text, tuple(Certainty))}",
            remedy=f"certainty is one of {', '.join(Certainty)}",
        )
    return Certainty(text)
