"""A dumb model of a log: a plain list of entries that the pure domain made, and everything else worked out from it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.portraits import portrait
from tests.proof.naive import mth
from tracker.application.proof.tree import entry_hash
from tracker.application.store.codec import encode, instant_text
from tracker.application.store.past import fold_happenings, picture_of, straddles
from tracker.application.store.reader import Clocks
from tracker.domain.chronicle import Happening, known, ordered
from tracker.domain.commands import Command, DescribeSource, Record
from tracker.domain.desk import decide
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.fold import Folding
from tracker.domain.log import Entry, source_stream

Row = tuple[int, str, int, str, bytes]


class Model:
    """The entries in the order in which they were recorded, with the bytes that a store must hold."""

    def __init__(self) -> None:
        self.log: list[tuple[int, Entry]] = []
        self.rows: list[Row] = []
        self.seals: dict[int, bytes] = {}
        self._last: datetime | None = None
        self._dossiers: dict[str, Dossier] = {}

    def judged(self, commands: Sequence[Command]) -> list[Entry]:
        """What some commands bring together, if they are said now; Refused where one of them is declined."""
        dossiers, found = dict(self._dossiers), []
        for command in commands:
            stream = _stream(command)
            for entry in decide(dossiers.get(stream), command):
                dossiers[stream] = evolve(dossiers.get(stream), entry)
                found.append(entry)
        return found

    def take(self, entries: Sequence[Entry], now: datetime) -> None:
        """Record entries; the time of recording never goes back."""
        if not entries:
            return
        self._last = now if self._last is None else max(now, self._last)
        for position, entry in enumerate(entries, len(self.log) + 1):
            self.log.append((position, entry))
            self.rows.append((position, *encode(entry, instant_text(self._last))))
            self._dossiers[entry.stream] = evolve(self._dossiers.get(entry.stream), entry)

    def seal(self) -> None:
        """Seal the log as it stands."""
        if self.log:
            self.seals[len(self.log)] = self.root()

    def root(self) -> bytes:
        """The root over the stored bytes, by the definition."""
        return mth([entry_hash(*row[1:]) for row in self.rows])

    @property
    def developments(self) -> dict[str, Dossier]:
        """What is recorded, by id."""
        return {stream: found for stream, found in self._dossiers.items() if found.development is not None}

    def chronicle(self, clocks: Clocks) -> list[Happening]:
        """The developments of every date that counted at the knowledge and the position of some clocks."""
        return ordered(known(self.log, known_at=clocks.known_at, position=clocks.position))


class Told:
    """What a chronicle of the model says of its pairs."""

    def __init__(self, chronicle: list[Happening], clocks: Clocks) -> None:
        self.every, self._clocks = chronicle, clocks

    def portrait(self, pair: str) -> dict[str, Any]:
        """Everything that is said of a pair."""
        return portrait(picture_of(pair, self._clocks, self.of(pair)))

    def of(self, pair: str) -> list[Happening]:
        """The developments of a pair."""
        return [happening for happening in self.every if happening.pair == pair]

    def shown(self, pair: str) -> list[str]:
        """The ids on the timeline of a pair, in order, but for what is retracted or gives context."""
        cut = self._clocks.as_of
        return [h.id for h in self.of(pair) if h.moment.packed <= cut.packed or straddles(h, cut.day)]

    def folded(self, pair: str) -> Folding:
        """The state of a pair on the date, folded from its first development on."""
        upto = [h for h in self.of(pair) if h.moment.packed <= self._clocks.as_of.packed]
        return fold_happenings(upto, {})


def _stream(command: Command) -> str:
    if isinstance(command, DescribeSource):
        return source_stream(command.source)
    return command.development.id if isinstance(command, Record) else command.stream
