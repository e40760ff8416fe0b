"""The screen on which one chooses what a report is written as; it is written where the program was started."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.problems import BadInput
from tui.commands import bindings_on
from tui.ink import BLANK, Piece, fit, hanging, line, wrapped
from tui.reporting import Subject, file_name, folder_here, keep_picture, keep_report
from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle
from tui.widgets.fixed_list import FixedList
from tui.widgets.row_list import RowList

KINDS = (
    ("md", "Markdown", "what is shown, what it rests on with quotations, and the citation"),
    ("html", "HTML", "the same as one page that fetches nothing from elsewhere"),
    ("svg", "Picture", "the screen as it is, as SVG, with the citation below"),
)


class KindList(FixedList):
    """The formats, each with the name that the file would get."""

    def __init__(self, subject: Subject | None) -> None:
        super().__init__(id="kinds")
        self.subject = subject

    def lay_out(self, width: int) -> None:
        """Two lines a format, and where the file goes."""
        self.laid = []
        for end, name, words in KINDS:
            if self.subject is not None or end == "svg":
                head = line((fit(name, 10), "strong"), file_name(self.subject, end), key=end)
                self.laid += [head, *hanging(words, width, "muted", start="  "), BLANK]
        folder = f"in {folder_here()}; a file that is there is not replaced"
        self.laid += [line((part, "muted")) for part in wrapped(folder, max(8, width))]


class ReportScreen(TrackerScreen):
    """Writes a report of a subject, or a picture of the screen below."""

    kind = "report"
    CSS_PATH = "../styles/report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("report")]

    def __init__(self, subject: Subject | None) -> None:
        super().__init__()
        self.subject_of = subject

    def compose(self) -> ComposeResult:
        """A title and the formats."""
        yield PaneTitle("Report")
        yield KindList(self.subject_of)
        yield Footer()

    def on_mount(self) -> None:
        """Say of what; the list has the keys."""
        of = self.subject_of
        name, _, clocks = ("the screen" if of is None else of.title).partition(",")
        pieces = (Piece("Report of ", "title"), Piece(name, "strong"), Piece(f",{clocks}" if clocks else "", "muted"))
        self.query_one(PaneTitle).say(pieces)
        self.query_one(KindList).focus()

    @on(RowList.Opened)
    def _choose(self, event: RowList.Opened) -> None:
        dashboard, of, end = self.dashboard, self.subject_of, event.key
        aside, folder = dashboard.provider.aside, folder_here()
        if end != "svg" and of is not None:
            self._write(lambda: keep_report(aside, of, end, folder))
            return
        picture = _picture_below(self)
        self._write(lambda: keep_picture(aside, of, picture, folder))

    @work(exclusive=True, group="report")
    async def _write(self, writing: Callable[[], Path]) -> None:
        """Write in a thread, and say where, or why not."""
        path = await self.aside(lambda: _tried(writing))
        if isinstance(path, Path):
            self.app.pop_screen()
            self.dashboard.tell(f"written: {path}")
        elif path is not None:
            self.say(path)


def _tried(writing: Callable[[], Path]) -> Path | str:
    try:
        return writing()
    except BadInput as problem:
        return " — ".join(filter(None, (problem.where, problem.what, problem.remedy)))


def _picture_below(screen: TrackerScreen) -> str:
    """The screen on which the report was asked for, as SVG."""
    import io

    from rich.console import Console

    below = screen.app.screen_stack[-2]
    width, height = screen.app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, safe_box=False,
    )  # fmt: skip
    console.print(below._compositor.render_update(full=True))  # noqa: SLF001 - as App.export_screenshot of the screen on top
    return console.export_svg(title="tracker")
