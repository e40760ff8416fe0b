"""Themes: a dark and a light one whose ramps of tension are told apart without red and green."""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="tracker-dark",
    primary="#5a8ad0", secondary="#86acc9", accent="#f2b44b", warning="#f2b44b", error="#ff6a2b", success="#86acc9",
    foreground="#d8dee6", background="#10151c", surface="#161c25", panel="#1d2530", dark=True,
    variables={"t0": "#5a8ad0", "t1": "#86acc9", "t2": "#d3cfae", "t3": "#f2b44b", "t4": "#ff6a2b",
               "quiet": "#8b97a6", "ruled": "#5d6b7c", "row": "#24405f", "row-away": "#212b38",
               "then": "#f2b44b", "on-then": "#10151c", "quoted": "#b9c9a8"},
)  # fmt: skip
LIGHT = Theme(
    name="tracker-light",
    primary="#1b57a6", secondary="#3f6f8a", accent="#9a5600", warning="#9a5600", error="#7d1410", success="#3f6f8a",
    foreground="#1c232b", background="#f7f6f2", surface="#f0eee8", panel="#e4e1d8", dark=False,
    variables={"t0": "#1b57a6", "t1": "#3f6f8a", "t2": "#6b6738", "t3": "#9a5600", "t4": "#7d1410",
               "quiet": "#5f6873", "ruled": "#8a929c", "row": "#c3d5ec", "row-away": "#dfdcd2",
               "then": "#9a5600", "on-then": "#ffffff", "quoted": "#3d5230"},
)  # fmt: skip
_INKS = ("t0", "t1", "t2", "t3", "t4", "quiet", "ruled", "row", "row-away", "then", "on-then", "quoted")
_TERMINAL = BUILTIN_THEMES["ansi-dark"]
ANSI = replace(
    _TERMINAL, name="tracker-ansi", variables={**_TERMINAL.variables, **dict.fromkeys(_INKS, "ansi_default")},
    primary="ansi_default", secondary="ansi_default", accent="ansi_default", warning="ansi_default",
    error="ansi_default", success="ansi_default",
)  # fmt: skip
"""For NO_COLOR: bold, dim, reverse and strike only."""
THEMES = (DARK, LIGHT, ANSI)
COLOURED = (DARK.name, LIGHT.name)
