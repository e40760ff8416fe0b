"""Plain text: words, numbers and rows for a page that is printed; every cell of it is shown text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tracker.application.intervals import MONTHS
from tracker.application.shown import cells, shown

_GLYPHS = {"deteriorated": "▲", "improved": "▼", "unchanged": "=", "unchanged, no acts": "·"}
_HEADS = {"charge": "chargé d’affaires", "none": "no head of mission", "barred": "barred from returning"}
_IN_CHARGE = {
    "charge": "a chargé d’affaires in charge",
    "none": "nobody in charge",
    "unknown": "who is in charge is unknown",
}
_AWAY = ("recalled", "barred", "expelled", "designate")
_BAR = 10


def aligned(
    rows: Iterable[Sequence[object] | Mapping[str, object]], columns: Sequence[str] = (), *, gap: str = "  "
) -> list[str]:
    """The lines of a table; rows are sequences, or mappings by column name; without names no head."""
    head = [[name.upper().replace("_", " ") for name in columns]] if columns else []
    body = [*head, *([_cell(value) for value in _values(row, columns)] for row in rows)]
    widths = [max(map(cells, column)) for column in zip(*body, strict=True)]
    return [gap.join(_padded(row, widths)).rstrip() for row in body]


def _values(row: Sequence[object] | Mapping[str, object], columns: Sequence[str]) -> Sequence[object]:
    return [row.get(name) for name in columns] if isinstance(row, Mapping) else row


def _cell(value: object) -> str:
    return "" if value is None else shown(words(value))


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [text + " " * (size - cells(text)) for text, size in zip(row, widths, strict=True)]


def words(value: Any, nothing: str = "-") -> str:
    """A value in words: yes and no, lists by commas, mappings as 'key: value'; ``nothing`` where there is none."""
    if value is None:
        return nothing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {words(item, nothing)}" for key, item in value.items()) or nothing
    if isinstance(value, list | tuple):
        return ", ".join(words(item, nothing) for item in value) or nothing
    return str(value)


def day_in_words(text: str) -> str:
    """'18 Jan 2024' for 2024-01-18; a time of day is kept: '18 Jan 2024 12:30'."""
    day, _, time = text.partition("T")
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year:04}{f' {time}' if time else ''}"


def clocks_in_words(clocks: Mapping[str, Any], *, position: int | None = None) -> str:
    """'on 18 Jan 2024, as known now' of a clocks document; ``position`` where the reader asked for one."""
    known = clocks["known_at"]
    said = f"on {day_in_words(clocks['as_of'])}, as known {'now' if known is None else instant_in_words(known)}"
    if position is not None:
        said += f", as recorded up to entry {position}"
    return f"{said} (lies in the future)" if clocks.get("future") else said


def instant_in_words(text: str) -> str:
    """'at the end of 19 Jan 2024 (UTC)', or 'on 19 Jan 2024 at 12:30 UTC'."""
    found = datetime.fromisoformat(text).astimezone(UTC)
    day = day_in_words(found.date().isoformat())
    if (found.hour, found.minute, found.second) == (23, 59, 59):
        return f"at the end of {day} (UTC)"
    return f"on {day} at {found:%H:%M} UTC"


def head_in_words(head: str, in_charge: str) -> str:
    """The head of a mission, and who leads it while the head is away."""
    said = _HEADS.get(head, head)
    led = head in _AWAY or (head == "none" and in_charge == "charge")
    return f"{said}, {_IN_CHARGE.get(in_charge, in_charge)}" if led else said


def heads_in_words(heads: Mapping[str, str], in_charge: Mapping[str, str]) -> str:
    """Both heads of mission: 'IRN in PAK: unknown; PAK in IRN: recalled, a chargé d’affaires in charge'."""
    said = ((half.split(">"), head_in_words(head, in_charge[half])) for half, head in heads.items())
    return "; ".join(f"{sender} in {receiver}: {text}" for (sender, receiver), text in said)


def bar(tension: float) -> str:
    """A tension of 0 to 10 as a bar of ten cells."""
    full = min(_BAR, max(0, round(tension)))
    return "█" * full + "·" * (_BAR - full)


def trend_in_words(word: str, change: float) -> str:
    """The trend with its glyph and, where it moved, by how much."""
    moved = f" {change:+.1f}" if change else ""
    return f"{_GLYPHS.get(word, ' ')} {word}{moved}"
