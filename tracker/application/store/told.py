"""What forward flags ask of a development: its id and day, and the deadline that it sets.

Ids and days stand in the derived rows. A deadline stands in the entry: most set none, which its text shows, so that
few are decoded; those of which something was said later are settled as everything is.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tracker.application.store.derived_keys import DAY
from tracker.application.store.many import rows_of
from tracker.domain.outlook import Told

if TYPE_CHECKING:
    from tracker.application.store.picture import Clocks
    from tracker.application.store.reader import Reader

_PLACED = f"SELECT dev, id, moment / {DAY} FROM facts WHERE dev IN ({{}})"
_SAID = "SELECT rowid, state FROM stored_events WHERE rowid IN ({})"
_AMENDED = "SELECT originator_id FROM stored_events WHERE originator_version > 1 AND originator_id IN ({})"
_MARK = b'"deadline'


class Sayings:
    """What is told of developments as known now, remembered until something is recorded."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._version: int | None = None
        self._placed: dict[Any, tuple[str, int]] = {}
        self._dues: dict[Any, int | None] = {}

    def dues(self, refs: Collection[Any], clocks: "Clocks") -> dict[Any, int]:
        """The last days of deadlines (ordinals) of those of some developments that set one.

        They are referred to by the positions at which they were recorded; ``clocks`` see all that was said of them.
        """
        placed = self.placed(refs)
        asked = {ref: name for ref, (name, _) in placed.items() if ref not in self._dues}
        likely = {ref: asked[ref] for ref in _likely(self._reader, asked)}
        found = settled(self._reader, likely, clocks)
        self._dues.update((ref, found[ref][1] if ref in found else None) for ref in asked)
        return {ref: due for ref in placed if (due := self._dues[ref]) is not None}

    def placed(self, refs: Collection[Any]) -> dict[Any, tuple[str, int]]:
        """The id and the day (an ordinal) of developments."""
        version = self._reader.data_version()
        if version != self._version:
            self._placed, self._dues, self._version = {}, {}, version
        wanted = {ref for ref in refs if ref not in self._placed}
        self._placed.update((dev, (name, day)) for dev, name, day in _rows(self._reader, _PLACED, wanted))
        return {ref: self._placed[ref] for ref in refs if ref in self._placed}


def told_then(reader: "Reader", names: Collection[str], clocks: "Clocks") -> dict[Any, Told]:
    """What was told of developments as known then, by their ids."""
    found = settled(reader, {name: name for name in names}, clocks)
    return {name: Told(name, day, due) for name, (day, due) in found.items()}


def settled(reader: "Reader", names: Mapping[Any, str], clocks: "Clocks") -> dict[Any, tuple[int, int | None]]:
    """For what refers to each of some developments its day and the last day of its deadline, as known then."""
    if not names:
        return {}
    from tracker.application.store.lookup import LogLookup
    from tracker.domain.chronicle import Settling
    from tracker.domain.deadlines import deadline_of

    settling = Settling(LogLookup(reader.conn, known_at=clocks.known_at, position=clocks.position))
    found: dict[Any, tuple[int, int | None]] = {}
    for ref, name in names.items():
        happening = settling.happening(name)
        if happening is not None:
            limit = deadline_of(happening.development, happening.occurred)
            found[ref] = (happening.moment.day, None if limit is None else limit.due.toordinal())
    return found


def _likely(reader: "Reader", names: Mapping[Any, str]) -> Iterator[Any]:
    """Those that may set a deadline: their entry names one, or something was said of them later."""
    amended = {stream for (stream,) in _rows(reader, _AMENDED, names.values())}
    for ref, state in _rows(reader, _SAID, names):
        if names[ref] in amended or _MARK in bytes(state):
            yield ref


def _rows(reader: "Reader", statement: str, asked: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    return rows_of(reader.conn, statement, sorted(set(asked)))
