"""A terminal that is gone takes the dashboard along, also where nobody sends it a signal."""

import os

import pytest

from tests.tui.terminal import on_terminal
from tui.hanging_up import is_gone

SOON = 20


def hang_up(fd: int) -> None:
    """Close our end of a terminal; its number stands for nothing from then on."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, fd)
    os.close(nothing)


@pytest.mark.parametrize("keys", ["", "r", "?"])
def test_a_dashboard_whose_terminal_is_gone_ends(log, keys) -> None:
    with on_terminal("--db", str(log), "dashboard", size=(120, 40)) as terminal:
        terminal.until("1 Relations").type(keys).settle()
        hang_up(terminal.fd)
        assert terminal.program.wait(SOON) == 0


def test_a_terminal_is_gone_once_its_other_end_is() -> None:
    ours, theirs = os.openpty()
    try:
        assert not is_gone(theirs)
        os.write(ours, b"typed ahead\n")
        assert not is_gone(theirs)
        os.close(ours)
        assert is_gone(theirs)
    finally:
        os.close(theirs)


def test_what_is_no_terminal_is_never_gone() -> None:
    reader, writer = os.pipe()
    os.close(writer)
    try:
        assert not is_gone(reader)
    finally:
        os.close(reader)
