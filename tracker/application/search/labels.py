"""Labels: words beside the text of an entry, by which an index finds what its stream is filtered by.

The index goes through what the words and the labels have in common and leaves the rest unread, so that a word that
stands everywhere is found with a rare type as soon as a rare word is. Labels only narrow: the facts of each stream that
is found are looked at. What a first entry says of its stream no longer holds when that is amended: the entries of
such a stream, and all others whose facts cannot be told by themselves, are labelled ``ASK``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from tracker.application.hosts import host_of, host_seen
from tracker.application.search.facts import Facts, texts
from tracker.application.search.words import searched

Labels = tuple[str, ...]
"""Any of them, of one kind."""
_SIGN = "\ue000"
"""Begins each label; no word of a text and none of a query can hold it."""
ASK = f"{_SIGN}ask"
TYPE, PAIR, PARTY, GRADE, YEAR, MONTH, PUBLISHER, KNOWN = "tprgymhk"
MOST = 64
"""Labels of one kind in a question; what has more of them is hardly narrow."""


@lru_cache(maxsize=4096)
def label(kind: str, value: str) -> str:
    """The label of a value; values that differ only in signs share one."""
    return f"{_SIGN}{kind}{''.join(filter(str.isalnum, searched(value)))}"


def publisher(source: str) -> str:
    """The label of whoever publishes a source, where no file describes it."""
    return label(PUBLISHER, host_seen(source) or host_of(source))


def labels_of(facts: Facts) -> Iterable[str]:
    """The labels of a development that was never amended."""
    given = ((TYPE, facts.type), (PAIR, facts.pair), (GRADE, facts.grade), *((PARTY, p) for p in texts(facts.parties)))
    return dict.fromkeys((
        *(label(kind, value) for kind, value in given if value is not None),
        *_dated(facts.day or 1),
        *map(publisher, texts(facts.sources)),
    ))  # fmt: skip


@lru_cache(maxsize=4096)
def _dated(day: int) -> Labels:
    when = date.fromordinal(day)
    return _year(when.year), _month(when.year, when.month)


def known_in(year: int) -> str:
    """The label of an entry that came to be known in a year; 0 of what was always known."""
    return label(KNOWN, f"{year:04}")


def known_until(year: int, years: Iterable[int]) -> str:
    """What came to be known until the end of a year, in the language of the index, given the years that there are."""
    found = [known_in(every) for every in years if every <= year]
    return _any(found) if 0 < len(found) <= MOST else ""


def _year(year: int) -> str:
    return label(YEAR, f"{year:04}")


def _month(year: int, month: int) -> str:
    return label(MONTH, f"{year:04}{month:02}")


def labels_within(first: int | None, last: int | None, years: Iterable[int]) -> Labels:
    """The labels of the days from a first to a last (ordinals; None: open), given the years that there are."""
    start = date.min if first is None else date.fromordinal(first)
    end = date.max if last is None else date.fromordinal(last)
    found: list[str] = []
    for year in years:
        begin, close = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
        if begin > close:
            continue
        if (begin.month, begin.day, close.month, close.day) == (1, 1, 12, 31):
            found.append(_year(year))
        else:
            found += [_month(year, month) for month in range(begin.month, close.month + 1)]
    return tuple(found)


def expression(every: Sequence[Labels]) -> str:
    """One label of each kind, or that of what must be asked, in the language of the index."""
    kinds = " AND ".join(map(_any, every))
    return f"(({kinds}) OR {_quoted(ASK)})" if all(every) else _quoted(ASK)


def _any(labels: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, labels))})"


def _quoted(name: str) -> str:
    return f'"{name}"'
