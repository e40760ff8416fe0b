"""Claims read without forms are the claims that the domain settles, whatever was corrected, retracted or tied."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.often import examples
from tracker.application.store.accounts import accounts
from tracker.application.store.lookup import LogLookup
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.disputes import disputed
from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Settling
from tracker.domain.commands import (
    AddClaims,
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
from tracker.domain.disputes import disputes_of
from tracker.domain.evidence import Claim
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

START = datetime(2024, 1, 20, tzinfo=UTC)
IDS = ("a", "b", "c", "d")
DAY = date(2024, 1, 17)


def claim(number: int) -> Claim:
    return Claim(aspect="killed", value=number % 4, by=f"speaker {number % 3}", quote="so many" if number % 2 else None)


def recorded(stream: str, *claims: Claim) -> Record:
    content = {"id": stream, "occurred": on(DAY), "actors": ("IRN",), "targets": ("PAK",), "claims": claims}
    form = TYPES["condemnation_issued"]
    said = form.model_validate({**content, "summary": "It condemns.", "sources": ("https://example.org",)})
    return Record(stream=stream, id=f"record {stream}", known_from=START, development=said)


def amended(number: int, kind: str, stream: str, other: str) -> Command:
    envelope = {
        "stream": stream,
        "id": f"c{number}",
        "known_from": START + timedelta(days=number),
        "reason": f"r{number}",
    }
    makers = {
        "claim": lambda: AddClaims(**envelope, claims=(claim(number), claim(number + 1))),
        "correct": lambda: Correct(**envelope, changes={"claims": [claim(number).model_dump(mode="json")]}),
        "retract": lambda: Retract(**envelope),
        "reinstate": lambda: Reinstate(**envelope),
        "assess": lambda: Assess(**envelope, aspect="casualties", value=number),
        "link": lambda: Link(**envelope, same_as=(other,)),
        "unlink": lambda: Unlink(**envelope, same_as=(other,)),
    }
    return makers[kind]()


KINDS = ("claim", "correct", "retract", "reinstate", "assess", "link", "unlink")
AMENDMENTS = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(IDS), st.sampled_from(IDS)), max_size=12)


def written(path: Path, amendments: list[tuple[str, str, str]]) -> None:
    with Writer(path, clock=lambda: START) as writer:
        writer.submit([recorded(stream, claim(number)) for number, stream in enumerate(IDS)])
        for number, amendment in enumerate(amendments):
            try:
                writer.submit([amended(number, *amendment)])
            except Refused:
                continue


def settled(reader: Reader, stream: str) -> list[dict[str, object]] | None:
    happening = Settling(LogLookup(reader.conn)).happening(stream)
    return None if happening is None else disputes_of(stream, happening.claims, dict(happening.assessed))


@settings(max_examples=examples(60))
@given(AMENDMENTS)
@example([("link", "c", "a"), ("link", "c", "b")])
@example([("link", "c", "b"), ("link", "b", "a"), ("link", "c", "a"), ("unlink", "c", "b")])
def test_what_is_read_without_forms_is_what_the_domain_settles(amendments: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        written(path, amendments)
        with Reader(path) as reader:
            for stream in IDS:
                told = accounts(reader.conn, stream)
                if told is not None:
                    assert disputes_of(stream, *told) == settled(reader, stream)


def test_a_plain_chain_is_read_and_a_ring_is_left_to_the_domain(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    written(path, [("link", "b", "a"), ("link", "c", "b"), ("claim", "c", "a")])
    with Reader(path) as reader:
        told = accounts(reader.conn, "a")
        assert told is not None
        assert len(told[0]) == 4
        assert accounts(reader.conn, "b") is None
    written(path, [("link", "a", "c")] * 9)
    with Reader(path) as reader:
        assert accounts(reader.conn, "a") is None


def test_disputes_now_and_at_the_last_position_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    written(path, [("link", "b", "a"), ("claim", "b", "a"), ("assess", "a", "a"), ("retract", "d", "a")])
    with Reader(path) as reader:
        found = []
        for position in (None, reader.last_position()):
            picture = reader.picture("IRN-PAK", Clocks(Cut(DAY), None, position))
            found.append(disputed(reader, picture))
    assert found[0] == found[1]
    assert [row["development"] for row in found[0]] == ["a"]
    assert found[0][0]["assessed"] == 2
