"""What is held of a development, in words: said again as a correction they change nothing, for every type."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from tests.strategies import developments
from tracker.application.dates import occurrence
from tracker.application.recording.amendments import Amendment, Part, _correct
from tracker.application.recording.arguments import given as read
from tracker.application.recording.dating import dated, said_again
from tracker.application.recording.worded_fields import words_of
from tracker.domain.commands import Record
from tracker.domain.desk import decide
from tracker.domain.development import Development
from tracker.domain.dossier import Dossier, evolve

PLURAL = ("actor", "target", "third_party")
DATES = ("date", "time", "date_precision")
TODAY = date(2024, 6, 1)
KNOWN = datetime(2024, 6, 1, tzinfo=UTC)


def dossier_of(development: Development) -> Dossier:
    record = Record(stream=development.id, id="r", known_from=KNOWN, development=development)
    (entry,) = decide(None, record)
    return evolve(None, entry)


@pytest.mark.parametrize(
    ("edtf", "precision", "time"),
    [
        ("2024-01-17", None, None),
        ("2024-01", None, None),
        ("2024-01-17", "month", None),
        ("2024-01-17", "year", None),
        ("2024-01-15/2024-01-18", None, None),
        ("2024-01-17~", None, None),
        ("2024-01-17", None, "04:30+03:30"),
        ("2024-01-17", None, "04:30"),
    ],
)
def test_the_words_of_a_date_say_the_same_date_again(edtf: str, precision: str | None, time: str | None) -> None:
    held = occurrence(edtf, precision=precision, time=time)
    words = said_again(held)
    assert dated(words["date"], words.get("date_precision"), words.get("time")) == held


def plain(text: str) -> bool:
    """Texts with commas or blanks at their ends are lists, or trimmed, on the command line."""
    return text == text.strip() and "," not in text


@given(developments().filter(lambda found: all(map(plain, words_of(found).values()))))
def test_the_words_of_a_development_said_again_change_nothing(found: Development) -> None:
    dossier = dossier_of(found)
    words = [f"{key}={text}" for key, text in words_of(found).items() if key not in DATES]
    amendment = Amendment("correct", found.id, read(words, TODAY, plural=PLURAL), reason="said again")
    envelope = {"stream": found.id, "id": "c", "by": "", "known_from": KNOWN, "reason": "said again", "version": None}
    command = _correct(Part(None, found.id, dossier, amendment), envelope)  # type: ignore[arg-type]
    assert decide(dossier, command) == ()
