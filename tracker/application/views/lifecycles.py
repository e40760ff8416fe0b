"""Lifecycles for views: the status of a development with its steps, read from the entries as known at some clocks."""

from collections.abc import Collection, Iterable
from typing import Any

from tracker.application.store.lookup import LogLookup, history
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import sees
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Source
from tracker.domain.lifecycle import Publishers, Step, lifecycle
from tracker.domain.log import SOURCE_PREFIX, Entry, Recorded

UNLISTED = None


def steps_of(reader: Reader, settling: Settling, stream: str, clocks: Clocks) -> list[Step]:
    """The steps of a development at these clocks, the last its status; none where it was not known."""
    streams = _related(settling, stream)
    if len(streams) == 1:
        return lifecycle(stream, _entries(settling.lookup.dossier(stream)), publishers_at(settling))
    stored = [item for name in streams for item in history(reader.conn, name) if sees(item, clocks)]
    entries = [item.entry for item in sorted(stored, key=lambda item: item.position)]
    return lifecycle(stream, entries, publishers_at(settling))


def _related(settling: Settling, stream: str) -> list[str]:
    """The development and whatever was ever said to be the same, or to be the same as it."""
    found = [stream]
    for name in found:
        dossier = settling.lookup.dossier(name)
        tied = (*(dossier.same_as if dossier else ()), *settling.lookup.merged(name))
        found.extend(other for other in sorted({*tied}) if other not in found)
    return found


def _entries(dossier: Dossier | None) -> Iterable[Entry]:
    """The entries of a dossier: what was recorded, and what was said after it."""
    if dossier is None or dossier.original is None:
        return ()
    first = Recorded(stream=dossier.stream, version=1, development=dossier.original)
    return (first, *dossier.amendments)


def publishers_at(settling: Settling) -> Publishers:
    """Counts publisher families of listed sources: an unlisted source may be anybody's, and is never independent."""

    def count(names: Collection[str]) -> int:
        found = (settling.lookup.dossier(SOURCE_PREFIX + name) for name in names)
        return len({_publisher(dossier.source) for dossier in found if dossier is not None} - {UNLISTED})

    return count


def preload_sources(settling: Settling, happenings: Iterable[Happening]) -> None:
    """Read in few questions the sources of many developments whose publishers will be counted."""
    if isinstance(settling.lookup, LogLookup):
        named = {report.source for happening in happenings for report in happening.reports}
        settling.lookup.preload([SOURCE_PREFIX + name for name in sorted(named)])


def _publisher(source: Source | None) -> str | None:
    return None if source is None else source.family or source.outlet


def step_rows(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The steps as JSON: status, the entry that made it (development, version, topic, reason), and why."""
    return [{**step._asdict(), "status": str(step.status)} for step in steps]
