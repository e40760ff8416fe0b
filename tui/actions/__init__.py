"""The commands of the screens, one class each; importing this fills the registry, in the order of the help."""

from tui.actions import (
    charting,
    comparing,
    desk,
    grouping,
    listing,
    moving,
    news,
    program,
    reporting,
    standing,
    tour,
    waiting,
    walking,
)

__all__ = [
    "charting",
    "comparing",
    "desk",
    "grouping",
    "listing",
    "moving",
    "news",
    "program",
    "reporting",
    "standing",
    "tour",
    "waiting",
    "walking",
]
