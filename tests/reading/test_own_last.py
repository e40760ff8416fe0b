"""What somebody wrote last: the same as by looking at every entry from the end, in few questions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.reading.conftest import happened, known
from tracker.application.forms import PLURAL
from tracker.application.marks import mark_read
from tracker.application.pacing import pacing
from tracker.application.recording import arguments
from tracker.application.recording.amendments import Amendment
from tracker.application.recording.outcome import Desk, amend
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.views import own_last as looking
from tracker.application.views.logbook import log_entries
from tracker.application.views.own_last import OwnLast, own_before, own_last
from tracker.domain.commands import AddClaims, Command, Link, Record
from tracker.domain.evidence import Claim
from tracker.domain.log import NO_DEVELOPMENT

TODAY = date(2024, 3, 1)
NAMES = ("ana", "an", "Zoë", 'the "desk"', "back\\slash", "tab\tand\nline", "名", "\x7f", "nobody", "", "\udcff")


def said(number: int, by: str) -> list[Command]:
    """A note, a claim of somebody else's words on it, and a tie, by a name."""
    name = f"note-{number}"
    note = happened(name, "protest_note_delivered", 1 + number, "PAK", "IRN", summary=f"{by!r} wrote a note")
    more: dict[str, Any] = {"stream": name, "by": by, "known_from": known(28)}
    return [
        Record(stream=name, id=name, by=by, known_from=known(28), development=note.development),
        AddClaims(id=f"c:{name}", claims=(Claim(aspect="killed", value=5, by="nobody"),), **more),
        Link(id=f"l:{name}", incidents=(f"of {number}",), **more),
    ]


@pytest.fixture
def many(anywhere: Address) -> Address:
    """Entries by some, each in turn, and what they read."""
    with Writer(anywhere) as writer:
        for number, by in enumerate(NAMES[:8] * 2):
            writer.submit(said(number, by))
    mark_read(anywhere, "ana", 3, "ana")
    return anywhere


def looked_up(reader: Reader, by: str) -> dict[str, Any] | None:
    """The last entry about a development under a name, by looking at each."""
    own = [one for one in log_entries(reader) if by and one["by"] == by]
    return next((one for one in reversed(own) if not one["stream"].startswith(NO_DEVELOPMENT)), None)


@pytest.mark.parametrize("part", [1, 7, looking.PART])
def test_it_is_the_last_entry_of_that_name(many: Address, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(looking, "PART", part)
    with Reader(many) as reader:
        for by in NAMES:
            entry, found = looked_up(reader, by), own_last(reader, by)
            assert (entry is None) == (by in ("nobody", "", "\udcff")), by
            assert found == (
                entry and OwnLast("link", entry["stream"], (f"incident={entry['payload']['incidents'][0]}",))
            )


def test_what_others_wrote_is_not_read(many: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    document = looking.entry_document
    monkeypatch.setattr(looking, "entry_document", lambda place, row: read.append(row[1]) or document(place, row))
    with Reader(many) as reader:
        assert own_last(reader, "stranger") is None
        assert read == []
        assert own_last(reader, "Zoë") is not None
        assert set(read) == {"note-10"}


def test_who_is_overtaken_looks_no_further(many: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "PART", 10)
    looks: list[int] = []

    def pace() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise InterruptedError

    with Reader(many) as reader, pacing(pace), pytest.raises(InterruptedError):
        own_last(reader, "stranger")
    assert len(looks) == 3


GROUP = ("both/IND-PAK", "both/IRN-PAK", "both/IND-IRN")
ALL = tuple(sorted(GROUP))


def a_group(writer: Writer, group: str, *parts: str) -> None:
    notes = [happened(part, "condemnation_issued", 18, part[-7:-4], part[-3:], group=group) for part in parts]
    writer.submit([replace(note, by="ana") for note in notes])


@pytest.fixture
def groups(anywhere: Address) -> Address:
    """Two groups, a part of one that stands in no group, and a note."""
    with Writer(anywhere) as writer:
        a_group(writer, "both", *GROUP)
        a_group(writer, "told", *(part.replace("both", "told") for part in GROUP))
        writer.submit([replace(happened("note", "protest_note_delivered", 1, "PAK", "IRN"), by="ana")])
    return anywhere


def say(place: Address, verb: str, id: str, by: str = "ana", **words: str) -> OwnLast | None:
    """Amend, and what is then found to have been written last by ana."""
    given = [f"{key}={text}" for key, text in words.items() if key != "reason"]
    said = Amendment(verb, id, arguments.given(given, TODAY, plural=PLURAL), reason=words.get("reason"))
    amend(place, said, Desk(by, None, TODAY))
    with Reader(place) as reader:
        return own_last(reader, "ana")


def test_what_was_said_of_a_whole_group_was_said_of_the_group(groups: Address) -> None:
    assert say(groups, "retract", "both", reason="a rumour") == OwnLast("retract", "both")
    assert say(groups, "reinstate", "both", reason="no rumour") == OwnLast("reinstate", "both")
    assert say(groups, "correct", "both", note="seen again") == OwnLast("correct", "both")
    assert say(groups, "assess", "both", rating="B2") == OwnLast("assess", "both")


def test_what_others_said_of_a_part_since_does_not_part_a_group(groups: Address) -> None:
    say(groups, "retract", "both", reason="a rumour")
    assert say(groups, "reinstate", "both/IRN-PAK", "ben", reason="seen") == OwnLast("retract", "both")


def test_what_was_said_of_a_part_was_said_of_that_part(groups: Address) -> None:
    assert say(groups, "retract", GROUP[0], reason="a rumour") == OwnLast("retract", GROUP[0])
    assert say(groups, "retract", GROUP[1], reason="a rumour") == OwnLast("retract", GROUP[1])
    assert say(groups, "retract", GROUP[2], reason="a rumour") == OwnLast("retract", GROUP[2])
    assert say(groups, "retract", "note", reason="a rumour") == OwnLast("retract", "note")


def test_the_ties_of_a_group_are_told_in_the_words_that_tied_it(groups: Address) -> None:
    tied = OwnLast("link", "both", ("same_as=told", "incident=x"))
    assert say(groups, "link", "both", same_as="told", incident="x") == tied
    answer = ",".join(part.replace("both", "told") for part in ALL)
    assert say(groups, "link", "both", in_response_to="told") == OwnLast("link", "both", (f"in_response_to={answer}",))
    assert say(groups, "unlink", "both", same_as="told") == OwnLast("unlink", "both", ("same_as=told",))
    one = OwnLast("link", GROUP[0], ("same_as=told/IND-PAK",))
    assert say(groups, "link", GROUP[0], same_as="told") == one


def test_what_each_part_was_tied_to_by_itself_is_no_tie_of_the_group(groups: Address) -> None:
    ties = [Link(stream=part, id=f"l:{part}", by="ana", known_from=known(28), incidents=(part[-7:],)) for part in GROUP]
    with Writer(groups) as writer:
        writer.submit(ties)
    with Reader(groups) as reader:
        assert own_last(reader, "ana") == OwnLast("link", GROUP[-1], ("incident=IND-IRN",))


def test_what_was_written_of_a_group_begins_with_its_first_part_and_what_was_before_lies_before_that(
    groups: Address,
) -> None:
    say(groups, "retract", "note", reason="a rumour")
    say(groups, "retract", "both", reason="a rumour")
    with Reader(groups) as reader:
        last = reader.last_position()
        ((told, begins),) = own_before(reader, "ana")
        assert (told, begins) == (OwnLast("retract", "both"), last - len(GROUP) + 1)
        ((told, begins),) = own_before(reader, "ana", begins)
        assert (told, begins) == (OwnLast("retract", "note"), last - len(GROUP))
        assert not list(own_before(reader, "ana", 1))
