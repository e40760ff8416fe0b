"""Chronicles for views: the developments of a pair as they count at given clocks, and what is tied to them."""

from functools import cache

from tracker.application.problems import BadInput
from tracker.application.store.codec import Stored
from tracker.application.store.lookup import LogLookup
from tracker.application.store.past import happenings, streams
from tracker.application.store.reader import Clocks, Reader
from tracker.application.when import time_of_day
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.development import Bearing, Development
from tracker.domain.dossier import Dossier
from tracker.domain.occurrence import Occurrence

LIKELY = 4000
"""So many ids are compared where one is not found."""


def settling_at(reader: Reader, clocks: Clocks) -> Settling:
    """Settles developments as they are known at these clocks."""
    return Settling(LogLookup(reader.conn, known_at=clocks.known_at, position=clocks.position))


def happenings_of(reader: Reader, pair: str, clocks: Clocks, settled: Settling | None = None) -> list[Happening]:
    """The developments of a pair that count at these clocks' knowledge, in order, of every date.

    ``settled`` is what the caller settles with at the same clocks, if it does.
    """
    number = reader.pair_number(pair)
    return [] if number is None else happenings(reader.conn, number, clocks, settled)


def streams_of(reader: Reader, pair: str) -> list[str]:
    """Every development that ever touched a pair, retracted and merged ones too."""
    number = reader.pair_number(pair)
    if number is None:
        return []
    return streams(reader.conn, number)


def sees(stored: Stored, clocks: Clocks) -> bool:
    """Whether an entry is recorded and known at these clocks."""
    return clocks.sees(stored.position, stored.entry.known_from)


def responses_to(settling: Settling, stream: str) -> list[str]:
    """The developments that respond to one, or to what is merged into it, as they count."""
    found: set[str] = set()
    for member in settling.family(stream):
        for other in settling.lookup.responses(member):
            held = development_of(settling.standing(other))
            if held is not None and member in held.in_response_to:
                found.add(settling.canonical(other))
    return sorted(found - {stream})


def development_of(dossier: Dossier | None) -> Development | None:
    """The development that a dossier holds, if there is a dossier and it holds one."""
    return None if dossier is None else dossier.development


def time_text(occurred: Occurrence) -> str | None:
    """The time of day with its offset, ``04:30+03:30``; None where no source gives one."""
    return time_of_day(occurred.minute, occurred.offset)


def direction_of(development: Development) -> str | None:
    """``PAK>IRN`` for one state's act upon the other, ``IRN-PAK`` for an act of both or of a third; else None."""
    return direction_between(development.bearing)


@cache
def direction_between(bearing: Bearing) -> str | None:
    """The same of what bears on a pair so."""
    pair, side = bearing.pair, bearing.direction
    if pair is None or side not in (0, 1):
        return pair
    first, second = pair.split("-")
    return f"{first}>{second}" if side == 0 else f"{second}>{first}"


def unknown_id(reader: Reader, name: str) -> BadInput:
    """What is said where no stream has an id: with the nearest one that there is."""
    from tracker.application.problems import did_you_mean

    near = [] if reader.empty else _near(reader, name)
    hint = did_you_mean(name, near)
    return BadInput(
        f"no development, source or incident is called {name!r}{hint}",
        remedy="find ids with: tracker search WORDS, or tracker timeline A B",
    )


def _near(reader: Reader, name: str) -> list[str]:
    """Ids that begin alike; a log of a million developments is not compared whole."""
    for length in (4, 1, 0):
        rows = reader.conn.execute(
            "SELECT originator_id FROM stored_events WHERE originator_version = 1 AND originator_id >= ? "
            "AND originator_id < ? LIMIT ?",
            (name[:length], name[:length] + "\U0010ffff", LIKELY),
        ).fetchall()
        if rows:
            return [stream for (stream,) in rows]
    return []
