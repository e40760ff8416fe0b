"""Following the log on the command line: entries are printed as they are recorded, until somebody has enough."""

import json
import select
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from tracker.cli.options import bring_up_to_date
from tracker.cli.output import complain, line

if TYPE_CHECKING:
    from tracker.application.store.address import Address
    from tracker.application.store.following import LogRow, Phase


class Wanted(NamedTuple):
    """Which entries are printed."""

    start: int = 1
    """First position."""
    limit: int | None = None
    stream: str | None = None


def print_as_recorded(address: "Address", wanted: Wanted, *, as_json: bool) -> None:
    """Print entries, each at once, and wait for more until the limit is reached, nobody reads, Ctrl-C or SIGTERM."""
    from tracker.application.store.following import Follower

    left = wanted.limit
    bring_up_to_date(address)
    told = partial(say_phase, address)
    with until_told() as over, Follower(address, after=wanted.start - 1, told=told) as follower:
        for part in follower.parts():
            chosen = [row for row in part if wanted.stream in (None, row.stream)][:left]
            for row in chosen:
                _print(address, row, as_json=as_json)
            left = None if left is None else left - len(chosen)
            if left == 0 or over.is_set() or (not part and nobody_reads()):
                return


def _print(address: "Address", row: "LogRow", *, as_json: bool) -> None:
    from tracker.application.views.logbook import entry_document, entry_line

    entry = entry_document(address, row)
    if as_json:
        click.echo(json.dumps(entry, ensure_ascii=True, allow_nan=False))
    else:
        line(entry_line(entry))


def say_phase(address: "Address", phase: "Phase", why: str) -> None:
    """Say on standard error that one waits, and for what."""
    from tracker.application.store.following import Phase

    if phase is not Phase.FOLLOWING:
        complain(f"{address}: {why}; {'waiting for it' if phase is Phase.WAITING else 'trying again'} (Ctrl-C ends)")


@contextmanager
def until_told() -> Iterator[threading.Event]:
    """End quietly at Ctrl-C and at SIGTERM: that is how one stops what never ends.

    What it gives is set by then: a library may lose the exception, so whoever goes round and round looks at it too.
    """
    over = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield over
        return

    def stop(*_: object) -> NoReturn:
        over.set()
        raise KeyboardInterrupt

    heard = [signal.SIGTERM]
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # where it is ignored, it stays so
        heard.append(signal.SIGINT)
    before = [(number, signal.signal(number, stop)) for number in heard]
    try:
        with suppress(KeyboardInterrupt):
            yield over
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def nobody_reads() -> bool:
    """Whether standard output is a pipe whose reader is gone: asked while nothing comes that would show it."""
    try:
        looking = select.poll()
        looking.register(sys.stdout.fileno(), 0)
    except (AttributeError, OSError, ValueError):
        return False
    return any(seen & (select.POLLERR | select.POLLNVAL) for _, seen in looking.poll(0))
