"""A terminal that is gone takes the dashboard along, also where nobody sends it a signal."""

import os

import pytest

from tests.tui.terminal import on_terminal
from tui.hanging_up import HangingUpApp, is_gone

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


@pytest.mark.parametrize(
    ("opened", "gone", "looks"),
    [(os.openpty, False, 1), (os.openpty, True, 1), (os.pipe, False, 0), (os.pipe, True, 0)],
    ids=["a terminal", "one that is gone already", "a pipe", "one that nobody writes to"],
)
def test_only_a_terminal_is_looked_at(monkeypatch: pytest.MonkeyPatch, opened, gone, looks) -> None:
    theirs, ours = reversed(opened()) if opened is os.openpty else opened()
    begun: list[float] = []
    monkeypatch.setattr(HangingUpApp, "set_interval", lambda _, seconds, act: begun.append(seconds))
    if gone:
        os.close(ours)
    with os.fdopen(theirs) as stdin:
        monkeypatch.setattr("sys.__stdin__", stdin)
        HangingUpApp().on_load()
    if not gone:
        os.close(ours)
    assert len(begun) == looks
