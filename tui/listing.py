"""Which rows are listed, and in which order: filters of words, and the orders of the relations."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tracker.application.views.relations import RelationRow, gravest_first
from tracker.application.wording import held_words


class Order(NamedTuple):
    """One order of the relations; what has no key stands last, either way."""

    name: str
    key: Callable[[RelationRow], Any]


ORDERS = (
    Order("tension", lambda row: (-row.tension, -row.cooperation)),
    Order("change over 30 days", lambda row: (-row.change, -row.tension)),
    Order("last development", lambda row: None if row.last is None else _newest_first(row.last)),
    Order("name", lambda row: row.pair),
    Order("hostility", lambda row: (-int(row.hostility), -row.tension) if row.hostility.isdigit() else None),
    Order("what lies ahead", lambda row: (row.risk is None, row.opportunity is None, -row.tension)),
)
"""What changed most for the worse comes first, what changed most for the better last."""


def _newest_first(day: str) -> int:
    return -int(day.replace("-", ""))


class Listing(NamedTuple):
    """How the relations are listed."""

    order: int = 0
    backwards: bool = False
    component: str | None = None
    """By which component of the state, where not by an order."""

    @property
    def words(self) -> str:
        """``by tension``, or ``by tension, reversed``."""
        name = ORDERS[self.order].name if self.component is None else self.component.replace("_", " ")
        return f"by {name}{', reversed' if self.backwards else ''}"

    def next(self) -> "Listing":
        """By the next order, from its own beginning; behind a component by the first."""
        if self.component is not None:
            return Listing()
        return Listing((self.order + 1) % len(ORDERS))

    def reversed(self) -> "Listing":
        """The other way round."""
        return self._replace(backwards=not self.backwards)

    def rows(self, rows: Sequence[RelationRow], words: str) -> Sequence[RelationRow]:
        """The rows that a filter leaves, in order, rows of one key by name; they come in the first order."""
        if self == Listing() and not words:
            return rows
        key: Callable[[RelationRow], Any] = ORDERS[self.order].key if self.component is None else gravest_first
        left = sorted((row for row in rows if holds(_text(row), words)), key=lambda row: row.pair)
        known = sorted((row for row in left if key(row) is not None), key=key, reverse=self.backwards)
        return known + [row for row in left if key(row) is None]


def holds(text: str, words: str) -> bool:
    """Whether a text holds every word, and none of those behind a ``!``; case does not matter."""
    return holds_small(text.casefold(), words)


def holds_small(text: str, words: str) -> bool:
    """The same of a text that is in small letters already."""
    return all(_held(text, word) for word in words.casefold().split())


def _held(text: str, word: str) -> bool:
    return word[1:] not in text if len(word) > 1 and word[0] == "!" else word in text or word == "!"


def _text(row: RelationRow) -> str:
    from tracker.application.countries import name_of

    names = " ".join(map(name_of, row.pair.split("-")))
    flags = f"{'risk' if row.risk else ''} {'opportunity' if row.opportunity else ''}"
    held = "" if row.held is None else held_words(row.held)
    return f"{row.pair} {row.pair.replace('-', '–')} {names} {row.band} {row.trend} {row.reason} {flags} {held}"
