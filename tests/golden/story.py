"""The story of the golden log: one development of every type, one of most kinds of amendment, all dates fixed."""

import typing
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import NoneType
from typing import Any

from tracker.domain.catalogue import TYPES
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    DescribeSource,
    LiftWatch,
    Link,
    MarkRead,
    OpenIncident,
    Record,
    Reinstate,
    Retract,
    SetWatch,
    Unlink,
)
from tracker.domain.development import Development, Participation
from tracker.domain.evidence import Certainty, Claim, Report, Source, grade
from tracker.domain.occurrence import Occurrence, on

START = date(2024, 1, 1)
CLOCK = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
PAIRS = (("IRN", "PAK"), ("QAT", "SAU"))
POSITION = {
    "relations": "established", "mission": {"IRN>PAK": "open", "PAK>IRN": "open"},
    "head": {"IRN>PAK": "ambassador", "PAK>IRN": "ambassador"}, "hostility": 1, "expelled_by": {"IRN": 2},
    "agreements": {"Gas pipeline 1995": "in_force"}, "mechanisms": ["border commission"],
}  # fmt: skip


def a_value(annotation: Any, turn: int) -> Any:
    """A value that fits an annotation, another one each turn."""
    origin, arms = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        pattern = next((m.pattern for m in arms[1:] if getattr(m, "pattern", None)), "")
        return ("CHE" if "A-Z" in pattern else "2024-01-17") if pattern else a_value(arms[0], turn)
    if origin is tuple:
        return [a_value(arms[0], turn)]
    if arms:
        return a_value(next(arm for arm in arms if arm is not NoneType), turn)
    if issubclass(annotation, Enum):
        members = list(annotation)
        return members[turn % len(members)].value
    return {bool: bool(turn % 2), int: turn % 5 + 1, str: f"said {turn}, “as such”"}[annotation]


def parties(form: type[Development], pair: tuple[str, str], turn: int) -> dict[str, Any]:
    """Who acts upon whom, either way in turn."""
    actor, target = pair if turn % 2 else pair[::-1]
    if form.type_name() == "armed_attack_claimed":
        return {"actors": ["act:jaish-al-adl"], "targets": [target]}
    if form.participation is Participation.THIRD_PARTY:
        return {"actors": ["OMN"], "targets": list(pair)}
    if form.participation is Participation.MUTUAL:
        return {"actors": list(pair)}
    return {"actors": [actor], "targets": [target]}


def developments(names: Collection[str]) -> Iterator[Development]:
    """A position, then one development of every type named, a day apart; some timed, some in an interval."""
    yield TYPES["position_stated"].model_validate(
        {"id": "position", "occurred": on(START), "actors": PAIRS[0], "position": POSITION}
    )
    forms = [TYPES[name] for name in sorted(set(names) - {"position_stated"})]
    for turn, form in enumerate(forms):
        hints = typing.get_type_hints(form, include_extras=True)
        own = {name: field for name, field in form.model_fields.items() if name not in Development.model_fields}
        fields = {f.alias or n: a_value(hints[n], turn) for n, f in own.items() if f.is_required() or turn % 3}
        more = {"in_response_to": [f"{turn - 1:03}"]} if turn % 10 == 9 else {}
        content = {"id": f"{turn:03}", "occurred": _when(turn), **parties(form, PAIRS[turn % 9 == 8], turn)}
        yield form.model_validate({**content, **fields, **more, "summary": f"{form.type_name()} — the {turn}th"})


def _when(turn: int) -> Occurrence:
    day = START + timedelta(days=1 + turn)
    if turn % 7 == 6:
        return on(day, turn * 13 % 1440, 210)
    if turn % 11 == 10:
        first = day - timedelta(days=4)
        return Occurrence(edtf=f"{first}/{day}", best=day, earliest=first, latest=day, interval=True)
    return on(day)


def reading() -> Iterator[Command]:
    """What readers said: how far one has read, a watch that is kept, and one that is not."""
    said: dict[str, Any] = {"known_from": datetime(2024, 6, 1, 12, tzinfo=UTC), "by": "ada"}
    yield MarkRead(stream="reader:ada", id="m1", **said, position=40)
    yield SetWatch(stream="watch:fire", id="w1", **said, expression="IRN-PAK hostility>=4")
    yield SetWatch(stream="watch:heads", id="w2", **said, expression="* changed head")
    yield LiftWatch(stream="watch:heads", id="w3", **said, reason="it is over")


def commands(names: Collection[str]) -> Iterator[Command]:
    """What the desks said of the types of their day: sources, an incident, every development, and amendments of each kind."""
    said: dict[str, Any] = {"known_from": datetime(2024, 6, 1, 12, tzinfo=UTC), "by": "desk"}
    source = Source(id="s1", scope="golden", outlet="The Gazette", published="2024-01-18", sha256="0" * 64)
    yield DescribeSource(stream="source:golden/s1", id="s1", **said, source=source)
    yield OpenIncident(stream="incident:golden", id="i1", **said, title="A crisis", window=("2024-01-01", None))
    for development in developments(names):
        known = development.occurred.end_of_best_date()
        yield Record(stream=development.id, id=f"r{development.id}", known_from=known, development=development)
    report = Report(source="s1", quote="late on Monday", offset=12)
    yield AddReports(stream="005", id="a1", **said, reports=(report,), sources=("https://news.example/1",))
    yield AddClaims(stream="005", id="a2", **said, claims=(Claim(aspect="killed", value=2, by="Islamabad"),))
    yield AddClaims(
        stream="005", id="a3", **said, claims=(Claim(aspect="killed", value=9, qualifier="over", by="Tehran"),)
    )
    yield Assess(
        stream="005", id="a4", **said, rating=grade("B2"), certainty=Certainty.PROBABLE, aspect="casualties", value=2
    )
    yield Correct(stream="007", id="a5", **said, reason="a slip", changes={"summary": "otherwise"})
    yield Retract(stream="011", id="a6", **said, reason="it never happened")
    yield Retract(stream="012", id="a7", **said, reason="a slip")
    yield Reinstate(stream="012", id="a8", **said, reason="it did happen")
    yield Link(stream="014", id="a9", **said, same_as=("013",))
    yield Link(stream="020", id="b1", **said, in_response_to=("019",), incidents=("golden",))
    yield Unlink(stream="020", id="b2", **said, in_response_to=("019",), reason="not so")
