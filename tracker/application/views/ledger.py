"""The protocol ledger: what waits for an answer, who answered what, the chains of answers, and the norms."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.awaiting import waiting_items
from tracker.application.views.chronicles import direction_of, happenings_of, settling_at
from tracker.application.views.timeline import weight_of
from tracker.domain.chains import chains
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.ledger import ENDED, Deed, Exchange, Item, Ledger, Reciprocity, reciprocity
from tracker.domain.norms import Course, Verdict, verdicts
from tracker.domain.parties import halves, sides

Row = dict[str, Any]
URGENCY = (
    "overdue, the longest first",
    "not overdue, what waits longest first",
    "replies themselves, what waits longest first",
)
"""What is more urgent than what, in words; what itself replies to something waits least for an answer."""


class Book(NamedTuple):
    """One pair: its chronicle up to the date, what came before it elsewhere, and its ledger."""

    pair: str
    happenings: Sequence[Happening]
    context: Sequence[Happening]
    """Developments of other pairs, or of none, that something of this one answers."""
    causes: Mapping[str, Sequence[str]]
    ledger: Ledger


def ledger_document(reader: Reader, clocks: Clocks, pair: str | None = None) -> Row:
    """Waiting (overdue first, then the oldest), answered, reciprocity, chains and norms, of one pair or of all."""
    books = [book_of(reader, name, clocks) for name in (reader.pairs() if pair is None else [pair])]
    day = clocks.as_of.day
    waiting = [_waiting(book.pair, item, clocks) for book in books for item in book.ledger.items if item.answer is None]
    return {
        "waiting": sorted(waiting, key=_urgency),
        "answered": [_exchange(book, found) for book in books for found in book.ledger.exchanges],
        "ended": [_ended(book, item) for book in books for item in book.ledger.items if item.how == ENDED],
        "reciprocity": [row for book in books for row in _reciprocity(book)],
        "chains": [row for book in books for row in _chains(book)],
        "norms": [
            _verdict(book, found)
            for book in books
            for found in verdicts(Course(book.happenings, book.ledger.items, day))
        ],
    }


def waiting_rows(reader: Reader, clocks: Clocks, pair: str) -> list[Row]:
    """What waits for an answer in one pair, in the order of the acts: the rows that `ledger_document` sorts."""
    return [_waiting(pair, item, clocks) for item in waiting_items(reader, pair, clocks)]


def most_urgent_first(rows: Iterable[Row]) -> list[Row]:
    """What is overdue longest, then what waits longest; what itself replies to something after what does not."""
    return sorted(rows, key=_urgency)


def by_urgency(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The most urgent first, in groups: what each is, in words, and its rows."""
    return [(URGENCY[place], list(some)) for place, some in groupby(most_urgent_first(rows), key=_place)]


def book_of(reader: Reader, pair: str, clocks: Clocks) -> Book:
    """The ledger of a pair at these clocks."""
    until = clocks.as_of.packed
    settling = settling_at(reader, clocks)
    every = [h for h in happenings_of(reader, pair, clocks, settling) if h.moment.packed <= until]
    causes = {h.id: tuple(settling.causes(h.id)) for h in every}
    context = [h for h in _context(settling, causes) if h.moment.packed <= until]
    return Book(pair, every, context, causes, Ledger(causes).read(every))


def _context(settling: Settling, causes: dict[str, tuple[str, ...]]) -> list[Happening]:
    """What is answered and belongs to no or another pair, and what that answers in its turn."""
    found: dict[str, Happening] = {}
    waiting = [cause for named in causes.values() for cause in named if cause not in causes]
    while waiting:
        name = waiting.pop()
        happening = settling.happening(name) if name not in found else None
        if happening is not None:
            found[name] = happening
            causes[name] = tuple(settling.causes(name))
            waiting += [cause for cause in causes[name] if cause not in causes]
    return list(found.values())


def _urgency(row: Row) -> tuple[Any, ...]:
    return (_place(row), -(row["overdue_days"] or 0), bool(row["replies_to"]), row["since"], row["id"])


def _place(row: Row) -> int:
    """The place in URGENCY."""
    return 0 if row["overdue_days"] is not None else 2 if row["replies_to"] else 1


def _what(pair: str, deed: Deed) -> Row:
    return {
        "pair": pair,
        "id": deed.id,
        "type": deed.development.type_name(),
        "from": direction_of(deed.development),
    }


def _waiting(pair: str, item: Item, clocks: Clocks) -> Row:
    due = None if item.deadline is None or item.wait.kind not in ("demand", "closure order") else item.deadline.due
    late = 0 if due is None else (clocks.as_of.day - due).days
    since = item.act.occurred.best
    return {
        "kind": item.wait.kind,
        **_what(pair, item.act),
        "awaits": sides(pair)[item.awaited],
        "scope": item.act.act.scope if item.act.act is not None and item.act.act.scope else None,
        "since": since.isoformat(),
        "days": (clocks.as_of.day - since).days,
        "due": None if due is None else due.isoformat(),
        "overdue_days": late if late > 0 else None,
        "replies_to": list(item.replies_to),
        "sentence": item.wait.sentence,
        "article": str(item.wait.article),
        "summary": item.act.development.summary,
    }


def _ended(book: Book, item: Item) -> Row:
    assert item.answer is not None  # noqa: S101 - only what is over is asked
    return {
        "kind": item.wait.kind,
        **_what(book.pair, item.act),
        "by": item.answer.id,
        "by_type": item.answer.development.type_name(),
        "days": item.answer.moment.day - item.act.moment.day,
        "how": item.how,
    }


def _exchange(book: Book, found: Exchange) -> Row:
    return {
        **_what(book.pair, found.cause),
        "answer": found.answer.id,
        "answer_type": found.answer.development.type_name(),
        "days": found.days,
        "exact": found.cause.occurred.exact and found.answer.occurred.exact,
        "in_kind": found.in_kind,
        "how": found.how,
    }


def _reciprocity(book: Book) -> Iterable[Row]:
    found = (reciprocity(book.happenings, book.ledger.exchanges, side) for side in (0, 1))
    return [_side(book.pair, row) for row in found if row.acts]


def _side(pair: str, row: Reciprocity) -> Row:
    return {
        "pair": pair,
        "of": halves(pair)[row.side],
        "acts": row.acts,
        "answered": row.answered,
        "in_kind": row.in_kind,
        "median_days": row.median,
        "fastest_days": row.fastest,
        "slowest_days": row.slowest,
    }


def _chains(book: Book) -> list[Row]:
    every = sorted([*book.happenings, *book.context], key=lambda h: h.order)
    named = {h.id: h for h in every}
    said = {name: list(causes) for name, causes in book.causes.items()}
    for found in book.ledger.exchanges:
        said.setdefault(found.answer.id, []).append(found.cause.id)
    return [
        {
            "pair": book.pair,
            "depth": link.depth,
            "id": link.id,
            "parent": link.parent,
            "also": list(link.also),
            **_of_link(named[link.id]),
            "days": None if link.parent is None else named[link.id].moment.day - named[link.parent].moment.day,
            "said": link.parent is None or link.parent in book.causes.get(link.id, ()),
        }
        for link in chains([h.id for h in every], said)
    ]


def _of_link(happening: Happening) -> Row:
    held = happening.development
    return {
        "date": happening.occurred.best.isoformat(),
        "type": held.type_name(),
        "from": direction_of(held),
        "actors": list(held.actors),
        "weight": weight_of(happening),
        "summary": held.summary,
    }


def _verdict(book: Book, found: Verdict) -> Row:
    return {
        "pair": book.pair,
        "norm": found.norm.name,
        "verdict": found.verdict,
        "article": str(found.article),
        "sentence": found.norm.sentence,
        "state": sides(book.pair)[found.side],
        "why": found.why,
        "developments": list(found.developments),
    }
