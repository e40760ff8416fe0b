"""The law of the gate: whatever stands in the data, nothing of it acts on the terminal or on the screens."""

import pytest
from rich.segment import Segment

from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer
from tracker.domain.commands import AddClaims, Assess, DescribeSource, Retract
from tracker.domain.evidence import Claim, Report, Source
from tui.widgets.drawn import Drawn, Inked
from tui.widgets.row_list import RowList

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07 \x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\ \x1b]52;c;ZXZpbA==\x07 \x9b31m \x00 \x08\x7f",
    "[@click=app.quit]press me[/] [/x] [red]not red[/red] [link=http://evil.example]l[/link] [",
    "\u202edenied\u202c \u2066x\u2069 a\u0301\u0301\u0301\u0301\u0301\u0301 zero\u200bwidth first\r\nsecond\tthird\nfourth \u200f",
)
RAW = [chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]  # fmt: skip


def hostile_crisis(conftest, text: str) -> list:
    from datetime import timedelta

    recorded, january, now = conftest.recorded, conftest.january, conftest.NOW
    report = Report(source="test/evil", quote=text, note=text)
    claims = tuple(
        Claim(
            aspect="killed", value=value, by=f"{by} {text}", qualifier=text, source="test/evil", quote=text, note=text
        )
        for value, by in ((text, "one"), (3, "two"))
    )
    position = {"relations": "established", "agreements": {text: "in_force"}, "hostility": 1}
    strike = {"means": "mixed", "summary": text, "note": text, "reports": (report,), "claims": claims}
    return [
        DescribeSource(
            stream="source:test/evil", id="d", known_from=now,
            source=Source(id="evil", scope="test", outlet=text, family=text, title=text, published="2024-01-18", url=text),
        ),
        recorded("pos", january(14), "position_stated", actors=("IRN", "PAK"), position=position, summary=text),
        recorded("e1", january(16), "strike_conducted", actors="IRN", targets="PAK", **strike),
        recorded("e2", january(17), "ambassador_recalled", actors="PAK", targets="IRN", kind="indefinite", head_name=text, stated_reason=text, sources=(text,)),
        recorded("e3", january(18), "strike_conducted", actors="PAK", targets="IRN", in_response_to=("e1",), **strike),
        recorded("e4", january(19), "strike_conducted", actors="PAK", targets="IRN", means="mixed", summary=text),
        Retract(stream="e4", id="r", by=text, known_from=now, reason=text),
        AddClaims(stream="e1", id="c", by=text, known_from=now, claims=claims, reason=text),
        Assess(stream="e1", id="a", by=text, known_from=now + timedelta(0), aspect="killed", value=text, reason=text),
    ]  # fmt: skip


@pytest.fixture(params=HOSTILE, ids=("escapes", "markup", "bidi"))
def text(request) -> str:
    return request.param


@pytest.fixture
def hostile(tmp_path, text):
    import sys
    from pathlib import Path

    conftest = next(
        m for m in sys.modules.values() if getattr(m, "__file__", None) == str(Path(__file__).with_name("conftest.py"))
    )
    path = tmp_path / "hostile.db"
    with Writer(path) as writer:
        writer.submit(hostile_crisis(conftest, text))
    return path


def nothing_raw(screen) -> None:
    for strip in screen.strips:
        for segment in strip:
            assert not [char for char in RAW if char in segment.text], ascii(segment.text)
            assert segment.control is None
            assert segment.style is None or (segment.style.link is None and "@click" not in (segment.style.meta or {}))


async def walk(screen) -> None:
    """Look at every pane and every row, at the foot of each document too."""
    for pane in ("1", "2", "3"):
        await screen.press(pane, "g")
        for _ in range(30):
            nothing_raw(screen)
            here = screen.text
            await screen.press("pagedown")
            if screen.text == here:
                break


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
async def test_no_pane_shows_hostile_text_raw(drive, hostile, size) -> None:
    async with drive(hostile, size) as screen:
        await walk(screen)
        assert screen.app.is_running


SEEING = (
    ("escape", "1", "home", "m", "end", "equals_sign"),
    ("escape", "M"),
    ("escape", "A"),
    ("escape", "N"),
    ("escape", "3", "v"),
)
"""Keys to the screens that compare and overlook."""


@pytest.mark.parametrize("size", [(80, 60)], ids=str)
async def test_no_comparison_matrix_list_news_or_tree_shows_hostile_text_raw(drive, hostile, size) -> None:
    async with drive(hostile, size) as screen:
        for keys in SEEING:
            await screen.press(*keys)
            for _ in range(6):
                nothing_raw(screen)
                await screen.press("pagedown")
        assert screen.app.is_running


async def test_no_document_shows_hostile_text_raw(drive, hostile) -> None:
    async with drive(hostile, (100, 120)) as screen:
        here = screen.app.screen.standpoint
        for name in ("e1", "e2", "e3", "e4", "source:test/evil", "pos"):
            screen.app.open_development(name, here)
            await screen.settle()
            assert len("".join(screen.lines).split()) > 10
            nothing_raw(screen)
            await screen.press("escape")
        await screen.press("2", "g", "j", "j")
        await screen.press("enter")
        nothing_raw(screen)


async def test_no_click_on_hostile_text_does_anything(drive, hostile) -> None:
    async with drive(hostile, (120, 40)) as screen:
        for row in range(1, 36, 7):
            for column in range(2, 120, 19):
                await screen.pilot.click(offset=(column, row))
        await screen.settle()
        assert screen.app.is_running
        assert screen.app._exit is False
        assert "1 Relations" in screen.text


async def test_what_is_typed_pasted_or_said_is_not_raw(drive, database, text) -> None:
    from textual import events

    async with drive(database, (120, 40)) as screen:
        await screen.press("slash")
        screen.app.post_message(events.Paste(text))
        screen.app.screen.focused.post_message(events.Paste(text))
        await screen.settle()
        nothing_raw(screen)
        await screen.press("escape", "t")
        screen.app.screen.focused.post_message(events.Paste(text))
        await screen.settle()
        await screen.press("enter")
        nothing_raw(screen)
        screen.app.screen.say(text)
        await screen.settle()
        nothing_raw(screen)


async def test_trouble_with_hostile_words_is_not_raw(drive, database, text) -> None:
    async with drive(database, (80, 24)) as screen:
        screen.app.screen.trouble(BadInput(text, text, text))
        await screen.settle()
        assert "The database cannot be read" in screen.text
        nothing_raw(screen)


def all_below(kind: type) -> set[type]:
    return {kind, *(found for child in kind.__subclasses__() for found in all_below(child))}


async def test_every_widget_on_every_screen_draws_through_the_gate(drive, database) -> None:
    from textual.containers import Container, Vertical
    from textual.scrollbar import ScrollBar

    frames = (Inked, Container, Vertical, ScrollBar)
    async with drive(database, (200, 60)) as screen:
        for keys in ((), ("question_mark",), ("escape", "3", "enter"), ("escape", "2", "j", "enter"), *SEEING):
            await screen.press(*keys)
            strangers = [
                w
                for w in screen.app.screen.walk_children()
                if not isinstance(w, frames) and not w.id and type(w).__module__.startswith("tui")
            ]
            assert not strangers
            foreign = {type(w).__name__ for w in screen.app.screen.walk_children() if not isinstance(w, frames)}
            assert foreign <= {"ToastRack", "Tooltip", "ScrollBarCorner"}


def test_no_widget_makes_segments_or_strips_itself() -> None:
    import ast
    from pathlib import Path

    import tui

    gate = Path(tui.__file__).parent
    for path in gate.rglob("*.py"):
        names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
        if path.name != "ink.py":
            assert not names & {"Segment", "Static", "Label", "Text", "Content", "Markdown", "Tooltip"}, path
    for kind in all_below(RowList) | all_below(Drawn):
        assert "render" not in vars(kind), kind


def test_the_search_for_raw_text_would_see_it() -> None:
    class Screen:
        strips = [[Segment("a\x1bb")]]  # noqa: RUF012

    with pytest.raises(AssertionError):
        nothing_raw(Screen())
