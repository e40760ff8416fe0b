"""What is typed fast, or comes in one piece over a slow line, goes where it was meant to go."""

from tests.tui.terminal import on_terminal


def test_keys_that_come_in_one_piece_are_taken_one_after_the_other(log) -> None:
    with on_terminal("--db", str(log), "dashboard", size=(120, 40)) as terminal:
        terminal.until("1 Relations 23")
        terminal.type("/are-qat\r\r").until("1 of 23 with 'are-qat'", "▌Relations established")
        terminal.type("t2021-01-05\r3").until("Relations on 5 Jan 2021", "▌2021-01-05")
        terminal.type(".rambassador_recalled\r2024-01-18\rpakistan\r").until(
            "type ambassador_recalled", "date 2024-01-18 Thursday 18 Jan 2024", "actor PAK Pakistan"
        )


def test_enter_that_is_typed_before_the_terminal_is_ready_is_enter(log) -> None:
    """Until a program has taken the terminal over, that makes a line feed of it."""
    with on_terminal("--db", str(log), "dashboard", size=(120, 40)) as terminal:
        terminal.type("/irn-pak\r3").until("1 of 23 with 'irn-pak'", "3 Timeline 36", "▌2024-01-29")
