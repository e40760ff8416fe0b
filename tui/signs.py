"""Signs in ASCII: every glyph of the screens has one of the same width, and text of the data is told by its letters."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

from tracker.application.shown import cells

_SIGNS = str.maketrans(
    {
        "▲": "^", "△": "+", "▼": "v", "▽": "-", "·": ".", "≠": "#", "≈": "~", "×": "x", "✗": "x", "✓": "v",
        "•": "*", "↳": ">", "└": "`", "├": "|", "◆": "o", "◷": "@", "┃": "|", "╵": "|", "│": "|", "▕": "|", "▏": "|",
        "▌": ">", "━": "=", "╸": "-", "─": "-", "╍": "=", "╌": ".", "┈": "-", "→": ">", "←": "<", "↑": "^",
        "↓": "v", "⇧": "^", "↖": "<", "↘": ">", "▶": ">", "▸": ">", "◂": "<", "▾": "v", "…": ":", "–": "-",
        "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "▁": ".", "▂": ":",
        "┌": ",", "┬": "+", "┴": "+", "┼": "+", "▃": "-", "▄": "=", "▅": "+", "▆": "*",
        "▇": "#", "█": "@", "▔": "'", "▀": '"',
    }
)  # fmt: skip
_CUT = re.compile(r".…")
"""What was cut ends with ``..`` in place of its last letter: one full stop would say that it is whole."""


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """Shown text in ASCII, in as many cells."""
    if text.isascii():
        return text
    text = _CUT.sub(_dots, text).translate(_SIGNS)
    return text if text.isascii() else "".join(map(_letter, text))


def _dots(cut: "re.Match[str]") -> str:
    return "." * cells(cut[0])


def _letter(char: str) -> str:
    """The letters that a character is made of, in its own width; a question mark for one that has none."""
    if char.isascii():
        return char
    width = cells(char)
    found = "".join(part for part in normalize("NFKD", char) if part.isascii() and not combining(part))
    return (found or "?" * width)[:width].ljust(width)
