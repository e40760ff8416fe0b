"""Names at entry: those that hide something, or look like a state or like a name that the log already holds.

A note, never a refusal: there are people whose name is spelled so, and the log keeps it exactly. Parties are compared
with those of the newest entries of the log; other names only where they have letters beyond ASCII, for that costs
reading the entries. Where nothing new is named nothing is read.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.application import countries
from tracker.application.lookalikes import oddities, skeleton, strange_letters
from tracker.domain.commands import AddClaims, Command, Correct, DescribeSource, OpenIncident, Record
from tracker.domain.development import Development, own_field_names
from tracker.domain.evidence import Claim
from tracker.domain.parties import is_state

NEWEST = 50_000
"""With so many of the newest entries of a log a name is compared."""
LONGEST = 120
"""A longer text is no name."""

_OPEN = re.compile(rb'"((?:org|act):[A-Za-z0-9][A-Za-z0-9._-]*)"')
_ENTRIES = "SELECT state FROM stored_events WHERE rowid > ?"


class Named(NamedTuple):
    """A name that is given, and as what."""

    where: str
    text: str

    @property
    def is_party(self) -> bool:
        """Whether it is that of an organisation or a non-state actor."""
        return self.text.startswith(("org:", "act:"))


def remarks(commands: Iterable[Command], conn: sqlite3.Connection | None) -> list[str]:
    """What is worth knowing of the names in commands, a sentence each; ``conn`` is the log, None for an empty one."""
    every = list(dict.fromkeys(name for command in commands for name in names_of(command)))
    given = [name for name in every if name.is_party or not name.text.isascii() or _like_a_state(name.text)]
    known = _Known(conn, parties=any(name.is_party for name in given), texts=any(not n.text.isascii() for n in given))
    known.take(name.text for name in every if name not in given)
    return [said for name in given if (said := _remark(name, known))]


def names_of(command: Command) -> Iterator[Named]:
    """The names that a command brings: parties, ids, people and places."""
    if isinstance(command, Record):
        yield from _of_development(command.development)
    elif isinstance(command, AddClaims):
        yield from _of_claims(command.claims)
    elif isinstance(command, Correct):
        yield from _texts(command.changes, "")
    elif isinstance(command, DescribeSource):
        yield from _texts(command.source.model_dump(include={"id", "outlet", "family"}), "source")
    elif isinstance(command, OpenIncident):
        yield Named("incident", command.stream.partition(":")[2])


def _of_development(development: Development) -> Iterator[Named]:
    for key in ("actors", "targets", "third_parties"):
        yield from (Named(key, party) for party in getattr(development, key) if not is_state(party))
    yield Named("id", development.group or development.id)
    yield from (Named("incident", id) for id in development.incidents)
    for field in own_field_names(type(development)):
        yield from _texts(getattr(development, field), field)
    yield from _of_claims(development.claims)


def _of_claims(claims: Sequence[Claim]) -> Iterator[Named]:
    for claim in claims:
        yield from _texts({"by": claim.by, "party": claim.party}, "claim")


def _texts(value: Any, where: str) -> Iterator[Named]:
    """Every short text in a value, but for the words of a choice."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part, where)
    elif type(value) is str and 0 < len(value) <= LONGEST:
        yield Named(where, value)


class _Known:
    """The names that are there, by their skeleton: states, and as far as asked for those of a log."""

    def __init__(self, conn: sqlite3.Connection | None, *, parties: bool, texts: bool) -> None:
        self.states = _states()
        self.logged: dict[str, str] = {}
        after = (
            0 if conn is None else (conn.execute("SELECT max(rowid) FROM stored_events").fetchone()[0] or 0) - NEWEST
        )
        if conn is not None and parties:
            for (state,) in conn.execute(_ENTRIES, (after,)):
                self.take(found.decode("ascii") for found in _OPEN.findall(state))
        if conn is not None and texts:
            for (state,) in conn.execute(_ENTRIES, (after,)):
                self.take(named.text for named in _texts(_body(state), ""))

    def take(self, names: Iterable[str]) -> None:
        """Know further names; of two that look alike the first."""
        for name in names:
            self.logged.setdefault(skeleton(name), name)

    def like(self, name: Named) -> str:
        """The known name that one looks like and is not; '' where there is none. It is known from then on."""
        shape = skeleton(name.text)
        state, logged = self.states.get(shape, ""), self.logged.setdefault(shape, name.text)
        if logged != name.text:
            return repr(logged)
        return f"{state!r}, a state" if state and name.text.casefold() != state.casefold() else ""


@cache
def _states() -> Mapping[str, str]:
    return MappingProxyType({skeleton(name): name for name in countries.spellings()})


def _like_a_state(text: str) -> bool:
    return len(text) <= LONGEST and skeleton(text) in _states()


def _body(state: bytes) -> Any:
    """The content of an entry; nothing where it is damaged, which verify finds."""
    try:
        return json.loads(state)
    except (ValueError, RecursionError):
        return None


def _remark(name: Named, known: _Known) -> str:
    said = list(oddities(name.text))
    like = known.like(name)
    if like:
        letters = strange_letters(name.text) if not said else ""
        said.append(f"looks like {like}" + (f": {letters}" if letters else ""))
    return f"{name.where} {name.text!r} {' and '.join(said)}; it is kept as it is given" if said else ""
