"""A file that is cut off, garbled or forged is refused whole, with its line, before or as it would be written."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.condemning import NOON, record
from tests.often import examples
from tests.stores import rows
from tests.test_store import retract
from tests.transfer.forging import forged, with_body
from tests.transfer.moving import export, folder, seal, write
from tracker.application.problems import BadInput
from tracker.application.store.recorder import EventRow
from tracker.application.transfer import lines as form
from tracker.application.transfer import log_file
from tracker.application.transfer.importing import import_log
from tracker.domain.commands import Correct

SAID = [record("d1", summary="über"), retract("d1"), record("d2"), record("d3")]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    here = tmp_path_factory.mktemp("bad")
    write(here / "log.db", SAID[:2])
    seal(here / "log.db")
    write(here / "log.db", SAID[2:])
    return export(here / "log.db", here / "log.jsonl")


def edited(line: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def edit(content: bytes) -> bytes:
        found = content.splitlines(keepends=True)
        found[line - 1] = change(found[line - 1])
        return b"".join(found)

    return edit


def replaced(line: int, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(text: bytes) -> bytes:
        assert old in text
        return text.replace(old, new, 1)

    return edited(line, change)


def without_end(content: bytes) -> bytes:
    return b"".join(content.splitlines(keepends=True)[:-1])


GARBLED: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "nothing": (lambda _: b"", 1, "cut off"),
    "another file": (lambda _: b'{"type":"FeatureCollection"}\n', 1, "not a log that was exported"),
    "a list": (lambda _: b"[]\n", 1, "not a log that was exported"),
    "no JSON": (lambda _: b"schema: tracker-scenario/1\n", 1, "not a log that was exported"),
    "deep JSON": (lambda _: b'{"tracker-log":' + b"[" * 99_999 + b"\n", 1, "recursion"),
    "a heading that is no JSON": (lambda _: b'{"tracker-log":1,}\n', 1, "trailing comma"),
    "a newer format": (replaced(1, b'"tracker-log":1', b'"tracker-log":2'), 1, "format 2"),
    "a log without a name": (replaced(1, b'"origin":', b'"named":'), 1, "does not name"),
    "a name with spaces": (replaced(1, b'"origin":"tracker/', b'"origin":"a b/'), 1, "no spaces"),
    "another name": (replaced(1, b'"origin":"tracker/', b'"origin":"brecker/'), 6, "another name"),
    "a heading with more": (replaced(1, b'"seals":', b'"more":1,"seals":'), 1, "not written as"),
    "a seal of other entries": (replaced(1, b'{"size":2', b'{"size":3'), 1, "not one of these entries"),
    "a seal beyond the end": (replaced(1, b'{"size":2', b'{"size":9'), 1, "not one of these entries"),
    "a seal without a zone": (replaced(1, b'Z"}', b'"}'), 1, "time of a seal"),
    "a seal at no time": (replaced(1, b'"time":"2024-', b'"time":"20-'), 1, "isoformat"),
    "a seal of no size": (replaced(1, b'{"size":2', b'{"size":"2"'), 1, "whole"),
    "no seals but a number": (edited(1, lambda line: re.sub(rb'"seals":.*\]', b'"seals":5', line)), 1, "iterable"),
    "cut off behind a line": (without_end, 6, "cut off"),
    "cut off within a line": (lambda content: content[:-9], 6, "cut off"),
    "a line less": (edited(3, lambda _: b""), 3, "entries are missing"),
    "a line twice": (edited(3, lambda line: line * 2), 4, "here stands entry 2, where 3 follows"),
    "an empty line": (edited(3, lambda line: b"\n" + line), 3, "position is missing"),
    "another topic": (replaced(3, b'"topic":"retracted"', b'"topic":"reinstated"'), 6, "does not fit"),
    "another state": (replaced(2, "über".encode(), b"unter"), 6, "does not fit"),
    "a space more": (replaced(3, b',"topic":', b', "topic":'), 3, "topic is missing"),
    "an escape more": (replaced(3, b'"stream":"d1"', b'"stream":"\\u0064\\u0031"'), 3, "not written as"),
    "an id that is a number": (replaced(3, b'"stream":"d1"', b'"stream":1'), 3, "are text"),
    "a version that is text": (replaced(3, b'"version":2', b'"version":"2"'), 3, "whole"),
    "a version that is true": (replaced(3, b'"version":2', b'"version":true'), 3, "whole"),
    "a version beyond all": (replaced(3, b'"version":2', b'"version":' + b"9" * 5000), 3, "."),
    "a position deep within": (replaced(3, b'"position":2', b'"position":' + b"[" * 99_999), 3, "recursion"),
    "a state that is no JSON": (replaced(3, b'"state":{', b'"state":{,'), 3, "not JSON"),
    "a state that is not a number": (edited(3, lambda line: re.sub(rb'"state":.*\}', b'"state":NaN}', line)), 3, "not JSON"),
    "no state": (replaced(3, b'"state":', b'"states":'), 3, "has a state"),
    "a state in base64 that need not be": (edited(3, lambda line: re.sub(rb'"state":.*\}', b'"state_base64":"e30="}', line)), 3, "not written as"),
    "a state in no base64": (edited(3, lambda line: re.sub(rb'"state":.*\}', b'"state_base64":"?"}', line)), 3, "not base64"),
    "bytes that are no text": (replaced(2, "ü".encode(), b"\xfc"), 2, "utf-8"),
    "lines that end in CR LF": (lambda content: content.replace(b"\n", b"\r\n"), 1, "not written as"),
    "a seal of fewer": (replaced(6, b'"size":4', b'"size":3'), 6, "seals 3 entries, and there are 4"),
    "a seal of another root": (replaced(6, b'"root":"', b'"root":"A'), 6, "root"),
    "a seal with more": (replaced(6, b'"size":4', b'"size":4,"more":1'), 6, "not written as"),
    "something behind the seal": (lambda content: content + b"\n", 7, "follows the seal"),
    "a log behind the seal": (lambda content: content * 2, 7, "follows the seal"),
}  # fmt: skip


@pytest.mark.parametrize("held", [[], SAID[:1], [record("d9")]], ids=["empty", "beginning", "other"])
@pytest.mark.parametrize("name", GARBLED)
def test_a_garbled_file_is_refused_at_its_line_and_nothing_is_written(
    content: bytes, tmp_path: Path, name: str, held: list[object]
) -> None:
    garble, line, message = GARBLED[name]
    path, place = tmp_path / "log.jsonl", tmp_path / "log.db"
    path.write_bytes(garble(content))
    if held:
        write(place, held)
    before = rows(place) if held else None
    with pytest.raises(BadInput, match=f"(?i){message}") as refused:
        import_log(path, place)
    assert refused.value.where == f"{path}:{line}"
    assert refused.value.remedy
    assert "\n" not in refused.value.what
    assert (rows(place) if held else None) == before
    assert place.exists() == bool(held)


@settings(max_examples=examples(300))
@given(st.data())
def test_whatever_byte_is_changed_lost_or_added_the_file_is_refused(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    time = slice(content.index(b'"time":"'), content.index(b"\n"))  # a seal is under no seal: its time is what was said
    byte, kind = data.draw(st.integers(0, 255)), data.draw(st.sampled_from(("other", "lost", "more", "cut")))
    new = {
        "other": content[:at] + bytes([byte]) + content[at + 1 :], "lost": content[:at] + content[at + 1 :],
        "more": content[:at] + bytes([byte]) + content[at:], "cut": content[:at],
    }[kind]  # fmt: skip
    if new == content or (time.start <= at < time.stop and kind == "other"):
        return
    with folder() as here:
        (here / "log.jsonl").write_bytes(new)
        with pytest.raises(BadInput, match=r"log\.jsonl"):
            import_log(here / "log.jsonl", here / "log.db")
        assert not (here / "log.db").exists()


@settings(max_examples=examples(60))
@given(st.data())
def test_a_damaged_compressed_file_is_refused(content: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(content, mtime=0)
    at = data.draw(st.integers(10, len(packed) - 1))  # before that stands a head that means nothing
    new = data.draw(
        st.sampled_from((packed[:at], packed[:at] + bytes([packed[at] ^ 0x55]) + packed[at + 1 :], packed + b"x"))
    )
    with folder() as here:
        (here / "log.jsonl.gz").write_bytes(new)
        with pytest.raises(BadInput, match=r"log\.jsonl\.gz:\d"):
            import_log(here / "log.jsonl.gz", here / "log.db")
        assert not (here / "log.db").exists()


def test_a_plain_file_under_a_compressed_name_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl.gz").write_bytes(content)
    with pytest.raises(BadInput, match="damaged or cut off"):
        import_log(tmp_path / "log.jsonl.gz", tmp_path / "log.db")


def test_a_file_that_unpacks_to_a_line_without_end_needs_no_memory_for_it(tmp_path: Path) -> None:
    import tracemalloc

    (tmp_path / "log.jsonl.gz").write_bytes(gzip.compress(b'{"tracker-log":1,' + b" " * (200 << 20), 1))
    tracemalloc.start()
    with pytest.raises(BadInput, match="longer than 16777216 bytes") as refused:
        import_log(tmp_path / "log.jsonl.gz", tmp_path / "log.db")
    assert tracemalloc.get_traced_memory()[1] < 4 * form.LONGEST
    tracemalloc.stop()
    assert refused.value.where == f"{tmp_path / 'log.jsonl.gz'}:1"


@pytest.mark.parametrize(("make", "message"), [(Path.mkdir, "no file"), (lambda _: None, "no such file")])
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], None], message: str) -> None:
    make(tmp_path / "log.jsonl")
    with pytest.raises(BadInput, match=message):
        import_log(tmp_path / "log.jsonl", tmp_path / "log.db")


def late(row: EventRow) -> EventRow:
    return with_body(row, recorded_at="2023-12-31T12:00:00.000Z")


FORGED: dict[str, tuple[Callable[[list[EventRow]], list[EventRow]], int, str]] = {
    "an unknown topic": (lambda r: [r[0], (*r[1][:2], "os:system", r[1][3])], 3, "os:system"),
    "another stream than its content": (lambda r: [("d9", *r[0][1:])], 2, "records d1"),
    "a version left out": (lambda r: [r[0], ("d1", 3, *r[1][2:])], 3, "does not follow version 1"),
    "an entry twice": (lambda r: [r[0], r[1], r[1]], 4, "does not follow version 2"),
    "a development recorded twice": (lambda r: [r[0], ("d1", 2, *r[0][2:])], 3, "recorded a second time"),
    "an amendment first": (lambda r: [("d1", 1, *r[1][2:])], 2, "begins with an amendment"),
    "recorded before the entry above": (lambda r: [r[0], late(r[1])], 3, "recorded before the entry in front"),
    "recorded in no zone": (lambda r: [with_body(r[0], recorded_at="2024-01-18T12:00:00.000")], 2, "no instant"),
    "recorded in another zone": (lambda r: [with_body(r[0], recorded_at="2024-01-18T12:00:00.000+01:00")], 2, "not written as"),
    "recorded before all time": (lambda r: [with_body(r[0], recorded_at="0001-01-01T00:00:00.000+14:00")], 2, "not written as"),
    "recorded to the second": (lambda r: [with_body(r[0], recorded_at="2024-01-18T12:00:00Z")], 2, "not written as"),
    "recorded twice": (lambda r: [(*r[0][:3], r[0][3].replace(b"{", b'{"recorded_at":"2024-01-18T12:00:00.001Z",', 1))], 2, "given twice"),
    "recorded at the end": (lambda r: [(*r[0][:3], b'{"by":"x",' + r[0][3][1:])], 2, "does not begin with"),
    "never known": (lambda r: [with_body(r[0], known_from=None)], 2, "from when it is known"),
    "an amendment never known": (lambda r: [r[0], with_body(r[1], known_from=None)], 3, "from when it is known"),
    "known in no zone": (lambda r: [with_body(r[0], known_from="2024-01-18T12:00:00")], 2, "no instant"),
    "known before what it amends": (lambda r: [r[0], with_body(r[1], known_from="2024-01-17T12:00:00Z")], 3, "known before what it amends"),
    "an unknown key": (lambda r: [with_body(r[0], more=1)], 2, "unknown keys more"),
    "no entry": (lambda r: [(*r[0][:3], b"[]")], 2, "entry 1"),
    "bytes that are no JSON": (lambda r: [(*r[0][:3], b"\xff\n")], 2, "entry 1"),
    "a correction of what is not there": (lambda r: [r[0], ("d1", 2, "corrected", r[1][3].replace(b'"reason":"a slip"', b'"changes":{"nothing":1}'))], 3, "cannot be replayed"),
    "a correction to an unknown type": (lambda r: [r[0], ("d1", 2, "corrected", r[1][3].replace(b'"reason":"a slip"', b'"type":"x","changes":{}'))], 3, "cannot be replayed"),
}  # fmt: skip


# What is merged is recorded now, and what is there already is passed over.
STORES = [(name, place) for name in FORGED for place in ("empty", "other")]
REFUSED = [(n, p) for n, p in STORES if p == "empty" or not (n.startswith("recorded") or n == "an entry twice")]


@pytest.mark.parametrize(("name", "held"), REFUSED)
def test_an_entry_that_could_not_be_read_again_is_refused_though_its_seal_fits(
    content: bytes, tmp_path: Path, name: str, held: str
) -> None:
    change, line, message = FORGED[name]
    (tmp_path / "log.jsonl").write_bytes(content)
    path, place = forged(tmp_path / "log.jsonl", change), tmp_path / "log.db"
    write(place, [record("d5")] if held == "other" else [])
    before = rows(place)
    with pytest.raises(BadInput, match=message) as refused:
        import_log(path, place)
    assert refused.value.where == f"{path}:{line}"
    assert rows(place) == before


def test_the_file_is_read_again_when_it_is_written_and_must_be_what_it_was(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(content)
    write(tmp_path / "other.db", [record("d7")])
    other = export(tmp_path / "other.db", tmp_path / "other.jsonl")
    plain = log_file.LogFile.source

    def exchanged(self: log_file.LogFile, *given: object) -> object:
        found = plain(self, *given)
        path.write_bytes(other)
        return found

    monkeypatch.setattr(log_file.LogFile, "source", exchanged)
    with pytest.raises(BadInput, match="changed while they were read"):
        import_log(path, tmp_path / "log.db")
    assert rows(tmp_path / "log.db") == []


def test_each_entry_of_a_file_is_hashed_once_while_it_is_proved(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(content)
    hashed: list[object] = []
    once = log_file.entry_hash
    monkeypatch.setattr(log_file, "entry_hash", lambda *row: hashed.append(row) or once(*row))
    source = log_file.LogFile(path).source()
    assert (source.checkpoint.size, len(source.seals)) == (len(SAID), 1)
    assert len(hashed) == len(SAID)


def test_a_state_that_is_no_line_of_json_is_kept_in_base64() -> None:
    for state in (b"\xff", b"{", b'{"a":\n1}', b"NaN", b'"\\ud800"', b""):
        line = form.entry_line(7, ("d", 1, "t", state))
        assert b"state_base64" in line
        assert form.entry_of(line, 7) == ("d", 1, "t", state)
    for state in (b"{}", b' {"a":1} ', json.dumps("\u2028", ensure_ascii=False).encode()):
        line = form.entry_line(7, ('d"\\\n\u202e', 1, "t", state))
        assert b"state_base64" not in line
        assert form.entry_of(line, 7) == ('d"\\\n\u202e', 1, "t", state)


def test_a_correction_that_fits_is_restored(tmp_path: Path) -> None:
    said = Correct(stream="d1", id="c", known_from=NOON, reason="a slip", changes={"summary": "x"})
    write(tmp_path / "log.db", [record("d1"), said])
    export(tmp_path / "log.db", tmp_path / "log.jsonl")
    import_log(tmp_path / "log.jsonl", tmp_path / "other.db")
    assert rows(tmp_path / "other.db") == rows(tmp_path / "log.db")
