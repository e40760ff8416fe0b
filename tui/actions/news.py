"""Commands of what is new to who reads."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.news import NewsScreen


class News(
    Command,
    name="news",
    keys=("N",),
    shown="N",
    label="New",
    group="Find",
    where=("relations",),
    footer=17,
    help="What is new since you last marked what you had read, or first opened this log.",
):
    """Opens the news."""

    def run(self, screen: "TrackerScreen") -> None:
        screen.dashboard.open_news()


class MarkRead(
    Command,
    name="mark-read",
    keys=("m",),
    shown="m",
    label="Mark as read",
    group="Find",
    where=("news",),
    footer=3,
    help="Say that you have read all of this: an entry of the log, under your name.",
):
    """Marks."""

    def why_not(self, screen: "TrackerScreen") -> str:
        """There is something to mark, and a name to mark it for."""
        document = _news(screen).document
        if document is None:
            return "the log cannot be reached" if screen.dashboard.lost else "what is new is being read"
        if not document["pairs"]:
            return "nothing is new"
        return "" if document["reader"] else "nobody is named: set TRACKER_BY"

    def run(self, screen: "TrackerScreen") -> None:
        _news(screen).mark_read()


def _news(screen: "TrackerScreen") -> "NewsScreen":
    return cast("NewsScreen", screen)
