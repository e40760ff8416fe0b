"""Differences between two moments as lines: components old → new with what made them, and what was learned."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tracker.application.change_words import change_words
from tracker.application.wording import component_words, value_words
from tui.ink import BLANK, Line, fit, hanging, line
from tui.widgets.fixed_list import FixedList

Document = Mapping[str, Any]
LABEL = 34
"""Cells of a component's name, where it is wide."""
_NOTHING = ("components", "came", "left", "changed", "learned", "stretches")


class Ground(NamedTuple):
    """A line that leads to a development: as it is before, where it left, else as it is after."""

    place: str
    """What it stands below: each line is another."""
    id: str
    left: bool = False


class DifferenceList(FixedList):
    """A difference document as lines."""

    is_read = True

    def __init__(self) -> None:
        super().__init__(id="difference")
        self.moments = ("", "")
        self.document: Document | None = None

    def show_difference(self, document: Document) -> None:
        """Show what differs; what is read again keeps its place."""
        again, self.document = self.document is not None, document
        if again:
            self.laid_again()
        else:
            self.rows_changed()

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = [*self._head(width), *(difference_lines(self.document, width) if self.document else ())]

    def _head(self, width: int) -> Iterator[Line]:
        for name, words in zip(("from", "to"), self.moments, strict=True):
            yield line((fit(name, 6), "label"), (words, "strong"))
        if self.document is None:
            yield line(("reading …", "muted"))


def difference_lines(document: Document, width: int) -> Iterator[Line]:
    """All that differs, in groups; developments are named by what they say of themselves."""
    names = _names(document)
    both = all(document["before"][clock] != document["after"][clock] for clock in ("as_of", "known_at"))
    yield from _tension(document["tension"])
    yield from _components(document["components"], names, width, both=both)
    for title, name in (("Came into the state", "came"), ("Left the state", "left")):
        yield from _moved(title, name, document[name], width, both=both)
    yield from _amended(document["changed"], width)
    yield from _learned(document["learned"], width)
    yield from _stretches(document["stretches"], width)
    if not any(document[name] for name in _NOTHING):
        yield from (BLANK, line(("Nothing differs.", "strong")))


def _names(document: Document) -> dict[str, str]:
    """Date and summary of developments, as far as the document tells."""
    rows = [*document["learned"], *document["left"], *document["came"], *document["changed"]]
    return {row["development"]: f"{row['date']}  {row['summary'] or _kind(row)}" for row in rows}


def _kind(row: Document) -> str:
    return str(row["type"]).replace("_", " ")


def _tension(figures: Document) -> Iterator[Line]:
    old, new = figures["old"], figures["new"]
    words = f"{old:.1f}, as before" if old == new else f"{old:.1f} → {new:.1f} {'▲' if new > old else '▼'}"
    yield from (BLANK, line((fit("Tension", 10), "title"), words))


def _title(text: str, rows: Iterable[Any]) -> Iterator[Line]:
    yield from (BLANK, line((f"{text} ({len(list(rows))})", "title")))


def _made(row: Document, *, both: bool) -> str:
    """Which of date and knowledge made a difference, where both moved."""
    return (
        {"world": " (by the date)", "knowledge": " (by knowledge)", "both": " (by both)"}[row["from"]] if both else ""
    )


def _components(rows: list[Document], names: Mapping[str, str], width: int, *, both: bool) -> Iterator[Line]:
    if rows:
        yield from _title("What changed", rows)
    for row in rows:
        name = row["component"]
        change = f"{value_words(name, row['old'])} → {value_words(name, row['new'])}{_made(row, both=both)}"
        yield from hanging(change, width, start=fit(component_words(name), min(LABEL, width // 2)))
        for ground in row["because"]:
            yield from hanging(names.get(ground, ground), width, "muted", start="   by ", key=Ground(name, ground))


def _moved(title: str, place: str, rows: list[Document], width: int, *, both: bool) -> Iterator[Line]:
    if rows:
        yield from _title(title, rows)
    sign = "− " if place == "left" else "+ "
    for row in rows:
        text = f"{row['date']}  {row['summary'] or _kind(row)}{_made(row, both=both)}"
        yield from hanging(text, width, start=sign, key=Ground(place, row["development"], place == "left"))


def _amended(rows: list[Document], width: int) -> Iterator[Line]:
    if rows:
        yield from _title("Said otherwise", rows)
    for row in rows:
        name = f"{row['date']}  {row['summary'] or _kind(row)}"
        yield from hanging(name, width, start="~ ", key=Ground("changed", row["development"]))
        yield from _changes(row["changes"], width)


def _changes(rows: list[Document], width: int) -> Iterator[Line]:
    for row in rows:
        text = change_words(row["what"], row.get("old"), row.get("new"))
        yield from hanging(text, width, start=f"    {row['what'].replace('_', ' ')}: ")


def _learned(rows: list[Document], width: int) -> Iterator[Line]:
    if rows:
        yield from _title("What was learned", rows)
    for row in rows:
        key = Ground(f"learned {row['position']}", row["development"])
        yield from hanging(f"{row['date']}  {row['summary'] or _kind(row)}", width, start=f"{row['kind']:<11}", key=key)
        yield from hanging(_told(row), width, "muted", start=" " * 11)
        if row["disputed"]:
            yield from hanging(f"≠ accounts differ: {', '.join(row['disputed'])}", width, "warn", start=" " * 11)


def _told(row: Document) -> str:
    known = f"known {row['known_from']}" if row["known_from"] else "known always"
    by, why = (f" by {row['by']}" if row["by"] else ""), (f": {row['reason']}" if row["reason"] else "")
    return f"{known}, entry {row['position']}{by}{why}"


def _stretches(rows: list[Document], width: int) -> Iterator[Line]:
    """For which dates the later knowledge tells a component otherwise."""
    if rows:
        yield from _title("Otherwise on these dates", rows)
    for row in rows:
        name, until = row["component"], f"to {row['last']}" if row["last"] else "on"
        when = f"on {row['first']}" if row["first"] == row["last"] else f"from {row['first']} {until}"
        words = f"{when}: {value_words(name, row['old'])} → {value_words(name, row['new'])}"
        yield from hanging(words, width, start=fit(component_words(name), min(LABEL, width // 2)))
