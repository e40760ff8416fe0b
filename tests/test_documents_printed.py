"""Documents on standard output: the same JSON whoever writes it, ASCII alone, and nothing that is no JSON."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.output import emit

TEXTS = st.text(st.characters()) | st.text(st.sampled_from('\x00\x1b\x7f\x80\x9b\u2028\u202e\ud800\U0001f468"\\ a'))
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
Printed = Callable[[object], str]
DOCUMENTS = st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=12)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """What is printed of a document."""

    def said(document: object) -> str:
        emit(document)
        return capsys.readouterr().out

    return said


def test_a_document_is_printed_as_ascii_that_reads_back(capsys: pytest.CaptureFixture[str]) -> None:
    @given(DOCUMENTS)
    def reads_back(document: object) -> None:
        emit(document)
        text = capsys.readouterr().out
        assert all(" " <= letter <= "~" or letter == "\n" for letter in text)
        assert json.loads(text) == document

    reads_back()


def test_lines_keys_and_order_are_those_of_the_published_documents(printed: Printed) -> None:
    told = {
        "pair": "IRN-PAK",
        "on": date(2024, 1, 17),
        "rows": [],
        "more": {},
        "who": ("a", 1, None),
        "b": [{"c": 2.5}],
    }
    assert printed(told) == json.dumps(told, indent=2, default=str) + "\n"


def test_what_json_cannot_have_is_refused_and_the_words_for_it_are_not(printed: Printed) -> None:
    for number in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not JSON compliant"):
            printed({"killed": number})
    assert json.loads(printed(["NaN", "Infinity"])) == ["NaN", "Infinity"]


def test_a_moment_has_its_zone(printed: Printed) -> None:
    assert json.loads(printed(datetime(2024, 1, 17, 12, tzinfo=UTC))) == "2024-01-17T12:00:00Z"
