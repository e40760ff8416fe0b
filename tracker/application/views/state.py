"""The state of a pair as a document: ``tracker state A B --json``."""

from datetime import UTC, datetime
from typing import Any

from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.disputes import Heard, disputed
from tracker.application.views.since import in_force_since
from tracker.domain.fold import Remark, refs
from tracker.domain.parties import halves
from tracker.domain.reading import (
    because,
    reason,
    state_on,
    tension_on,
    trend,
    unanswered,
)
from tracker.domain.relation import labels
from tracker.domain.tension import band


def state_document(reader: Reader, pair: str, clocks: Clocks, *, now: datetime) -> dict[str, Any]:
    """State, because, anomalies, disputed, uncertain, open, tension and clocks of a pair."""
    return picture_document(reader, reader.picture(pair, clocks), now=now)


def abridged_state(reader: Reader, pair: str, clocks: Clocks, *, now: datetime, newest: int) -> dict[str, Any]:
    """The same for a screen that scrubs: of the anomalies, the disputes and what is behind a component the newest.

    ``abridged`` says whether there are earlier anomalies, ``since`` from when measures are in force.
    """
    picture = reader.picture_nearby(pair, clocks, newest)
    document = picture_document(reader, picture, now=now, newest=newest)
    return {**document, "abridged": picture.abridged, "since": in_force_since(picture)}


def picture_document(
    reader: Reader, picture: Picture, *, now: datetime, heard: Heard | None = None, newest: int | None = None
) -> dict[str, Any]:
    """The same of a picture that was folded already; ``heard`` is what a caller knows of its claims."""
    pair, clocks = picture.pair, picture.clocks
    day = clocks.as_of.day.toordinal()
    made = _newest(because(pair, picture.folding), newest)
    waiting = unanswered(pair, picture.folding)
    names = picture.ids(_mentioned(made, waiting))
    return {
        "pair": pair,
        "state": state_on(pair, picture.folding, day),
        "because": _named(made, names),
        "anomalies": anomalies(picture),
        "disputed": disputed(reader, picture, heard, newest),
        "uncertain": picture.uncertain,
        "open": _named(waiting, names),
        "tension": tension_document(picture),
        "clocks": clocks_document(reader, clocks, now),
    }


def _newest(made: dict[str, Any], most: int | None) -> dict[str, Any]:
    """The last of what is behind each component."""
    if most is None:
        return made
    return {name: _newest(of, most) if isinstance(of, dict) else of[-most:] for name, of in made.items()}


def _mentioned(*plain: Any) -> list[Any]:
    found: list[Any] = []
    for item in plain:
        if isinstance(item, dict):
            for key, value in item.items():
                if key == "because" or isinstance(value, dict | list):
                    found += _refs(value)
        elif isinstance(item, list):
            for row in item:
                found += _mentioned(row)
    return found


def _refs(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [ref for part in value.values() for ref in _refs(part)]
    return list(value) if isinstance(value, list) else []


def _named(plain: Any, names: dict[Any, str]) -> Any:
    """The same document with developments by id."""
    if isinstance(plain, dict):
        return {key: _named(value, names) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_named(item, names) if isinstance(item, dict | list) else names.get(item, item) for item in plain]
    return plain


def anomalies(picture: Picture) -> list[dict[str, Any]]:
    """What happened and was not expected: development, expected, article, disagrees, uncertain."""
    remarks = picture.remarks
    every = [ref for remark in remarks for ref in (remark.ref, *_chain(remark))]
    names, bounds = picture.ids(every), picture.bounds(every)
    owners = labels(picture.pair)
    return [
        {
            "development": names[remark.ref],
            "expected": remark.expected,
            "article": remark.article,
            "component": "".join([owners[remark.slot][0], _braced(owners[remark.slot][1])]),
            "found": remark.found if not isinstance(remark.found, tuple) else list(remark.found),
            "disagrees": [names[ref] for ref in _chain(remark)],
            "uncertain": any(_overlap(bounds[remark.ref], bounds[ref]) for ref in _chain(remark)),
        }
        for remark in remarks
    ]


def _braced(owner: str) -> str:
    return f"{{{owner}}}" if owner else ""


def _chain(remark: Remark) -> list[Any]:
    return refs(remark.disagrees)


def _overlap(one: tuple[int | None, int], other: tuple[int | None, int]) -> bool:
    return (one[0] is None or one[0] <= other[1]) and (other[0] is None or other[0] <= one[1])


def tension_document(picture: Picture) -> dict[str, Any]:
    """Tension and cooperation of both directions, trend, and one line of reasons."""
    pair, day = picture.pair, picture.clocks.as_of.day.toordinal()
    directions = {}
    for half, name in enumerate(halves(pair)):
        reading = tension_on(picture.folding, day, half)
        directions[name] = {
            "tension": round(reading.tension, 2),
            "cooperation": round(reading.cooperation, 2),
            "acts": reading.acts,
            "cooperative_acts": reading.helpful,
        }
    highest = max(entry["tension"] for entry in directions.values())
    moved = trend(picture.folding, picture.earlier, day)
    text, of = reason(pair, picture.folding, day)
    return {
        "tension": highest,
        "band": band(highest),
        "trend": moved.word,
        "change": moved.change,
        "reason": text,
        "because": [picture.ids(of)[ref] for ref in of],
        "directions": directions,
    }


def clocks_document(reader: Reader, clocks: Clocks, now: datetime) -> dict[str, Any]:
    """The three clocks of an answer."""
    minute = clocks.as_of.minute
    time = "" if minute >= 1440 else f"T{minute // 60:02}:{minute % 60:02}"
    at = clocks.known_at
    return {
        "as_of": clocks.as_of.day.isoformat() + time,
        "known_at": None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "position": clocks.position if clocks.position is not None else reader.last_position(),
        "future": clocks.as_of.day > now.date() or (at is not None and at > now),
    }
