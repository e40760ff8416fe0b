"""Acts between two states, as a chronicle of the domain: what tests of duties are written in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Happening, Knowledge, Settling, known, ordered
from tracker.domain.ledger import Ledger
from tracker.domain.log import Recorded
from tracker.domain.occurrence import Occurrence, on

FIRST = date(2024, 1, 1)
KNOWN = datetime(2024, 1, 1, tzinfo=UTC)


def day(number: int) -> date:
    """The so-and-so-many-th of January 2024, and what follows it."""
    return FIRST + timedelta(days=number - 1)


def between(first: int, last: int) -> Occurrence:
    """Some day from one to another."""
    return Occurrence(
        edtf=f"{day(first)}/{day(last)}", best=day(last), earliest=day(first), latest=day(last), interval=True
    )


def act(name: str, kind: str, when: int | Occurrence, sides: str, **more: Any) -> Recorded:
    """Something that ``A>B`` (or ``A-B``, mutual) did on a day of January."""
    actors, targets = (sides.split("-"), []) if "-" in sides else ([sides[:3]], [sides[4:]])
    more = {**_NEEDED.get(kind, {}), **more}
    held = TYPES[kind](
        id=name,
        occurred=on(day(when)) if isinstance(when, int) else when,
        actors=tuple(actors),
        targets=tuple(targets),
        **more,
    )
    return Recorded(stream=name, version=1, known_from=KNOWN, development=held)


_NEEDED: dict[str, dict[str, Any]] = {
    "diplomats_expelled": {"count": 3},
    "mission_closure_ordered": {"post": "Kazan", "post_kind": "consulate"},
    "consulate_closed": {"post": "Kazan"},
    "ambassador_recalled": {"kind": "indefinite"},
    "envoy_summoned": {"envoy_rank": "ambassador"},
    "relations_severed": {"form": "severed"},
    "proposal_rejected": {"rejects": "demand"},
    "strike_conducted": {"means": "air"},
    "credentials_presented": {"head_name": "Ada"},
    "protecting_power_designated": {"protecting_power": "CHE"},
}


def chronicle_of(*acts: Recorded) -> list[Happening]:
    """The acts as they count, in order."""
    return ordered(known(enumerate(acts, 1)))


def ledger_of(*acts: Recorded) -> Ledger:
    """The ledger of the acts."""
    settling = Settling(Knowledge(known(enumerate(acts, 1))))
    found = chronicle_of(*acts)
    return Ledger({h.id: tuple(settling.causes(h.id)) for h in found}).read(found)
