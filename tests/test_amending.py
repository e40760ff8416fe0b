"""Amending by hand: one verb and an id, all parts of a group at once, refusals that say how to go on."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.cli.main import run
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record, Retract
from tracker.domain.log import Claimed, Corrected, Linked
from tracker.domain.occurrence import on

EARLIER = datetime(2024, 1, 19, tzinfo=UTC)
HEADS = {"IRN>PAK": "ambassador", "PAK>IRN": "ambassador"}


class Said(NamedTuple):
    status: int
    out: str
    err: str


Tell = Callable[..., Said]


def recorded(id: str, type: str, actors: tuple[str, ...], targets: tuple[str, ...], day: int, **more: Any) -> Record:
    development = TYPES[type](
        id=id, occurred=on(date(2024, 1, day)), actors=actors, targets=targets,
        summary=f"{id} happened.", sources=("https://example.org/a",), **more,
    )  # fmt: skip
    return Record(stream=id, id=f"record {id}", by="first", known_from=EARLIER, development=development)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    with Writer(path) as writer:
        writer.submit([
            recorded("before", "position_stated", ("IRN", "PAK"), (), 1,
                     position={"relations": "established", "head": HEADS}),
            recorded("recall", "ambassador_recalled", ("PAK",), ("IRN",), 17, kind="consultations"),
            recorded("rumour", "ambassador_recalled", ("IRN",), ("PAK",), 18, kind="consultations"),
            recorded("both/IRN-PAK", "condemnation_issued", ("PAK",), ("IRN",), 18, group="both"),
            recorded("both/IND-PAK", "condemnation_issued", ("PAK",), ("IND",), 18, group="both"),
            Retract(stream="rumour", id="retract", by="first", known_from=EARLIER, reason="a rumour"),
        ])  # fmt: skip
    return path


@pytest.fixture
def tell(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    monkeypatch.setenv("TRACKER_DB", str(path))
    monkeypatch.setenv("TRACKER_BY", "second")

    def told(*words: str) -> Said:
        status = run(words)
        return Said(status, *capsys.readouterr())

    return told


def last(path: Path, stream: str) -> Any:
    from tracker.application.store.lookup import history

    with Reader(path) as reader:
        return history(reader.conn, stream)[-1].entry


def count(path: Path) -> int:
    with Reader(path) as reader:
        return reader.last_position()


def test_a_correction_says_what_it_does_to_the_state(tell: Tell, path: Path) -> None:
    said = tell("correct", "recall", "type=ambassador_returned", "--reason", "it was the other way round")
    assert "head PAK>IRN: recalled → ambassador" in said.out
    assert "! recall: expected that the actor's head of mission was recalled or kept out" in said.out
    entry = last(path, "recall")
    assert isinstance(entry, Corrected)
    assert (entry.type, entry.by, entry.reason) == ("ambassador_returned", "second", "it was the other way round")


def test_a_dry_run_says_the_same_and_writes_nothing(tell: Tell, path: Path) -> None:
    before = path.read_bytes()
    dry = tell("retract", "recall", "--reason", "wrong", "--dry-run")
    assert "would be retracted; nothing was written" in dry.out
    assert path.read_bytes() == before
    wet = tell("retract", "recall", "--reason", "wrong")
    assert dry.out.splitlines()[1:] == wet.out.splitlines()[1:]
    assert "head PAK>IRN: recalled → ambassador" in wet.out


def test_the_same_amendment_again_writes_nothing(tell: Tell, path: Path) -> None:
    amendments = (
        ("correct", "recall", "kind=permanent", "note=as the ministry says"),
        ("claim", "recall", "aspect=motive", "value=anger", "by=a spokesman"),
        ("report-add", "recall", "source=https://example.org/b", "quote=was recalled"),
        ("assess", "recall", "rating=B2", "certainty=probable"),
        ("assess", "recall", "aspect=motive", "value=anger"),
        ("link", "recall", "in_response_to=both", "incident=crisis"),
        ("unlink", "recall", "incident=crisis"),
        ("retract", "recall", "--reason", "wrong"),
        ("reinstate", "recall", "--reason", "right"),
    )
    for words in amendments:
        before = count(path)
        assert tell(*words).status == 0, words
        assert count(path) == before + 1, words
        if words[0] != "unlink":
            assert "nothing new to write" in tell(*words).out, words
        assert count(path) == before + 1, words


def test_what_was_taken_back_can_be_said_again_with_the_same_words(tell: Tell, path: Path) -> None:
    for verb in ("retract", "reinstate", "retract"):
        assert "position" in tell(verb, "recall", "--reason", "so it is").out
    assert last(path, "recall").version == 4


def test_a_bare_group_id_amends_all_parts_in_one_go(tell: Tell, path: Path) -> None:
    said = json.loads(tell("claim", "both", "aspect=tone", "value=harsh", "by=a paper", "--json").out)
    assert said["ids"] == ["both/IND-PAK", "both/IRN-PAK"]
    assert said["positions"] == [7, 8]
    assert all(isinstance(last(path, id), Claimed) for id in said["ids"])


def test_of_a_group_all_parts_are_amended_or_none(tell: Tell, path: Path) -> None:
    tell("retract", "both/IND-PAK", "--reason", "not that one")
    before = count(path)
    said = tell("correct", "both", "note=harsh")
    assert said.status == 2
    assert "both/IND-PAK: this development is retracted" in said.err
    assert count(path) == before


def test_a_link_to_a_group_is_one_to_all_its_parts_and_sameness_one_to_the_part_of_the_pair(
    tell: Tell, path: Path
) -> None:
    tell("link", "recall", "in_response_to=both")
    answered = last(path, "recall")
    assert isinstance(answered, Linked)
    assert answered.in_response_to == ("both/IND-PAK", "both/IRN-PAK")
    tell("link", "recall", "same_as=both")
    assert last(path, "recall").same_as == ("both/IRN-PAK",)


def test_a_stale_version_is_refused_with_what_changed_since(tell: Tell) -> None:
    tell("correct", "recall", "kind=permanent", "--reason", "a typo", "--known-from", "2024-02-01")
    said = tell("correct", "recall", "kind=indefinite", "--version", "1")
    assert said.status == 2
    today = datetime.now(UTC).date()
    assert f"since then: version 2 corrected by second on {today} (a typo): kind consultations → permanent;" in said.err
    assert tell("correct", "recall", "kind=indefinite", "--version", "2").status == 0


def test_what_changed_since_is_said_entry_by_entry_old_and_new(tell: Tell) -> None:
    tell("correct", "recall", "date=2024-01-16", "--reason", "a better source")
    tell("claim", "recall", "aspect=motive", "value=the strikes", "by=a spokesman")
    tell("link", "recall", "in_response_to=both/IRN-PAK")
    tell("assess", "recall", "rating=B2")
    tell("retract", "recall", "--reason", "it was another day")
    said = tell("retract", "recall", "--reason", "a rumour", "--version", "1").err
    for part in (
        "(a better source): occurred 2024-01-17 → 2024-01-16; version 3 claimed",
        "claims + motive the strikes; version 4 linked",
        "in_response_to + both/IRN-PAK; version 5 assessed",
        "rating - → B2; version 6 retracted",
        "retracted - → it was another day; tracker show recall",
    ):
        assert part in said, said
    assert len(said.splitlines()) == 2


def test_a_version_that_is_not_there_yet_is_refused_as_such(tell: Tell) -> None:
    assert "version 7 is not there yet" in tell("retract", "recall", "--reason", "x", "--version", "7").err


def test_knowledge_comes_from_the_option_and_never_goes_back(tell: Tell, path: Path) -> None:
    tell("correct", "recall", "kind=permanent", "--known-from", "2024-02-01")
    assert last(path, "recall").known_from == datetime(2024, 2, 1, 23, 59, 59, tzinfo=UTC)
    tell("correct", "recall", "kind=indefinite", "--known-from", "2024-01-01")
    assert last(path, "recall").known_from == datetime(2024, 2, 1, 23, 59, 59, tzinfo=UTC)


def test_a_correction_of_the_day_moves_it_and_keeps_the_time(tell: Tell, path: Path) -> None:
    tell("correct", "recall", "time=14:30+05:00")
    tell("correct", "recall", "date=2024-01-16")
    moved = last(path, "recall").changes["occurred"]
    assert (moved["best"], moved["minute"]) == ("2024-01-16", None), "a time of another day is not carried over"
    tell("correct", "recall", "time=09:15+05:00")
    timed = last(path, "recall").changes["occurred"]
    assert (timed["best"], timed["minute"], timed["offset"]) == ("2024-01-16", 9 * 60 + 15, 300)


def test_an_unknown_id_is_answered_with_one_that_begins_alike(tell: Tell) -> None:
    assert "did you mean recall?" in tell("retract", "recal", "--reason", "wrong").err


def test_terminal_codes_in_the_log_never_reach_the_terminal(tell: Tell) -> None:
    said = tell("retract", "recall", "--reason", "\x1b]0;owned\x07 \u202ewrong")
    assert said.status == 0
    again = tell("retract", "recall", "--reason", "another")
    assert "\\x1b" in again.err
    assert all(line.isprintable() for line in (*said.out.splitlines(), *again.err.splitlines()))


def test_what_a_link_merges_is_shown_before_it_is_written(tell: Tell, path: Path) -> None:
    with Writer(path) as writer:
        writer.submit([recorded("again", "ambassador_recalled", ("PAK",), ("IRN",), 19, kind="consultations")])
    dry = tell("link", "again", "same_as=recall", "--dry-run", "--json")
    found = json.loads(dry.out)
    assert [anomaly["development"] for anomaly in found["anomalies_resolved"]] == ["again"]
    assert (found["positions"], found["dry_run"]) == ([], True)
    wet = json.loads(tell("link", "again", "same_as=recall", "--json").out)
    assert wet["anomalies_resolved"] == found["anomalies_resolved"]


def test_who_amends_is_the_option_before_the_environment(tell: Tell, path: Path) -> None:
    tell("correct", "recall", "note=one", "--by", "third")
    assert last(path, "recall").by == "third"


def test_a_correction_of_a_position_keeps_the_parts_that_it_does_not_name(tell: Tell, path: Path) -> None:
    tell("correct", "before", "position.head.PAK>IRN=charge")
    assert last(path, "before").changes["position"] == {
        "relations": "established",
        "head": {"IRN>PAK": "ambassador", "PAK>IRN": "charge"},
    }


def test_an_empty_word_takes_a_field_away_where_the_form_allows_it(tell: Tell, path: Path) -> None:
    tell("correct", "recall", "head_name=Someone Else", "note=a remark")
    assert tell("correct", "recall", "head_name=", "note=").status == 0
    assert last(path, "recall").changes == {"note": None, "head_name": None}
    assert tell("correct", "recall", "kind=").status == 2


def test_the_parties_of_a_group_are_corrected_part_by_part(tell: Tell, path: Path) -> None:
    said = tell("correct", "both", "target=AFG")
    assert (said.status, count(path)) == (2, 6)
    assert "name one part: both/IND-PAK" in said.err
    assert tell("correct", "both/IND-PAK", "target=AFG").status == 0


def test_an_account_that_nobody_gives_is_taken_and_told(tell: Tell, path: Path) -> None:
    assert "note: nobody says anything of 'killed' here; claimed is nothing" in tell(
        "assess", "recall", "aspect=killed", "value=4"
    ).out  # fmt: skip
    tell("claim", "recall", "aspect=killed", "value=9", "by=a doctor")
    told = tell("assess", "recall", "aspect=casualties", "value=8").out
    assert "note: nobody says casualties 8; said is 9 (a doctor)" in told
    assert "nobody says" not in tell("assess", "recall", "aspect=killed", "value=9").out


def test_a_date_that_is_still_to_come_is_told(tell: Tell) -> None:
    assert "note: date: 2999-01-17 is still to come" in tell(
        "correct", "recall", "date=2999-01-17", "--reason", "a year", "--dry-run"
    ).out  # fmt: skip
    assert "to come" not in tell("correct", "recall", "date=2024-01-16", "--reason", "a day", "--dry-run").out
