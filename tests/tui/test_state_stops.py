"""Where one stands in a state: on each line that rests on something, and once on each item, however long it is."""

from pathlib import Path

from tests.tui.conftest import NOW, january, recorded
from tracker.application.store.writing import Writer
from tracker.domain.commands import AddClaims, Retract
from tracker.domain.evidence import Claim


async def standing_on(screen, title: str) -> None:
    for _ in range(60):
        if screen.app.screen.rows.key.title.startswith(title):
            return
        await screen.press("j")
    raise AssertionError(f"one cannot stand on {title}")


async def test_the_line_of_the_tension_opens_what_weighs_most_and_because_what_it_names(drive, database) -> None:
    async with drive(database, (100, 60)) as screen:
        await screen.press("2")
        await standing_on(screen, "Tension, either direction")
        assert "9.0 crisis" in screen.line("▌Tension ")
        await screen.press("enter")
        assert "strike_conducted of strike-1" in screen.text
        assert "strike_conducted of strike-2" in screen.text
        await screen.press("escape", "j")
        assert "strike conducted open since 2024-01-16" in screen.line("▌Because")
        await screen.press("enter")
        assert "IRN–PAK Because: why" in screen.text
        assert "strike_conducted of strike-1" in screen.text
        assert "strike_conducted of strike-2" not in screen.text


async def test_because_opens_what_weighs_most_where_it_names_no_development(drive, tmp_path) -> None:
    path = tmp_path / "words.db"
    with Writer(path) as writer:
        writer.submit([recorded("words", january(3), "condemnation_issued", actors=("IRN",), targets=("PAK",))])
    async with drive(path, (100, 60)) as screen:
        await screen.press("2")
        await standing_on(screen, "Because")
        assert "1 negative act of IRN" in screen.line("▌Because")
        await screen.press("enter")
        assert "condemnation_issued of words" in screen.text


def told_by_speakers(database: Path, many: int) -> None:
    """So many speakers each say another number of the dead."""
    said = (
        Claim(aspect="killed", value=number, by=f"the speaker of the province number {number}")
        for number in range(many)
    )
    with Writer(database) as writer:
        writer.submit([AddClaims(stream="strike-2", id="c:many", known_from=NOW, claims=tuple(said))])


async def test_a_dispute_of_many_lines_is_one_stop_and_is_shown_whole(drive, database) -> None:
    told_by_speakers(database, 12)
    async with drive(database, (80, 24)) as screen:
        await screen.press("2")
        await standing_on(screen, "Disputed")
        rows = screen.app.screen.rows
        stops = [drawn.key for drawn in rows.laid if drawn.key is not None]
        at = stops.index(rows.key)
        assert rows._last_of(rows.cursor) > rows.cursor + 8
        assert rows._last_of(rows.cursor) < rows.scroll_offset.y + rows.scrollable_content_region.height
        await screen.press("j")
        assert rows.key == stops[at + 1]
        await screen.press("k")
        assert rows.key == stops[at]


async def test_an_item_that_is_longer_than_the_screen_is_read_line_by_line(drive, database) -> None:
    told_by_speakers(database, 30)
    async with drive(database, (60, 14)) as screen:
        await screen.press("2")
        await standing_on(screen, "Disputed")
        rows = screen.app.screen.rows
        stood, top = rows.key, rows.scroll_offset.y
        await screen.press("j")
        assert (rows.key, rows.scroll_offset.y) == (stood, top + 1)


async def test_what_lasts_says_since_when_wherever_a_development_made_it_so(drive, tmp_path) -> None:
    told = {"actors": ("GBR",), "targets": ("RUS",)}
    path = tmp_path / "since.db"
    with Writer(path) as writer:
        writer.submit(
            [
                recorded("strike", january(2), "strike_conducted", means="air", **told),
                recorded("recall", january(3), "ambassador_recalled", kind="indefinite", **told),
                recorded("out", january(4), "diplomats_expelled", count=3, **told),
                recorded("wrong", january(5), "strike_conducted", means="air", **told),
                Retract(stream="wrong", id="c:r", known_from=NOW, reason="not so"),
            ]
        )
    async with drive(path, (160, 60)) as screen:
        assert "ambassador recalled since 2024-01-03" in screen.text
        assert "GBR 3 since 2024-01-04" in screen.text
        assert "1 of 5 since 2024-07-02" in screen.text
