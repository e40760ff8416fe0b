"""Themes: a dark and a light one whose ramps of tension are told apart without red and green."""

from dataclasses import replace
from pathlib import Path

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="tracker-dark",
    primary="#789fd8", secondary="#86acc9", accent="#f2b44b", warning="#f2b44b", error="#ff7135", success="#86acc9",
    foreground="#d8dee6", background="#10151c", surface="#161c25", panel="#1d2530", dark=True,
    variables={"t0": "#789fd8", "t1": "#a3c7d6", "t2": "#d3cfae", "t3": "#f2b44b", "t4": "#ff7135",
               "quiet": "#949fad", "ruled": "#5d6b7c", "row": "#1d3552", "row-away": "#1c2531",
               "then": "#f2b44b", "on-then": "#10151c", "quoted": "#b9c9a8"},
)  # fmt: skip
LIGHT = Theme(
    name="tracker-light",
    primary="#1b57a6", secondary="#3a677f", accent="#925200", warning="#925200", error="#7d1410", success="#3a677f",
    foreground="#1c232b", background="#f7f6f2", surface="#f0eee8", panel="#e4e1d8", dark=False,
    variables={"t0": "#1b57a6", "t1": "#3a677f", "t2": "#686436", "t3": "#925200", "t4": "#7d1410",
               "quiet": "#5a636d", "ruled": "#8a929c", "row": "#d3e1f3", "row-away": "#e8e6de",
               "then": "#925200", "on-then": "#ffffff", "quoted": "#3d5230"},
)  # fmt: skip
CONTRAST = Theme(
    name="tracker-contrast",
    primary="#87bcff", secondary="#b8dcff", accent="#ffd23f", warning="#ffd23f", error="#ffa07d", success="#b8dcff",
    foreground="#ffffff", background="#000000", surface="#000000", panel="#1a1a1a", dark=True,
    variables={"t0": "#87bcff", "t1": "#b8dcff", "t2": "#fff3c4", "t3": "#ffd23f", "t4": "#ffa07d",
               "quiet": "#d0d0d0", "ruled": "#b0b0b0", "row": "#002b5c", "row-away": "#222222",
               "then": "#ffd23f", "on-then": "#000000", "quoted": "#d7f0c0"},
)  # fmt: skip
"""High contrast: 7:1 or more, on black."""
_INKS = ("t0", "t1", "t2", "t3", "t4", "quiet", "ruled", "row", "row-away", "then", "on-then", "quoted")
_TERMINAL = BUILTIN_THEMES["ansi-dark"]
ANSI = replace(
    _TERMINAL, name="tracker-ansi", variables={**_TERMINAL.variables, **dict.fromkeys(_INKS, "ansi_default")},
    primary="ansi_default", secondary="ansi_default", accent="ansi_default", warning="ansi_default",
    error="ansi_default", success="ansi_default",
)  # fmt: skip
"""For NO_COLOR: bold, dim, reverse and strike only."""
SIXTEEN = replace(
    _TERMINAL, name="tracker-16",
    variables={**_TERMINAL.variables, **dict.fromkeys(_INKS, "ansi_default"), "t0": "ansi_bright_blue",
               "t1": "ansi_bright_cyan", "t3": "ansi_bright_yellow", "t4": "ansi_bright_red",
               "quoted": "ansi_bright_green", "row": "ansi_blue", "then": "ansi_default"},
    primary="ansi_bright_blue", secondary="ansi_bright_cyan", accent="ansi_bright_yellow",
    warning="ansi_bright_yellow", error="ansi_bright_red", success="ansi_bright_cyan",
)  # fmt: skip
"""For terminals of sixteen colours, in their own shades; chosen when the dashboard opens."""
THEMES = (DARK, LIGHT, CONTRAST, ANSI, SIXTEEN)
COLOURED = (DARK.name, LIGHT.name, CONTRAST.name)
"""Those between which one changes while reading."""
NAMES = (*COLOURED, SIXTEEN.name)
"""Those that a reader can choose."""


def keeping(name: str) -> str:
    """Which colours there are, and how they are kept; or why there are no others."""
    if name == ANSI.name:
        return "NO_COLOR is set: there are no other colours"
    if name == SIXTEEN.name:
        return f"{name}: other colours are chosen in config.toml before the dashboard opens"
    from tracker.application.configuration import config_path

    return f"{name}; to keep it: theme = '{name}' in {_from_home(config_path())}"


def _from_home(path: Path) -> str:
    """A path as one types it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
