"""A screen that shows the tension chart of the pair that one looks at, beside the rest or over all of it."""

import os

from tui.clocks import Standpoint
from tui.screens.fresh import FreshScreen
from tui.widgets.chart import ChartView

GRAPH = "TRACKER_GRAPH"
"""The variable that says with what is drawn: braille, block or ascii."""
WIDE, TALL = 110, 32
"""From this size on it stands below the state."""


class ChartingScreen(FreshScreen):
    """Keeps a chart of a pair."""

    whole_chart = False
    """Whether it is shown over all panes."""

    @property
    def takes_keys(self) -> bool:
        """Over all panes it takes keys too, though none of them has those."""
        return self.whole_chart or super().takes_keys

    def make_chart(self) -> ChartView:
        """The widget, for a place among the panes."""
        graph = os.environ.get(GRAPH, "braille")
        return ChartView("ascii" if self.app.has_class("-ascii") else graph)

    @property
    def chart_view(self) -> ChartView:
        """The widget."""
        return self.query_one(ChartView)

    def lay_chart(self, width: int, height: int) -> None:
        """Whether there is room for it beside the rest."""
        self.set_class(width >= WIDE and height >= TALL, "-charted")

    def toggle_chart(self) -> None:
        """The chart over all panes, or the panes again."""
        self.whole_chart = not self.whole_chart
        self.set_class(self.whole_chart, "-chart")
        self.tell_chart()
        self.offer()

    def show_panes(self) -> None:
        """The panes again, where the chart is over them: who goes to one sees it."""
        if self.whole_chart:
            self.toggle_chart()

    def tell_chart(self) -> None:
        """In words what the whole chart shows."""
        from tracker.application.views.tension_chart import sentence

        chart, standpoint = self.chart_view.chart, self.standpoint
        if self.whole_chart and chart is not None and standpoint is not None:
            room = None if self.app.has_class("-access") else self.app.size.width - 1
            self.say(sentence(chart, standpoint.day.toordinal(), self.chart_view.tension, room))

    def say_chart_clocks(self, standpoint: Standpoint) -> None:
        """Where one stands."""
        self.chart_view.show_clocks(standpoint)
        self.tell_chart()

    def say_chart_tension(self, pair: str, tension: float) -> None:
        """What the state says of where one stands."""
        self.chart_view.show_tension(pair, tension)
        self.tell_chart()

    async def load_chart(self, pair: str | None, standpoint: Standpoint) -> None:
        """Ask for the chart of a pair; the date changes nothing of it."""
        aside = self.dashboard.provider.aside
        chart = None if pair is None else await self.aside(lambda: aside.chart(pair, standpoint.clocks))
        self.chart_view.show_chart(chart)
        self.tell_chart()
