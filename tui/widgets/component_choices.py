"""Components of the state to choose from: name, and what it says."""

from tracker.application.likeness import likely
from tracker.application.views.held import CHOICES, Choice
from tracker.application.wording import label_of
from tui.ink import Line, fit, line

NAME = 22
"""Cells of the name."""
_NAMED = {
    f"{component.name}_{label_of(component.name).casefold().replace(' ', '_')}": component for component in CHOICES
}


def components_like(text: str) -> list[Choice]:
    """The components that a few letters may mean, the likeliest first; all, where nothing is typed."""
    found = likely(text, _NAMED)
    words = text.strip().casefold()
    begun = [name for name in found if words and name.startswith(words)]
    return [_NAMED[name] for name in dict.fromkeys((*begun, *found))]


def line_of(component: Choice, width: int) -> Line:
    """A component as one line of a width."""
    return line(
        (fit(f" {label_of(component.name)}", NAME), "strong"),
        (fit(component.meaning, max(0, width - NAME)), "muted"),
        key=component.name,
    )
