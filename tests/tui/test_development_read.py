"""A development as it is read: from its first line, in the words of the state, with every address whole."""

from tests.tui.conftest import january, recorded
from tracker.application.store.writing import Writer
from tracker.domain.evidence import Claim

ADDRESS = "https://example.org/a-very-long-folder/of-a-newspaper/2024/01/16/the-words-of-a-minister-on-the-strike.html"


async def opened(screen, name: str):
    screen.app.open_development(name, screen.app.screen.standpoint)
    await screen.settle()
    return screen.app.screen.rows


async def test_g_goes_to_the_first_line_though_the_first_row_is_further_down(drive, database) -> None:
    answers = {"actors": ("IRN",), "targets": ("PAK",), "in_response_to": ("strike-2",)}
    with Writer(database) as writer:
        writer.submit([recorded(name, january(19), "condemnation_issued", **answers) for name in ("one", "two")])
    async with drive(database, (100, 16)) as screen:
        rows = await opened(screen, "strike-2")
        await screen.press("G")
        assert rows.scroll_offset.y > 0
        await screen.press("g")
        assert rows.scroll_offset.y == 0


async def test_effect_and_law_are_said_in_words(drive, database) -> None:
    with Writer(database) as writer:
        writer.submit([recorded("said", january(21), "condemnation_issued", actors=("PAK",), targets=("IRN",))])
    async with drive(database, (160, 60)) as screen:
        await opened(screen, "recall")
        assert "effect: Head of mission PAK → IRN becomes ambassador recalled if it was" in screen.text
        assert "head{" not in screen.text
        await screen.press("escape")
        await opened(screen, "said")
        assert "speech: no article" in screen.text


async def test_the_address_of_a_claim_is_not_cut(drive, tmp_path) -> None:
    path = tmp_path / "long.db"
    claims = (Claim(aspect="killed", value=2, by="a minister", source=ADDRESS),)
    with Writer(path) as writer:
        writer.submit(
            [recorded("far", january(3), "strike_conducted", actors="IRN", targets="PAK", means="air", claims=claims)]
        )
    async with drive(path, (100, 60)) as screen:
        await opened(screen, "far")
        start = next(index for index, line in enumerate(screen.lines) if "who says so" in line)
        place = screen.lines[start].index("  in") + 2
        assert ADDRESS in "".join(line[place:].strip() for line in screen.lines[start + 1 : start + 6])
