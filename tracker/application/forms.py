"""Forms as a person fills them in: for each key of a type what is wanted, the choices, and whether it is needed."""

from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import StringConstraints

from tracker.application.likeness import likely
from tracker.application.problems import BadInput, did_you_mean
from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development, Participation, own_field_names
from tracker.domain.evidence import Certainty
from tracker.domain.parties import PARTY_PATTERN

SOURCELESS = ("position_stated",)
"""The types that need no source: they state what is taken as given."""

_EARLY = ("date", "actor", "target")
_TOLD = ("summary", "source", "quote")

_ALSO = {
    "png": "persona non grata", "airstrike": "air strike", "airstrikes": "air strike", "shelling": "artillery",
    "embargo": "trade stopped", "demarche": "démarche", "phone call": "telephone",
}  # fmt: skip
"""Words of people's own for what the catalogue says otherwise."""

PLURAL = ("actor", "target", "third_party", "source", "in_response_to", "incident")


class Kind(NamedTuple):
    """What a field takes: Python kinds without None, and whether texts in it are codes of parties."""

    bases: tuple[Any, ...]
    party: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices, where it is one of some words."""
        enums = [base for base in self.bases if isinstance(base, type) and issubclass(base, Enum)]
        if enums:
            return tuple(str(member.value) for member in enums[0])
        return ("yes", "no") if self.bases == (bool,) else ()

    @property
    def words(self) -> str:
        """What is wanted, in words."""
        if self.choices:
            return " | ".join(self.choices)
        if self.party:
            return "parties, by commas" if tuple in self.bases else "a party: a country, org:… or act:…"
        return " or ".join(dict.fromkeys(_WORDS.get(base, "text") for base in self.bases))


_WORDS = {
    int: "a number",
    float: "a number",
    bool: "yes or no",
    tuple: "a list, by commas",
    dict: "parts, as KEY.part=",
}


class Question(NamedTuple):
    """One key of a form."""

    key: str
    wanted: str
    choices: tuple[str, ...] = ()
    required: bool = False
    party: bool = False
    """Whether a party is wanted, of the type's own fields."""

    def __str__(self) -> str:
        return f"{self.key}=({self.wanted})"


def form_of(name: str) -> type[Development]:
    """The form of a type; BadInput with a did-you-mean where the catalogue has none of this name."""
    form = TYPES.get(name) or TYPES.get(name.replace("-", "_").lower())
    if form is None:
        raise BadInput(
            f"the catalogue has no type {name!r}{did_you_mean(name, TYPES)}",
            remedy="tracker catalogue lists the types",
        )
    return form


def kind_of(form: type[Development], name: str) -> Kind:
    """What a field of a type takes."""
    info = form.model_fields[name]
    bases: list[Any] = []
    party = _flatten(info.annotation, bases) or _names_party(info.metadata)
    return Kind(tuple(bases), party)


def _flatten(annotation: Any, bases: list[Any]) -> bool:
    """Gather the kinds in an annotation; whether its texts are parties."""
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *metadata = get_args(annotation)
        return _flatten(base, bases) or _names_party(metadata)
    if origin in (Union, UnionType):
        parties = [_flatten(part, bases) for part in get_args(annotation)]  # all of them: each adds its kinds
        return any(parties)
    if origin is tuple:
        bases.append(tuple)
        return _flatten(get_args(annotation)[0], [])
    if annotation is not NoneType:
        bases.append(origin or annotation)
    return False


def _names_party(metadata: Any) -> bool:
    return any(isinstance(item, StringConstraints) and item.pattern == PARTY_PATTERN for item in metadata)


def questions(form: type[Development]) -> tuple[Question, ...]:
    """Every key that a development of this type may be given, the needed ones first within each group."""
    own = tuple(_own(form, name) for name in own_field_names(form))
    return (*_common(form), *sorted(own, key=lambda question: not question.required), *_LATER)


def _own(form: type[Development], name: str) -> Question:
    kind = kind_of(form, name)
    return Question(name, kind.words, kind.choices, form.model_fields[name].is_required(), kind.party)


def _common(form: type[Development]) -> tuple[Question, ...]:
    directed = form.participation in (Participation.DIRECTED, Participation.THIRD_PARTY)
    return (
        Question("date", "2024-01-17, 2024-01, 17 jan, tue, yesterday", required=True),
        Question("actor", "parties, by commas", required=True),
        Question("target", "parties, by commas", required=directed),
        Question("summary", "one sentence", required=True),
        Question("source", "an address", required=form.type_name() not in SOURCELESS),
    )


_LATER = (
    Question("quote", "the exact words of the source"),
    Question("time", "04:30+03:30"),
    Question("date_precision", "day | month | year", ("day", "month", "year")),
    Question("third_party", "parties, by commas"),
    Question("rating", "an Admiralty grade such as B2"),
    Question("certainty", " | ".join(Certainty), tuple(Certainty)),
    Question("in_response_to", "ids, by commas"),
    Question("incident", "an id"),
    Question("known_from", "2024-01-17 or 2024-01-17T12:00Z"),
    Question("note", "text"),
    Question("id", "text; made of date, parties and type where it is not given"),
)


def as_asked(form: type[Development]) -> tuple[Question, ...]:
    """Every key, in the order in which a person is asked: the act with all that it needs, who tells it, the rest."""
    every = questions(form)
    early, told = ([q for key in keys for q in every if q.key == key] for keys in (_EARLY, _TOLD))
    needed = [q for q in every if q.required and q not in early and q not in told]
    first = [*early, *needed, *told]
    return (*first, *(q for q in every if q not in first))


def all_keys(form: type[Development]) -> tuple[str, ...]:
    """The keys of a type."""
    return tuple(question.key for question in questions(form))


def missing(form: type[Development], given: set[str], actors: int) -> tuple[Question, ...]:
    """The needed keys that are not given; two actors and no target are the two sides."""
    return tuple(
        q for q in questions(form) if q.required and q.key not in given and not (q.key == "target" and actors > 1)
    )


def types_like(text: str) -> tuple[str, ...]:
    """The types that a few letters may mean, the likeliest first: by name, by what is said of them, by letters."""
    for short, long in _ALSO.items():
        text = long if " ".join(text.casefold().replace("-", " ").split()) == short else text
    return likely(text, TYPES, _said)


def meaning(name: str) -> str:
    """What a type means, as the catalogue says it."""
    return " ".join((TYPES[name].__doc__ or "").split())


@cache
def _said(name: str) -> str:
    """What is said of a type: its name, its meaning, what it is about, and the choices of its fields."""
    form = TYPES[name]
    choices = [choice for own in own_field_names(form) for choice in kind_of(form, own).choices]
    return " ".join([name, meaning(name), form.category.value, *choices]).replace("_", " ")
