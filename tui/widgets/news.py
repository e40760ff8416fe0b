"""What is new, by pair: each development with what was said of it since, who said it and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.application.change_words import change_in_words
from tracker.application.wording import in_words
from tui.ink import BLANK, Line, fit, hanging, line
from tui.widgets.evidence import Tie
from tui.widgets.fixed_list import FixedList
from tui.wording import pair_words, signed

OLDER = "older"
"""The key of the row that stands for what is not read yet."""
TOLD = ("retracted",)
"""What an entry changes and its topic and reason say already."""


class NewsList(FixedList):
    """The news of a log."""

    is_read = True

    def __init__(self) -> None:
        super().__init__(id="news")
        self.pages: Sequence[Mapping[str, Any]] = ()

    def show_news(self, pages: Sequence[Mapping[str, Any]]) -> None:
        """Show these pages, the newest first; what is read again keeps its place, and so does what more stands below.

        Only what came of itself is signed, not the older ones that were asked for.
        """
        again, more = bool(self.pages), len(pages) > len(self.pages)
        self.pages = pages
        if again:
            self.laid_again(signed=not more)
        else:
            self.rows_changed()

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = list(_lines(self.pages, width))


def since_words(page: Mapping[str, Any]) -> str:
    """Since when something is new to who reads."""
    if page["behind"] == "mark":
        return f"since entry {page['mark']}"
    return f"since you first opened it at entry {page['since']}" if page["behind"] == "look" else "since the beginning"


def _lines(pages: Sequence[Mapping[str, Any]], width: int) -> Iterator[Line]:
    if pages and not pages[-1]["next"] and not any(page["pairs"] for page in pages):
        yield line(("Nothing is new.", "muted"))
        if pages[0]["behind"] != "beginning":
            yield from hanging(f"Nothing that others wrote {since_words(pages[0])}.", width, "muted")
    for number, page in enumerate(pages):
        if number:
            yield line((f"before entry {pages[number - 1]['next']}", "label"))
            yield BLANK
        yield from _page(page, width)
    if pages and pages[-1]["next"]:
        yield line(("older ones are not read yet: Enter reads them", "accent"), key=OLDER)


def _page(page: Mapping[str, Any], width: int) -> Iterator[Line]:
    for held in page["pairs"]:
        yield line((pair_words(held["pair"]) if held["pair"] else "of no pair", "title"))
        for row in held["developments"]:
            yield from _development(row, width)
        yield BLANK


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
