"""Portraits: all that a picture says of a pair, comparable whether it was read from rows or folded from entries."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from tracker.application.store.address import Address
from tracker.application.store.derived_keys import DAY
from tracker.application.store.past import picture_of
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.state import anomalies, state_document, tension_document
from tracker.domain.chronicle import known, ordered
from tracker.domain.fold import refs
from tracker.domain.moments import Cut
from tracker.domain.reading import because, open_acts, state_on, unanswered
from tracker.domain.relation import WIDTH


def portrait(picture: Picture) -> dict[str, Any]:
    """Everything a picture says, with developments by id."""
    pair, folding, day = picture.pair, picture.folding, picture.clocks.as_of.day.toordinal()
    acts = open_acts(pair, folding)
    waiting = unanswered(pair, folding)
    every = [ref for place in range(WIDTH) for ref in refs(folding.because[place])]
    names = picture.ids(
        [*every, *(ref for act in acts for ref in act.refs), *(r for w in waiting for r in w["because"])]
    )
    return {
        "state": state_on(pair, folding, day),
        "values": list(folding.values),
        "because": [[names[ref] for ref in refs(chain)] for chain in folding.because],
        "shown because": {name: bool(made) for name, made in because(pair, folding).items()},
        "open": [(*act[:-1], [names[ref] for ref in act.refs]) for act in acts],
        "waiting": [{**w, "because": [names[ref] for ref in w["because"]]} for w in waiting],
        "anomalies": anomalies(picture),
        "tension": tension_document(picture),
        "earlier": list(picture.earlier.values),
        "uncertain": picture.uncertain,
        "claimed": picture.claimed,
        "count": picture.count,
    }


def pure_portrait(
    log: list[tuple[int, Any]], pair: str, cut: Cut, *, known_at: Any = None, position: int | None = None
) -> dict[str, Any]:
    """The same from the entries alone."""
    chronicled = ordered(known(log, known_at=known_at, position=position))
    return portrait(picture_of(pair, Clocks(cut, known_at, position), [h for h in chronicled if h.pair == pair]))


def digest_of(path: Address) -> str:
    """The SHA-256 of the states of all pairs of a log, on every day on which something changes and known at each."""
    digest = hashlib.sha256()
    with Reader(path) as reader:
        for name in reader.pairs():
            for clocks in clocks_of(reader):
                document = unworded(state_document(reader, name, clocks, now=datetime(2026, 1, 1, tzinfo=UTC)))
                digest.update(json.dumps(document, ensure_ascii=False).encode())
    return digest.hexdigest()


def unworded(document: dict[str, Any]) -> dict[str, Any]:
    """A state document without what is put in words, which may be put better."""
    anomalies = [{k: v for k, v in anomaly.items() if k != "expected"} for anomaly in document["anomalies"]]
    tension = {k: v for k, v in document["tension"].items() if k not in ("reason", "because")}
    return {**document, "anomalies": anomalies, "tension": tension}


def clocks_of(reader: Reader) -> list[Clocks]:
    """Every day on which something happens, and the day before; on the last of them, some of what was known before."""
    days = sorted(
        {date.fromordinal(m // DAY + n) for (m,) in reader.conn.execute("SELECT moment FROM facts") for n in (-1, 0)}
    )
    top = reader.last_position()
    known = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in days[::9]]
    return [
        *(Clocks(Cut(day)) for day in days),
        *(Clocks(Cut(days[-1]), at) for at in known),
        *(Clocks(Cut(days[-1]), None, position) for position in range(0, top, 19)),
    ]
