"""Facts: what a stream is filtered and counted by, from its entry as it is stored, or from its dossier."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.domain.catalogue import TYPES
from tracker.domain.development import Development, bearing_of
from tracker.domain.dossier import Dossier

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 24 * 60 * 60 * 1_000_000
"""Microseconds."""
ALWAYS = -(2**62)
"""Known from ever: what nobody dates."""
COUNTS, MERGED, RETRACTED = "counts", "merged", "retracted"
STATUSES = (COUNTS, MERGED, RETRACTED)
"""Of a development that is said to be the same as another, that other counts."""


class Facts(NamedTuple):
    """One stream: sources and incidents have a kind only."""

    kind: str
    type: str | None = None
    day: int | None = None
    """Ordinal of the best date."""
    pair: str | None = None
    grade: str | None = None
    status: str | None = None
    parties: str = "[]"
    """JSON, as an index keeps it."""
    sources: str = "[]"


def facts_of(dossier: Dossier) -> Facts | None:
    """The facts of a stream, as its dossier has them; None of what is no development, source or incident."""
    held = dossier.development
    if held is None:
        kinds = {"source": dossier.source, "incident": dossier.incident}
        return next((Facts(kind) for kind, said in kinds.items() if said is not None), None)
    status = RETRACTED if dossier.retracted is not None else MERGED if dossier.same_as else COUNTS
    return Facts(
        "development",
        held.type_name(),
        held.occurred.best.toordinal(),
        held.pair,
        None if held.rating is None else str(held.rating),
        status,
        _texts((*held.actors, *held.targets, *held.third_parties)),
        _texts((*held.sources, *(report.source for report in held.reports))),
    )


def facts_stored(topic: str, body: Any) -> Facts | None:
    """The facts of a development that was never amended, without decoding it; None where that cannot be said."""
    form = TYPES.get(topic)
    try:
        return None if form is None else _of_stored(form, body["development"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _of_stored(form: type[Development], said: Mapping[str, Any]) -> Facts:
    actors, targets = tuple(said.get("actors", ())), tuple(said.get("targets", ()))
    rating = said.get("rating")
    return Facts(
        "development",
        form.type_name(),
        date.fromisoformat(said["occurred"]["best"]).toordinal(),
        bearing_of(form.participation, actors, targets).pair,
        None if rating is None else f"{rating['reliability']}{rating['credibility']}",
        COUNTS,
        _texts((*actors, *targets, *said.get("third_parties", ()))),
        _texts((*said.get("sources", ()), *(report["source"] for report in said.get("reports", ())))),
    )


@lru_cache(maxsize=4096)
def _texts(names: tuple[str, ...]) -> str:
    return json.dumps(list(dict.fromkeys(names))) if names else "[]"


@lru_cache(maxsize=65_536)
def texts(names: str) -> tuple[str, ...]:
    """What an index keeps as JSON."""
    return tuple(json.loads(names))


def micros(moment: datetime) -> int:
    """An instant in microseconds, exactly."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def year_known(known: int) -> int:
    """The year of an instant in microseconds; 0 of what is known from ever."""
    return 0 if known == ALWAYS else _year_of(known // DAY)


@lru_cache(maxsize=4096)
def _year_of(day: int) -> int:
    return (EPOCH + timedelta(days=day)).year


def known_micros(body: Any) -> int:
    """From when an entry is known."""
    known = body.get("known_from") if isinstance(body, dict) else None
    return ALWAYS if known is None else _read(known)


@lru_cache(maxsize=4096)
def _read(known: str) -> int:
    return micros(datetime.fromisoformat(known))
