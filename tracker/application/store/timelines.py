"""Timelines of all pairs in memory, kept up with a log that grows. Latest knowledge only.

For who asks for many dates of all pairs, far apart, and has the memory; screens hold what is near (`nearby`).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.application.store.collector import uncollected
from tracker.application.store.timeline import Timeline

if TYPE_CHECKING:
    from tracker.application.store.reader import Reader


class Timelines:
    """The timelines of a reader; what was recorded since is put in, and a pair that was amended is read anew."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._held: dict[str, Timeline] = {}
        self._seen: dict[str, tuple[int, int]] = {}
        """Of each pair the last position and the number of rows that its timeline holds."""
        self._version = -1

    def upto_now(self) -> Mapping[str, Timeline]:
        """All pairs, as the log is now."""
        with self._reader.snapshot():
            if self._reader.is_empty():
                return self._held
            version = self._reader.data_version()
            if version != self._version:
                self._follow()
                self._version = version
        return self._held

    def _follow(self) -> None:
        _ = self._reader.acts.table  # what is new is known before it is folded
        rows = self._reader.conn.execute("SELECT pair, name, count, position, amended FROM pairs").fetchall()
        for number, name, count, position, amended in rows:
            seen = self._seen.get(name)
            if seen is not None and seen[0] == position:
                continue
            if seen is None or amended > seen[0] or not self._inserted(number, name, seen[0], count):
                self._held[name] = self._loaded(number)
            self._seen[name] = (position, count)

    def _loaded(self, number: int) -> Timeline:
        rows = self._reader.conn.execute(
            "SELECT moment, act, dev FROM facts WHERE pair = ? ORDER BY moment, id", (number,)
        )
        with uncollected():
            return Timeline(self._reader.acts, rows)

    def _inserted(self, number: int, name: str, seen: int, count: int) -> bool:
        """Put developments recorded since into a timeline; False where that does not account for all."""
        timeline = self._held[name]
        new = self._reader.conn.execute(
            "SELECT moment, act, dev, id FROM facts INDEXED BY facts_dev "
            "WHERE pair = ? AND dev > ? ORDER BY moment, id",
            (number, seen),
        ).fetchall()
        for moment, act, dev, stream in new:
            timeline.insert(moment, act, dev, self._rank(number, timeline, moment, stream, seen))
        return len(timeline) == count

    def _rank(self, number: int, timeline: Timeline, moment: int, stream: str, seen: int) -> int:
        """Where a row belongs: behind all of its moment whose ids come first."""
        first = timeline.upto(moment - 1)
        row = self._reader.conn.execute(
            "SELECT count(*) FROM facts WHERE pair = ? AND moment = ? AND id < ?", (number, moment, stream)
        ).fetchone()
        return first + int(row[0])
