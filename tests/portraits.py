"""Portraits: all that a picture says of a pair, comparable whether it was read from rows or folded from entries."""

from typing import Any

from tracker.application.store.past import picture_of
from tracker.application.store.reader import Clocks, Picture
from tracker.application.views.state import anomalies, tension_document
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
