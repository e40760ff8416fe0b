"""What a desk may say next of a log, drawn by hypothesis: few developments, few days, few pairs, many ties."""

from typing import Any

from hypothesis import strategies as st

from tests.durability.model import Model
from tests.strategies import PAIRS, amendments, developments, instants, knots, near
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, DescribeSource, Link, OpenIncident, Record, Unlink
from tracker.domain.development import Development
from tracker.domain.evidence import Source

PLACES = (*PAIRS[:2], *PAIRS[:3])
"""The first two pairs come up more often."""
ACTS = (("condemnation_issued", {}), ("strike_conducted", {"means": "air"}))
MANY = 16
"""Developments of a log at most: those that are there are then spoken of again."""


@st.composite
def recordings(draw: st.DrawFn, number: int, model: Model) -> Command:
    """A development of any type, or one that is hard to place; perhaps in response to another, or to one to come."""
    ids = list(model.developments)
    stream = f"d{len(ids)}" if len(ids) < MANY else draw(st.sampled_from(ids))
    pair = draw(st.sampled_from(PLACES))
    kind = _hard(stream, pair) if draw(st.integers(0, 2)) else developments(stream=stream, pair=pair)
    development = draw(kind)
    others = [each for each in (*ids[-5:], f"d{len(ids) + 1}") if each != stream]
    causes = tuple(draw(st.lists(st.sampled_from(others), max_size=1)))
    development = development.model_copy(update={"in_response_to": causes})
    return Record(stream=stream, id=f"r{number}", known_from=draw(instants), development=development)


@st.composite
def _hard(draw: st.DrawFn, stream: str, pair: tuple[str, str]) -> Development:
    """An act among others of the same few days, of which it is often not known on which."""
    form, fields = draw(st.sampled_from(ACTS))
    content = {"id": stream, "occurred": draw(near), "actors": [pair[0]], "targets": [pair[1]], **fields}
    return TYPES[form].model_validate(content)


def changes(number: int, model: Model) -> st.SearchStrategy[Command]:
    """Amendments of any kind."""
    ids = list(model.developments)
    return amendments(number, ids) | knots(number, ids)


@st.composite
def merges(draw: st.DrawFn, number: int, model: Model) -> Command:
    """Two developments are said to be the same."""
    ids = list(model.developments)
    one, other = draw(st.permutations(ids))[:2] if len(ids) > 1 else (ids[0], "never-recorded")
    said = _said(one, number, draw(instants))
    return Link(**said, same_as=(other,))


@st.composite
def partings(draw: st.DrawFn, number: int, model: Model) -> Command:
    """A tie that is there is undone."""
    stream, name, other = draw(st.sampled_from(ties(model)))
    return Unlink(**_said(stream, number, draw(instants)), **{name: (other,)})


def ties(model: Model) -> list[tuple[str, str, str]]:
    """Every tie that is there."""
    found = []
    for stream, dossier in model.developments.items():
        found += [(stream, "same_as", other) for other in dossier.same_as]
        found += [(stream, "in_response_to", other) for other in _held(dossier)]
    return found


def _held(dossier: Any) -> tuple[str, ...]:
    return tuple(dossier.development.in_response_to)


@st.composite
def evidence(draw: st.DrawFn, number: int, model: Model) -> Command:
    """A source is described, or an incident opened: entries that touch no pair."""
    known, title = draw(instants), draw(st.sampled_from(("A crisis", "The crisis")))
    if draw(st.booleans()):
        return OpenIncident(stream="incident:crisis", id=f"i{number}", known_from=known, title=title)
    source = Source(id="s1", scope="model", outlet=title)
    return DescribeSource(stream="source:model/s1", id=f"s{number}", known_from=known, source=source)


def anything(number: int, model: Model) -> st.SearchStrategy[Command]:
    """Whatever may be said."""
    kinds = [recordings(number, model), recordings(number, model)]
    if model.developments:
        kinds += [changes(number, model), changes(number, model), merges(number, model)]
    if ties(model):
        kinds.append(partings(number, model))
    return st.one_of(kinds)


def _said(stream: str, number: int, known: Any) -> dict[str, Any]:
    return {"stream": stream, "id": f"c{number}", "known_from": known, "reason": "said so"}
