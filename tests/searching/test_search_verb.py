"""The verb search as a person types it: pages, JSON, marks, kept searches, and what is refused."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import happened, write
from tracker.application.shapes import fits

Verb = Callable[..., tuple[int, str, str]]


def asked(verb: Verb, *words: str) -> Any:
    status, out, err = verb(*words, "--json")
    assert (status, err) == (0, "")
    fits("search", out)
    return json.loads(out)


def ids(verb: Verb, *words: str) -> list[str]:
    return [row["id"] for row in asked(verb, *words)["found"]]


def test_a_page_tells_what_was_found_where_the_words_stand_and_the_facets(verb: Verb) -> None:
    status, out, err = verb("PANJGUR")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "2024-01-16  strike_conducted  strike",
        "    Iran strikes »Panjgur«",
        "    reports[0].quote: Tehran struck «»Panjgur«» at night",
        "",
        "found: 1",
        "  party: IRN 1, PAK 1",
    ]


def test_what_is_retracted_says_so_and_nothing_found_is_said(verb: Verb) -> None:
    assert "rumour  [retracted]" in verb("withdrawn")[1]
    assert verb("nowhere")[:2] == (0, "nothing found\n")
    assert "there are more than 1; see more with --limit" in verb("strike*", "--limit", "1")[1]


def test_words_with_a_hyphen_phrases_and_beginnings_are_typed_as_they_are(verb: Verb) -> None:
    assert set(ids(verb, "strike", "--type", "strike_conducted")) == {"strike", "answer", "answer-again"}
    assert set(ids(verb, "strike", "-sistan", "--type", "strike_conducted")) == {"strike", "answer"}
    assert ids(verb, '"strikes panjgur"') == ["strike"]
    assert ids(verb, '"panjgur strikes"') == []
    assert ids(verb, "panj*", "--pair", "IRN-PAK") == ["strike"]
    assert ids(verb, "panj") == []
    assert ids(verb, '"strike strike conducted"') == []  # id and type are two texts
    assert ids(verb, "panjgoor") == ["strike"]  # another spelling of it
    assert set(ids(verb, "-strike*", "--category", "military")) == {"rumour", "patrol"}


def test_marks_tell_in_json_where_in_a_text_the_words_stand(verb: Verb) -> None:
    (row,) = asked(verb, "téppo", "recalled")["found"]
    for place in row["found"]:
        assert {place["text"][start:end].casefold() for start, end in place["marks"]} <= {"téppo", "recalled"}
    summary = next(place for place in row["found"] if place["where"] == "development.summary")
    assert summary["marks"] == [[11, 16], [17, 25]]


def test_of_a_long_text_the_part_with_the_words_is_shown(verb: Verb, filed: Path) -> None:
    summary = f"{'before ' * 40}Zahedan{' behind' * 40}"
    write(filed, [happened("long", "strike_conducted", 20, "PAK", "IRN", means="air", summary=summary)])
    (place,) = asked(verb, "zahedan")["found"][0]["found"]
    assert place["text"].startswith("…")
    assert place["text"].endswith("…")
    assert len(place["text"]) < 150
    assert [place["text"][a:b] for a, b in place["marks"]] == ["Zahedan"]


def test_nothing_from_data_reaches_a_terminal_raw(verb: Verb) -> None:
    assert "    Strikes \\x1b[»31mreported«" in verb("31mreported")[1].splitlines()


# kept searches


def test_a_search_is_kept_found_again_widened_listed_and_forgotten(verb: Verb, folders: Path) -> None:
    status, _, err = verb("strike*", "--type", "strike_conducted", "--from", "2024-01-17", "--save", "answers")
    assert (status, err) == (0, "kept; search for it again with: tracker search --saved 'answers'\n")
    assert set(ids(verb, "--saved", "answers")) == {"answer", "answer-again"}
    assert ids(verb, "--saved", "answers", "-sistan") == ["answer"]
    assert set(ids(verb, "--saved", "answers", "--from", "2024-01-01")) == {"strike", "answer", "answer-again"}
    kept = asked(verb, "--list")
    assert kept["searches"] == [
        {"name": "answers", "words": ["strike*"], "type": ["strike_conducted"], "first": "2024-01-17"}
    ]
    assert verb("--list")[1].splitlines() == [
        "answers  strike* --type strike_conducted --from 2024-01-17", f"folder: {kept['folder']}",
    ]  # fmt: skip
    assert verb("--forget", "answers")[1].splitlines()[0] == "nothing is kept; --save NAME keeps a search"
    assert [path.name for path in (folders / "config").rglob("*.*")] == ["searches.json"]
    assert (folders / "config" / "tracker" / "searches.json").stat().st_mode & 0o777 == 0o600


def test_a_search_that_is_refused_is_not_kept(verb: Verb) -> None:
    assert verb("strike", "--type", "strik", "--save", "bad")[0] == 2
    assert asked(verb, "--list")["searches"] == []


def test_a_search_is_kept_in_the_place_of_one_of_its_name(verb: Verb) -> None:
    for words in ("first", "second"):
        assert verb(words, "--save", "one")[0] == 0
    assert [kept["words"] for kept in asked(verb, "--list")["searches"]] == [["second"]]


BROKEN = (
    "{", "[]", "{}", '{"schema":"tracker-searches/2","searches":{}}', '{"schema":"tracker-searches/1","searches":[1]}',
    '{"schema":"tracker-searches/1","searches":{"a":{"words":"x"}}}',
    '{"schema":"tracker-searches/1","searches":{"a":{"words":[],"more":1}}}',
    '{"schema":"tracker-searches/1","searches":{"a":{"words":["x"],"first":["y"]}}}',
    '{"schema":"tracker-searches/1","searches":{"a":{}}}', '{"schema":"tracker-searches/1","searches":{"":{"words":[]}}}',
    "\udcff", "[" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("words", ["--list", "--saved a", "x --save a", "--forget a"])
def test_a_file_that_cannot_be_read_is_named_and_left_as_it_is(
    verb: Verb, folders: Path, text: str, words: str
) -> None:
    path = folders / "config" / "tracker" / "searches.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8", "surrogateescape")
    before = path.read_bytes()
    status, _, err = verb(*shlex.split(words))
    assert status == 2
    assert "the saved searches cannot be read" in err
    assert str(path) in err
    assert path.read_bytes() == before


REFUSED = {
    "an unknown search": (("--saved", "strikes"), "no search is saved as 'strikes'"),
    "an unknown search to forget": (("--forget", "strikes"), "no search is saved as"),
    "an unprintable name": (("strike", "--save", "a\x1b[31m"), "no name of a search"),
    "an empty name": (("strike", "--save", " "), "no name of a search"),
    "an unknown option": (("strike", "--form", "2024"), "No such option: --form"),
    "nothing": ((), "nothing to search for"),
    "only signs": (("…", '"?"'), "nothing to search for"),
    "a phrase without end": (('"' + "x " * 100,), "a phrase of more than"),
    "a limit of none": (("x", "--limit", "0"), "--limit"),
}


@pytest.mark.parametrize(("words", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_searched_for_is_refused(verb: Verb, words: tuple[str, ...], hint: str) -> None:
    status, out, err = verb(*words)
    assert (status, out) == (2, "")
    assert hint in err
    assert err.replace("\n", "").isprintable()


def test_where_nothing_can_be_kept_it_is_said(verb: Verb, folders: Path) -> None:
    (folders / "config").write_text("no folder")
    status, out, err = verb("strike", "--save", "one")
    assert status == 2
    assert "config" in err
    assert "strike_conducted" not in out


def test_a_place_of_the_users_own_table_is_found(verb: Verb, folders: Path) -> None:
    path = folders / "config" / "tracker" / "places.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("Panjgur\tPanchgur\tmine\n", "utf-8")
    assert ids(verb, "panchgur") == ["strike"]
    path.write_text("Panjgur\n", "utf-8")
    status, _, err = verb("panchgur")
    assert status == 2
    assert f"{path}:1" in err
