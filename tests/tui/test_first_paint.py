"""The first paint does nothing twice: the layout of the size is there before the widgets that it styles."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet

from tui.collecting import MANY, MOST, Collector
from tui.widgets.bars import Prompt
from tui.widgets.relations import RelationList


@pytest.mark.parametrize(("size", "layout"), [((80, 24), {"-one"}), ((120, 40), {"-two", "-charted"})])
async def test_widgets_are_mounted_into_the_layout_of_the_size(database, drive, monkeypatch, size, layout):
    seen: list[set[str]] = []

    def look(widget: RelationList) -> None:
        assert not widget.screen.query_one(Prompt).display
        seen.append({*widget.screen.classes, *widget.parent.classes})

    monkeypatch.setattr(RelationList, "on_mount", look, raising=False)
    async with drive(database, size=size):
        assert seen
        assert layout | {"-active"} <= seen[0]


async def test_style_sheets_are_parsed_once_and_again_for_other_colours(database, drive, monkeypatch):
    parsed: list[str] = []
    reparse = Stylesheet.reparse

    def noted(sheet: Stylesheet) -> None:
        parsed.append("again")
        reparse(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", noted)
    async with drive(database) as screen:
        assert not parsed
        assert screen.app.screen.styles.background == Color.parse(screen.app.theme_variables["background"])
        before = screen.app.screen.styles.background
        screen.app.next_theme()
        await screen.settle()
        assert len(parsed) == 1
        assert screen.app.screen.styles.background != before


@pytest.fixture
def held_collector():
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("held_collector")
async def test_the_collector_that_a_start_held_looks_while_nobody_types(database, drive, monkeypatch):
    monkeypatch.setattr("tui.quick.COLLECT_AFTER", 0.05)
    monkeypatch.setattr("tui.quick.LOOK", 0.05)
    looked: list[bool] = []
    monkeypatch.setattr(Collector, "look", lambda self, *, quiet: looked.append(quiet))
    async with drive(database) as screen:
        await screen.pilot.pause(0.2)
        assert not gc.isenabled()
        assert gc.get_freeze_count() > 0
        assert looked[-1], "nobody types"
        await screen.press("j")
        looked.clear()
        await screen.pilot.pause(0.1)
        assert looked == [False] * len(looked) != []


@pytest.mark.parametrize(
    ("count", "quiet", "collected"),
    [
        ((10, 0, 0), True, []), ((4_000, 0, 0), True, [1]), ((4_000, 0, 0), False, []), ((200_000, 0, 0), False, [1]),
        ((10, 0, 10), True, [2]), ((10, 0, 10), False, []), ((10, 0, 11), False, [2]), ((10, 0, 5), True, [2]),
        ((4_000, 0, 4), True, [1]),
    ],
)  # fmt: skip
def test_garbage_is_looked_for_where_it_is_much_and_while_nobody_types(monkeypatch, count, quiet, collected):
    found: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: count)
    monkeypatch.setattr(gc, "collect", lambda generation=2: found.append(generation) or 0)
    Collector().look(quiet=quiet)
    assert found == collected


def test_where_little_was_garbage_more_is_waited_for_and_where_much_was_no_more_than_at_first(monkeypatch):
    collector, looked, before = Collector(), [], MANY
    for young, garbage, many in (
        (MANY + 1, 0, 2 * MANY), (MANY + 1, 9 * MANY, 2 * MANY), (2 * MANY + 1, MANY // 3, 4 * MANY),
        (MOST + 1, 0, MOST), (MOST + 1, MOST // 2, MANY),
    ):  # fmt: skip
        monkeypatch.setattr(gc, "get_count", lambda young=young: (young, 0, 0))
        monkeypatch.setattr(gc, "collect", lambda generation, garbage=garbage: looked.append(generation) or garbage)
        looked.clear()
        collector.look(quiet=False)
        assert (collector.many, looked) == (many, [1] * (young > before))
        before = many
    monkeypatch.setattr(gc, "get_count", lambda: (MANY - 1, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda generation: 0)
    collector.look(quiet=True)
    assert collector.many == MANY


async def test_a_collector_that_nobody_held_is_left_alone(database, drive, monkeypatch):
    monkeypatch.setattr("tui.quick.COLLECT_AFTER", 0.05)
    async with drive(database) as screen:
        await screen.pilot.pause(0.1)
        assert gc.get_freeze_count() == 0


def ends_with(code: str) -> int:
    """How a Python of its own ends that does this."""
    words = [sys.executable, "-c", f"import sys; {code}"]
    return subprocess.run(words, cwd=Path(__file__).resolve().parents[2], check=False).returncode


def test_what_only_a_screen_reader_needs_is_not_imported_at_a_start() -> None:
    assert ends_with("import tui.app; sys.exit('tui.spoken' in sys.modules)") == 0


def test_a_start_takes_nothing_of_openssl_along() -> None:
    start = "from tui.without_tls import import_asyncio as begin; begin(); import tui.start"
    assert ends_with(f"{start}; sys.exit(bool({{'_ssl', 'ssl', '_hashlib'}} & sys.modules.keys()))") == 0
    assert ends_with(f"{start}; import ssl; sys.exit(ssl.create_default_context().verify_mode != 2)") == 0


@pytest.mark.parametrize("first", ["ssl", "asyncio"])
def test_what_uses_tls_already_keeps_it(first: str) -> None:
    begin = "from tui.without_tls import import_asyncio as begin; begin()"
    assert ends_with(f"import {first}; {begin}; import asyncio.sslproto as p; sys.exit(p.ssl is None)") == 0
