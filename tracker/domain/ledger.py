"""The ledger: which acts of a pair wait for an answer, who answered what with what, and after how long.

It reads the chronicle of one pair once, in order, and judges nothing: what waits is not a breach.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple, Protocol

from tracker.domain.act import Act
from tracker.domain.deadlines import Deadline, deadline_of
from tracker.domain.development import Development
from tracker.domain.instructions import MUTUAL
from tracker.domain.moments import Moment
from tracker.domain.occurrence import Occurrence
from tracker.domain.waits import ANSWERED_BY, BEARING, DELIVERED_BY, ENDED_BY, WAIT, Wait

SAID, RULE, ENDED = "said", "rule", "ended"
"""How an answer is known: it says what it responds to, it is of a type that answers, or it ends the matter."""
Causes = Mapping[str, Sequence[str]]
"""For each development what it responds to, as that counts."""


class Deed(Protocol):
    """What the ledger asks of a development that counts; how it is told and when it was, of few and late."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def moment(self) -> Moment:
        """Its place in the order of occurrence."""
        ...

    @property
    def act(self) -> Act | None:
        """What it does to its pair; None where it touches none."""
        ...

    @property
    def occurred(self) -> Occurrence:
        """When it happened."""
        ...

    @property
    def development(self) -> Development:
        """The development itself."""
        ...


@dataclass(slots=True, eq=False)
class Item:
    """One act that waits, or waited, for an answer."""

    wait: Wait
    act: Deed
    answer: Deed | None = None
    how: str | None = None
    replies_to: tuple[str, ...] = ()
    """What it is itself an answer to."""

    @property
    def deadline(self) -> Deadline | None:
        """By when it wants something done; None where it does not say."""
        return deadline_of(self.act.development, self.act.occurred)

    @property
    def awaited(self) -> int:
        """The side of the pair that is to act: 0 the first state, 1 the second."""
        side = direction(self.act)
        return 1 - side if self.wait.awaits == "target" else side


class Exchange(NamedTuple):
    """One act of a side, and what the other side answered it with."""

    cause: Deed
    answer: Deed
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


def direction(deed: Deed) -> int:
    """The side that acts: 0 the pair's first state, 1 the second, 2 both or neither."""
    return MUTUAL if deed.act is None else deed.act.direction


def wait_of(act: Act | None) -> Wait | None:
    """What an act waits for; None where it waits for nothing."""
    return None if act is None or act.direction == MUTUAL else WAIT.get(act.type)


def bears(act: Act | None) -> bool:
    """Whether an act opens a wait, or may answer or end one by what it is; all others answer only by saying so.

    So whoever wants to know what waits may leave out what does not bear, unless a cause ties it to what opens a wait.
    """
    return act is not None and (act.type in BEARING or any(name in WAIT for name, _, _ in act.closes))


@dataclass
class Ledger:
    """What waits and what was answered, while the chronicle of a pair is read."""

    causes: Causes
    items: list[Item] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    _open: dict[tuple[str, int], list[Item]] = field(default_factory=dict)
    _seen: dict[str, Deed] = field(default_factory=dict)
    _items: dict[str, Item] = field(default_factory=dict)

    def read(self, deeds: Iterable[Deed]) -> "Ledger":
        """Read developments of the pair, in the order of the chronicle. Returns itself."""
        for deed in deeds:
            replied = [*self._said(deed), *self._by_rule(deed)]
            self._ended(deed)
            self._opened(deed, replied)
            self._seen[deed.id] = deed
        return self

    def _said(self, answer: Deed) -> Iterator[str]:
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

    def _by_rule(self, answer: Deed) -> Iterator[str]:
        """What it answers by its type, where nothing else answered it before."""
        side = direction(answer)
        for wait in ANSWERED_BY.get(_type(answer), ()) if side != MUTUAL else ():
            whose = 1 - side if wait.awaits == "target" else side
            for item in self._waiting(wait.type, whose):
                if _in_reach(item, answer):
                    self._answer(item, answer)
                    yield item.act.id

    def _ended(self, act: Deed) -> None:
        """What the catalogue says that it closes, and what nobody waits for any more."""
        closes = act.act.closes if act.act is not None else ()
        for name, half, same in closes:
            for item in self._waiting(name, half):
                if same in (None, _scope(item.act)) and _shuts(act, item.act):
                    (self._answer if _opposed(item.act, act) else self._end)(item, act)
        name = _type(act)
        for wait in ENDED_BY.get(name, ()):
            for item in [*self._waiting(wait.type, 0), *self._waiting(wait.type, 1)]:
                self._end(item, act)
        for wait in DELIVERED_BY.get(name, ()):
            for item in self._waiting(wait.type, direction(act)):
                if act.moment.day - item.act.moment.day <= 1:
                    self._end(item, act)

    def _opened(self, act: Deed, replied: list[str]) -> None:
        wait = wait_of(act.act)
        if wait is None:
            return
        item = Item(wait, act, replies_to=tuple(dict.fromkeys(replied)))
        self.items.append(item)
        self._items[act.id] = item
        self._open.setdefault((wait.type, direction(act)), []).append(item)

    def _waiting(self, kind: str, side: int) -> list[Item]:
        return list(self._open.get((kind, side), ()))

    def _end(self, item: Item, act: Deed) -> None:
        self._settle(item, act, ENDED)

    def _answer(self, item: Item, answer: Deed) -> None:
        """Answered by its type; where it also says so, that is the exchange already."""
        self._settle(item, answer, RULE)
        if item.act.id not in self.causes.get(answer.id, ()):
            self.exchanges.append(Exchange(item.act, answer, RULE))

    def _settle(self, item: Item, answer: Deed, how: str) -> None:
        """The first answer settles; a later one is an exchange and no more."""
        if item.answer is None:
            item.answer, item.how = answer, how
            self._open[item.wait.type, direction(item.act)].remove(item)


def _in_reach(item: Item, answer: Deed) -> bool:
    """Whether a type alone makes an answer: not too late, and to what was a reply itself not on the same day."""
    days = answer.moment.day - item.act.moment.day
    late = item.wait.within is not None and days > item.wait.within
    return not late and (item.wait.same_day or days > 0 or not item.replies_to)


def _opposed(one: Deed, other: Deed) -> bool:
    return {direction(one), direction(other)} == {0, 1}


def _type(act: Deed) -> str:
    return "" if act.act is None else act.act.type


def _scope(act: Deed) -> str:
    return act.act.scope if act.act is not None else ""


def _shuts(act: Deed, order: Deed) -> bool:
    """A closed embassy carries out no order about a consulate."""
    if _type(act) != "embassy_closed":
        return True
    kind = getattr(order.development, "post_kind", None)
    return kind is None or str(kind) == "embassy"


def reciprocity(deeds: Iterable[Deed], exchanges: Sequence[Exchange], side: int) -> Reciprocity:
    """How a side answers the other's negative acts; how soon is counted to the first answer of each."""
    acts = {d.id for d in deeds if direction(d) == 1 - side and d.act is not None and d.act.weight < 0}
    answers = [found for found in exchanges if direction(found.answer) == side and found.cause.id in acts]
    first: dict[str, Exchange] = {}
    for found in answers:
        held = first.setdefault(found.cause.id, found)
        first[found.cause.id] = min(held, found, key=lambda exchange: (exchange.answer.moment, exchange.answer.id))
    days = [found.days for found in first.values()]
    middle = float(median(days)) if days else None
    in_kind = len({found.cause.id for found in answers if found.in_kind})
    return Reciprocity(side, len(acts), len(days), in_kind, middle, min(days, default=None), max(days, default=None))
