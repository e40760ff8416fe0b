"""Every ink can be read on every ground on which it is drawn, in every theme of our own colours."""

import pytest
from textual.color import Color

from tui.ink import INKS
from tui.themes import COLOURED, CONTRAST, THEMES

OWN = [theme for theme in THEMES if theme.name in COLOURED]
GROUNDS = ("background", "panel", "row", "row-away")


def luminance(colour: Color) -> float:
    """As WCAG 2.2 defines it."""
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted(luminance(Color.parse(text)) for text in (one, other))
    return (high + 0.05) / (low + 0.05)


def colour(theme, name: str) -> str:
    return theme.variables.get(name) or getattr(theme, name)


INKED = sorted({variable or "foreground" for variable, _ in INKS.values() if not variable.startswith("on ")})


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKED)
@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_every_ink_is_read_on_every_ground(theme, ink: str, ground: str) -> None:
    assert contrast(colour(theme, ink), colour(theme, ground)) >= (7 if theme is CONTRAST else 4.5)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_the_banner_of_the_past_is_read(theme) -> None:
    assert contrast(theme.variables["on-then"], theme.variables["then"]) >= 4.5


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
