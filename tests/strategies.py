"""Strategies: any type of the catalogue from the annotations of its fields, and logs of many with amendments."""

import typing
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from tracker.domain.catalogue import TYPES
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    Link,
    Record,
    Refused,
    Reinstate,
    Retract,
    Unlink,
)
from tracker.domain.desk import decide
from tracker.domain.development import Development, Participation
from tracker.domain.developments.context import STATABLE
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.evidence import Certainty, Claim, Credibility, Grade, Reliability, Report
from tracker.domain.log import Entry
from tracker.domain.occurrence import Occurrence

FORMS = sorted(set(TYPES.values()), key=lambda form: form.type_name())
PAIRS = (("IRN", "PAK"), ("IRN", "IRQ"), ("QAT", "SAU"), ("BHR", "QAT"))
FIRST_DAY = date(2024, 1, 1)
WORDS = (
    "North",
    "Consulate North",
    "a",
    "b",
    "über",
    "١٢",
    'it\'s "so"',
    "line\nbreak",
    "\x1b[31mred",
    "\u202eabc",
    "🕊",
)
DATES = ("2024-01-17", "2024-01", "2024", "../2024-01-18", "2024-01-15/2024-01-18", "2024-01-17?")
PARTIES = ("CHE", "OMN", "org:UNSC", "act:jaish-al-adl")

words = st.sampled_from(WORDS)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """What a field of this annotation may hold, as plain values."""
    origin, arms = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return constrained(arms[0], arms[1:])
    if origin in (typing.Union, UnionType):
        return st.one_of([values(arm) for arm in arms])
    if origin is tuple:
        return st.lists(values(arms[0]), max_size=3, unique=True)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from([member.value for member in annotation])
    plain = {NoneType: st.none(), bool: st.booleans(), int: st.integers(0, 9), str: words}
    return plain[annotation]


def constrained(annotation: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """What fits an annotation with bounds or a pattern."""
    pattern = next((m.pattern for m in metadata if getattr(m, "pattern", None)), None)
    if pattern is not None:
        return st.sampled_from(PARTIES if "A-Z" in pattern else DATES)
    if annotation is int:
        return st.sampled_from((0, 1, 2, 3, 4, 23, 755))
    least = [
        bound.min_length for m in metadata for bound in (m, *getattr(m, "metadata", ())) if hasattr(bound, "min_length")
    ]
    found = values(annotation)
    return found.filter(bool) if any(least) else found


@cache
def stated(pair: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """A position that a pair can have."""
    one, other = pair
    owners = {"half": (f"{one}>{other}", f"{other}>{one}"), "party": pair}
    kinds = {
        "flag": st.booleans(), "count": st.integers(0, 9), "text": words,
        "items": st.lists(words, max_size=3, unique=True), "mapping": st.dictionaries(words, st.just("in_force"), max_size=2),
        "date": st.just("2023-12-01"),
    }  # fmt: skip
    shape: dict[str, st.SearchStrategy[Any]] = {}
    for name, component in STATABLE.items():
        value = st.sampled_from(component.values) if component.kind == "choice" else kinds[component.kind]
        if component.scope == "pair":
            shape[name] = value
        else:
            shape[name] = st.dictionaries(st.sampled_from(owners[component.scope]), value, min_size=1)
    return st.lists(st.sampled_from(sorted(shape)), max_size=6, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: shape[name] for name in names})
    )


@cache
def fields_of(form: type[Development], pair: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """The fields that a type adds, some of the optional ones left out."""
    hints = typing.get_type_hints(form, include_extras=True)
    own = {name: field for name, field in form.model_fields.items() if name not in Development.model_fields}
    shapes = {name: stated(pair) if hints[name] == dict[str, Any] else values(hints[name]) for name in own}
    needed = {own[name].alias or name: shape for name, shape in shapes.items() if own[name].is_required()}
    optional = {own[name].alias or name: shape for name, shape in shapes.items() if not own[name].is_required()}
    return st.fixed_dictionaries(needed, optional=optional)


days = st.one_of(st.integers(0, 12), st.integers(0, 420)).map(lambda n: FIRST_DAY + timedelta(days=n))


@st.composite
def occurrences(draw: st.DrawFn) -> Occurrence:
    """Exact days, with time or without, intervals, and intervals open at the start."""
    latest, length = draw(days), draw(st.sampled_from((0, 0, 0, 1, 3, 30)))
    kind = draw(st.sampled_from(("exact", "exact", "timed", "interval", "open", "month")))
    if kind in ("exact", "timed") or (kind == "interval" and not length):
        minute = draw(st.sampled_from((0, 1, 61, 1439))) if kind == "timed" else None
        offset = draw(st.sampled_from((None, 0, 210, 300, -300))) if kind == "timed" else None
        return Occurrence(
            edtf=latest.isoformat(), best=latest, earliest=latest, latest=latest, minute=minute, offset=offset
        )
    if kind == "open":
        return Occurrence(edtf=f"../{latest}", best=latest, earliest=None, latest=latest, interval=True)
    first = latest - timedelta(days=length)
    best = draw(st.sampled_from((first, latest))) if kind == "month" else latest
    return Occurrence(edtf=f"{first}/{latest}", best=best, earliest=first, latest=latest, interval=kind == "interval")


grades = st.builds(Grade, reliability=st.sampled_from(Reliability), credibility=st.sampled_from(Credibility))
reports = st.builds(Report, source=st.sampled_from(("s1", "s2")), quote=st.none() | words)
claims = st.builds(
    Claim,
    aspect=st.sampled_from(("killed", "motive", "account")),
    value=st.sampled_from((2, 3, 2.5, True, "self-defence", ("a", "b"))),
    by=st.sampled_from((None, "narrator", "Islamabad", "Tehran")),
    source=st.sampled_from((None, "s1")),
)


@cache
def parties_of(form: type[Development], pair: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """Who acts upon whom: between the pair, in either direction."""
    name = form.type_name()
    if name == "armed_attack_claimed":
        return st.just({"actors": ["act:jaish-al-adl"], "targets": [pair[0]]})
    if form.participation is Participation.THIRD_PARTY:
        return st.just({"actors": ["OMN"], "targets": list(pair)})
    ways = [{"actors": [a], "targets": [t]} for a, t in (pair, pair[::-1])]
    if form.participation is Participation.MUTUAL or name == "position_stated":
        ways.append({"actors": list(pair)})
    if form.participation is Participation.UNILATERAL and name not in (
        "position_stated",
        "emergency_measures_declared",
    ):
        ways.append({"actors": [pair[0]]})
    return st.sampled_from(ways)


@st.composite
def developments(
    draw: st.DrawFn, form: type[Development] | None = None, *, stream: str = "d0", pair: tuple[str, str] | None = None
) -> Development:
    """Any development of any type, valid by its form."""
    form = draw(st.sampled_from(FORMS)) if form is None else form
    pair = draw(st.sampled_from(PAIRS)) if pair is None else pair
    content = {
        "id": stream,
        "occurred": draw(occurrences()),
        **draw(parties_of(form, pair)),
        **draw(fields_of(form, pair)),
        **draw(st.fixed_dictionaries({}, optional=_EXTRA)),
    }
    return form.model_validate(content)


_EXTRA: dict[str, st.SearchStrategy[Any]] = {
    "summary": words,
    "sources": st.lists(st.sampled_from(("s1", "https://news.example/1")), max_size=2, unique=True),
    "reports": st.lists(reports, max_size=2).map(tuple),
    "claims": st.lists(claims, max_size=2).map(tuple),
    "rating": grades,
    "certainty": st.sampled_from(Certainty),
    "incidents": st.just(["irn-pak-2024"]),
    "note": words,
}

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
instants = (st.integers(0, 30) | st.integers(0, 400)).map(lambda n: NOON + timedelta(days=n, milliseconds=n % 7 * 100))


@st.composite
def amendments(draw: st.DrawFn, number: int, streams: list[str]) -> Command:
    """Any amendment of one of some developments."""
    said = {
        "stream": draw(st.sampled_from(streams)),
        "id": f"c{number}",
        "known_from": draw(instants),
        "reason": draw(st.sampled_from(("a slip", "another desk says so"))),
    }
    some = st.lists(st.sampled_from([*streams, "never-recorded"]), min_size=1, max_size=2, unique=True).map(tuple)
    ties = st.sampled_from(("same_as", "in_response_to"))
    kind = draw(st.sampled_from((Correct, Retract, Reinstate, AddReports, AddClaims, Assess, Link, Link, Link, Unlink)))
    if kind in (Link, Unlink):
        return kind(**said, **{draw(ties): draw(some)})
    rest: dict[type, dict[str, Any]] = {
        Correct: {"changes": draw(corrections)},
        AddReports: {"reports": (draw(reports),)},
        AddClaims: {"claims": (draw(claims),)},
        Assess: {"rating": draw(grades), "aspect": "killed", "value": draw(st.integers(0, 3))},
    }
    return kind(**said, **rest.get(kind, {}))


corrections = st.one_of(
    occurrences().map(lambda when: {"occurred": when.model_dump(mode="json")}),
    st.sampled_from(PAIRS).map(lambda pair: {"actors": [pair[0]], "targets": [pair[1]]}),
    words.map(lambda text: {"summary": text}),
)


@st.composite
def command_lists(draw: st.DrawFn, least: int = 1, most: int = 9, changes: int = 8) -> list[Command]:
    """What desks say of a few developments: each recorded at some point, and amendments in between."""
    streams = [f"d{n}" for n in range(draw(st.integers(least, most)))]
    said: list[Command] = []
    for number, stream in enumerate(streams):
        development = draw(developments(stream=stream, pair=draw(st.sampled_from(PAIRS[:2]))))
        causes = draw(st.lists(st.sampled_from([s for s in streams if s != stream] or ["d99"]), max_size=1))
        development = development.model_copy(update={"in_response_to": tuple(causes)})
        said.append(Record(stream=stream, id=f"r{number}", known_from=draw(instants), development=development))
    for number in range(draw(st.integers(0, changes))):
        said.insert(draw(st.integers(1, len(said))), draw(amendments(number, streams)))
    return accepted(said)


def accepted(said: list[Command]) -> list[Command]:
    """Those of some commands that the desk takes, one after another."""
    return [command for command, entries in spoken(said) if entries]


def spoken(said: list[Command]) -> list[tuple[Command, tuple[Entry, ...]]]:
    """What each command brings; nothing where it is refused."""
    dossiers: dict[str, Dossier] = {}
    found: list[tuple[Command, tuple[Entry, ...]]] = []
    for command in said:
        try:
            entries = decide(dossiers.get(command.stream), command)
        except (Refused, ValidationError):
            entries = ()
        for entry in entries:
            dossiers[entry.stream] = evolve(dossiers.get(entry.stream), entry)
        found.append((command, entries))
    return found


def logged(said: list[Command]) -> list[tuple[int, Entry]]:
    """The log of some commands: entries with their positions."""
    entries = [entry for _, brought in spoken(said) for entry in brought]
    return list(enumerate(entries, start=1))


logs = command_lists().map(logged)


@st.composite
def tangles(draw: st.DrawFn) -> list[Command]:
    """A few developments of few days and two pairs, much tied, untied, retracted and moved: hard to settle."""
    streams = [f"d{n}" for n in range(draw(st.integers(2, 5)))]
    said: list[Command] = []
    for number, stream in enumerate(streams):
        form, pair = (
            draw(st.sampled_from(("condemnation_issued", "strike_conducted"))),
            draw(st.sampled_from(PAIRS[:2])),
        )
        fields = {"means": "air"} if form == "strike_conducted" else {}
        content = {"id": stream, "occurred": draw(near), "actors": [pair[0]], "targets": [pair[1]], **fields}
        said.append(
            Record(stream=stream, id=f"r{number}", known_from=draw(instants), development=TYPES[form](**content))
        )
    for number in range(draw(st.integers(1, 12))):
        said.insert(draw(st.integers(1, len(said))), draw(knots(number, streams)))
    return accepted(said)


@st.composite
def _near(draw: st.DrawFn) -> Occurrence:
    latest = FIRST_DAY + timedelta(days=draw(st.integers(0, 4)))
    kind = draw(st.sampled_from(("exact", "exact", "interval", "open", "best")))
    first = {"exact": latest, "open": None}.get(kind, latest - timedelta(days=draw(st.integers(1, 4))))
    best = first if kind == "best" else latest
    return Occurrence(edtf="", best=best, earliest=first, latest=latest, interval=kind in ("interval", "open"))


near = _near()


@st.composite
def knots(draw: st.DrawFn, number: int, streams: list[str]) -> Command:
    """Ties, their undoing, retractions and other dates."""
    known, reason = draw(instants), draw(st.sampled_from(("a slip", "said so")))
    stream, other = draw(st.sampled_from(streams)), draw(st.sampled_from(streams))
    said = {"stream": stream, "id": f"c{number}", "known_from": known, "reason": reason}
    kind = draw(st.sampled_from((Link, Link, Link, Link, Unlink, Retract, Reinstate, Correct)))
    if kind is Correct:
        return Correct(**said, changes={"occurred": draw(near).model_dump(mode="json")})
    ties = {draw(st.sampled_from(("same_as", "in_response_to"))): (other,)}
    return kind(**said, **(ties if kind in (Link, Unlink) else {}))
