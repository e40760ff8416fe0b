"""What is new, by pair: each development with what was said of it since, who said it and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.application.change_words import change_in_words
from tracker.application.wording import in_words
from tui.ink import BLANK, Line, fit, hanging, line
from tui.widgets.evidence import Tie
from tui.widgets.fixed_list import FixedList
from tui.wording import pair_words, signed

TOLD = ("retracted",)
"""What an entry changes and its topic and reason say already."""


class NewsList(FixedList):
    """The news of a log."""

    is_read = True

    def __init__(self) -> None:
        super().__init__(id="news")
        self.document: Mapping[str, Any] | None = None

    def show_news(self, document: Mapping[str, Any]) -> None:
        """Show these; what is read again keeps its place."""
        again, self.document = self.document is not None, document
        if again:
            self.laid_again()
        else:
            self.rows_changed()

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = [] if self.document is None else list(_lines(self.document, width))


def _lines(document: Mapping[str, Any], width: int) -> Iterator[Line]:
    if not document["pairs"]:
        yield line(("Nothing is new.", "muted"))
    for held in document["pairs"]:
        yield line((pair_words(held["pair"]) if held["pair"] else "of no pair", "title"))
        for row in held["developments"]:
            yield from _development(row, width)
        yield BLANK
    if document["more"]:
        yield line((f"and {document['more']} more, of less weight", "muted"))


def _development(row: Mapping[str, Any], width: int) -> Iterator[Line]:
    heavy = "bad" if row["weight"] < 0 else "good" if row["weight"] else "plain"
    ink = "gone" if row["kind"] == "retracted" else "plain"
    when, weight = f"{fit(row['date'], 11)} ", fit(signed(row["weight"]), 6)
    yield line(
        (fit(row["kind"], 11), "accent"),
        (when, "muted"),
        (weight, heavy),
        (row["summary"] or row["type"].replace("_", " "), ink),
        key=Tie(row["development"]),
    )
    for entry in row["entries"]:
        if entry["version"] > 1:
            yield from _entry(entry, width)


def _entry(entry: Mapping[str, Any], width: int) -> Iterator[Line]:
    by = f" by {entry['by']}" if entry["by"] else ""
    why = f": {entry['reason']}" if entry["reason"] else ""
    said = [row for row in entry["changes"] if row["what"] not in TOLD]
    changed = "".join(f"; {change_in_words(row)}" for row in said)
    return hanging(f"{in_words(entry['topic'])}{by}{why}{changed}", width - 2, "muted", start=" " * 11)
