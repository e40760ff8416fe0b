"""Disputes: aspects of a development of which claims differ, all of them listed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from tracker.application.store.accounts import accounts
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.domain.disputes import Claim, disputes_of

if TYPE_CHECKING:
    from tracker.application.store.claimed import Plain
    from tracker.domain.chronicle import Settling

Heard = Callable[[str], tuple[Sequence[Claim], Mapping[str, Any]] | None]
"""The claims and assessments of a development; None where it does not count."""
_MANY = 50
"""So many developments are read one by one; more are read at once."""


def disputed(
    reader: Reader, picture: Picture, heard: Heard | None = None, newest: int | None = None
) -> list[dict[str, Any]]:
    """What is disputed in a picture: development, aspect, and every account of it with who gave it.

    ``heard`` is what a caller knows of the claims at the same clocks already; ``newest`` bounds the list to so many of
    the last.
    """
    many = newest is None and len(picture.claimed) > _MANY
    hear, found = heard or _hearing(reader, picture, many=many), list[list[dict[str, Any]]]()
    for stream in reversed(picture.claimed):
        told = hear(stream)
        found.append([] if told is None else disputes_of(stream, *told))
        if newest is not None and sum(map(len, found)) >= newest:
            break
    return [row for rows in reversed(found) for row in rows][-newest if newest else 0 :]


def aspects_apart(dispute: Mapping[str, Any]) -> tuple[str, ...]:
    """Of a disputed topic the aspects of which two accounts each say something, and not the same.

    None where every account tells of other parts, as the dead and the injured.
    """
    told: dict[str, dict[int, set[tuple[str, Any]]]] = {}
    for number, account in enumerate(dispute["accounts"]):
        for claim in account["claims"]:
            said = told.setdefault(claim["aspect"], {}).setdefault(number, set())
            said.add((str(claim["value"]), claim["qualifier"]))
    return tuple(aspect for aspect, accounts in told.items() if len(set(map(frozenset, accounts.values()))) > 1)


def _hearing(reader: Reader, picture: Picture, *, many: bool) -> Heard:
    clocks = picture.clocks
    settle = cache(lambda: _settling(reader, clocks))
    now = clocks.known_at is None and clocks.position is None
    plain = _plain(reader, picture.pair) if now and many else {}

    def heard(stream: str) -> tuple[Sequence[Claim], Mapping[str, Any]] | None:
        if stream in plain:
            return plain[stream].claims, plain[stream].assessed
        told = accounts(reader.conn, stream) if now else None
        if told is not None:
            return told
        happening = settle().happening(stream)
        return None if happening is None else (happening.claims, dict(happening.assessed))

    return heard


def _plain(reader: Reader, pair: str) -> "dict[str, Plain]":
    from tracker.application.store.claimed import plain_claimed

    number = reader.pair_number(pair)
    return {} if number is None else plain_claimed(reader.conn, number)


def _settling(reader: Reader, clocks: Clocks) -> "Settling":
    """The settling of the domain, which knows every tie and every knowledge, and takes longer to import."""
    from tracker.application.store.lookup import LogLookup
    from tracker.domain.chronicle import Settling

    return Settling(LogLookup(reader.conn, known_at=clocks.known_at, position=clocks.position))
