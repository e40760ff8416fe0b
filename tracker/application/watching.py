"""Watches of the log: which are kept, which are met now, and which came to be met entry by entry.

Watches are entries, not a file of each user: a team shares them as it shares the log, they go with every copy, and
who set and lifted which stays told. An entry fires a watch where the state behind it meets the condition and the
state before it did not. That follows from the entries alone, so that whoever asks again from a position is told the
same firings behind it, none missed and none twice.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from tracker.application.countries import state
from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.codec import decode
from tracker.application.store.following import LogRow
from tracker.application.store.lookup import history
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.citation import citation
from tracker.application.views.state import clocks_document, tension_document
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import NO_DEVELOPMENT, WATCH_PREFIX, WatchLifted, WatchSet
from tracker.domain.moments import Cut
from tracker.domain.reading import because, reason, state_on
from tracker.domain.watch_text import FORM, UnreadableWatch, read_watch
from tracker.domain.watching import EVERY, READINGS, Standing, Watch, is_met, leaves, mentioned

_KEPT = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE originator_id >= ? AND originator_id < ? AND rowid <= ? ORDER BY rowid"
)
_SINCE = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events WHERE rowid > ? ORDER BY rowid"
)
_BEHIND = chr(ord(WATCH_PREFIX[-1]) + 1)


class Kept(NamedTuple):
    """A watch that is kept."""

    name: str
    expression: str
    position: int
    """Of the entry that set it."""
    by: str | None
    watch: Watch | None
    """None where this release cannot read it."""
    problem: str | None = None


def checked(expression: str) -> Watch:
    """The watch of an expression; BadInput with the column of what it is not."""
    try:
        watch = read_watch(expression)
    except UnreadableWatch as problem:
        meant = did_you_mean(problem.word, problem.choices)
        remedy = f"write {FORM}; docs/watches.md has the language"
        raise BadInput(f"{problem.what}{meant}", f"watch, column {problem.column}", remedy) from problem
    for code in _states(watch):
        _known(code, expression)
    return watch


def _states(watch: Watch) -> list[str]:
    owners = [owner for leaf in leaves(watch.condition) for owner in leaf.owner.split(">")]
    return [code for code in (*watch.scope.split("-"), *owners) if code not in ("", EVERY)]


def _known(code: str, expression: str) -> None:
    try:
        state(code)
    except ValueError as problem:
        where = f"watch, column {expression.index(code) + 1}"
        raise BadInput(str(problem), where, "give a code of ISO 3166-1 alpha-3, such as PAK") from problem


def kept_watches(reader: Reader, position: int | None = None) -> dict[str, Kept]:
    """The watches that are kept at a position, by name."""
    found: dict[str, Kept] = {}
    if not reader.empty:
        until = reader.last_position() if position is None else position
        for row in reader.conn.execute(_KEPT, (WATCH_PREFIX, WATCH_PREFIX[:-1] + _BEHIND, until)):
            _keep(found, LogRow(*row))
    return dict(sorted(found.items()))


def _keep(kept: dict[str, Kept], row: LogRow) -> None:
    """Go on with an entry about a watch."""
    entry, name = decode(*row).entry, row.stream.removeprefix(WATCH_PREFIX)
    if isinstance(entry, WatchLifted):
        kept.pop(name, None)
    if isinstance(entry, WatchSet):
        try:
            watch, problem = read_watch(entry.expression), None
        except UnreadableWatch as unreadable:
            watch, problem = None, f"column {unreadable.column}: {unreadable}"
        kept[name] = Kept(name, entry.expression, row.position, entry.by, watch, problem)


def standing_of(picture: Picture) -> Standing:
    """What conditions are asked of: state, dispute and readings of a picture, by name and owner."""
    document = state_on(picture.pair, picture.folding, picture.clocks.as_of.day.toordinal())
    document["dispute"] = document["dispute"]["open"]
    halved = {name for name, value in document.items() if isinstance(value, dict) and name not in _MAPPINGS}
    found: dict[str, dict[str, Any]] = {
        name: dict(value) if name in halved else {"": value} for name, value in document.items()
    }
    directions = tension_document(picture)["directions"]
    for name in READINGS:
        sided = {half: figures[name] for half, figures in directions.items()}
        found[name] = {"": max(sided.values()), **sided}
    return found


_MAPPINGS = ("agreements", "mediators", "membership")


def met_now(reader: Reader, as_of: Cut, now: datetime) -> Iterator[dict[str, Any]]:
    """The watches that are met on a date, with the pair; what ``changed`` has changed since the watch was set."""
    clocks = Clocks(as_of, None, reader.last_position())
    for kept in kept_watches(reader).values():
        if kept.watch is None:
            continue
        for pair in _pairs(reader, kept.watch):
            picture = reader.picture(pair, clocks)
            standing, before = standing_of(picture), standing_of(reader.picture(pair, _at(clocks, kept.position)))
            if is_met(kept.watch.condition, standing, before):
                yield _firing(reader, kept, picture, (standing, before), now)


def _pairs(reader: Reader, watch: Watch) -> list[str]:
    return [pair for pair in reader.pairs() if watch.covers(pair)]


def _at(clocks: Clocks, position: int) -> Clocks:
    return clocks._replace(position=position)


class Watching:
    """Goes through entries in log order, and knows which watches each of them fires."""

    def __init__(self, reader: Reader | None, after: int) -> None:
        self._kept = {} if reader is None else kept_watches(reader, after)
        self._dossiers: dict[str, Dossier] = {}

    def firings(
        self, reader: Reader, rows: Iterable[LogRow], as_of: Cut, now: datetime
    ) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """For each entry its position and what it fires; ``reader`` sees all of them."""
        for row in rows:
            at = Clocks(as_of, None, row.position)
            if row.stream.startswith(WATCH_PREFIX):
                _keep(self._kept, row)
                yield row.position, list(self._set(reader, row, at, now))
            else:
                yield row.position, list(self._fired(reader, row, at, now))

    def _set(self, reader: Reader, row: LogRow, clocks: Clocks, now: datetime) -> Iterator[dict[str, Any]]:
        """A watch that is met already fires when it is set."""
        kept = self._kept.get(row.stream.removeprefix(WATCH_PREFIX))
        if kept is not None and kept.watch is not None:
            for pair in _pairs(reader, kept.watch):
                picture = reader.picture(pair, clocks)
                standing = standing_of(picture)
                if is_met(kept.watch.condition, standing, standing):
                    yield _firing(reader, kept, picture, (standing, standing), now)

    def _fired(self, reader: Reader, row: LogRow, clocks: Clocks, now: datetime) -> Iterator[dict[str, Any]]:
        if not self._kept:
            return
        for pair in touched(reader, row):
            watching = [kept for kept in self._kept.values() if kept.watch is not None and kept.watch.covers(pair)]
            if not watching:
                continue
            picture = reader.picture(pair, clocks)
            standing, before = standing_of(picture), standing_of(reader.picture(pair, _at(clocks, row.position - 1)))
            for kept in watching:
                if _comes_true(kept, standing, before):
                    yield _firing(reader, kept, picture, (standing, before), now)


def _comes_true(kept: Kept, standing: Standing, before: Standing) -> bool:
    assert kept.watch is not None  # noqa: S101 - what cannot be read was left out
    condition = kept.watch.condition
    return is_met(condition, standing, before) and not is_met(condition, before, before)


def touched(reader: Reader, row: LogRow) -> list[str]:
    """The pairs whose state an entry can change: of its development, before and after, and of those tied to it."""
    if row.stream.startswith(NO_DEVELOPMENT):
        return []
    found: set[str] = set()
    for stream in (row.stream, *_ties(reader, row)):
        dossier: Dossier | None = None
        for stored in history(reader.conn, stream):
            if stored.position <= row.position:
                dossier = evolve(dossier, stored.entry)
                held = dossier.development
                found |= set() if held is None or held.pair is None else {held.pair}
    return sorted(found)


def _ties(reader: Reader, row: LogRow) -> list[str]:
    """What a development answers and is the same as: an entry about it can date or count them otherwise."""
    ties: list[str] = []
    for stored in history(reader.conn, row.stream):
        if stored.position <= row.position:
            entry: Any = getattr(stored.entry, "development", stored.entry)
            ties += [*getattr(entry, "in_response_to", ()), *(getattr(entry, "same_as", ()) or ())]
    return list(dict.fromkeys(ties))


def rows_since(reader: Reader, position: int) -> Iterator[LogRow]:
    """The entries behind a position."""
    return iter(()) if reader.empty else (LogRow(*row) for row in reader.conn.execute(_SINCE, (position,)))


def _firing(
    reader: Reader, kept: Kept, picture: Picture, standings: tuple[Standing, Standing], now: datetime
) -> dict[str, Any]:
    """Why a watch fired: what it names, was and is, the developments behind, and the citation of the state."""
    assert kept.watch is not None  # noqa: S101 - as above
    clocks = clocks_document(reader, picture.clocks, now)
    return {
        "watch": kept.name,
        "expression": kept.expression,
        "pair": picture.pair,
        "position": clocks["position"],
        "as_of": clocks["as_of"],
        "components": [
            {
                "component": f"{name}{{{owner}}}" if owner else name,
                "was": standings[1][name].get(owner),
                "value": standings[0][name].get(owner),
                "because": _because(picture, name, owner),
            }
            for name, owner in mentioned(kept.watch.condition, *standings)
        ],
        "citation": citation(reader, picture.pair, picture.clocks, now=now)["line"],
    }


def _because(picture: Picture, name: str, owner: str) -> list[str]:
    if name in READINGS:
        day = picture.clocks.as_of.day.toordinal()
        refs = list(reason(picture.pair, picture.folding, day)[1]) if name == "tension" else []
    else:
        made = because(picture.pair, picture.folding).get("hostility" if name == "dispute" else name, [])
        refs = list(made.get(owner, []) if isinstance(made, dict) else made)
    names = picture.ids(refs)
    return list(dict.fromkeys(names[ref] for ref in refs))
