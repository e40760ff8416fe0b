"""What is new to a reader, a page at a time: the developments of which the newest entries speak come first.

Of a log of any length only the entries of a page are gone through, and only its developments are decoded. A
development is on one page alone: that of the last entry about it. Within a page it is told as all news are.
"""

from collections.abc import Iterator
from typing import Any

from tracker.application.marks import mark_of
from tracker.application.pacing import paced
from tracker.application.store.reader import Reader
from tracker.application.views.news import by_pair, news_row
from tracker.domain.log import NO_DEVELOPMENT

MARK, LOOK, OPENING, BEGINNING = "mark", "look", "opening", "beginning"
"""Since when something is new: the mark of the reader, their first look, this opening, or the beginning of the log."""
PART = 1000
"""So many entries are gone through at once; who asks is stopped in between."""
MOST_OWN = 2000
"""So many developments that one wrote oneself are left out of a page; who imported more goes on where that ends."""
_LAST_OF = (
    "SELECT last.rowid, last.originator_id FROM stored_events last WHERE last.rowid > ? AND last.rowid <= ? "
    "AND NOT EXISTS (SELECT 1 FROM stored_events later WHERE later.originator_id = last.originator_id "
    "AND later.rowid > last.rowid AND later.rowid <= ?) ORDER BY last.rowid DESC"
)


def unread(
    reader: Reader, name: str, look: int | None, *, limit: int, opened: int | None = None, before: int | None = None
) -> dict[str, Any]:
    """A page of what is new to a reader, as the news are told, with ``next`` as the ``before`` of the page behind it.

    What is new since is the mark, else the first look, else ``opened``, else the beginning: ``behind`` says which. What
    they wrote themselves since their mark or first look is no news. ``next`` is None where nothing older is new.
    """
    mark = mark_of(reader, name) if name else 0
    since, behind = _since(mark, look, opened)
    own = name if behind in (MARK, LOOK) else ""
    page = newest_page(reader, since, limit=limit, own=own, before=before)
    return {"reader": name, "mark": mark, "behind": behind, "own": own, **page}


def newest_page(reader: Reader, since: int, *, limit: int, own: str = "", before: int | None = None) -> dict[str, Any]:
    """A page of what is new since a position, but for what was written under the name ``own``."""
    last = reader.last_position()
    rows: list[dict[str, Any]] = []
    rest, skipped = None, 0
    for position, stream in _newest(reader, since, last if before is None else min(before - 1, last), last):
        if len(rows) == limit or skipped == MOST_OWN:
            rest = position + 1
            break
        row = news_row(reader, stream, since, last)
        if not own or any(entry["by"] != own for entry in row["entries"]):
            rows.append(row)
        else:
            skipped += 1
    return {"since": since, "position": last, "pairs": by_pair(rows), "developments": len(rows), "next": rest}


def _since(mark: int, look: int | None, opened: int | None) -> tuple[int, str]:
    if mark:
        return mark, MARK
    if look is not None:
        return look, LOOK
    return (0, BEGINNING) if opened is None else (opened, OPENING)


def _newest(reader: Reader, since: int, upto: int, last: int) -> Iterator[tuple[int, str]]:
    """The developments of which entries speak, each with the last of them, the newest first."""
    if reader.empty:
        return
    for end in paced(range(upto, since, -PART), 1):
        for position, stream in reader.conn.execute(_LAST_OF, (max(since, end - PART), end, last)).fetchall():
            if not stream.startswith(NO_DEVELOPMENT):
                yield position, stream
