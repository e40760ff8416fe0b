"""The dashboard on the tour: it looks where one stands, leads on, and keeps the strip on the screens of the tour."""

from typing import TYPE_CHECKING

from tui.commands import REGISTRY
from tui.keeping_up import FollowingApp
from tui.screens.base import TrackerScreen
from tui.screens.relations import RelationsScreen
from tui.widgets.bars import Prompt

if TYPE_CHECKING:
    from tui.tour import Place, Tour


class TouringApp(FollowingApp):
    """Leads through one crisis, if it is asked to."""

    tour: "Tour | None" = None
    first_run = False
    """Whether the tour begins with the program."""

    def on_mount(self) -> None:
        """At the first run, after the first paint."""
        if self.first_run:
            self.call_after_refresh(self._begin_first)

    def _begin_first(self) -> None:
        command, screen = REGISTRY["tour"], self.screen
        if isinstance(screen, RelationsScreen) and not command.why_not(screen):
            command.run(screen)

    def begin_tour(self) -> None:
        """Begin at its first step, on the screen that one sees."""
        from tui.tour import Tour

        if isinstance(self.screen, TrackerScreen):
            self.tour = Tour(standing_on(self.screen))
            self._show_tour(self.screen)

    def look_round(self, screen: TrackerScreen) -> None:
        """Something may have been done that leads on."""
        if self.tour is None:
            return
        if self.tour.go_on(standing_on(screen)) and self.tour.over:
            self._remember()
        self._show_tour(screen)

    def end_tour(self) -> None:
        """End it, for good."""
        from tui.widgets.tour import TourStrip

        self.tour = None
        for screen in self.screen_stack:
            screen.query(TourStrip).remove()
        self._remember()

    def _show_tour(self, screen: TrackerScreen) -> None:
        from tui.tour import WHERE
        from tui.widgets.tour import TourStrip

        if self.tour is None or screen.kind not in WHERE:
            return
        strip = next(iter(screen.query(TourStrip)), None)
        if strip is None:
            strip = TourStrip()
            screen.mount(strip, before=screen.footer)
        strip.say(self.tour.title, self.tour.text)

    def _remember(self) -> None:
        from tui.toured import remember

        if not remember():
            self.tell("the tour cannot be noted as taken: 'tour = false' in config.toml says that it is")


def standing_on(screen: TrackerScreen) -> "Place":
    """Where one stands on a screen."""
    from tui.tour import Place

    if not isinstance(screen, RelationsScreen) or screen.standpoint is None:
        return Place(screen.kind)
    standpoint = screen.standpoint
    return Place(
        screen.kind, screen.pair, screen.pane, screen.words["relations"], screen.query_one(Prompt).display,
        None if standpoint.date_is_now else standpoint.clocks.as_of, standpoint.clocks.known_at,
    )  # fmt: skip
