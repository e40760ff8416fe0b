"""The order of the relations, filters of words, and the matrix, on the real screens by keys."""

import re
from datetime import UTC, date, datetime

import pytest

from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.held import LISTED
from tracker.application.views.relations import relation_rows
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on
from tui.listing import ORDERS, Listing, holds
from tui.widgets.component_choices import components_like


def record(name: str, when: datetime, type: str, **fields) -> Record:
    occurred = on(when.date())
    development = TYPES[type](id=name, occurred=occurred, summary=name, sources=("https://example.org/",), **fields)
    return Record(stream=name, id=f"c:{name}", known_from=occurred.end_of_best_date(), development=development)


@pytest.fixture
def several(tmp_path):
    """IRN-PAK fought and cooled long ago, FRA-ITA recalled last week, CHN-USA stated a position; nobody else."""
    path = tmp_path / "several.db"
    recent, old = datetime(2025, 12, 28, tzinfo=UTC), datetime(2024, 1, 16, tzinfo=UTC)
    with Writer(path) as writer:
        writer.submit(
            [
                record("strike", old, "strike_conducted", actors="IRN", targets="PAK", means="mixed"),
                record("position", old, "position_stated", actors=("IRN", "PAK"), position={"hostility": 1}),
                record("recall", recent, "ambassador_recalled", actors="FRA", targets="ITA", kind="consultations"),
                record(
                    "calm",
                    datetime(2025, 6, 1, tzinfo=UTC),
                    "position_stated",
                    actors=("CHN", "USA"),
                    position={"hostility": 1},
                ),
            ]
        )
    return path


def pairs(screen) -> list[str]:
    """The pairs in the order in which they are listed."""
    return [found[1] for row in screen.lines if (found := re.match(r"[▌▏ ](\w{3}–\w{3}) (?! relations)", row))]


async def test_o_lists_by_the_next_order_and_the_title_says_which(drive, several) -> None:
    async with drive(several) as screen:
        found = []
        for _ in ORDERS:
            found.append((screen.line("1 Relations").split(" by ")[1].split(" ─")[0], pairs(screen)))
            await screen.press("o")
        assert found == [
            ("tension", ["IRN–PAK", "FRA–ITA", "CHN–USA"]),
            ("change over 30 days", ["FRA–ITA", "IRN–PAK", "CHN–USA"]),
            ("last development", ["FRA–ITA", "CHN–USA", "IRN–PAK"]),
            ("name", ["CHN–USA", "FRA–ITA", "IRN–PAK"]),
            ("hostility", ["IRN–PAK", "CHN–USA", "FRA–ITA"]),
            ("what lies ahead", ["IRN–PAK", "FRA–ITA", "CHN–USA"]),
        ]
        assert "by tension" in screen.line("1 Relations")


async def test_capital_o_reverses_but_what_is_unknown_stays_last(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("O")
        assert "by tension, reversed" in screen.line("1 Relations")
        assert pairs(screen) == ["CHN–USA", "FRA–ITA", "IRN–PAK"]
        await screen.press("o", "o", "o", "o", "O")
        assert "by hostility, reversed" in screen.line("1 Relations")
        assert pairs(screen)[-1] == "FRA–ITA"


async def test_another_order_leaves_the_cursor_on_its_pair(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("j", "o", "o", "O")
        assert "▌FRA–ITA" in screen.text
        assert "2 FRA–ITA" in screen.text


async def test_another_order_is_seen_from_its_top_though_the_cursor_was_far_below(drive, tmp_path) -> None:
    when, path = datetime(2025, 12, 1, tzinfo=UTC), tmp_path / "many.db"
    letters = "ABCDEFGHIJKLMNOP"
    with Writer(path) as writer:
        writer.submit(
            [
                record(f"r{one}", when, "strike_conducted", actors=f"A{one}A", targets=f"B{one}B", means="mixed")
                for one in letters
            ]
        )
    async with drive(path, (80, 20)) as screen:
        for keys in (("o",), ("y", *"hostility", "enter")):
            await screen.press("G")
            assert "AAA–BAB" not in screen.text
            assert "APA–BPB" in screen.text
            await screen.press(*keys)
            assert pairs(screen)[0] == "AAA–BAB"
            assert screen.app.screen.pair == screen.app.screen.query_one("#relations").key == "AAA-BAB"
        await screen.press("G", "h")
        assert "APA–BPB" in screen.text


async def test_y_lists_by_any_component_the_gravest_first_and_what_is_unknown_last(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("j", "y", *"hom", "space", *"x")
        assert "no component has these letters" in screen.text
        await screen.press("enter", "backspace", "backspace", "backspace", "backspace", "backspace")
        await screen.type("head")
        assert "Head of mission" in screen.lines[2]
        await screen.press("enter")
        assert "1 Relations 3 by head" in screen.line("1 Relations")
        assert pairs(screen)[0] == "FRA–ITA"
        assert "2 FRA–ITA" in screen.text, "the cursor stays with its pair"
        assert "FRA to ITA ambassador recalled" in screen.text
        await screen.press("O")
        assert "by head, reversed" in screen.line("1 Relations")
        assert pairs(screen)[0] == "FRA–ITA", "the others are unknown"
        await screen.press("y", *"hosti", "enter")
        assert pairs(screen) == ["IRN–PAK", "CHN–USA", "FRA–ITA"]
        await screen.press("t")
        await screen.type("2024-01-17")
        await screen.press("enter")
        assert "by hostility" in screen.line("1 Relations")
        below = screen.lines[screen.lines.index(screen.line("▌IRN–PAK")) + 1] if "▌IRN–PAK" in screen.text else ""
        assert below.strip("▌ ").startswith("4")
        await screen.press("o")
        assert "by tension" in screen.line("1 Relations")
        assert "open since" in screen.text


async def test_leaving_the_components_changes_nothing(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("y", "q", "escape")
        assert "1 Relations 3 by tension" in screen.line("1 Relations")


@pytest.mark.parametrize(
    ("letters", "found"),
    [("cease", "ceasefire"), ("trade", "trade"), ("sanct", "sanctions"), ("agreem", "agreements"), ("relat", "relations"),
     ("head of mission", "head"), ("msn", "mission"), ("visas", "visa")],
)  # fmt: skip
def test_a_few_letters_find_a_component(letters: str, found: str) -> None:
    assert components_like(letters)[0].name == found


def test_every_component_that_is_shown_can_be_chosen() -> None:
    assert {one.name for one in components_like("")} == set(LISTED)


async def test_the_trend_stands_in_words_beside_its_arrow(drive, several) -> None:
    async with drive(several) as screen:
        assert re.search(r"▲ +\d\.\d [! ][+ ] +deteriorated", screen.line(" FRA–ITA "))
        assert re.search(r"· +no acts", screen.line("▌IRN–PAK "))


async def test_words_behind_an_exclamation_mark_leave_rows_out(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("slash", "exclamation_mark")
        assert len(pairs(screen)) == 3
        await screen.type("fra")
        assert pairs(screen) == ["IRN–PAK", "CHN–USA"]
        assert "2 of 3 with '!fra'" in screen.text
        await screen.press("space", "p", "a", "k")
        assert pairs(screen) == ["IRN–PAK"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("iran", ["IRN-PAK"]), ("united states", ["CHN-USA"]), ("irn pakistan", ["IRN-PAK"]),
     ("!france", ["CHN-USA", "IRN-PAK"]), ("germany", [])],
)  # fmt: skip
def test_a_filter_finds_pairs_by_the_names_of_states_too(several, words: str, found: list[str]) -> None:
    with Reader(several) as reader:
        rows = relation_rows(reader, Clocks(Cut(date(2026, 1, 1))))
    assert [row.pair for row in Listing(order=3).rows(rows, words)] == found


def test_a_filter_wants_every_word_and_none_of_those_left_out() -> None:
    assert holds("FRA–ITA tense", "ita FRA")
    assert not holds("FRA–ITA tense", "ita usa")
    assert not holds("FRA–ITA tense", "ita !tense")
    assert holds("FRA–ITA tense", "ita !calm")
    assert holds("anything", "")


async def test_the_matrix_shows_the_tension_of_each_pair_in_both_its_cells(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("M")
        head, *rows = screen.lines[2:9]
        states = head.replace("▾", " ").split()
        assert set(states[:2]) == {"IRN", "PAK"}
        assert set(states) == {"IRN", "PAK", "FRA", "ITA", "CHN", "USA"}
        assert "6 states, 3 pairs" in screen.lines[1]
        by_name = {row[1:4]: row for row in rows[:6]}
        for one, other in (("IRN", "PAK"), ("PAK", "IRN")):
            column = head.index(other)
            figure = by_name[one][column - 1 : column + 4]
            assert figure[0] in "▁▂▃▄▅▆▇█"
            assert float(figure[1:]) == pytest.approx(9.0)
        assert by_name["FRA"].count("▄") + by_name["FRA"].count("▃") == 1


async def test_in_the_matrix_arrows_move_over_cells_and_enter_opens_the_pair(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("j", "M")
        assert "FRA–ITA  relations" in screen.text
        assert "[" in screen.line("▌")
        await screen.press("g", "home")
        assert "FRA–ITA" not in screen.text
        await screen.press("enter")
        assert "a state has no relation with itself" in screen.lines[-1]
        await screen.press("end")
        assert "nothing is recorded between IRN and USA" in screen.lines[-6]
        await screen.press("enter")
        assert "nothing is recorded between IRN and USA" in screen.lines[-1]
        await screen.press("home")
        await screen.press("right")
        assert "IRN–PAK  relations" in screen.text
        await screen.press("enter")
        assert "2 IRN–PAK" in screen.text
        assert "1 Relations" in screen.text


def columns(screen) -> list[str]:
    """The states over the columns of the matrix."""
    return re.findall("[A-Z]{3}", screen.lines[2])


async def test_a_narrow_matrix_moves_its_columns_along_and_says_that_there_are_more(drive, several) -> None:
    async with drive(several, (30, 24)) as screen:
        await screen.press("M", "g", "home")
        first = columns(screen)
        assert len(first) == 4
        assert ("◂" in screen.lines[2], "▸" in screen.lines[2]) == (False, True)
        await screen.press("end")
        last = columns(screen)
        assert last[-1] not in first
        assert f"▾{last[-1]}" in screen.lines[2]
        assert ("◂" in screen.lines[2], "▸" in screen.lines[2]) == (True, False)
        await screen.press("home")
        assert columns(screen) == first


async def test_a_click_on_a_cell_of_the_matrix_stands_there_and_a_second_opens(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("M", "G", "end")
        column, row = (
            screen.lines[2].index("PAK") + 1,
            next(n for n, text in enumerate(screen.lines) if text[1:4] == "IRN"),
        )
        await screen.pilot.click(offset=(column, row))
        await screen.settle()
        assert "IRN–PAK  relations" in screen.text
        await screen.pilot.click(offset=(column, row), times=2)
        await screen.settle()
        assert "2 IRN–PAK" in screen.text


async def test_a_pair_that_a_filter_hid_is_shown_when_it_is_opened_from_elsewhere(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("slash")
        await screen.type("ita")
        await screen.press("enter")
        screen.app.screen.look_at("IRN-PAK")
        await screen.settle()
        assert "2 IRN–PAK" in screen.text
        assert len(pairs(screen)) == 3


def test_every_order_is_named_and_the_last_leads_back_to_the_first() -> None:
    listing = Listing()
    for _ in ORDERS:
        listing = listing.next()
    assert listing == Listing()
    assert listing.reversed().next() == Listing(1)


async def test_a_matrix_of_no_pair_is_empty_and_nothing_breaks_it(drive, several) -> None:
    async with drive(several, (80, 24)) as screen:
        await screen.press("slash")
        await screen.type("nobodyatall")
        await screen.press("enter", "M", "right", "down", "G", "g", "end", "enter")
        assert "Matrix 0 states, 0 pairs" in screen.text
        assert "no pair is listed" in screen.text
        await screen.press("escape", "escape", "M")
        assert "6 states, 3 pairs" in screen.text


async def test_a_list_that_is_empty_while_one_types_takes_the_cursor_from_no_place(drive, several) -> None:
    async with drive(several) as screen:
        await screen.press("j")
        shown, main = pairs(screen), screen.app.screen
        assert main.pair.replace("-", "–") == shown[1]
        for words in ("nobodyatall", f"!{shown[1][:3]}"):
            main.filter("relations", words)
            await screen.settle()
        left = [pair for pair in shown if shown[1][:3] not in pair]
        assert pairs(screen) == left
        assert main.pair.replace("-", "–") == left[1], "the row that came to its place, not the first"
