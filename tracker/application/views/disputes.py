"""Disputes: aspects of a development of which claims differ, all of them listed."""

from functools import cache
from typing import TYPE_CHECKING, Any

from tracker.application.store.accounts import accounts
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.domain.disputes import disputes_of

if TYPE_CHECKING:
    from tracker.domain.chronicle import Settling


def disputed(reader: Reader, picture: Picture) -> list[dict[str, Any]]:
    """What is disputed in a picture: development, aspect, and every account of it with who gave it."""
    clocks = picture.clocks
    settle = cache(lambda: _settling(reader, clocks))
    found: list[dict[str, Any]] = []
    for stream in picture.claimed:
        now = clocks.known_at is None and clocks.position is None
        told = accounts(reader.conn, stream) if now else None
        if told is not None:
            found += disputes_of(stream, *told)
        elif (happening := settle().happening(stream)) is not None:
            found += disputes_of(stream, happening.claims, dict(happening.assessed))
    return found


def _settling(reader: Reader, clocks: Clocks) -> "Settling":
    """The settling of the domain, which knows every tie and every knowledge, and takes longer to import."""
    from tracker.application.store.lookup import LogLookup
    from tracker.domain.chronicle import Settling

    return Settling(LogLookup(reader.conn, known_at=clocks.known_at, position=clocks.position))
