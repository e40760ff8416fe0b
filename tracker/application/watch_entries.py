"""Setting and lifting watches: entries on a stream of the name of the watch."""

import re

from tracker.application.marks import checked_name
from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.address import Address
from tracker.application.watching import checked
from tracker.domain.commands import Command, LiftWatch, SetWatch
from tracker.domain.log import WATCH_PREFIX

_LONGEST_NAME = 60


def default_name(expression: str) -> str:
    """A name made of an expression: ``irn-pak-hostility-4``."""
    return re.sub(r"[^a-z0-9]+", "-", expression.casefold()).strip("-")[:_LONGEST_NAME].strip("-") or "watch"


def set_watch(address: Address, expression: str, name: str | None, by: str) -> tuple[str, int | None]:
    """Keep a watch; its name, and the position of the entry, None where it was kept already."""
    said = expression.strip()
    checked(said)
    called = checked_name(name if name is not None else default_name(said), "watch")
    stream = WATCH_PREFIX + called
    from tracker.application.store.clock import now_at

    known = now_at(address)
    command = SetWatch(stream=stream, id=f"{stream} {known.isoformat()}", by=by, known_from=known, expression=said)
    return called, _written(address, command)


def lift_watch(address: Address, name: str, names: list[str], by: str) -> int | None:
    """Keep a watch no longer; BadInput where none of ``names`` is called so."""
    called = checked_name(name, "watch")
    if called not in names:
        raise BadInput(f"no watch is called {called!r}{did_you_mean(called, names)}", remedy="see: tracker watch list")
    from tracker.application.store.clock import now_at

    stream, known = WATCH_PREFIX + called, now_at(address)
    return _written(address, LiftWatch(stream=stream, id=f"{stream} {known.isoformat()}", by=by, known_from=known))


def _written(address: Address, command: Command) -> int | None:
    from tracker.application.store.writing import Writer

    with Writer(address) as writer:
        written = writer.submit([command])
    return written[0].position if written else None
