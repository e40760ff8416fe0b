"""Names that deceive: warned about where they enter, never refused, kept exactly, shown as what they are."""

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.application import countries
from tracker.application.lookalikes import _LOOK, oddities, skeleton
from tracker.application.problems import BadInput
from tracker.application.recording.amendments import Amendment
from tracker.application.recording.arguments import given as said_as
from tracker.application.recording.arguments import parties
from tracker.application.recording.names import NEWEST
from tracker.application.recording.outcome import Desk, Outcome, amend, record
from tracker.application.shown import hidden, shown
from tracker.application.store.lookup import history
from tracker.application.store.reader import Reader
from tracker.cli.main import run

DESK = Desk("me", datetime(2024, 1, 18, 12, tzinfo=UTC), date(2024, 1, 18))
WORDS = ("date=2024-01-17", "actor=IRN", "summary=s", "source=https://a.b", "kind=consultations")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Irаn", "mixes alphabets within a word: U+0430 CYRILLIC SMALL LETTER A"),
        ("Αli Reza", "mixes alphabets within a word: U+0391 GREEK CAPITAL LETTER ALPHA"),
        ("Iran\u200b", "holds what cannot be seen: U+200B ZERO WIDTH SPACE"),
        ("did \u202enot", "holds what cannot be seen: U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("a\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
        ("a\u3164", "U+3164 HANGUL FILLER"),
        ("a\x00b", "U+0000"),
        ("a\x9bm", "U+009B"),
        ("o" + "\u0301" * 9, "U+0301 COMBINING ACUTE ACCENT"),
        ("\u200b\u200e\u2060\u2066x", "and 1 more"),
    ],
)
def test_what_hides_or_mixes_is_named_by_its_code_points(name: str, said: str) -> None:
    assert said in " ".join(oddities(name))


@pytest.mark.parametrize(
    "name",
    ["Île-de-France", "Việt Nam", "Министерство", "МиГ-29K", "صلاح الدین", "می\u200cخواهم", "日本IBM", "αβγ-test", "İstanbul",
     "Ли Сы (Li Si)", "क्\u200dष", "o’Neill", "100 €", "Đặng", "", "plain"],
)  # fmt: skip
def test_honest_names_of_every_script_are_left_in_peace(name: str) -> None:
    assert oddities(name) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Irаn", "Iran"), ("РАК", "PAK"), ("lran", "Iran"), ("PAK1STAN", "Pakistan"), ("Ｐａｋｉｓｔａｎ", "Pakistan"),
        ("𝐈ran", "Iran"), ("Iran\u200b", "Iran"), ("Ir\u00ad\u2060an", "Iran"), ("ΙRΑΝ", "IRAN"), ("Gerrnany", "Germany"),
        ("0man", "Oman"), ("İran", "iran"), ("Сyрrus", "Cyprus"), ("Ꭺli", "Ali"), ("vvales", "wales"),
    ],
)  # fmt: skip
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Иран", "Iran"), ("org:UN", "org:EU")]
)
def test_names_that_differ_to_the_eye_differ(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=40))
@settings(derandomize=True)
def test_a_skeleton_is_made_of_any_text_and_oddities_only_beyond_ascii(text: str) -> None:
    skeleton(text)
    assert not (text.isascii() and text.isprintable() and oddities(text))
    assert bool(hidden(text)) == (shown(text.replace("\t", " ").replace("\n", " ")).count("\\") > text.count("\\"))


def test_every_letter_of_the_table_is_of_another_alphabet_or_form_and_stands_for_an_ascii_letter() -> None:
    assert len(_LOOK) > 80
    for code, plain in _LOOK.items():
        assert not chr(code).isascii()
        assert plain.isascii()
        assert plain.isalpha()
        assert unicodedata.name(chr(code)).split()[0] in ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LATIN")


def recorded(path: Path, *words: str, dry_run: bool = False) -> Outcome:
    return record(path, "ambassador_recalled", [*WORDS, *words], DESK, dry_run=dry_run)


def test_a_party_that_looks_like_one_in_the_log_is_noted_and_recorded_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    assert recorded(path, "target=PAK", "third_party=act:jaish-al-adl").notes == []
    assert recorded(path, "target=PAK", "third_party=act:jaish-al-adl", "id=again").notes == []
    found = recorded(path, "target=PAK", "third_party=act:jaish-al-adI", "id=d2")
    assert found.notes == ["third_parties 'act:jaish-al-adI' looks like 'act:jaish-al-adl'; it is kept as it is given"]
    assert found.positions == [3]


def test_a_name_with_foreign_letters_is_noted_kept_exactly_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    recorded(path, "target=PAK", "head_name=Mudassir Tipu")
    found = recorded(path, "target=PAK", "head_name=Mudаssir Tipu", "id=d2")
    (note,) = found.notes
    assert "U+0430 CYRILLIC SMALL LETTER A" in note
    assert "looks like 'Mudassir Tipu'" in note
    unseen = recorded(path, "target=PAK", "head_name=Mudassir\u200b Tipu", "id=d3")
    assert "U+200B ZERO WIDTH SPACE" in unseen.notes[0]
    with Reader(path) as reader:
        kept = [history(reader.conn, stream)[0].entry.development.head_name for stream in ("d2", "d3")]
    assert kept == ["Mudаssir Tipu", "Mudassir\u200b Tipu"]
    assert shown(kept[1]) == r"Mudassir\u200b Tipu"


@pytest.mark.parametrize("name", ["РАК", "lran", "Pаkistan", "Ｉｒａｎ"])
def test_a_name_that_looks_like_a_state_is_noted_in_an_empty_log_too(tmp_path: Path, name: str) -> None:
    (note,) = recorded(tmp_path / "log.db", "target=PAK", f"head_name={name}", dry_run=True).notes
    assert ", a state" in note


def test_ordinary_names_read_nothing_of_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.db"
    recorded(path, "target=PAK", "head_name=Mudassir Tipu")
    monkeypatch.setattr("tracker.application.recording.names._ENTRIES", "no statement")
    assert recorded(path, "target=PAK", "head_name=Iran", "id=d2").notes == []


def test_a_name_is_compared_with_the_newest_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.db"
    recorded(path, "target=PAK", "third_party=org:UNSC")
    recorded(path, "target=PAK", "id=d2")
    assert NEWEST == 50_000
    assert recorded(path, "target=PAK", "third_party=org:unsc", dry_run=True).notes
    monkeypatch.setattr("tracker.application.recording.names.NEWEST", 1)
    assert recorded(path, "target=PAK", "third_party=org:unsc", dry_run=True).notes == []


@pytest.mark.parametrize(
    ("verb", "words", "where"),
    [("claim", ["aspect=a", "value=1", "by=Irаn"], "claim.by"), ("correct", ["head_name=Irаn"], "head_name")],
)
def test_amendments_are_looked_at_too(tmp_path: Path, verb: str, words: list[str], where: str) -> None:
    path = tmp_path / "log.db"
    recorded(path, "target=PAK", "id=d1")
    (note,) = amend(path, Amendment(verb, "d1", said_as(words, DESK.today), "why"), DESK).notes
    assert note.startswith(f"{where} 'Irаn' mixes alphabets within a word: U+0430")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Irаn", "U+0430 CYRILLIC SMALL LETTER A"), ("РАК", "U+0420 CYRILLIC CAPITAL LETTER ER"),
        ("Iran\u200b", "U+200B ZERO WIDTH SPACE"), ("act:jаish", "U+0430 CYRILLIC SMALL LETTER A"),
    ],
)  # fmt: skip
def test_a_country_or_party_that_is_none_is_refused_with_the_letters_that_deceive(word: str, said: str) -> None:
    for read in (countries.party, countries.named) if ":" not in word else (countries.party,):
        with pytest.raises(ValueError, match=r"is no (state|party)") as problem:
            read(word)
        assert said in str(problem.value)


def test_many_lists_of_parties_are_looked_up_and_not_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(countries, "did_you_mean", None)
    assert parties("actor", ["IRN,PAK", "Iran, Islamic Republic of"]) == ["IRN", "PAK", "IRN"]


def test_a_party_of_any_length_is_refused_soon(tmp_path: Path) -> None:
    for word in ("x" * 50_000, "org:" + "x" * 50_000, "İ" * 50_000):
        with pytest.raises(BadInput) as problem:
            recorded(tmp_path / "log.db", f"target={word}")
        assert len(str(problem.value)) < 1_000


def test_replaying_says_so_on_standard_error_and_records_the_file(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "f.yaml"
    item = "  type: condemnation_issued\n  date: 2024-01-17\n  actor: PAK\n  summary: s\n  sources: https://a.b\n"
    file.write_text(
        "schema: tracker-scenario/1\nincident: x\ndevelopments:\n"
        f"- id: d1\n  target: [IRN, org:UNSC]\n{item}- id: d2\n  target: [IRN, org:UNSc]\n{item}",
        "utf-8",
    )
    assert run(["--db", str(tmp_path / "log.db"), "replay", str(file)]) == 0
    out, err = capsys.readouterr()
    assert err == f"note: {file}: targets 'org:UNSc' looks like 'org:UNSC'; it is kept as it is given\n"
    assert "3 entries recorded" in out
