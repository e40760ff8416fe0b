"""The palette leads to pairs, groups and colours by their names, and stays quick over many."""

from time import process_time

import pytest

from tests.tui.test_palette import found
from tui.found_places import MOST, meant


@pytest.mark.parametrize("words", ["irn pak", "IRN-PAK", "pakistan iran", "pair pak irn"])
async def test_a_pair_is_found_by_codes_and_names_and_enter_goes_to_it(drive, database, words) -> None:
    async with drive(database) as screen:
        await screen.press("j", "slash")
        await screen.type("fra")
        await screen.press("enter")
        titles = await found(screen, words)
        assert titles[0].startswith("IRN–PAK  Iran")
        await screen.press("enter")
        main = screen.app.screen
        assert (main.pair, main.pane, main.words["relations"]) == ("IRN-PAK", 1, "")


async def test_a_group_is_found_by_its_name_and_narrows_the_pairs(drive, database) -> None:
    async with drive(database) as screen:
        assert (await found(screen, "nato"))[0] == "alliance NATO"
        await screen.press("enter")
        assert screen.app.screen.chosen.group.name == "NATO"


async def test_colours_are_found_by_name_and_say_how_they_are_kept(drive, database, monkeypatch) -> None:
    monkeypatch.setenv("TRACKER_CONFIG", "/etc/tracker/config.toml")
    async with drive(database) as screen:
        assert (await found(screen, "contrast"))[0] == "Colours tracker-contrast"
        await screen.press("enter")
        assert screen.app.theme == "tracker-contrast"
        assert (
            "tracker-contrast; to keep it: theme = 'tracker-contrast' in /etc/tracker/config.toml" in screen.lines[-1]
        )
        await screen.press("ctrl+t")
        assert "tracker-dark; to keep it: theme = 'tracker-dark'" in screen.lines[-1]


async def test_without_colours_it_is_said_that_there_are_no_others(drive, database, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive(database) as screen:
        await screen.press("ctrl+t")
        assert "NO_COLOR is set" in screen.lines[-1]


@pytest.mark.parametrize(
    ("query", "names", "how"),
    [("state", "USA United States", "begun"), ("usa", "USA United States", "named"), ("sta uni", "United States", "begun"),
     ("tates", "United States", "not"), ("", "United States", "not"), ("pair", "pair", "named")],
)  # fmt: skip
def test_words_mean_what_has_them_or_begins_with_them(query, names, how) -> None:
    assert {0.0: "not", 0.4: "begun", 9.0: "named"}[meant(query, names)] == how


async def test_among_many_pairs_a_letter_takes_no_noticeable_time(drive, database) -> None:
    async with drive(database) as screen:
        main, codes = screen.app.screen, [f"{a}{b}A" for a in "ABCDEFGHIJKLMNOP" for b in "ABCDEFGHIJKLMNOP"]
        main.all_rows = [row._replace(pair=f"IRN-{code}") for row in main.all_rows[:1] for code in codes]
        await screen.press("ctrl+p")
        before = process_time()
        await screen.press("i")
        assert process_time() - before < 1.0
        listed = await found(screen, "rn")
        assert sum(title.startswith("IRN–") for title in listed) == MOST
