"""What is new since a reader's mark; and that a mark is an entry like any other, which touches no picture."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import amend, at, crisis, happened, known, write
from tests.reading.test_citations import cite, errata_of, submit
from tests.stores import run as change
from tracker.application.cited import read_citation
from tracker.application.looks import first_look, keep_look
from tracker.application.marks import last_read, mark_of, mark_read
from tracker.application.problems import BadInput
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.application.store.codec import decode, encode, instant_text
from tracker.application.store.reader import Reader
from tracker.application.verify import verify
from tracker.application.views.news import news
from tracker.application.views.unread import unread
from tracker.cli.main import run
from tracker.domain.commands import (
    AddClaims,
    AddReports,
    Command,
    Correct,
    LiftWatch,
    Link,
    MarkRead,
    Record,
    Refusal,
    Refused,
    Reinstate,
    Retract,
    SetWatch,
)
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.evidence import Claim, Report
from tracker.domain.log import ReadUpTo, WatchLifted, WatchSet

KINDS: dict[str, Command] = {
    "new": happened("back", "ambassador_returned", 19, "PAK", "IRN", summary="Back at post."),
    "corrected": amend(Correct, "recall", 25, changes={"kind": "permanent"}, reason="for good"),
    "retracted": amend(Retract, "strike", 26, reason="it did not happen"),
    "reinstated": amend(Reinstate, "rumour", 27, reason="it is true after all"),
    "disputed": amend(
        AddClaims, "answer", 28,
        claims=(Claim(aspect="killed", value=9, by="Iran"), Claim(aspect="killed", value=7, by="Pakistan")),
    ),
    "claimed": amend(AddClaims, "answer", 28, claims=(Claim(aspect="target", value="a camp", by="Pakistan"),)),
    "reported": amend(AddReports, "recall", 28, reports=(Report(source="crisis/later", quote="recalled"),)),
    "linked": amend(Link, "second-recall", 29, same_as=("recall",)),
}  # fmt: skip


def since(place: Address, position: int, *, limit: int = 100) -> dict[str, Any]:
    with Reader(place) as reader:
        return news(reader, position, limit=limit)


def rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for pair in document["pairs"] for row in pair["developments"]]


def last(place: Address) -> int:
    with Reader(place) as reader:
        return reader.last_position()


def pictures(place: Address) -> list[str]:
    """The digests of all pairs on some dates."""
    pairs = ("IRN-PAK", "BHR-QAT", "QAT-SAU")
    clocks = (at(28, 2), at(17), at(17, known_at=known(17)))
    return [read_citation(cite(place, pair, clock)).sha256 for pair in pairs for clock in clocks]


def mark(name: str, position: int, id: str = "m") -> MarkRead:
    return MarkRead(stream=f"reader:{name}", id=id, by="ada", known_from=known(28), position=position)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_done_to_a_development_since_is_what_it_is_told_as(log: Address, kind: str) -> None:
    before = last(log)
    submit(log, KINDS[kind])
    (row,) = rows(since(log, before))
    assert (row["kind"], row["development"]) == (kind, KINDS[kind].stream)
    assert [entry["position"] for entry in row["entries"]] == [before + 1]
    assert row["disputed"] == (["casualties"] if kind == "disputed" else [])


def test_the_gravest_is_told_where_several_things_were_done(log: Address) -> None:
    before = last(log)
    submit(log, KINDS["corrected"], KINDS["reported"])
    assert [row["kind"] for row in rows(since(log, before))] == ["corrected"]
    submit(log, amend(Retract, "recall", 29, reason="no"))
    (row,) = rows(since(log, before))
    assert (row["kind"], len(row["entries"])) == ("retracted", 3)
    assert [row["kind"] for row in rows(since(log, before + 2))] == ["retracted"]


def test_pairs_and_developments_come_by_what_they_weigh_a_retracted_one_too(log: Address) -> None:
    before = last(log)
    submit(log, KINDS["corrected"], KINDS["retracted"], amend(Retract, "gulf/BHR-QAT", 26, reason="no"))
    found = since(log, before)
    assert [pair["pair"] for pair in found["pairs"]] == ["IRN-PAK", "BHR-QAT"]
    assert [row["development"] for row in rows(found)] == ["strike", "recall", "gulf/BHR-QAT"]
    fewer = since(log, before, limit=1)
    assert [row["development"] for row in rows(fewer)] == ["strike"]
    assert (fewer["developments"], fewer["more"]) == (3, 2)


def test_from_the_beginning_everything_recorded_is_told_and_behind_the_end_nothing(log: Address) -> None:
    every = {command.stream for command in crisis() if isinstance(command, Record)}
    assert {row["development"] for row in rows(since(log, 0))} == every
    assert rows(since(log, last(log))) == []
    assert sum(len(row["entries"]) for row in rows(since(log, 0))) == last(log) - 3  # two sources, one incident


def test_news_add_up(log: Address) -> None:
    """What is new since a position is what is new up to a later one and what is new since that."""
    submit(log, *KINDS.values())
    whole = {entry["position"] for row in rows(since(log, 5)) for entry in row["entries"]}
    later = {entry["position"] for row in rows(since(log, 12)) for entry in row["entries"]}
    assert later == {position for position in whole if position > 12}


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_of_what_is_new_are_all_that_is_new_each_development_once(
    log: Address, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.application.views.unread.PART", 3)
    submit(log, *KINDS.values(), mark("ada", 4))
    found: list[dict[str, Any]] = []
    ends: list[int] = []
    before = None
    with Reader(log) as reader:
        while not found or before is not None:
            page = unread(reader, "ada", None, limit=limit, before=before)
            assert page["developments"] == len(rows(page)) <= limit
            found += rows(page)
            ends += [max(row["entries"][-1]["position"] for row in rows(page))]
            before = page["next"]
    assert (page["since"], page["behind"], page["mark"]) == (4, "mark", 4)
    assert sorted(found, key=str) == sorted(rows(since(log, 4)), key=str)
    assert ends == sorted(ends, reverse=True)


def test_what_one_wrote_oneself_is_no_news_but_where_others_said_more(
    log: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(log, *(amend(Retract, stream, 26, reason="no") for stream in ("strike", "recall")))
    end = last(log)
    submit(log, replace(amend(Reinstate, "recall", 27, reason="yes"), by="bob"))
    with Reader(log) as reader:
        of = {name: unread(reader, name, end - 2, limit=9) for name in ("ann", "bob")}
        assert [row["development"] for row in rows(of["ann"])] == ["recall"]
        assert {row["development"] for row in rows(of["bob"])} == {"strike", "recall"}
        assert of["ann"]["behind"] == "look"
        whole = rows(unread(reader, "ann", 0, limit=99))
        assert {"strike", "recall"} <= {row["development"] for row in whole}, "an empty log can be looked at too"
        monkeypatch.setattr("tracker.application.views.unread.MOST_OWN", 1)
        page, every = unread(reader, "ann", 0, limit=9), []
        assert page["next"] is not None
        while page["next"] is not None:
            every += rows(page)
            page = unread(reader, "ann", 0, limit=9, before=page["next"])
        assert sorted([*every, *rows(page)], key=str) == sorted(whole, key=str)


def test_a_first_look_is_of_a_reader_and_of_one_log(
    log: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with Reader(log) as reader:
        assert first_look(reader, "ada") is None
        keep_look(reader, "ada", 3)
        assert first_look(reader, "ada") == 3
        assert first_look(reader, "bob") is None
        monkeypatch.setattr("tracker.application.looks._stamp", lambda *_: "other")
        assert first_look(reader, "ada") is None, "another log under the same name"


def test_each_reader_has_a_mark_that_only_goes_forwards(log: Address) -> None:
    end = last(log)
    assert mark_read(log, "ada", end, "ada") == end + 1
    assert mark_read(log, "ada", end, "ada") is None
    assert mark_read(log, "ada", 3, "ada") is None
    with Reader(log) as reader:
        assert (mark_of(reader, "ada"), mark_of(reader, "bob")) == (end, 0)
        assert last_read(reader, end) == end  # of the mark alone nothing is new


def test_a_mark_changes_no_picture_no_citation_and_no_errata(log: Address) -> None:
    line = cite(log)
    before = pictures(log)
    submit(log, mark("ada", 5), SetWatch(stream="watch:w", id="w", known_from=known(28), expression="*"))
    submit(log, LiftWatch(stream="watch:w", id="l", known_from=known(28)))
    assert pictures(log) == before
    assert errata_of(log, line)["holds"]
    assert verify(log, thorough=True).findings == ()
    assert verify(log, rebuild=True).findings == ()
    assert rows(since(log, last(log) - 3)) == []


def test_the_desk_says_nothing_twice_and_leaves_developments_alone() -> None:
    stood: Dossier | None = None
    said = []
    for command in (
        mark("ada", 5, "a"), mark("ada", 5, "b"), mark("ada", 4, "c"), mark("ada", 6, "d"), mark("ada", 6, "d"),
    ):  # fmt: skip
        for entry in decide(stood, command):
            stood = evolve(stood, entry)
            said.append(entry)
    assert [(entry.version, entry.position, entry.known_from) for entry in said] == [(1, 5, None), (2, 6, None)]
    (recorded,) = decide(None, happened("reader:x", "war_begun", 17, "PAK", "IRN", criterion="so", summary="War"))
    with pytest.raises(Refused) as refused:
        decide(evolve(None, recorded), mark("x", 1))
    assert refused.value.refusal is Refusal.SAID_OTHERWISE


ENTRIES = (
    ReadUpTo(stream="reader:ada", version=1, by="ada", command="c", position=7),
    WatchSet(stream="watch:w", version=1, expression="IRN-PAK hostility>=4"),
    WatchLifted(stream="watch:w", version=2, reason="it is over"),
)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.topic)
def test_its_entries_are_stored_under_their_names_and_come_back(entry: Any) -> None:
    at = datetime(2024, 4, 1, tzinfo=UTC)
    row = encode(entry, instant_text(at))
    assert decode(9, *row).entry == entry
    assert row[:3] == (entry.stream, entry.version, entry.topic)


def test_the_stored_form_is_kept_for_ever() -> None:
    """BEWARE: a storage format; a log that holds these bytes must load in every later release."""
    kept = [
        ("reader:ada", 1, "read_up_to", b'{"recorded_at":"2024-04-01T00:00:00.000Z","by":"ada","command":"c","position":7}'),
        ("watch:w", 1, "watch_set", b'{"recorded_at":"2024-04-01T00:00:00.000Z","expression":"IRN-PAK hostility>=4"}'),
        ("watch:w", 2, "watch_lifted", b'{"recorded_at":"2024-04-01T00:00:00.000Z","reason":"it is over"}'),
    ]  # fmt: skip
    at = instant_text(datetime(2024, 4, 1, tzinfo=UTC))
    assert [encode(entry, at) for entry in ENTRIES] == kept
    assert [decode(9, *row).entry for row in kept] == list(ENTRIES)


SPOILED = {
    "another stream": ("originator_id = 'x:ada'", "does not begin with reader:"),
    "a mark ahead": (
        "state = CAST(replace(CAST(state AS TEXT), '\"position\":5', '\"position\":99') AS BLOB)",
        "not there yet",
    ),
}


@pytest.mark.parametrize(("edit", "says"), SPOILED.values(), ids=SPOILED)
def test_the_audit_knows_what_a_mark_must_be(filed: Path, edit: str, says: str) -> None:
    from tracker.application.store.audit import Findings, audited
    from tracker.application.store.rederive import opened

    submit(filed, mark("ada", 5))
    change(filed, f"UPDATE stored_events SET {edit} WHERE topic = 'read_up_to'")
    findings, conn = Findings(), opened(filed)
    list(audited(conn, findings, lambda *_: None))
    conn.close()
    assert [says in finding.what for finding in findings] == [True]


def test_a_mark_goes_with_a_copy_of_the_log_and_not_into_another(tmp_path: Path, anywhere: Address) -> None:
    source, copy, other = tmp_path / "source.db", tmp_path / "copy.db", anywhere
    write(source, crisis())
    submit(source, mark("ada", 5), SetWatch(stream="watch:w", id="w", known_from=known(28), expression="*"))
    file = tmp_path / "log.jsonl"
    assert run(["--db", str(source), "export", "--log", str(file)]) == 0
    assert run(["--db", str(copy), "import", "--log", str(file)]) == 0
    write(other, [happened("else", "war_begun", 3, "FRA", "GBR", criterion="so", summary="War")])
    submit(other, mark("ada", 1, "other"))
    assert run(["--db", str(other), "import", "--log", str(file)]) == 0
    with Reader(copy) as one, Reader(other) as two:
        assert (mark_of(one, "ada"), mark_of(two, "ada")) == (5, 1)
        watches = "SELECT count(*) FROM stored_events WHERE topic = 'watch_set'"
        assert [found.conn.execute(watches).fetchone()[0] for found in (one, two)] == [1, 1]
    assert verify(other, thorough=True).findings == ()


@pytest.mark.parametrize("name", ["", " ", "a b", "-x", "x" * 81, "a/b", "a\x1b"])
def test_a_reader_has_a_name_that_is_one_word(log: Address, name: str) -> None:
    with Reader(log) as reader, pytest.raises(BadInput, match="name of a reader"):
        mark_of(reader, name)


def test_on_the_command_line_one_reads_marks_and_reads_on(log: Address, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*words: str) -> Any:
        assert run(["--db", str(log), "new", "--reader", "zoë", *words, "--json"]) == 0
        said = capsys.readouterr().out
        fits("new", said)
        return json.loads(said)

    end = last(log)
    first = told("--mark")
    assert (first["since"], first["marked"], first["developments"]) == (0, end + 1, 10)
    again = told("--mark")
    assert (again["since"], again["marked"], again["developments"]) == (end, None, 0)
    submit(log, KINDS["corrected"])
    assert told()["developments"] == told("--since", f"#{end}")["developments"] == 1
    assert told("--since", "0")["developments"] == 10
    for bad in ("-1", "soon", str(end + 99)):
        assert run(["--db", str(log), "new", "--since", bad]) == 2
    assert run(["--db", str(log), "show", "reader:zoë"]) == 2
