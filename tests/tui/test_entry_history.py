"""The history of an entry, on screen and printed: dates as they are written elsewhere, times to the minute."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.conftest import recorded
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.evidence import evidence_document
from tracker.application.when import minute_of, occurred_in_words, recorded_and_known
from tracker.cli.main import run
from tracker.domain.commands import Correct
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence, on

DAY = date(2024, 1, 18)
HISTORY = "2024-01-18 04:30+03:30 → 2024-01-18"


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A strike of half past four in Tehran of which later only the day is said."""
    path = tmp_path / "corrected.db"
    known = datetime(2026, 1, 2, 15, 56, 53, 540600, tzinfo=UTC)
    with Writer(path) as writer:
        writer.submit([
            recorded("strike", on(DAY, 270, 210), "strike_conducted", actors="PAK", targets="IRN", means="mixed"),
            Correct(stream="strike", id="c", known_from=known, reason="no hour is said",
                    changes={"occurred": on(DAY).model_dump(mode="json")}),
        ])  # fmt: skip
    return path


async def test_a_corrected_date_reads_as_dates_do(drive, corrected) -> None:
    async with drive(corrected) as screen:
        await screen.press("3", "enter", "G")
        assert "History of the entry" in screen.text
        assert HISTORY in screen.line("occurred:")
        assert "edtf" not in screen.text
        assert ", known from 2026-01-02T15:56Z" in screen.line("corrected")
        assert "53.5" not in screen.text


def test_a_corrected_date_is_printed_as_dates_are(corrected, capsys) -> None:
    assert run(["--db", str(corrected), "show", "strike"]) == 0
    assert f"occurred: {HISTORY}\n" in capsys.readouterr().out


def test_what_was_learned_between_two_times_is_printed_with_dates_as_they_are(corrected, capsys) -> None:
    asked = ["diff", "IRN", "PAK", "--as-of", "2024-01-19", "--known-from", "2025-01-01", "--known-to", "2026-01-03"]
    assert run(["--db", str(corrected), *asked]) == 0
    assert f"occurred: {HISTORY}\n" in capsys.readouterr().out


def test_the_document_of_the_history_stays_what_it_was(corrected) -> None:
    with Reader(corrected) as reader:
        change = evidence_document(reader, "strike", Clocks(Cut(date(2026, 1, 3))))["history"][1]["changes"][0]
    assert change["old"]["minute"] == 270


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (on(DAY), "2024-01-18"),
        (on(DAY, 0), "2024-01-18 00:00"),
        (on(DAY, 1439, -570), "2024-01-18 23:59-09:30"),
        (
            Occurrence(edtf="2024-01-16/2024-01-18", best=DAY, earliest=date(2024, 1, 16), latest=DAY, interval=True),
            "2024-01-18, between 2024-01-16 and 2024-01-18 (written 2024-01-16/2024-01-18)",
        ),
        (
            Occurrence(edtf="../2024-01-18", best=DAY, latest=DAY, interval=True),
            "2024-01-18, between any day and 2024-01-18 (written ../2024-01-18)",
        ),
        (
            Occurrence(edtf="2024-01-18?", best=DAY, earliest=DAY, latest=DAY, doubtful=True),
            "2024-01-18, doubtful (written 2024-01-18?)",
        ),
    ],
)
def test_a_date_says_its_hour_its_bounds_and_how_it_was_written(when: Occurrence, said: str) -> None:
    assert occurred_in_words(when.model_dump(mode="json", exclude_none=True)) == said
    assert occurred_in_words(when.model_dump(mode="json")) == said


AT = "2026-11-29T15:56:53.540600Z"


@pytest.mark.parametrize(
    ("recorded_at", "known", "said"),
    [
        (AT, None, "recorded 2026-11-29T15:56Z"),
        (AT, AT, "recorded and known from 2026-11-29T15:56Z"),
        (AT, "2026-11-29T15:56:01Z", "recorded and known from 2026-11-29T15:56Z"),
        (AT, "2026-11-29T15:55:59Z", "recorded 2026-11-29T15:56Z, known from 2026-11-29T15:55Z"),
        (AT, "2024-01-17T23:59:59Z", "recorded 2026-11-29T15:56Z, known from 2024-01-17T23:59Z"),
    ],
)
def test_recorded_and_known_are_said_to_the_minute_and_once_where_that_is_one(recorded_at, known, said) -> None:
    assert recorded_and_known(recorded_at, known) == said


def test_a_minute_is_one_of_utc() -> None:
    assert minute_of("2026-11-29T15:56:53+03:30") == "2026-11-29T12:26Z"
    assert minute_of((datetime(2026, 1, 1, tzinfo=UTC) - timedelta(seconds=1)).isoformat()) == "2025-12-31T23:59Z"
