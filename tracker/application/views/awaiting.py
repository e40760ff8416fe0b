"""What waits for an answer in a pair, found by its rows: entries are read of what waits, and of little beside it.

What waits, and what answers it, `domain.ledger` alone says. It is given what can matter to it: acts that bear on waits
by what they are, and those that a cause ties to one that opens a wait. The links tell what was ever said to be a cause:
where that may count otherwise (who said it was amended, or either is merged into another one) it is settled.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tracker.application.pacing import paced
from tracker.application.store.carried import Tie, amended, placed_rows, ties_to, ties_within
from tracker.application.store.collector import uncollected
from tracker.application.store.lookup import LogLookup
from tracker.application.store.placed import placed
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import settling_at
from tracker.domain.act import Act
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.development import Development
from tracker.domain.ledger import Causes, Item, Ledger, bears, wait_of
from tracker.domain.moments import Moment, unpacked
from tracker.domain.occurrence import Occurrence


@dataclass(slots=True, eq=False)
class RowDeed:
    """A development as its row tells it; its entries are read when it is asked how it is told, or when it was."""

    id: str
    moment: Moment
    act: Act
    settling: Settling
    _held: Happening | None = None

    @property
    def happening(self) -> Happening:
        """The development as it counts."""
        if self._held is None:
            self._held = self.settling.happening(self.id)
        assert self._held is not None, self.id  # noqa: S101 - a row is of what counts
        return self._held

    @property
    def occurred(self) -> Occurrence:
        """When it happened."""
        return self.happening.occurred

    @property
    def development(self) -> Development:
        """The development itself."""
        return self.happening.development


class _Counted(NamedTuple):
    """What counts in a pair up to a date, as known then."""

    rows: Sequence[tuple[int, Any, str]]
    """Moment, the key of the act, and id, in order."""
    acts: Mapping[Any, Act]
    ties: Sequence[Tie]
    """What was ever said to answer one of them, or to be the same."""
    settling: Settling

    def ids(self, fits: Callable[[Act], object]) -> frozenset[str]:
        """The ids of those of which the act fits."""
        keys = {key for key, act in self.acts.items() if fits(act)}
        return frozenset(name for _, key, name in paced(self.rows) if key in keys)

    def deeds(self, among: Container[str]) -> Iterator[RowDeed]:
        """Those of some ids, in order."""
        rows = (row for row in paced(self.rows) if row[2] in among)
        return (RowDeed(name, unpacked(moment), self.acts[key], self.settling) for moment, key, name in rows)


def waiting_items(reader: Reader, pair: str, clocks: Clocks) -> list[Item]:
    """The acts of a pair that wait for an answer at these clocks, in order; each reads its entries when it is asked."""
    number = reader.pair_number(pair)
    if number is None:
        return []
    with uncollected():
        counted = _counted(reader, pair, number, clocks)
        causes = _causes(reader, number, counted)
        ledger = Ledger(causes).read(counted.deeds(counted.ids(bears).union(causes, *causes.values())))
        found = [item for item in ledger.items if item.answer is None]
        _preload(counted.settling, [item.act.id for item in found])
        return found


def _counted(reader: Reader, pair: str, number: int, clocks: Clocks) -> _Counted:
    conn, until = reader.conn, clocks.as_of.packed
    if reader.sees_all(pair, clocks):
        settling = settling_at(reader, clocks)
        act_of: Callable[[Any], Act] = reader.acts.act
        rows: Sequence[tuple[int, Any, str]] = placed_rows(conn, number, until)
        ties = [*ties_within(conn, number, until)]
    else:
        then = placed(reader, pair, clocks)
        settling, act_of = then.settling, then.act
        rows = [(row.moment, row.act, row.id) for row in paced(then.upto(until)) if row.act is not None]
        ties = [*ties_to(conn, [name for _, _, name in paced(rows)])]
    acts = {key: act_of(key) for key in {key for _, key, _ in paced(rows)}}
    return _Counted(rows, acts, ties, settling)


def _causes(reader: Reader, number: int, counted: _Counted) -> Causes:
    """Of what answers something that opens a wait, or opens one itself: what it responds to, as that counts."""
    opening, settling = counted.ids(wait_of), counted.settling
    later = amended(reader.conn, number)
    said, merged = _said(reader, counted.ties)
    causes: dict[str, list[str]] = {}
    unsure: set[str] = set()
    for cause, answer in paced(said):
        if cause in merged or answer in merged:
            unsure.add(settling.canonical(answer))
        elif cause in opening or answer in opening:
            if answer in later:
                unsure.add(answer)
            else:
                causes.setdefault(answer, []).append(cause)
    _preload(settling, sorted(unsure))
    settled = {answer: settling.causes(answer) for answer in paced(unsure, 4)}
    return {answer: sorted(found) for answer, found in causes.items()} | settled


def _said(reader: Reader, ties: Sequence[Tie]) -> tuple[list[tuple[str, str]], set[str]]:
    """Causes and answers as they were ever said, by ties and by those of what is merged; and all that is merged."""
    said: list[tuple[str, str]] = []
    merged: set[str] = set()
    while ties:
        said += [(tie.target, tie.origin) for tie in paced(ties) if not tie.same]
        beside = {tie.origin for tie in paced(ties) if tie.same} - merged
        merged |= beside
        ties = [*ties_to(reader.conn, sorted(beside))]
    return said, merged


def _preload(settling: Settling, names: Sequence[str]) -> None:
    """Read many in few questions, where they are not read already."""
    if isinstance(settling.lookup, LogLookup):
        settling.lookup.preload(names)
