"""Words that are typed behind ``/``: what of a development is searched, and what is said where no pair has them."""

import pytest

from tests.tui.conftest import january, recorded
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.timeline import TimelineRow, timeline_rows
from tracker.domain.evidence import Claim, Report
from tracker.domain.moments import Cut


@pytest.fixture
def noted(database):
    """The crisis with a note whose words say nothing of its id, sources and quotations."""
    reports = (Report(source="https://www.brecorder.com/news/7", quote="a retaliatory step"),)
    claims = (Claim(aspect="motive", value="anger", by="a clerk", quote="out of Sheer anger"),)
    with Writer(database) as writer:
        writer.submit(
            [
                recorded("far-77", january(21), "protest_note_delivered", actors=("PAK",), targets=("IRN",),
                         summary="A note", reports=reports, claims=claims, sources=())
            ]
        )  # fmt: skip
    return database


@pytest.mark.parametrize("words", ["far-77", "brecorder", "Retaliatory step", "sheer", "brecorder note !strike"])
async def test_the_timeline_is_searched_for_ids_sources_and_quotations(drive, noted, words) -> None:
    async with drive(noted, (120, 40)) as screen:
        await screen.press("3", "slash")
        await screen.press(*({"-": "minus", " ": "space", "!": "exclamation_mark"}.get(char, char) for char in words))
        assert f"1 of 8 with '{words}'" in screen.text
        await screen.press("enter")
        assert "A note" in screen.line("▌")


async def test_the_texts_are_kept_while_words_are_typed_and_let_go_with_them(drive, noted) -> None:
    async with drive(noted, (120, 40)) as screen:
        await screen.press("3", "slash")
        await screen.type("note")
        texts = screen.app.screen._searched
        assert len(texts) == 8
        await screen.press("escape")
        assert not texts


def test_the_row_that_is_printed_has_no_more_than_before(noted) -> None:
    with Reader(noted) as reader:
        row = timeline_rows(reader, "IRN-PAK", Clocks(Cut(january(30).best)))[-1]
    assert isinstance(row, TimelineRow)
    assert row.evidence
    assert "evidence" not in row.document()


async def test_where_no_pair_has_the_words_it_says_where_words_of_developments_are_found(drive, noted) -> None:
    async with drive(noted, (120, 40)) as screen:
        await screen.press("slash")
        await screen.type("sheer")
        said = " ".join(" ".join(line[:50] for line in screen.lines[2:12]).split())
        assert said.startswith(
            "No pair has 'sheer'; Esc shows all again. Words of developments: 3 / in the timeline of a pair, "
            "tracker search WORDS in all."
        )
        for pane in ("2 IRN–PAK", "3 Timeline"):
            assert "· IRN–PAK is not listed" in screen.line(pane)
        await screen.press("escape")
        assert "is not listed" not in screen.text
