"""Recording by hand: words become developments under readable ids, with their effect shown; said again, nothing happens."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from tracker.application.forms import form_of, questions, types_like
from tracker.application.recording.desks import desk_of
from tracker.application.recording.outcome import record
from tracker.application.store.address import Address
from tracker.application.store.lookup import history
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.cli import asking, recording
from tracker.cli.main import run
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import OpenIncident

POSITION = (
    "position_stated", "date=2024-01-01", "actor=IRN,PAK", "summary=They have relations.",
    "position.relations=established", "position.head.PAK>IRN=ambassador", "position.head.IRN>PAK=ambassador",
    "position.expelled_by.PAK=2", "position.restoration_pending=no", "position.agreements.The Pact=in_force",
)  # fmt: skip
RECALL = (
    "ambassador_recalled", "date=2024-01-17", "actor=Pakistan", "target=Iran", "kind=consultations",
    "summary=Pakistan recalls its ambassador.", "source=https://example.org/a",
)  # fmt: skip
RECALL_ID = "2024-01-17-pak-irn-ambassador-recalled"


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Tell = Callable[..., Said]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def tell(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    monkeypatch.setenv("TRACKER_DB", str(path))
    monkeypatch.setenv("TRACKER_BY", "ada")

    def told(*words: str) -> Said:
        status = run(words)
        return Said(status, *capsys.readouterr())

    return told


def held(path: Path, id: str) -> Any:
    from tracker.application.store.lookup import LogLookup

    with Reader(path) as reader:
        return LogLookup(reader.conn).dossier(id)


def count(path: Path) -> int:
    with Reader(path) as reader:
        return reader.last_position()


def test_a_development_is_recorded_with_the_kinds_that_its_form_wants(tell: Tell, path: Path) -> None:
    said = tell("record", "diplomats_expelled", "date=2024-01-17", "actor=PAK", "target=IRN", "count=3", "summary=Three leave.",
                "source=https://example.org/a", "rating=B2", "certainty=probable", "time=14:30+05:00")  # fmt: skip
    assert said.status == 0, said
    found = held(path, "2024-01-17-pak-irn-diplomats-expelled")
    development = found.development
    assert (development.count, str(development.rating), development.certainty) == (3, "B2", "probable")
    assert (development.occurred.minute, development.occurred.offset) == (14 * 60 + 30, 300)
    assert development.incidents == ()


def test_parties_go_by_name_as_by_code(tell: Tell, path: Path) -> None:
    assert tell("record", *RECALL).status == 0
    development = held(path, RECALL_ID).development
    assert (development.actors, development.targets) == (("PAK",), ("IRN",))


def test_the_effect_on_the_state_is_shown(tell: Tell) -> None:
    tell("record", *POSITION)
    said = tell("record", *RECALL)
    assert "  2024-01-17  head PAK>IRN: ambassador → recalled" in said.out.splitlines()


def test_json_says_id_positions_changes_anomalies_and_duplicates(tell: Tell) -> None:
    tell("record", *POSITION)
    said = tell("record", *RECALL, "--json").document
    assert (said["id"], said["positions"], said["dry_run"], said["duplicates"]) == (RECALL_ID, [2], False, [])
    head = {"pair": "IRN-PAK", "component": "head", "of": "PAK>IRN", "before": "ambassador", "after": "recalled"}
    assert {**head, "as_of": "2024-01-17"} in said["changes"]


def test_what_the_state_did_not_allow_for_is_recorded_and_noted(tell: Tell, path: Path) -> None:
    tell("record", *POSITION)
    tell("record", *RECALL)
    again = ["date=2024-01-25" if word.startswith("date=") else word for word in RECALL]
    said = tell("record", *again, "--json").document
    assert [anomaly["development"] for anomaly in said["anomalies"]] == ["2024-01-25-pak-irn-ambassador-recalled"]
    assert said["anomalies"][0]["disagrees"] == [RECALL_ID]
    assert count(path) == 3


def test_a_dry_run_writes_nothing_not_even_a_file(tell: Tell, path: Path) -> None:
    said = tell("record", *RECALL, "--dry-run")
    assert "would be recorded; nothing was written" in said.out
    assert "head PAK>IRN: unknown → recalled" in said.out
    assert not path.exists()


def test_bad_words_leave_no_file_behind(tell: Tell, path: Path) -> None:
    assert tell("record", *RECALL, "knd=x").status == 2
    assert not path.exists()


def test_the_same_words_again_write_nothing(tell: Tell, path: Path) -> None:
    tell("record", *RECALL)
    before = path.read_bytes()
    said = tell("record", *RECALL)
    assert (said.status, said.out) == (0, f"{RECALL_ID}: said before, nothing new to write\n")
    assert path.read_bytes() == before


def test_other_content_on_the_same_day_gets_a_number_and_the_same_again_finds_it(tell: Tell, path: Path) -> None:
    other = [word.replace("recalls", "again recalls") for word in RECALL]
    third = [word.replace("recalls", "once more recalls") for word in RECALL]
    ids = [tell("record", *words, "--json").document["id"] for words in (RECALL, other, third, other)]
    assert ids == [RECALL_ID, f"{RECALL_ID}-2", f"{RECALL_ID}-3", f"{RECALL_ID}-2"]
    assert count(path) == 3


def test_a_likely_duplicate_is_noted_and_never_refused(tell: Tell) -> None:
    tell("record", *RECALL)
    near = ["date=2024-01-20" if word.startswith("date=") else word for word in RECALL]
    said = tell("record", *near)
    assert f"note: {RECALL_ID} (2024-01-17) is of the same pair and type" in said.out
    assert f"tracker link 2024-01-20-pak-irn-ambassador-recalled same_as={RECALL_ID}" in said.out


@pytest.mark.parametrize(("date_", "actor", "target"), [("2024-01-21", "PAK", "IRN"), ("2024-01-17", "IRN", "PAK")])
def test_what_is_days_away_or_the_other_way_is_no_duplicate(tell: Tell, date_: str, actor: str, target: str) -> None:
    tell("record", *RECALL)
    words = [*(f"{k}={v}" for k, v in (("date", date_), ("actor", actor), ("target", target))), *RECALL[4:]]
    assert tell("record", RECALL[0], *words, "--json").document["duplicates"] == []


def test_several_targets_are_one_development_a_pair_in_one_transaction(tell: Tell, path: Path) -> None:
    words = ("condemnation_issued", "date=2024-01-18", "actor=PAK", "target=IRN,IND", "summary=Pakistan condemns both.",
             "source=https://example.org/a")  # fmt: skip
    said = tell("record", *words, "--json").document
    group = "2024-01-18-pak-irn-ind-condemnation-issued"
    assert said["id"] == group
    assert sorted(said["ids"]) == [f"{group}/IND-PAK", f"{group}/IRN-PAK"]
    assert held(path, f"{group}/IND-PAK").development.group == group
    assert "said before" in tell("record", *words).out
    assert tell("record", *words, "note=other", "--json").document["id"] == f"{group}-2"


@pytest.mark.parametrize("targets", ["IRN", "IRN,IND,AFG"])
def test_an_id_that_holds_other_parts_is_refused(tell: Tell, path: Path, targets: str) -> None:
    words = (
        "condemnation_issued",
        "date=2024-01-18",
        "actor=PAK",
        "summary=Condemned.",
        "source=https://example.org/a",
        "id=both",
    )
    tell("record", *words, "target=IRN,IND")
    said = tell("record", *words, f"target={targets}")
    assert said.status == 2
    assert "both: this id is recorded with other content" in said.err
    assert count(path) == 2


def test_a_response_to_a_group_is_one_to_all_its_parts(tell: Tell, path: Path) -> None:
    tell("record", "condemnation_issued", "date=2024-01-16", "actor=PAK", "target=IRN,IND", "summary=Both.",
         "source=https://example.org/a", "id=both")  # fmt: skip
    tell("record", *RECALL, "in_response_to=both")
    assert set(held(path, RECALL_ID).development.in_response_to) == {"both/IND-PAK", "both/IRN-PAK"}


def test_yesterday_is_a_date_and_is_said(tell: Tell) -> None:
    words = ["date=yesterday" if word.startswith("date=") else word for word in RECALL]
    day = datetime.now(UTC).astimezone().date() - timedelta(days=1)
    said = tell("record", *words)
    assert f"note: date: yesterday is {day}" in said.out
    assert said.out.startswith(f"{day}-pak-irn-ambassador-recalled recorded")


def test_known_is_what_is_given_else_the_time_of_recording(tell: Tell, path: Path) -> None:
    tell("record", *RECALL, "known_from=2024-01-18")
    assert held(path, RECALL_ID).known_from == datetime(2024, 1, 18, 23, 59, 59, tzinfo=UTC)
    tell("record", *RECALL, "id=another")
    assert datetime.now(UTC) - held(path, "another").known_from < timedelta(minutes=5)


def test_what_is_missing_is_listed_with_its_choices(tell: Tell) -> None:
    said = tell("record", "ambassador_recalled", "date=2024-01-17", "actor=PAK")
    assert said.err.splitlines()[0] == "error: ambassador_recalled needs target, summary, source, kind"
    assert "kind=(consultations | indefinite | permanent)" in said.err


def test_a_field_may_be_given_by_its_full_name_and_clashes_with_nothing(tell: Tell, path: Path) -> None:
    words = [word.replace("kind=", "fields.kind=") for word in RECALL]
    assert tell("record", *words).status == 0
    assert held(path, RECALL_ID).development.kind == "consultations"


def test_the_quotation_is_kept_exactly(tell: Tell, path: Path) -> None:
    quote = "it has “recalled” its envoy\u202e = and, so on"
    tell("record", *RECALL, f"quote={quote}")
    (report,) = held(path, RECALL_ID).development.reports
    assert (report.source, report.quote) == ("https://example.org/a", quote)


@pytest.mark.parametrize(
    "odd", ["\x7f\x85\u2028\ufeff", "\x1b[31m\x07\t", "\U0001f54a \u200f", '"quoted" \\u0041 {a: b} # no']
)
def test_odd_characters_are_kept_as_given_and_never_shown_raw(tell: Tell, path: Path, odd: str) -> None:
    words = [f"summary=A{odd}Z" if word.startswith("summary=") else word for word in RECALL]
    tell("record", *words)
    assert held(path, RECALL_ID).development.summary == f"A{odd}Z"
    said = tell("record", *words, "id=other")
    assert "note: " in said.out
    assert all(line.isprintable() for line in said.out.splitlines())


@pytest.mark.parametrize("place", ["words", "reason", "by", "id"])
def test_bytes_that_are_no_text_are_refused(tell: Tell, path: Path, place: str) -> None:
    tell("record", *RECALL)
    odd = b"caf\xe9".decode("utf-8", "surrogateescape")
    said = {
        "words": lambda: tell("record", *RECALL, f"note={odd}"),
        "reason": lambda: tell("retract", RECALL_ID, "--reason", odd),
        "by": lambda: tell("record", *RECALL, "id=other", "--by", odd),
        "id": lambda: tell("retract", odd, "--reason", "wrong"),
    }[place]()
    assert said.status == 2
    assert "is not UTF-8" in said.err
    assert count(path) == 1


def test_every_type_of_the_catalogue_has_questions_with_choices_for_what_it_needs() -> None:
    for name in TYPES:
        every = questions(form_of(name))
        assert len({question.key for question in every}) == len(every), name
        assert all(question.wanted for question in every), name


@pytest.mark.parametrize(
    ("letters", "name"),
    [("recalled", "ambassador_recalled"), ("summon envoy", "envoy_summoned"), ("strk", "strike_conducted")],
)
def test_a_few_letters_find_a_type(letters: str, name: str) -> None:
    assert name in types_like(letters)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("persona non grata", "ambassador_expelled"), ("png", "ambassador_expelled"), ("airstrike", "strike_conducted"),
        ("military exercise", "force_posture_raised"), ("ultimatum", "demand_issued"), ("demarche", "protest_note_delivered"),
    ],
)  # fmt: skip
def test_a_type_is_found_by_what_it_means(words: str, first: str) -> None:
    assert types_like(words)[0] == first


def test_types_of_a_name_come_before_those_of_which_it_is_said_and_those_before_mere_letters() -> None:
    assert types_like("talks")[:3] == ("talks_held", "mediation_accepted", "proposal_rejected")
    assert types_like("talks")[3:] == ("transport_links_cut", "transport_links_restored")
    assert types_like("zzzz") == ()


def test_asking_needs_a_terminal(tell: Tell) -> None:
    said = tell("record")
    assert said.status == 2
    assert "asking needs a terminal" in said.err


def answers(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_asking_finds_the_type_and_asks_again_where_an_answer_does_not_fit() -> None:
    number = types_like("ambassador").index("ambassador_recalled") + 1
    begun = answers("nothing like it", "ambassador", str(number), "2024-01-17", "PAK", "", "IRN")
    rest = answers("for ever", "permanent", "A recall.", "https://example.org/a") + "\n" * 40
    with CliRunner().isolation(input=begun + rest) as streams:
        name, words = asking.ask()
        said = streams[0].getvalue().decode()
    assert name == "ambassador_recalled"
    act = ["date=2024-01-17", "actor=PAK", "target=IRN", "kind=permanent"]
    assert words == [*act, "summary=A recall.", "source=https://example.org/a"]
    assert "No type is like that" in said
    assert "target is needed" in said
    assert "one of consultations, indefinite, permanent" in said


@pytest.mark.parametrize(("answer", "entries"), [("y", 1), ("n", 0)])
def test_what_was_asked_for_is_shown_first_and_recorded_once_confirmed(
    path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, entries: int
) -> None:
    monkeypatch.setattr(asking, "ask", lambda: (RECALL[0], list(RECALL[1:])))
    with CliRunner().isolation(input=answers(answer)) as streams:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        recording.ask_and_record(path, "ada", dry_run=False, as_json=False)
        shown = streams[0].getvalue().decode()
    assert "would be recorded; nothing was written" in shown
    assert (f"{RECALL_ID} recorded (position 1)" in shown) is bool(entries)
    assert path.exists() is bool(entries)


def test_whoever_records_by_the_clock_of_the_log_reads_it_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    with Writer(path, clock=lambda: ahead) as writer:
        writer.submit([OpenIncident(stream="incident:x", id="x", known_from=ahead, title="X")])
    begin, begun = Reader.__init__, list[Address]()
    monkeypatch.setattr(Reader, "__init__", lambda reader, log: begun.append(log) or begin(reader, log))
    record(path, RECALL[0], RECALL[1:], desk_of("ada", ahead.date()))
    assert begun == [path]
    with Reader(path) as reader:
        assert history(reader.conn, RECALL_ID)[0].entry.known_from == ahead


def test_a_grade_is_read_with_its_letter_great_or_small(tell: Tell, path: Path) -> None:
    words = ("condemnation_issued", "date=2024-01-17", "actor=PAK", "target=IRN", "summary=A", "source=https://a.org/b")
    assert tell("record", *words, "id=one", "rating=b2").status == 0
    assert str(held(path, "one").development.rating) == "B2"
    assert tell("record", *words, "id=two", "rating=g2").err.startswith("error: rating is no Admiralty grade: 'g2'")
