"""Where what began a line of a document stands once the document is laid out for another width."""

from collections import Counter
from collections.abc import Sequence

from tui.ink import Line


def same_place(before: Sequence[Line], now: Sequence[Line], index: int) -> int:
    """The line that holds what began a line before.

    Counted in characters from the nearest line above that says the same in both widths, such as a heading: text is
    broken elsewhere, and columns are cut elsewhere.
    """
    if not 0 <= index < len(before):
        return index
    old, new = [_text(drawn) for drawn in before], [_text(drawn) for drawn in now]
    start, place = _same_above(old, new, index)
    left = sum(map(len, old[start:index]))
    while left > 0 and place < len(new) - 1 and left >= len(new[place]):
        left -= len(new[place])
        place += 1
    return place


def _same_above(old: Sequence[str], new: Sequence[str], index: int) -> tuple[int, int]:
    """The nearest line from here up that is there as often in both, and which it is now; else the beginnings."""
    often, now = Counter(old), Counter(new)
    for start in range(index, -1, -1):
        text = old[start]
        if text and often[text] == now[text]:
            which = old[:start].count(text)
            return start, [place for place, other in enumerate(new) if other == text][which]
    return 0, 0


def _text(drawn: Line) -> str:
    """What a line says, without its blanks."""
    return "".join("".join(piece.text for piece in drawn.pieces).split())
