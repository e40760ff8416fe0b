"""Small signs that must not be lost: the header that reconnects, keys in ASCII, the names of components, a scrollbar."""

import pytest

from tracker.application.shown import cells
from tracker.application.views.timeline import TimelineRow
from tracker.application.wording import label_of
from tui.app import Dashboard
from tui.commands import REGISTRY
from tui.config import Config
from tui.keymap import rebind
from tui.provider import Provider
from tui.spoken import spoken_timeline
from tui.themes import COLOURED
from tui.widgets.bars import RECONNECTING
from tui.widgets.evidence import EvidenceList
from tui.widgets.timeline import timeline_line


@pytest.fixture(autouse=True)
def own_keys_again():
    yield
    rebind({}, REGISTRY)


def looks(screen) -> tuple[tuple, tuple]:
    """How the ground of the header looks, and how what says that the log is away does."""
    segments = {segment.text: segment.style for segment in screen.strips[0]}
    away = segments[RECONNECTING]
    ground = list(segments.values())[-1]
    return (ground.color, ground.bgcolor, bool(ground.reverse)), (away.color, away.bgcolor, bool(away.reverse))


@pytest.mark.parametrize("theme", COLOURED)
@pytest.mark.parametrize("then", [False, True], ids=["now", "then"])
async def test_what_says_that_the_log_is_away_is_seen_on_the_banner_of_the_past_too(
    drive, database, theme, then
) -> None:
    async with drive(database) as screen:
        screen.app.theme = theme
        if then:
            await screen.press("left")
        screen.app._set_lost(True)
        await screen.settle()
        ground, (ink, behind, reverse) = looks(screen)
        assert ink.triplet != behind.triplet
        assert (reverse, ink) != (ground[2], ground[0])


async def test_in_ascii_arrows_are_words_so_that_no_key_looks_like_another(database) -> None:
    app = Dashboard(Provider(database), Config(ascii=True))
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause(0.3)
        footer = "".join(segment.text for segment in app.screen._compositor.render_strips()[-1])
        assert "Left Right Day" in footer
        assert "< > Development" in footer
        await pilot.press("question_mark")
        await pilot.pause(0.1)
        shown = [command.shown for command in REGISTRY.values()]
        assert not {sign for keys in shown for sign in "←→↑↓⇧" if sign in keys}
    Dashboard(Provider(database))
    assert REGISTRY["day-back"].shown == "← h"


def test_each_name_of_a_component_has_a_blank_behind_it() -> None:
    from tracker.domain.relation import COMPONENTS

    assert {name for c in COMPONENTS if c.shown and len(name := label_of(c.name)) > 16} == set()


async def test_evidence_is_wrapped_before_its_scrollbar(drive, database) -> None:
    async with drive(database, (80, 18)) as screen:
        await screen.press("3", "g", "j", "enter")
        shown = screen.app.screen.query_one(EvidenceList)
        assert shown.show_vertical_scrollbar
        assert max(cells("".join(piece.text for piece in drawn.pieces)) for drawn in shown.laid) < shown.size.width
        assert shown._drawn_for == shown.scrollable_content_region.width
        assert "…" not in "".join(screen.lines[1:-1])


@pytest.mark.parametrize(("edtf", "sign"), [
    ("2024-01-18", "2024-01-18 ▽"), ("2024-01-18T04:30+03:30", "2024-01-18 ▽"), ("2024-01", "2024-01-18≈▽"),
    ("../2024-01-18", "2024-01-18≈▽"), ("2024-01-15/2024-01-18", "2024-01-18≈▽"), ("2024-01-18~", "2024-01-18≈▽"),
    ("2024-01-18?", "2024-01-18?▽"), ("2024-01?", "2024-01-18≈▽"), ("2024-01-18%", "2024-01-18≈▽"),
])  # fmt: skip
def test_a_date_that_is_not_given_to_the_day_is_signed_for_good(edtf, sign) -> None:
    row = TimelineRow(
        "d", "2024-01-18", None, edtf, "protest_note_delivered", "", "PAK>IRN", (), (), "words", "▽", -2.0, True, False,
        (), False, None, (), (), (), (), 1, 0, None,
    )  # fmt: skip
    drawn = "".join(piece.text for piece in timeline_line(row, 80).pieces)
    assert drawn.startswith(sign)
    heard = "".join(piece.text for piece in spoken_timeline(row, None).pieces)
    assert heard.startswith("about 2024-01-18" if "≈" in sign else "2024-01-18")
    assert ("date doubtful" in heard) == ("?" in edtf or "%" in edtf)


async def test_the_help_names_the_log_that_is_open(drive, database) -> None:
    open_log = database.rename(database.with_name("war\x1b[31m.db"))
    async with drive(open_log, (200, 60)) as screen:
        await screen.press("question_mark")
        assert "Help log war" in screen.lines[0]
        assert "\x1b" not in screen.text
        await screen.press("G")
        assert str(open_log.parent) in screen.text
