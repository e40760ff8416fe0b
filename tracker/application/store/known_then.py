"""All pairs as known at a time: of each the rows that have stood since, and what is settled anew from the entries.

Of most developments nothing was said but their one entry, and their row hangs on no other: nothing is the same as they,
no answer bounds their date, and what they answer lies elsewhere in time whatever is known. Known by then, such a one
stood as it stands. What was not known then is not looked at. All else is settled from the entries as it was known.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from tracker.application.pacing import paced
from tracker.application.store.carried import amended
from tracker.application.store.derived_keys import DAY, DEPTHS, INEXACT
from tracker.application.store.lookup import LogLookup
from tracker.application.store.nearby import Standing
from tracker.application.store.picture import Clocks, window_start
from tracker.domain.chronicle import Settling
from tracker.domain.fold import Folding, Prepared, prepare
from tracker.domain.outlook import shortened

if TYPE_CHECKING:
    from tracker.application.store.reader import Reader

_FACTS = (
    "SELECT moment, id, act, dev, known FROM facts WHERE pair = ? AND known <= ? "
    f"AND (moment <= ? OR marks & {INEXACT} <> 0) ORDER BY moment, id"
)
Row = tuple[int, str, int | None]
"""Moment, id and act: as `Folding` takes them in order."""


class KnownThen:
    """A date and a knowledge for which pair after pair is asked; within one snapshot."""

    def __init__(self, reader: "Reader", clocks: Clocks) -> None:
        assert clocks.known_at is not None, clocks  # noqa: S101 - by position it is not known what came after
        self._reader, self._clocks = reader, clocks
        at = clocks.known_at.timestamp()
        self._surely, self._perhaps = floor(at), ceil(at)
        """What is known up to the first second is known by then; behind the second it is not."""
        self._until, self._before = clocks.as_of.packed, window_start(clocks)
        self._new = 0

    @cached_property
    def _hanging(self) -> frozenset[int]:
        """What is settled anew though nothing was said of it but its one entry."""
        return self._reader.nearby.hanging()

    @cached_property
    def _acts(self) -> dict[Any, Prepared]:
        """The acts by their numbers: those of the log, and below them our own, of one pair after the other."""
        return dict(self._reader.acts.table)

    def standing(self, name: str) -> Standing:
        """A pair at both moments; its states refer to developments by id, to no more than a list of pairs needs.

        Of all pairs, each with all that ever touched it, they would take a hundred bytes a development.
        """
        rows = self.rows(name)
        split = sum(moment <= self._before for moment, _, _ in rows)
        earlier = self.fold(Folding(), rows[:split])
        folding = self.fold(earlier.copy(remarks=False), rows[split:]) if rows[split:] else earlier
        return Standing(shortened(folding), shortened(earlier), len(rows))

    def rows(self, name: str) -> list[Row]:
        """What counted in a pair by the date, in order; they are folded before those of another pair are asked for."""
        self._new = 0
        number = self._reader.pair_number(name)
        stood, others = ([], []) if number is None else self._parted(number)
        return sorted([*stood, *self._settled(name, others)])

    def fold(self, state: Folding, rows: Sequence[Row]) -> Folding:
        """A state with some rows folded onto it, itself."""
        return state.run(((moment // DAY, act, name) for moment, name, act in rows), self._acts)

    def _parted(self, number: int) -> tuple[list[Row], list[str]]:
        """The rows that stood, and the developments that are to be settled."""
        later = amended(self._reader.conn, number)
        stood: list[Row] = []
        others = sorted(later)
        facts = self._reader.conn.execute(_FACTS, (number, self._perhaps, self._until))
        for moment, name, act, dev, known in paced(facts):
            if name in later:
                continue
            if known > self._surely or moment % DEPTHS or dev in self._hanging:
                others.append(name)
            elif moment <= self._until:
                stood.append((moment, name, act))
        return stood, others

    def _settled(self, name: str, streams: list[str]) -> Iterator[Row]:
        """The rows of developments as they were known, where they counted in the pair by the date."""
        lookup = LogLookup(self._reader.conn, known_at=self._clocks.known_at)
        settling = Settling(lookup)
        lookup.preload(streams)
        for stream in streams:
            found = settling.happening(stream)
            if found is not None and found.pair == name and found.moment.packed <= self._until:
                yield found.moment.packed, stream, None if found.act is None else self._number(prepare(found.act))

    def _number(self, act: Prepared) -> int:
        """A number of our own, below those of the log."""
        self._new -= 1
        self._acts[self._new] = act
        return self._new
