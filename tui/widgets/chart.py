"""The tension of a pair as a curve, bands as lines with their words, and below it the weights as a seismograph."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import events
from textual.strip import Strip

from tui.clocks import Standpoint, day_text
from tui.ink import BLANK, Line, Piece, fit, line, strip_of
from tui.widgets.drawn import Drawn
from tui.widgets.plot import MARKS, columns_of, plotted, shaken
from tui.widgets.scrubber import Scrubber
from tui.widgets.ticks import ticked
from tui.wording import TONES

if TYPE_CHECKING:
    from tracker.application.views.tension_chart import TensionChart

SMALLEST = 8
"""Cells that a curve needs."""
LABEL = 10
"""Cells of the figures and words of the bands."""
MOST = 10.0
BANDS = ((8.0, "crisis"), (6.0, "high"), (4.0, "tense"), (2.0, "watch"))
"""As `tracker.domain.tension` draws them; calm lies below."""
BELOW = 3
"""Lines below the curve: two of the seismograph, and the days."""
TALL = 16
"""Lines from which on there is one with ticks too."""


class ChartView(Drawn):
    """Draws a chart; what lies behind one's date is coloured, what lies ahead is not, and ┃ is where one stands."""

    def __init__(self, style: str = "braille") -> None:
        super().__init__(id="chart")
        self.graph = style if style in MARKS else "braille"
        self.chart: TensionChart | None = None
        self.standpoint: Standpoint | None = None
        self._told: dict[str, float] = {}
        """The tension where one stands, by pair: of the one that is drawn, and of the one whose chart comes next."""
        self._drawn: dict[int, Strip] = {}
        self._cells: tuple[tuple[int, int], list[str], list[str]] | None = None

    def show_chart(self, chart: "TensionChart | None") -> None:
        """Show another pair, or another knowledge of it."""
        if chart != self.chart:
            self.chart, self._cells = chart, None
            self._told = self._told_of_drawn
            self._again()

    def show_clocks(self, standpoint: Standpoint) -> None:
        """Show where one stands: only where what is drawn for that moved."""
        before = self._here(self.size.width - LABEL), self._here_words()
        if standpoint != self.standpoint:
            self.standpoint, self._told = standpoint, {}
        if before != (self._here(self.size.width - LABEL), self._here_words()):
            self._again()

    def show_tension(self, pair: str, tension: float) -> None:
        """Show what the state of a pair says of where one stands: the chart looked at some days only."""
        before, self._told = self.tension, self._told_of_drawn | {pair: tension}
        if self.tension != before:
            self._again()

    @property
    def tension(self) -> float | None:
        """The tension of the drawn pair where one stands; None where it is not read yet."""
        return None if self.chart is None else self._told.get(self.chart.pair)

    @property
    def _told_of_drawn(self) -> dict[str, float]:
        tension = self.tension
        return {} if self.chart is None or tension is None else {self.chart.pair: tension}

    def _again(self) -> None:
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        """Another size is drawn anew."""
        self._again()

    def on_click(self, event: events.Click) -> None:
        """Go to the day under the mouse."""
        room, chart = self.size.width - LABEL, self.chart
        column = event.x - LABEL
        if self.access or chart is None or room < SMALLEST or column < 0:
            return
        days = round(column * (chart.last - chart.first).days / (room - 1))
        self.post_message(Scrubber.Moved("date", chart.first + timedelta(days=days)))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if y not in self._drawn:
            lines = self.lines(self.size.width, self.size.height)
            blanks = [BLANK] * max(0, y + 1 - len(lines))
            for place, drawn in enumerate([*lines, *blanks]):
                self._drawn[place] = strip_of(drawn, self.size.width, self.ink, sign=self.sign)
        return self._drawn[y]

    def lines(self, width: int, height: int) -> list[Line]:
        """Curve, seismograph and days."""
        if self.access:
            from tui.spoken import spoken_chart

            return spoken_chart(self.chart, self.standpoint, self.tension, width)
        ticks = height >= TALL
        room, tall = width - LABEL, height - BELOW - ticks
        if self.chart is None:
            return [line(("  no chart: nothing is known of this pair", "muted"))]
        if room < SMALLEST or tall < 2:
            return [line(("  tension chart: too little room", "muted"))]
        curve, strip = self._plotted(self.chart, room, tall)
        here = self._here(room)
        rows = [self._row(row, _label(index, tall), here) for index, row in enumerate(curve)]
        rows += [self._row(row, label, here) for row, label in zip(strip, ("hostile", "cooper."), strict=True)]
        if ticks:
            rows.append(line((" " * LABEL, "muted"), (ticked(self.chart.first, self.chart.last, room), "muted")))
        return [*rows, self._days(self.chart, room)]

    def _plotted(self, chart: "TensionChart", room: int, tall: int) -> tuple[list[str], list[str]]:
        """The cells without colours: the same wherever one stands."""
        if self._cells is None or self._cells[0] != (room, tall):
            marks = MARKS[self.graph]
            first, last = chart.first.toordinal(), chart.last.toordinal()
            values = columns_of(chart.samples, first, last, room * marks.wide)
            curve = plotted(values, room, tall, MOST, marks)
            hostile = [(day, -weight) for day, weight in chart.shocks if weight < 0]
            cooperative = [shock for shock in chart.shocks if shock[1] > 0]
            strip = shaken((hostile, cooperative), (first, last), room, MOST, marks)
            self._cells = ((room, tall), curve, strip)
        return self._cells[1], self._cells[2]

    def _here(self, room: int) -> int:
        """The column in which one stands; -1 before the first day, and behind the last one after the last."""
        if self.chart is None or self.standpoint is None or room < 1:
            return room
        first, last = self.chart.first.toordinal(), self.chart.last.toordinal()
        day = self.standpoint.day.toordinal()
        return room if day > last else -1 if day < first else round((day - first) * (room - 1) / max(1, last - first))

    def _row(self, cells: str, label: str, here: int) -> Line:
        """A line of cells: past, where one stands, ahead; blanks of a band's line are ruled."""
        tone = TONES.get(word := label.rpartition(" ")[2], "label")
        ruled = MARKS[self.graph].rule if word in TONES else " "
        drawn = cells.replace(" ", ruled)
        ink = "bad" if label == "hostile" else "good" if label == "cooper." else "accent"
        pieces = [Piece(fit(label, LABEL), tone), *_parts(drawn[: max(0, here)], ruled, ink)]
        if 0 <= here < len(drawn):
            pieces.append(Piece(MARKS[self.graph].here, "key"))
        return line(*pieces, Piece(drawn[here + 1 :], "muted"))

    def _here_words(self) -> str:
        """The date on which one stands, and the tension on it once that is read."""
        if self.standpoint is None:
            return ""
        day = day_text(self.standpoint.day)
        return day if self.tension is None else f"{self.tension:.1f} on {day}"

    def _days(self, chart: "TensionChart", room: int) -> Line:
        """First and last day, and between them the date on which one stands, with the tension there.

        Where that lies behind the last day, it stands behind it: nothing happened in between.
        """
        start, end, middle = day_text(chart.first), day_text(chart.last), self._here_words()
        if self.standpoint is not None and self.standpoint.day > chart.last:
            end, middle = f"{end}, then quiet; {middle}", ""
            if room - len(start) - len(end) < 4:
                return line((" " * LABEL, "muted"), (fit(end.partition(", ")[2], room), "label"))
        gap = room - len(start) - len(end) - len(middle)
        if gap < 4:
            return line((" " * LABEL, "muted"), (fit(middle, room), "label"))
        left = gap // 2
        return line(
            (f"{'':{LABEL}}{start}{'':{left}}", "muted"), (middle, "label"), (f"{'':{gap - left}}{end}", "muted")
        )


def _label(index: int, tall: int) -> str:
    """Figure and word of the band whose lower bound lies in a line of the curve, and both ends of the scale."""
    for floor, word in (*BANDS, (MOST, ""), (0.0, "")):
        if round((1 - floor / MOST) * (tall - 1)) == index:
            return f"{floor:2.0f} {word}".rstrip()
    return ""


def _parts(cells: str, ruled: str, ink: str) -> Sequence[Piece]:
    """What is drawn in one ink, and the rule between it in another."""
    pieces: list[Piece] = []
    start = 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or (cells[place] == ruled) != (cells[start] == ruled):
            pieces.append(Piece(cells[start:place], "muted" if cells[start] == ruled else ink))
            start = place
    return pieces
