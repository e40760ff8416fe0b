"""Traps for importers: what other readers of YAML and dates take for something else is what was written, or refused."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.application import dates
from tracker.application.problems import BadInput, did_you_mean
from tracker.application.scenario import Scenario, parse_scenario, read_scenario
from tracker.application.scenario.text import parsed
from tracker.application.scenario.tokens import LARGEST, LONGEST, MOST_LINES, MOST_NODES, decoded
from tracker.domain.commands import Record

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CORPUS = Path(__file__).parent / "corpus"
HEAD = "schema: tracker-scenario/1\nincident: x\ntitle: A test\n"
GOOD = {
    "id": "d1", "type": "strike_conducted", "date": "2024-01-17", "actor": "PAK", "target": "IRN", "summary": "s",
    "sources": "https://a.b", "fields": "{means: air}",
}  # fmt: skip


def text_of(**more: str) -> str:
    said = [f"{key}: {value}" for key, value in (GOOD | more).items()]
    return HEAD + "developments:\n- " + "\n  ".join(said) + "\n"


def recorded(scenario: Scenario) -> Any:
    return next(c.development for c in scenario.commands(NOW, "me") if isinstance(c, Record))


def development(**more: str) -> Any:
    return recorded(parse_scenario(text_of(**more), "f.yaml"))


def refused(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        parse_scenario(text, "f.yaml")
    return caught.value


@pytest.mark.parametrize(
    "word",
    [
        "NO",
        "no",
        "Yes",
        "off",
        "On",
        "y",
        "12:30",
        "1:20:30",
        "1_000",
        "0b11",
        "017",
        "0o17",
        "0x1F",
        "1e3",
        ".5",
        ".nan",
        ".inf",
        "2024-01-17",
        "1705449600",
        "~x",
        "=",
        "<<",
    ],
)
def test_a_text_is_the_words_that_were_written(word: str) -> None:
    assert development(summary=word).summary == word


@pytest.mark.parametrize("head", ["", "%YAML 1.1\n---\n", "%YAML 1.2\n---\n"])
def test_norway_and_a_time_of_day_are_text_whatever_version_of_yaml_a_file_names(head: str) -> None:
    text = head + text_of(note="NO", time="12:30")
    found = recorded(parse_scenario(text, "f.yaml"))
    assert (found.note, found.occurred.minute) == ("NO", 12 * 60 + 30)


@pytest.mark.parametrize(("word", "number"), [("017", 17), ("0o17", 15), ("0x1F", 31), ("+3", 3), ("3", 3)])
def test_a_number_is_that_of_yaml_1_2(word: str, number: int) -> None:
    assert development(fields=f"{{means: air, killed: {word}}}").killed == number


@pytest.mark.parametrize(
    "word", ["1_000", "12:30", "'1,000'", "1e3", "0b11", "NO", "'3'", "9" * 19, "9" * 5000, "1e999", ".nan"]
)
def test_what_is_no_number_is_refused_where_a_number_is_wanted(word: str) -> None:
    found = refused(text_of(fields=f"{{means: air, killed: {word}}}"))
    assert (found.where or "").startswith("f.yaml:12:")
    assert "killed" in found.what


def test_a_day_without_quotation_marks_is_a_day_and_no_timestamp() -> None:
    assert development(date="2024-01-17").occurred.edtf == "2024-01-17"


@pytest.mark.parametrize(
    "word",
    [
        "1705449600",
        "1705449600.0",
        "1705449600000",
        "20240117",
        "45308",
        "2024-W03-3",
        "2024-017",
        "17/01/2024",
        "01/17/2024",
        "17.01.2024",
    ],
)
def test_seconds_since_1970_and_foreign_dates_are_no_dates(word: str) -> None:
    for read in (dates.occurrence, dates.cut, dates.instant, dates.checked):
        with pytest.raises(ValueError, match=r"."):
            read(word)
    for key, line in (("date", 7), ("known_from", 13)):
        assert (refused(text_of(**{key: word})).where or "").startswith(f"f.yaml:{line}:")


@pytest.mark.parametrize("name", ["crlf", "cr-only", "byte-order-mark"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(name: str) -> None:
    first, *_ = (recorded(read_scenario(CORPUS / f"{name}.yaml")) for _ in range(1))
    assert first == recorded(
        parse_scenario(
            decoded((CORPUS / f"{name}.yaml").read_bytes(), "f").replace("\r\n", "\n").replace("\r", "\n"), "f"
        )
    )
    assert first.actors == ("PAK",)


def test_a_mistake_is_found_in_the_same_line_whatever_ends_the_lines() -> None:
    broken = text_of(actor="PKA")
    for end in ("\n", "\r\n", "\r"):
        assert (refused(broken.replace("\n", end)).where or "").startswith("f.yaml:8:")
        with pytest.raises(BadInput) as caught:
            decoded(broken.replace("\n", end).encode() + b"\xe9", "f.yaml")
        assert caught.value.where == "f.yaml:13:1"


def test_a_byte_order_mark_is_no_column() -> None:
    with pytest.raises(BadInput) as caught:
        decoded(b"\xef\xbb\xbfab\xe9", "f.yaml")
    assert caught.value.where == "f.yaml:1:3"


def test_a_word_as_long_as_a_book_is_like_none() -> None:
    assert did_you_mean("condemnation_isued", ["condemnation_issued"]) == " (did you mean condemnation_issued?)"
    assert did_you_mean("a" * 101, ["a" * 102]) == ""


def test_a_quotation_mark_that_swallows_a_thousand_rows_is_named_where_it_opens() -> None:
    rows = "".join(f"- {{id: r{n}, summary: a row}}\n" for n in range(1000))
    opened = text_of(summary='"it opens here')
    never = refused(opened + rows)
    assert (never.where, "never closed" in never.what) == ("f.yaml:10:12", True)
    by_another = refused(opened + rows + text_of(summary='"closed"'))
    assert (by_another.where, "1,012 lines further" in by_another.what) == ("f.yaml:10:12", True)
    soon = refused(opened + rows[:300] + '- {id: z, summary: "closed"}\n')
    assert soon.where == "f.yaml:10:12"
    assert "closes in line" in soon.what


def test_a_text_in_quotation_marks_may_run_over_some_lines_and_a_block_over_any_number() -> None:
    quoted = "\n    ".join(["word"] * MOST_LINES)
    assert len(development(summary=f'"{quoted}"').summary.split()) == MOST_LINES
    assert "opens here" in refused(text_of(summary=f'"{quoted}\n    more"')).what
    assert len(development(summary="|\n    " + "word\n    " * (MOST_LINES * 3)).summary.split()) == MOST_LINES * 3


EXPECTED = {
    "alias-of-itself": ("4:8", "anchors and aliases"), "apostrophe-in-quotes": ("10:12", "text goes on behind it"),
    "digits-in-a-directive": ("", "not YAML"), "digits-without-end": ("12:32", "killed is a number"),
    "escape-sequence": ("4:8", "U+001B"), "every-state-at-once": ("5:3", "39,060 parts"),
    "exponent": ("12:32", "killed is a number"), "half-surrogate": ("4:8", "surrogate"), "key-twice": ("5:1", "given twice"),
    "known-from-seconds-since-1970": ("12:15", "no date"), "latin-1": ("10:13", "0xe9 is not UTF-8"),
    "list-as-key": ("4:9", "a key is a word"), "long-word-for-a-type": ("6:9", "has no type"), "merge-key": ("6:7", "aliases"),
    "nested-brackets": ("4:47", "more than 40 deep"), "nested-mappings": ("4:161", "more than 40 deep"),
    "no-such-character": ("4:9", "there is no character"), "nul": ("4:9", "U+0000"), "only-comments": ("", "empty"),
    "party-of-a-thousand-letters": ("8:10", "1004 characters; 200"), "quote-closed-by-the-next": ("10:12", "287 lines further"),
    "quote-never-closed": ("10:12", "never closed"), "quote-over-a-thousand-lines": ("4:8", "1,000 lines"),
    "raw-surrogate": ("4:8", "0xed is not UTF-8"), "second-document": ("4:1", "second document"),
    "seconds-since-1970": ("7:9", "is no date"), "sexagesimal": ("12:32", "killed is a number"), "tab-indent": ("5:1", "not YAML"),
    "tag-defined": ("6:8", "the tag"), "tag-of-python": ("4:8", "os.system is not used"),
    "underscores-in-a-number": ("12:32", "killed is a number"), "unknown-keys": ("4:1", "unknown key"),
    "utf-16-be-no-mark": ("1:1", "UTF-16"), "utf-16-le": ("1:1", "is UTF-16"), "utf-32": ("1:1", "is UTF-32"),
}  # fmt: skip
READ = ("byte-order-mark", "cr-only", "crlf", "yaml-1.1-directive")


def test_every_nasty_file_is_expected_here() -> None:
    assert sorted(path.stem for path in CORPUS.glob("*.yaml")) == sorted((*EXPECTED, *READ))


@pytest.mark.parametrize(("name", "place", "words"), [(name, *said) for name, said in EXPECTED.items()], ids=EXPECTED)
def test_a_nasty_file_is_refused_where_it_is_wrong_in_few_words(name: str, place: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_scenario(CORPUS / f"{name}.yaml")
    assert str(caught.value.where) == str(CORPUS / f"{name}.yaml") + (f":{place}" if place else "")
    assert words in caught.value.what
    assert len(str(caught.value)) < 1200


LIMITS = {
    "characters": ("# " + "x" * LARGEST, "", f"{LARGEST:,} are the most"),
    "a long value": ("a: " + "x" * (LONGEST + 1), ":1:4", f"{LONGEST:,} are the most"),
    "depth": ("[" * 41 + "]" * 41, ":1:41", "more than 40 deep"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), LIMITS.values(), ids=LIMITS)
def test_a_file_has_limits_and_says_them(text: str, place: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        parsed(text, "f.yaml")
    assert caught.value.where == f"f.yaml{place}"
    assert words in caught.value.what
    assert caught.value.remedy


def test_a_file_has_no_more_values_than_a_stated_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_NODES == 100_000
    monkeypatch.setattr("tracker.application.scenario.tokens.MOST_NODES", 1_000)
    assert len(parsed("[" + "a," * 999 + "]", "f").plain) == 999
    with pytest.raises(BadInput, match="more than 1,000 values") as caught:
        parsed("[" + "a," * 1000 + "]", "f")
    assert caught.value.where == "f:1:2000"


def test_just_within_its_limits_a_file_is_read() -> None:
    assert parsed("a: " + "x" * LONGEST, "f").plain == {"a": "x" * LONGEST}
    assert parsed("[" * 40 + "]" * 40, "f").plain
    with pytest.raises(BadInput, match="bytes"):
        decoded(b"#" * (LARGEST * 4 + 1), "f")


def test_a_few_lines_do_not_become_a_hundred_thousand_entries() -> None:
    states = "AFG ALB DZA AND AGO ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI KHM CMR CAN"
    group = text_of(
        type="agreement_signed", actor=f"[{states.replace(' ', ', ')}]", target="", fields="{title: t, status: signed}"
    )
    assert len(parse_scenario(group, "f").commands(NOW, "me")) == 1 + 30 * 29 // 2
    many = group + "amendments:\n" + "- {assess: d1, rating: B2}\n" * 40
    assert (refused(many).where or "", "435 parts" in refused(many).what) == ("f.yaml:47:3", True)
    told = group + "conflicting_reports:\n" + "- {about: d1, claim: c}\n" * 40
    assert (refused(told).where or "", "435 parts" in refused(told).what) == ("f.yaml:47:3", True)
    causes = ", ".join(["d1", *(f"x{n}" for n in range(600))])
    answer = text_of(id="d2", in_response_to=f"[{causes}]").partition("developments:\n")[2]
    found = refused(group + answer)
    assert ((found.where or "").split(":")[1], "1,000 are the most" in found.what) == ("21", True)


def test_a_correction_of_another_file_s_development_reaches_its_own_fields_only() -> None:
    found = refused(HEAD + "amendments:\n- correct: other\n  fields: {occurred: {edtf: x, best: 0, latest: 0}}\n")
    assert (found.where, "no field" in found.what) == ("f.yaml:6:12", True)
