"""The desk in the language of the domain: given what was said, when someone says more, then entries or a refusal."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tracker.domain.catalogue import TYPES
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Assess,
    Command,
    Correct,
    DescribeSource,
    Link,
    OpenIncident,
    Record,
    Refusal,
    Refused,
    Reinstate,
    Retract,
    Unlink,
)
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.evidence import Certainty, Claim, Report, Source, grade
from tracker.domain.log import Entry, topic_of
from tracker.domain.occurrence import on

MONDAY, TUESDAY, WEDNESDAY = (datetime(2024, 1, day, 12, tzinfo=UTC) for day in (15, 16, 17))
REFUSED: set[Refusal] = set()
KILLED = Claim(aspect="killed", value=2, by="Islamabad")


def strike(**more: Any) -> Any:
    given = {
        "id": "strike",
        "occurred": on(date(2024, 1, 16)),
        "actors": ("IRN",),
        "targets": ("PAK",),
        "means": "missile",
    }
    return TYPES["strike_conducted"](**{**given, **more})


def said(kind: type[Command], **more: Any) -> Command:
    """A command on the strike, known on Tuesday unless it says otherwise."""
    return kind(**{"stream": "strike", "id": f"{kind.__name__}{sorted(more)}", "known_from": TUESDAY, **more})


def recorded(**more: Any) -> Command:
    return said(Record, development=strike(**more), id=f"record {sorted(more)}")


def retracted(reason: str = "a slip", **more: Any) -> Command:
    return said(Retract, reason=reason, **more)


class Given:
    """What the desk was told so far."""

    def __init__(self, *before: Command) -> None:
        self.dossier: Dossier | None = None
        self.answer: tuple[Entry, ...] | Refused = ()
        for command in before:
            entries = decide(self.dossier, command)
            assert entries, f"{command} was to be taken"
            for entry in entries:
                self.dossier = evolve(self.dossier, entry)

    def when(self, command: Command) -> "Given":
        try:
            self.answer = decide(self.dossier, command)
        except Refused as refused:
            self.answer = refused
        return self

    def then(self, *topics: str) -> Entry:
        assert not isinstance(self.answer, Refused), self.answer
        assert [topic_of(entry) for entry in self.answer] == list(topics)
        return self.answer[0]

    def nothing(self) -> None:
        assert self.answer == ()

    def refused(self, refusal: Refusal, detail: str = "") -> None:
        assert isinstance(self.answer, Refused), self.answer
        assert (self.answer.refusal, self.answer.stream) == (refusal, "strike")
        assert detail in self.answer.detail
        assert refusal.value in str(self.answer)
        REFUSED.add(refusal)


given = Given
REFUSALS: dict[str, tuple[tuple[Command, ...], Command, Refusal, str]] = {
    "an amendment of what nobody recorded": ((), retracted(), Refusal.UNKNOWN_ID, ""),
    "the same id with other content": ((recorded(),), recorded(killed=2), Refusal.SAID_OTHERWISE, "killed"),
    "the same id with another type": (
        (recorded(),),
        said(Record, development=TYPES["condemnation_issued"](id="strike", occurred=on(date(2024, 1, 16)), actors=("IRN",), targets=("PAK",))),
        Refusal.SAID_OTHERWISE,
        "type",
    ),
    "a correction of what is retracted": ((recorded(), retracted()), said(Correct, changes={"killed": 2}), Refusal.RETRACTED, "a slip"),
    "a report on what is retracted": ((recorded(), retracted()), said(AddReports, sources=("s1",)), Refusal.RETRACTED, "a slip"),
    "a claim about what is retracted": ((recorded(), retracted()), said(AddClaims, claims=(KILLED,)), Refusal.RETRACTED, "a slip"),
    "a grade for what is retracted": ((recorded(), retracted()), said(Assess, rating=grade("B2")), Refusal.RETRACTED, ""),
    "a tie of what is retracted": ((recorded(), retracted()), said(Link, same_as=("other",)), Refusal.RETRACTED, ""),
    "an undone tie of what is retracted": ((recorded(), retracted()), said(Unlink, same_as=("other",)), Refusal.RETRACTED, ""),
    "a reinstatement of what stands": ((recorded(),), said(Reinstate, reason="it did"), Refusal.NOT_RETRACTED, ""),
    "a second retraction for another reason": (
        (recorded(), retracted()), retracted("it was a drone", id="again"), Refusal.ALREADY_RETRACTED, "a slip",
    ),
    "an amendment of a version that was read before": (
        (recorded(), said(AddClaims, claims=(KILLED,))),
        said(Correct, changes={"killed": 2}, version=1), Refusal.STALE_VERSION, "version 2, you read 1",
    ),
    "a version that is still to come": ((recorded(),), retracted(version=2), Refusal.STALE_VERSION, "version 1, you read 2"),
    "a correction of nothing": ((recorded(),), said(Correct, changes={}), Refusal.NOTHING_SAID, ""),
    "a report of nothing": ((recorded(),), said(AddReports), Refusal.NOTHING_SAID, ""),
    "a claim of nothing": ((recorded(),), said(AddClaims, claims=()), Refusal.NOTHING_SAID, ""),
    "a judgement of nothing": ((recorded(),), said(Assess), Refusal.NOTHING_SAID, ""),
    "a tie to nothing": ((recorded(),), said(Link), Refusal.NOTHING_SAID, ""),
    "an undone tie to nothing": ((recorded(),), said(Unlink), Refusal.NOTHING_SAID, ""),
    "a field of another type": ((recorded(),), said(Correct, changes={"count": 2}), Refusal.NOT_A_FIELD, "count"),
    "another id": ((recorded(),), said(Correct, changes={"id": "other"}), Refusal.NOT_A_FIELD, "id"),
    "a value that the field does not have": ((recorded(),), said(Correct, changes={"means": "arrow"}), Refusal.DOES_NOT_FIT, "means"),
    "a number for a date": (
        (recorded(),), said(Correct, changes={"occurred": {"edtf": "x", "best": 0, "latest": 0}}), Refusal.DOES_NOT_FIT, "best",
    ),
    "text for a number": ((recorded(),), said(Correct, changes={"killed": "2"}), Refusal.DOES_NOT_FIT, "killed"),
    "parties that act upon themselves": ((recorded(),), said(Correct, changes={"targets": ["IRN"]}), Refusal.DOES_NOT_FIT, "upon itself"),
    "another type that needs more": ((recorded(),), said(Correct, changes={}, type="vessel_seized"), Refusal.DOES_NOT_FIT, "vessel"),
    "an undone tie that is not there": ((recorded(),), said(Unlink, same_as=("other",)), Refusal.NOT_LINKED, "other"),
    "an undone cause that is the same as it": (
        (recorded(), said(Link, same_as=("other",))), said(Unlink, in_response_to=("other",)), Refusal.NOT_LINKED, "other",
    ),
    "the same as itself": ((recorded(),), said(Link, same_as=("strike",)), Refusal.TO_ITSELF, ""),
    "its own cause": ((recorded(),), said(Link, in_response_to=("strike",)), Refusal.TO_ITSELF, ""),
    "a retraction without a reason": ((recorded(),), said(Retract), Refusal.NO_REASON, ""),
    "a reinstatement without a reason": ((recorded(), retracted()), said(Reinstate), Refusal.NO_REASON, ""),
}  # fmt: skip


@pytest.mark.parametrize(("before", "command", "refusal", "detail"), REFUSALS.values(), ids=REFUSALS)
def test_the_desk_declines(before: tuple[Command, ...], command: Command, refusal: Refusal, detail: str) -> None:
    given(*before).when(command).refused(refusal, detail)


def test_every_refusal_is_reached() -> None:
    for before, command, refusal, detail in REFUSALS.values():
        given(*before).when(command).refused(refusal, detail)
    assert set(Refusal) - {Refusal.STOOD_UPON, Refusal.MERGE_RING} == REFUSED, "those two look at other streams"


TAKEN: dict[str, tuple[tuple[Command, ...], Command, str]] = {
    "a development": ((), recorded(), "strike_conducted"),
    "a correction": ((recorded(),), said(Correct, changes={"killed": 2}), "corrected"),
    "a correction of the type": (
        (recorded(),), said(Correct, changes={"vessel": "MT Advantage"}, type="vessel_seized"), "corrected",
    ),
    "a retraction": ((recorded(),), retracted(), "retracted"),
    "a reinstatement": ((recorded(), retracted()), said(Reinstate, reason="it did"), "reinstated"),
    "a report": ((recorded(),), said(AddReports, reports=(Report(source="s1", quote="They hit us"),)), "reported"),
    "a source": ((recorded(),), said(AddReports, sources=("https://a.example",)), "reported"),
    "a claim": ((recorded(),), said(AddClaims, claims=(KILLED,)), "claimed"),
    "a grade": ((recorded(),), said(Assess, rating=grade("B2")), "assessed"),
    "a certainty": ((recorded(),), said(Assess, certainty=Certainty.PROBABLE), "assessed"),
    "a figure that the desk takes": ((recorded(),), said(Assess, aspect="killed", value=2), "assessed"),
    "another figure that the desk takes": (
        (recorded(), said(Assess, aspect="killed", value=2)), said(Assess, aspect="killed", value=3, id="3"), "assessed",
    ),
    "what is the same": ((recorded(),), said(Link, same_as=("other",)), "linked"),
    "a cause that is not recorded yet": ((recorded(),), said(Link, in_response_to=("later",)), "linked"),
    "an incident": ((recorded(),), said(Link, incidents=("irn-pak-2024",)), "linked"),
    "an undone tie": ((recorded(), said(Link, same_as=("other",))), said(Unlink, same_as=("other",)), "unlinked"),
    "the version that was read": ((recorded(),), said(Correct, changes={"killed": 2}, version=1), "corrected"),
    "a second retraction after a reinstatement": (
        (recorded(), retracted(), said(Reinstate, reason="it did")), retracted(id="again"), "retracted",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "command", "topic"), TAKEN.values(), ids=TAKEN)
def test_the_desk_takes(before: tuple[Command, ...], command: Command, topic: str) -> None:
    entry = given(*before).when(command).then(topic)
    assert (entry.stream, entry.version, entry.command) == ("strike", len(before) + 1, command.id)


@pytest.mark.parametrize(("before", "command", "topic"), TAKEN.values(), ids=TAKEN)
def test_what_was_said_before_writes_nothing(before: tuple[Command, ...], command: Command, topic: str) -> None:
    held = given(*before, command)
    held.when(command).nothing()
    if not isinstance(command, Unlink):
        held.when(replace(command, id="another", version=None)).nothing()


def test_only_what_is_new_of_a_report_and_of_a_tie_is_written() -> None:
    old, new = Report(source="s1"), Report(source="s2")
    held = given(recorded(), said(AddReports, reports=(old,)))
    assert held.when(said(AddReports, reports=(old, new), id="more")).then("reported").reports == (new,)
    held = given(recorded(), said(Link, same_as=("a",)))
    assert held.when(said(Link, same_as=("a", "b"), id="more")).then("linked").same_as == ("b",)


def test_knowledge_of_an_amendment_is_never_earlier_than_of_what_it_amends() -> None:
    held = given(recorded())
    assert held.when(retracted(known_from=MONDAY)).then("retracted").known_from == TUESDAY
    assert held.when(retracted(known_from=WEDNESDAY)).then("retracted").known_from == WEDNESDAY


def test_an_entry_says_who_said_it_and_why() -> None:
    entry = given(recorded()).when(retracted("a slip", by="desk A")).then("retracted")
    assert (entry.by, entry.reason) == ("desk A", "a slip")


def test_a_correction_leaves_the_original_as_it_was() -> None:
    held = given(recorded(), said(Correct, changes={"killed": 2}))
    assert held.dossier is not None
    assert (held.dossier.original, held.dossier.development) == (strike(), strike(killed=2))


def test_a_recording_that_repeats_the_original_after_a_correction_writes_nothing() -> None:
    given(recorded(), said(Correct, changes={"killed": 2})).when(said(Record, development=strike(), id="x")).nothing()


def test_a_correction_to_another_type_keeps_what_both_have() -> None:
    held = given(recorded(place="Panjgur", killed=2), said(Correct, type="border_violated", changes={"domain": "air"}))
    assert held.dossier is not None
    found: Any = held.dossier.development
    assert (found.type_name(), found.place, found.targets) == ("border_violated", "Panjgur", ("PAK",))


def test_a_source_is_described_once_and_described_anew_where_it_changed() -> None:
    source = Source(id="s1", scope="irn-pak", outlet="Dawn")
    first = DescribeSource(stream="", id="d1", known_from=TUESDAY, source=source)
    entry = given().when(first).then("source_described")
    assert entry.stream == "source:irn-pak/s1"
    held = given(first)
    held.when(replace(first, id="d2")).nothing()
    held.when(replace(first, id="d2", source=source.model_copy(update={"family": "Herald"}))).then("source_described")


def test_an_incident_is_opened_once() -> None:
    opened = OpenIncident(
        stream="incident:x", id="o1", known_from=TUESDAY, title="A crisis", window=("2024-01-15", None)
    )
    given().when(opened).then("incident_opened")
    given(opened).when(replace(opened, id="o2")).nothing()
    given(opened).when(replace(opened, id="o2", title="A war")).then("incident_opened")


def test_a_machine_s_signal_has_no_entry() -> None:
    from tracker.domain.log import ENTRIES

    assert not [entry.topic for entry in ENTRIES if "signal" in entry.topic]
    assert not [name for name in TYPES if "signal" in name]


def test_a_stale_version_is_refused_with_what_was_said_since() -> None:
    read = given(recorded(), said(Correct, changes={"killed": 2}, by="ada", known_from=MONDAY))
    held = given(
        recorded(),
        said(Correct, changes={"killed": 2}, by="ada"),
        said(Correct, changes={"killed": 3}, by="bo", reason="a later count", id="later", known_from=WEDNESDAY),
        retracted(by="cy"),
    )
    refused = held.when(said(Correct, changes={"killed": 9}, version=2, id="late")).answer
    assert isinstance(refused, Refused)
    assert [(step.entry.version, step.entry.topic, step.entry.by) for step in refused.since] == [
        (3, "corrected", "bo"),
        (4, "retracted", "cy"),
    ]
    before, entry, after = refused.since[0]
    assert (before.development.killed, after.development.killed) == (2, 3)
    assert (entry.reason, entry.known_from) == ("a later count", WEDNESDAY)
    assert [step.after.retracted for step in refused.since] == [None, "a slip"]
    assert read.when(said(Correct, changes={"killed": 9}, version=2)).then("corrected")


def test_a_version_that_is_still_to_come_was_followed_by_nothing() -> None:
    refused = given(recorded()).when(retracted(version=2)).answer
    assert isinstance(refused, Refused)
    assert refused.since == ()
