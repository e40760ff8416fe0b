"""The tension of a pair in a state: the reading, last and never alone, with what it rests on."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.application.wording import counted
from tui.ink import Line, Piece, line
from tui.widgets.state_layout import Behind, Beside, across
from tui.wording import TONES, pair_words, signed, trend_glyph


def tension_lines(document: Mapping[str, Any], width: int, beside: Beside) -> Iterator[Line]:
    """The reading, last and never alone: both directions, cooperation beside, with what it rests on."""
    reading = document["tension"]
    tone = TONES.get(reading["band"], "plain")
    moved = f"{trend_glyph(reading['trend'])} {reading['trend']}"
    change = f" {signed(reading['change'])} in 30 days" if reading["change"] else ""
    sides, named = list(reading["directions"].items()), tuple(reading["because"])
    weighs = "tension" if any(half["acts"] for _, half in sides) else ""
    words = (f"{reading['tension']:.1f} {reading['band']} ", tone), f" {moved}{change}"
    yield line(("Tension ", "title"), *words, key=Behind("Tension, either direction", named, weighs))
    because = Behind("Because", named, "" if named else weighs)
    yield from across(("Because", "label"), (reading["reason"], "muted"), because, width)
    key = Behind("Tension", named, weighs)
    readings = {side: (f"{half['tension']:.1f} on {counted(half['acts'], 'act')}", tone) for side, half in sides}
    yield from beside(("Tension", "label"), readings, width, key)
    helped = {
        side: (f"{half['cooperation']:.1f} on {counted(half['cooperative_acts'], 'act')}", "good")
        for side, half in sides
    }
    rests = any(half["cooperative_acts"] for _, half in sides)
    yield from beside(
        ("Cooperation", "label"), helped, width, Behind("Cooperation", (), "cooperation" if rests else "")
    )


def title_of(document: Mapping[str, Any] | None) -> tuple[Piece, ...]:
    """What stands over the state."""
    if document is None:
        return (Piece("State"),)
    reading = document["tension"]
    tone = TONES.get(reading["band"], "plain")
    return (
        Piece(f"{pair_words(document['pair'])} ", "strong"),
        Piece(f"{reading['tension']:.1f} {reading['band']}", tone),
    )
