"""A terminal that changes its size at any moment, on any screen: nothing breaks, and all comes back as it was."""

from tests.tui.terminal import Terminal, on_terminal

USUAL = (120, 40)
SIZES = [(20, 5), (80, 24), (39, 7), (250, 80), (110, 20), (1, 1), (176, 60), (40, 12), (200, 5), (20, 80), (109, 31)]
"""From the smallest to the largest, across every width and height at which a layout changes."""
SCREENS = (
    ("", "1 Relations 23", ""),
    ("3", "3 Timeline 36", ""),
    ("C", "hostile", "C"),
    ("\r", "Development irn-pak", "\x1b"),
    ("2\r", ": why", "\x1b"),
    ("?", "One row down.", "\x1b"),
    ("A", "What waits for an answer", "\x1b"),
    ("N", "since the beginning", "\x1b"),
    ("M", "Matrix 17 states", "\x1b"),
    ("#", "Groups 41", "\x1b"),
    ("r", "Record a development", "\x1b"),
    ("e", "Report of IRN–PAK", "\x1b"),
    ("hmh=", "Compare IRN–PAK", "\x1b"),
    ("\x10report", "Write a report", "\x1b"),
)
"""What opens a screen, what is seen of it, and what leaves it."""


def test_a_size_that_changes_at_any_moment_breaks_no_screen(log) -> None:
    with on_terminal("--db", str(log), "dashboard", size=USUAL) as terminal:
        terminal.until("1 Relations 23")
        terminal.type("/irn-pak\r").until("2 IRN–PAK", "known •").type("\x1b").until("1 Relations 23")
        for number, (opens, seen, leaves) in enumerate(SCREENS):
            terminal.type(opens).until(seen)
            sweep(terminal, number)
            terminal.until(seen)
            if leaves:
                terminal.type(leaves)
                terminal.gone(seen).until("3 Timeline 36") if leaves == "\x1b" else terminal.until("2 IRN–PAK")


def sweep(terminal: Terminal, start: int) -> None:
    """Through all sizes without a pause, for each screen from another one on; then back as soon as something comes."""
    sizes = SIZES[start % len(SIZES) :] + SIZES[: start % len(SIZES)]
    for size in sizes:
        terminal.resize(*size)
    terminal.wait()
    terminal.resize(*USUAL)


def test_keys_that_are_pressed_while_the_size_changes_are_done(log) -> None:
    with on_terminal("--db", str(log), "dashboard", size=USUAL) as terminal:
        terminal.until("1 Relations 23")
        for size, key in zip(SIZES, "/irn-pak\r", strict=False):
            terminal.resize(*size).type(key)
        terminal.resize(*USUAL).until("1 of 23 with 'irn-pak'")


def test_a_size_that_is_the_same_again_before_it_was_read_is_painted_whole(log) -> None:
    """A terminal forgets what does not fit, and one that is as large as before is told of no other size."""
    with on_terminal("--db", str(log), "dashboard", size=USUAL) as terminal:
        for opens, *seen in (
            ("", "as known now", "1 Relations 23", "q Quit"),
            ("?", "─ Help ", "One row down.", "q Quit"),
        ):
            terminal.type(opens).until(*seen)
            terminal.settle().resize(*USUAL).until(*seen)
