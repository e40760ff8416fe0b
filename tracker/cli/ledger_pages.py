"""Pages of `tracker ledger` and `tracker queue`: their documents as lines of text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.application.plain import aligned

Rows = Sequence[Mapping[str, Any]]
DEEPEST = 40
"""Deeper than this a tree is drawn no further to the right."""


def ledger_page(document: Mapping[str, Any]) -> Iterator[str]:
    """What waits, who answered what, how soon each side answers, the chains as trees, and the norms."""
    parts = (
        ("waiting for an answer", _waiting(document["waiting"])),
        ("answered", _answered(document["answered"])),
        ("ended otherwise", _ended(document["ended"])),
        ("how each side answers the other’s negative acts", _reciprocity(document["reciprocity"])),
        ("chains (~: not said, taken from the types)", tree_lines(document["chains"])),
        ("norms", _norms(document["norms"])),
    )
    for title, lines in parts:
        yield f"{title}:"
        found = list(lines)
        yield from (f"  {text}" for text in found or ["none"])


def _waiting(rows: Rows) -> Iterator[str]:
    cells = [
        (row["kind"], row["from"], row["since"], _days(row["days"]), f"awaits {row['awaits']}", row["id"])
        for row in rows
    ]
    for row, text in zip(rows, aligned(cells), strict=True):
        yield f"{text}{_due(row)}"


def _due(row: Mapping[str, Any]) -> str:
    said = [
        f"overdue by {_days(row['overdue_days'])}, due {row['due']}" if row["overdue_days"] else "",
        f"due {row['due']}" if row["due"] and not row["overdue_days"] else "",
        row["scope"] or "",
        f"itself a reply to {', '.join(row['replies_to'])}" if row["replies_to"] else "",
        f"{row['sentence']} ({row['article']})",
    ]
    return f"  [{'; '.join(filter(None, said))}]"


def _days(count: float) -> str:
    return f"{count:g} day{'' if count == 1 else 's'}"


def _answered(rows: Rows) -> Iterator[str]:
    cells = [
        (row["from"], row["type"], "←", row["answer_type"], _after(row), _marks(row), f"{row['id']} ← {row['answer']}")
        for row in rows
    ]
    yield from aligned(cells) if cells else ()


def _after(row: Mapping[str, Any]) -> str:
    return f"{'' if row['exact'] else 'about '}{_days(row['days'])}"


def _marks(row: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, ("in kind" if row["in_kind"] else "", "~" if row["how"] == "rule" else "")))


def _ended(rows: Rows) -> Iterator[str]:
    cells = [
        (row["from"], row["kind"], row["id"], f"{_after({**row, 'exact': True})} later by", row["by_type"], row["by"])
        for row in rows
    ]
    yield from aligned(cells) if cells else ()


def _reciprocity(rows: Rows) -> Iterator[str]:
    for row in rows:
        sooner = "" if row["median_days"] is None else (
            f"; median {_days(row['median_days'])}, fastest {row['fastest_days']}, slowest {row['slowest_days']}"
        )  # fmt: skip
        yield f"{row['of']} answered {row['answered']} of {row['acts']} acts, {row['in_kind']} in kind{sooner}"


def tree_lines(rows: Rows) -> Iterator[str]:
    """The chains of answers drawn as trees: a development a line, what answers it below."""
    for row, bars in zip(rows, _bars(rows), strict=True):
        who = row["from"] or ", ".join(row["actors"])
        after = "" if row["days"] is None else f" +{row['days']}d"
        also = f"  (also answers {', '.join(row['also'])})" if row["also"] else ""
        yield f"{bars}{'' if row['said'] else '~ '}{row['date']}{after} {who} {row['type']}  {row['id']}{also}"


def _bars(rows: Rows) -> list[str]:
    """What stands before each row: read from below, a level has a bar where a sibling comes later."""
    found: list[str] = []
    later: set[int] = set()
    for row in reversed(rows):
        depth = min(row["depth"], DEEPEST)
        levels = "".join("│  " if level in later else "   " for level in range(1, depth))
        found.append("" if not depth else f"{levels}{'├─ ' if depth in later else '└─ '}")
        later = {level for level in later if level < depth} | {depth}
    return found[::-1]


def _norms(rows: Rows) -> Iterator[str]:
    cells = [
        (row["verdict"], row["article"], row["state"], row["norm"], row["why"], ", ".join(row["developments"]))
        for row in rows
    ]
    yield from aligned(cells) if cells else ()


def queue_page(rows: Rows) -> Iterator[str]:
    """Each thing that is awaited, heaviest first; below it why, what hangs on it, and the command that answers."""
    cells = [
        (row["weight"], row["kind"], f"awaits {row['whom']}", row["date"], row["from"], row["type"], row["id"])
        for row in rows
    ]
    for row, text in zip(rows, aligned(cells) if cells else (), strict=True):
        yield text
        carries = f"; carries {', '.join(row['components'])}" if row["components"] else ""
        yield f"     {row['why']}{carries}"
        yield f"     {row['awaits']}: {row['remedy']}"
    if not rows:
        yield "nothing awaits anybody"
