"""The palette: every command under a title of its own, found by what is said of it too, drawn with plain signs."""

import pytest
from textual.command import CommandList

from tests.tui import driver
from tracker.application.shown import cells
from tui.app import Dashboard
from tui.commands import REGISTRY
from tui.config import Config
from tui.keymap import rebind
from tui.palette import SIGN, entries
from tui.provider import Provider
from tui.themes import ANSI, NAMES

KINDS = sorted({kind for command in REGISTRY.values() for kind in (*command.where, *command.not_on, "help")})


@pytest.fixture(autouse=True)
def own_keys_again():
    yield
    rebind({}, REGISTRY)


async def found(screen, words: str) -> list[str]:
    """What the palette lists for words."""
    await screen.press("ctrl+p")
    await screen.type(words)
    await screen.settle()
    return [option.hit.text for option in screen.app.screen.query_one(CommandList)._options]


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_commands_of_a_screen_have_the_same_title(kind: str) -> None:
    titles = [entry.title for entry in entries(kind)]
    assert sorted(titles) == sorted({*titles})


def test_both_ways_of_one_step_are_told_by_their_names() -> None:
    titles = {entry.command.name: entry.title for entry in entries("relations")}
    assert titles["change-back"] == "Change back"
    assert titles["change-on"] == "Change on"
    assert titles["theme"] == "Colours"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("theme", "Colours"),
        ("dark", "Colours"),
        ("high contrast", "Colours"),
        ("sort", "Order"),
        ("html", "Report"),
        ("SVG", "Report"),
        ("knowledge", "Known at"),
    ],
)
async def test_a_command_is_found_by_what_is_said_of_it(drive, database, words, title) -> None:
    async with drive(database) as screen:
        assert title in await found(screen, words)


async def test_what_has_the_words_in_its_title_stands_before_what_is_only_said(drive, database) -> None:
    async with drive(database) as screen:
        titles = await found(screen, "state")
        assert titles[0] == "State"
        assert titles.index("State") < titles.index("Change back")
        assert await found(screen, " nothing of this") == []


async def test_enter_does_the_first(drive, database) -> None:
    async with drive(database) as screen:
        await found(screen, "gulf alliance")
        await screen.press("escape")
        await found(screen, "alliance")
        await screen.press("enter")
        assert screen.app.screen.kind == "groups"


async def test_keys_that_are_brackets_are_said_as_they_are(drive, database) -> None:
    async with drive(database) as screen:
        await found(screen, "known")
        assert "([)" in screen.text
        assert "(])" in screen.text


async def test_what_cannot_be_done_where_one_stands_says_why_before_what_it_does(drive, database) -> None:
    async with drive(database, (200, 60)) as screen:
        await found(screen, "retract")
        assert "Not now: stand on a development, in the timeline (3). Say that it did not happen" in screen.text
        await screen.press("escape", "escape", "left")
        await found(screen, "retract")
        assert "Not now: the past is only read; . goes back to now. Say that it did not happen" in screen.text
        await screen.press("escape", "escape", "ctrl+p")
        await screen.settle()
        assert "Not now: the past is only read" in screen.text, "before anything is typed too"
        await screen.press("escape", "full_stop", "3")
        await found(screen, "retract")
        assert "Not now" not in screen.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_in_ascii_it_paints_nothing_else(database, size) -> None:
    app = Dashboard(Provider(database), Config(ascii=True))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        await pilot.press("ctrl+p")
        for key in ("", "d", "a", "y", "x", "x"):
            await pilot.press(*filter(None, [key]))
            await pilot.pause(0.7 if key == "x" else 0.2)
            text = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
            assert "Search" in text or "a command" in text or key
            assert text.isascii(), {char for char in text if not char.isascii()}


async def test_no_sign_of_it_takes_two_cells(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("ctrl+p")
        assert SIGN in screen.text
        assert max(map(cells, screen.text)) == 1


async def helps(screen, words: str = "") -> dict[str, str]:
    """What the palette says of the commands that it lists, by their titles."""
    await screen.press("ctrl+p")
    await screen.type(words)
    await screen.settle()
    found = screen.app.screen.query_one(CommandList)._options
    said = {option.hit.text: option.hit.help for option in found}
    await screen.press("escape")
    return said


async def test_over_a_form_no_key_is_shown_that_types_text_there(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("r")
        said = await helps(screen)
        assert said["Down"] == "One row down. (↓)"
        assert said["Top"] == "The first row."
        assert said["Save"] == "Write it. (Ctrl+S)"
        assert said["Page down"] == "One page down. (PgDn)"
        await screen.press("shift+tab")  # what saving would do: letters are commands there
        said = await helps(screen)
        assert (said["Down"], said["Top"]) == ("One row down. (j ↓)", "The first row. (g)")


async def test_over_what_is_typed_neither_letters_nor_keys_of_editing_are_shown(drive, database) -> None:
    async with drive(database) as screen:
        await screen.press("number_sign")
        assert "One row up. (↑)" in (await helps(screen)).values()
        await screen.press("escape", "slash")
        said = await helps(screen)
        assert said["Day back"] == "One day back."
        assert said["Colours"].endswith("(Ctrl+T)")
        assert said["Back"].endswith("(Esc)")
        assert all(len(help.rpartition("(")[2].rstrip(")")) > 1 for help in said.values() if help.endswith(")"))


async def test_what_moves_in_a_list_is_offered_where_a_list_has_the_keys(drive, database) -> None:
    async with drive(database) as screen:
        assert {"Down", "Top", "Open"} <= {*await helps(screen)}
        await screen.press("slash")
        assert not {"Down", "Top", "Open"} & {*await helps(screen)}


async def test_in_ascii_too_and_with_keys_of_ones_own(database) -> None:
    keymap = {"move-down": ("f5", "z"), "save": ("s",)}
    app = Dashboard(Provider(database), Config(ascii=True, keymap=keymap))
    async with app.run_test() as pilot:
        screen = driver.Driven(app, pilot)
        await screen.press("r")
        said = await helps(screen)
        assert (said["Down"], said["Up"]) == ("One row down. (f5)", "One row up. (Up)")
        assert said["Save"] == "Write it."


@pytest.mark.parametrize("theme", [*NAMES, ANSI.name])
@pytest.mark.parametrize(("ascii", "mark"), [(False, "▌"), (True, ">")])
async def test_what_enter_takes_is_marked_in_every_theme(database, monkeypatch, theme, ascii, mark) -> None:
    if theme == ANSI.name:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Dashboard(Provider(database, now=lambda: driver.NOW), Config(theme=theme, ascii=ascii))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = driver.Driven(app, pilot)
        await screen.settle()
        await screen.press("ctrl+p", "down")
        shown = app.screen.query_one(CommandList)
        marked = [line for line in screen.lines if line.lstrip().startswith(f"{mark} ") and "a command" not in line]
        title = str(shown.highlighted_option.prompt).split("\n")[0]
        assert len(marked) == 2
        assert marked[0].strip(f"{mark} |").startswith(title)
        await screen.press("down")
        assert title not in "".join(line for line in screen.lines if line.lstrip().startswith(f"{mark} "))
