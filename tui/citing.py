"""The citation of what a screen shows, for the clipboard of the terminal."""

from typing import TYPE_CHECKING

from tracker.application.shown import shown

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen


def copy_citation(screen: "TrackerScreen") -> None:
    """Copy it, and say it: not every terminal takes what is copied (OSC 52)."""
    screen.run_worker(_copy(screen), group="citation", exclusive=True)


async def _copy(screen: "TrackerScreen") -> None:
    subject, aside = screen.reported(), screen.dashboard.provider.aside
    found = None if subject is None else await screen.aside(lambda: aside.cited(subject.make))
    if found is not None:
        cited = shown(found)
        screen.app.copy_to_clipboard(cited)
        screen.say(f"copied: {cited}")
