"""With a screen reader: the terminal's cursor stands on what one reads, and nothing is said by drawing alone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.tui.terminal import on_terminal
from tests.tui.test_scrolling import recorded
from tracker.application.store.reader import Clocks
from tracker.application.store.writing import Writer
from tracker.domain.moments import Cut
from tui.clocks import Standpoint
from tui.config import Config, read_config
from tui.keymap import key_words
from tui.spoken import spoken_scrubber, undecorated

DRAWN = re.compile("[\u2500-\u25ff\u2800-\u28ff]")
"""Box drawing, blocks, geometric shapes, braille."""
DOWN, ESCAPE, ENTER, PALETTE, TAB, BACK_TAB = "\x1b[B", "\x1b", "\r", "\x10", "\t", "\x1b[Z"


def stands_on_the_selected_row(terminal) -> bool:
    column, _ = terminal.at
    return terminal.line[column - 1] == ">" and not terminal.screen.cursor.hidden


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        ({}, (80, 24)),
        ({}, (200, 60)),
        ({"2": "Head of mission"}, (120, 40)),
        ({"3": "protest_note"}, (80, 24)),
        ({"3": "protest_note", ENTER: "Law and effect"}, (120, 40)),
        ({"A": "awaits"}, (120, 40)),
        ({"?": "Help"}, (80, 24)),
    ],
    ids=["relations", "relations, wide", "state", "timeline", "evidence", "waiting", "help"],
)
def test_the_cursor_of_the_terminal_stands_on_the_selected_row(database, keys, size) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access", size=size) as terminal:
        terminal.settle("IRN–PAK")
        for key, part in keys.items():
            terminal.press(key, part)
        assert stands_on_the_selected_row(terminal), terminal.line
        first = terminal.press("g").at
        second = terminal.press("j").at
        assert stands_on_the_selected_row(terminal), terminal.line
        assert second[0] == first[0]
        assert second[1] > first[1]
        assert terminal.press("k").at == first


def test_in_the_matrix_it_stands_on_the_cell(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        column, row = terminal.settle("IRN–PAK").press("M", "states, 2 pairs").at
        assert terminal.line[column - 1] == "["
        assert terminal.press("j").at == (column, row + 1)
        assert terminal.press("h").at == (column - 6, row + 1)


def test_in_a_form_the_cursor_stands_where_one_types_and_goes_to_what_may_be_meant(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("r", "type")
        empty = terminal.at
        terminal.press("ambas", "ambassador_recalled")
        assert terminal.at == (empty[0] + 5, empty[1])
        assert terminal.line[: terminal.at[0]].endswith("ambas")
        terminal.press(DOWN)
        assert terminal.line.split()[0].startswith("ambassador_")
        terminal.press("s")
        assert terminal.line[: terminal.at[0]].endswith("ambass")
        terminal.press(BACK_TAB)
        assert "What saving it would do" in terminal.line
        assert stands_on_the_selected_row(terminal)
        terminal.press(DOWN)
        assert "Which type?" in terminal.line
        assert stands_on_the_selected_row(terminal)
        terminal.press(TAB)
        assert terminal.line[: terminal.at[0]].endswith("ambass")


def test_a_message_is_where_the_cursor_reads_until_the_next_key(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("=")
        assert "mark" in terminal.line
        assert terminal.at[1] == 23
        terminal.press("j")
        assert stands_on_the_selected_row(terminal)


def test_a_long_message_is_read_whole(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("C", "Tension")
        said = " ".join(" ".join(terminal.screen.display[terminal.at[1] :]).split())
        assert re.fullmatch(r"Tension .* \d+ hostile, \d+ cooperative", said), said


def test_what_one_types_into_the_prompt_is_under_the_cursor(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("/").press("pak")
        assert terminal.line[: terminal.at[0]].endswith("filter  pak")


def test_from_what_one_types_the_cursor_goes_to_what_may_be_chosen_and_back(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK")
        for key, typed, part in (("#", "n", "all relations"), ("y", "s", "Head")):
            terminal.press(key, part).press(typed)
            assert terminal.line[: terminal.at[0]].endswith(f"  {typed}")
            line = terminal.press(DOWN).at[1]
            assert stands_on_the_selected_row(terminal), terminal.line
            assert terminal.press(DOWN).at[1] == line + 1
            assert stands_on_the_selected_row(terminal), terminal.line
            terminal.press("o")
            assert terminal.line[: terminal.at[0]].endswith(f"  {typed}o")
            terminal.press(ESCAPE, "IRN–PAK")


def test_in_the_palette_the_cursor_stands_on_the_command_that_is_pointed_at(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press(PALETTE).press("matrix", "Matrix")
        assert terminal.line.strip().startswith("Matrix")
        assert not DRAWN.search(terminal.text)


def test_an_answer_is_said_to_be_one_and_no_lines_lead_to_it(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("3", "in answer: strike_conducted of strike-2")
        assert not DRAWN.search(terminal.text)


def test_answers_alone_are_said_to_be_such_and_as_a_tree_they_are_indented(tmp_path) -> None:
    path, answers = tmp_path / "chain.db", {2: ("d0001",), 3: ("d0002",), 4: ("d0001",)}
    with Writer(path) as writer:
        writer.submit([recorded(number, answers.get(number, ())) for number in range(1, 5)])
    with on_terminal("--db", str(path), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("3", "words of 4")
        rows = [line for line in terminal.screen.display if "words of" in line]
        assert ["in answer" in row for row in rows] == [False, True, True, True]
        terminal.press("v", "as a tree")
        rows = [line for line in terminal.screen.display if "words of" in line]
        assert len({row.index("2020-01") for row in rows}) == 2


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
def test_nothing_is_drawn_on_any_screen(database, size) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access", size=size) as terminal:
        terminal.settle("IRN–PAK")
        for keys in ("2", "3", "v", "C", "C", "h", "m", "=", ESCAPE, "M", ESCAPE, "N", ESCAPE, "A", ESCAPE, "?", ESCAPE,
                     "1", "3", ENTER, "c", ESCAPE, "d", ESCAPE, ESCAPE, "r", "strike", ESCAPE, "e"):  # fmt: skip
            terminal.press(keys)
            assert not (found := DRAWN.findall(terminal.text)), f"after {keys!r}: {found}\n{terminal.text}"


def test_a_trend_and_each_direction_are_said_in_words(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access", size=(120, 40)) as terminal:
        terminal.settle("IRN–PAK").press("t").press("2024-01-18" + ENTER, "18 Jan 2024")
        terminal.press("1", "deteriorated by")
        terminal.press("2", "IRN to PAK: ")
        assert "PAK to IRN: ambassador recalled" in terminal.text
        terminal.press("3", "IRN to PAK −9.0")
        assert "PAK to IRN −9.0 disputed" in terminal.text
        assert ", past" in terminal.screen.display[1]


def test_it_is_said_how_much_of_what_was_learned_is_known() -> None:
    newest = Clocks(Cut(date(2026, 1, 1)))
    now, at = Standpoint(newest, newest, date(2026, 1, 1)), datetime(2024, 1, 19, 12, tzinfo=UTC)
    later = at + timedelta(days=3)

    def said(here: Standpoint, *instants: datetime) -> str:
        return "".join(piece.text for piece in spoken_scrubber(here, (), instants, None)[1].pieces)

    assert said(now, at, later) == "Known  now: all that was learned of this pair, at 2 times"
    assert said(now.known(at), at, later) == "Known  19 Jan 2024 12:00: what was learned of this pair at 1 of 2 times"
    assert said(now, at) == "Known  now: all that was learned of this pair, at 1 time"
    assert said(now) == "Known  now"


def test_without_it_the_cursor_of_the_terminal_is_hidden(database) -> None:
    with on_terminal("--db", str(database), "dashboard") as terminal:
        assert terminal.settle("IRN–PAK").screen.cursor.hidden


def test_bare_it_opens_with_the_same_words_and_the_variable_says_it_too(database) -> None:
    with on_terminal("--db", str(database), "--access", "--ascii") as terminal:
        assert stands_on_the_selected_row(terminal.settle("IRN-PAK"))
        assert terminal.text.isascii()
    with on_terminal("--db", str(database), TRACKER_ACCESS="1") as terminal:
        assert stands_on_the_selected_row(terminal.settle("IRN–PAK"))


def test_the_file_of_choices_says_it_too(tmp_path, monkeypatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text("access = true", "utf-8")
    assert read_config(path) == Config(access=True)
    monkeypatch.setenv("TRACKER_ACCESS", "0")
    assert not Config().also(ascii=False, mouse=True).access


def test_what_is_drawn_is_left_out_in_as_many_cells_and_keys_are_named() -> None:
    assert undecorated("▲ 3 ⠿█─ ≠ é") == "  3     ≠ é"
    assert key_words("← →") == "Left Right"


def test_a_date_that_is_refused_is_read_before_it_is_mended(database) -> None:
    with on_terminal("--db", str(database), "dashboard", "--access") as terminal:
        terminal.settle("IRN–PAK").press("t", "date").press("31 feb", "31 feb")
        typed = terminal.at
        terminal.press(ENTER, "no day of the calendar")
        assert "no day of the calendar" in terminal.line
        terminal.press("\x7f", "date  31 fe")
        assert terminal.at == (typed[0] - 1, terminal.at[1])
        assert "date  31 fe" in terminal.line
