"""The ledger: which acts of a pair wait for an answer, who answered what with what, and after how long.

It reads the chronicle of one pair once, in order, and judges nothing: what waits is not a breach.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from tracker.domain.chronicle import Happening
from tracker.domain.deadlines import Deadline, deadline_of
from tracker.domain.instructions import MUTUAL
from tracker.domain.waits import ANSWERED_BY, DELIVERED_BY, ENDED_BY, WAIT, Wait

SAID, RULE, ENDED = "said", "rule", "ended"
"""How an answer is known: it says what it responds to, it is of a type that answers, or it ends the matter."""
Causes = Mapping[str, Sequence[str]]
"""For each development what it responds to, as that counts."""


@dataclass(slots=True)
class Item:
    """One act that waits, or waited, for an answer."""

    wait: Wait
    act: Happening
    deadline: Deadline | None
    answer: Happening | None = None
    how: str | None = None
    replies_to: tuple[str, ...] = ()
    """What it is itself an answer to."""

    @property
    def awaited(self) -> int:
        """The side of the pair that is to act: 0 the first state, 1 the second."""
        side = direction(self.act)
        return 1 - side if self.wait.awaits == "target" else side


class Exchange(NamedTuple):
    """One act of a side, and what the other side answered it with."""

    cause: Happening
    answer: Happening
    how: str

    @property
    def days(self) -> int:
        """Days between the best dates of the two."""
        return self.answer.moment.day - self.cause.moment.day

    @property
    def in_kind(self) -> bool:
        """Whether the answer is of the same type: tit for tat."""
        return type(self.cause.development) is type(self.answer.development)


class Reciprocity(NamedTuple):
    """How one side answers the negative acts of the other."""

    side: int
    acts: int
    """Negative acts of the other side."""
    answered: int
    in_kind: int
    """Those of them that are answered by an act of the same type, first or later."""
    median: float | None
    fastest: int | None
    slowest: int | None


def direction(happening: Happening) -> int:
    """The side that acts: 0 the pair's first state, 1 the second, 2 both or neither."""
    return happening.development.bearing.direction


@dataclass
class Ledger:
    """What waits and what was answered, while the chronicle of a pair is read."""

    causes: Causes
    items: list[Item] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    _open: dict[tuple[str, int], list[Item]] = field(default_factory=dict)
    _seen: dict[str, Happening] = field(default_factory=dict)
    _items: dict[str, Item] = field(default_factory=dict)

    def read(self, happenings: Iterable[Happening]) -> "Ledger":
        """Read developments of the pair, in the order of the chronicle. Returns itself."""
        for happening in happenings:
            replied = [*self._said(happening), *self._by_rule(happening)]
            self._ended(happening)
            self._opened(happening, replied)
            self._seen[happening.id] = happening
        return self

    def _said(self, answer: Happening) -> Iterator[str]:
        """What it says that it responds to."""
        for name in self.causes.get(answer.id, ()):
            cause = self._seen.get(name)
            if cause is None or not _opposed(cause, answer):
                continue
            self.exchanges.append(Exchange(cause, answer, SAID))
            item = self._items.get(name)
            if item is not None and item.wait.tied and item.awaited == direction(answer):
                self._settle(item, answer, SAID)
            yield name

    def _by_rule(self, answer: Happening) -> Iterator[str]:
        """What it answers by its type, where nothing else answered it before."""
        side = direction(answer)
        for wait in ANSWERED_BY.get(answer.development.type_name(), ()) if side != MUTUAL else ():
            whose = 1 - side if wait.awaits == "target" else side
            for item in self._waiting(wait.type, whose):
                if _in_reach(item, answer):
                    self._answer(item, answer)
                    yield item.act.id

    def _ended(self, act: Happening) -> None:
        """What the catalogue says that it closes, and what nobody waits for any more."""
        closes = act.act.closes if act.act is not None else ()
        for name, half, same in closes:
            for item in self._waiting(name, half):
                if same in (None, _scope(item.act)) and _shuts(act, item.act):
                    (self._answer if _opposed(item.act, act) else self._end)(item, act)
        name = act.development.type_name()
        for item in [i for wait in ENDED_BY.get(name, ()) for side in (0, 1) for i in self._waiting(wait.type, side)]:
            self._end(item, act)
        for item in [i for wait in DELIVERED_BY.get(name, ()) for i in self._waiting(wait.type, direction(act))]:
            if act.moment.day - item.act.moment.day <= 1:
                self._end(item, act)

    def _opened(self, act: Happening, replied: list[str]) -> None:
        wait, side = WAIT.get(act.development.type_name()), direction(act)
        if wait is None or side == MUTUAL:
            return
        item = Item(wait, act, deadline_of(act.development, act.occurred), replies_to=tuple(dict.fromkeys(replied)))
        self.items.append(item)
        self._items[act.id] = item
        self._open.setdefault((wait.type, side), []).append(item)

    def _waiting(self, kind: str, side: int) -> list[Item]:
        return list(self._open.get((kind, side), ()))

    def _end(self, item: Item, act: Happening) -> None:
        self._settle(item, act, ENDED)

    def _answer(self, item: Item, answer: Happening) -> None:
        """Answered by its type; where it also says so, that is the exchange already."""
        self._settle(item, answer, RULE)
        if item.act.id not in self.causes.get(answer.id, ()):
            self.exchanges.append(Exchange(item.act, answer, RULE))

    def _settle(self, item: Item, answer: Happening, how: str) -> None:
        """The first answer settles; a later one is an exchange and no more."""
        if item.answer is None:
            item.answer, item.how = answer, how
            self._open[item.wait.type, direction(item.act)].remove(item)


def _in_reach(item: Item, answer: Happening) -> bool:
    """Whether a type alone makes an answer: not too late, and to what was a reply itself not on the same day."""
    days = answer.moment.day - item.act.moment.day
    late = item.wait.within is not None and days > item.wait.within
    return not late and (item.wait.same_day or days > 0 or not item.replies_to)


def _opposed(one: Happening, other: Happening) -> bool:
    return {direction(one), direction(other)} == {0, 1}


def _scope(act: Happening) -> str:
    return act.act.scope if act.act is not None else ""


def _shuts(act: Happening, order: Happening) -> bool:
    """A closed embassy carries out no order about a consulate."""
    kind = getattr(order.development, "post_kind", None)
    return kind is None or act.development.type_name() != "embassy_closed" or str(kind) == "embassy"


def reciprocity(happenings: Iterable[Happening], exchanges: Sequence[Exchange], side: int) -> Reciprocity:
    """How a side answers the other's negative acts; how soon is counted to the first answer of each."""
    acts = {h.id for h in happenings if direction(h) == 1 - side and h.act is not None and h.act.weight < 0}
    answers = [found for found in exchanges if direction(found.answer) == side and found.cause.id in acts]
    first: dict[str, Exchange] = {}
    for found in answers:
        held = first.setdefault(found.cause.id, found)
        first[found.cause.id] = min(held, found, key=lambda exchange: exchange.answer.order)
    days = [found.days for found in first.values()]
    middle = float(median(days)) if days else None
    in_kind = len({found.cause.id for found in answers if found.in_kind})
    return Reciprocity(side, len(acts), len(days), in_kind, middle, min(days, default=None), max(days, default=None))
