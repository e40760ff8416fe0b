"""What reaches terminals of few colours, or none: only those that they have, and the cursor is seen all the same."""

import re

import pytest

from tests.tui.terminal import on_terminal


@pytest.mark.parametrize(
    ("environment", "fits"),
    [({"NO_COLOR": "1"}, "default"), ({"TERM": "xterm-16color", "COLORTERM": ""}, "[a-z]+")],
    ids=["none", "sixteen"],
)
def test_no_other_colour_reaches_the_terminal(database, environment, fits) -> None:
    with on_terminal("--db", str(database), "dashboard", **environment) as terminal:
        terminal.until("▌IRN–PAK", "known •").type("h").until("◷ PAST")
        cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
        assert all(re.fullmatch(fits, colour) for cell in cells for colour in (cell.fg, cell.bg))
        assert terminal.cells("◷ PAST")[0] != terminal.cells("1 Relations")[0]
