"""Disputes: aspects of a development of which claims differ, all of them listed."""

from typing import Any

from tracker.application.store.reader import Picture, Reader


def disputed(reader: Reader, picture: Picture) -> list[dict[str, Any]]:
    """What is disputed in a picture: development, aspect, and every account of it with who gave it."""
    if not picture.claimed:
        return []
    from tracker.application.store.lookup import LogLookup
    from tracker.domain.chronicle import Settling
    from tracker.domain.disputes import disputes_of

    clocks = picture.clocks
    settling = Settling(LogLookup(reader.conn, known_at=clocks.known_at, position=clocks.position))
    found: list[dict[str, Any]] = []
    for stream in picture.claimed:
        happening = settling.happening(stream)
        if happening is not None:
            found += disputes_of(stream, happening.claims, dict(happening.assessed))
    return found
