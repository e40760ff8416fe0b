"""What somebody wrote last: the same as by looking at every entry from the end, in few questions."""

from typing import Any

import pytest

from tests.reading.conftest import happened, known
from tracker.application.marks import mark_read
from tracker.application.pacing import pacing
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.views import own_last as looking
from tracker.application.views.logbook import log_entries
from tracker.application.views.own_last import OwnLast, own_last
from tracker.domain.commands import AddClaims, Command, Link, Record
from tracker.domain.evidence import Claim
from tracker.domain.log import NO_DEVELOPMENT

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
