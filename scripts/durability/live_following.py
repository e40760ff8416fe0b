"""Followers beside a writer: ``scripts/following [--seconds N] [--idle N] [--followers N]``.

How far behind they are, what they cost when nothing happens, and whether each entry comes exactly once to followers
that are killed and started again, over connections that are cut and a server that crashes. Prints each promise with
its figure; exit status 1 where one is broken.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))

from children import Child
from following import followed
from live_children import following, idle_share, recording
from logs import Row, held
from postgres_server import Server
from promises import Promise, at_least, none_of, show, tell

from tracker.application.places import address
from tracker.application.store.address import Address
from tracker.application.store.writing import Writer

GAP = 0.05
"""Seconds between two entries, on average: some follow on the heel of another, some after a lull."""
MOST_BEHIND, MOST_IDLE = 0.5, 0.01
KILLED_EVERY, CUT_EVERY = 0.4, 0.3
_CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'tracker'"


class Seat:
    """A follower and those that took its place after it was killed; each goes on behind what was said before it."""

    def __init__(self, place: Address, over: Callable[[], bool]) -> None:
        self._place, self._over = place, over
        self.children = [following(place, 0, over)]

    @property
    def child(self) -> Child:
        """The one that follows now."""
        return self.children[-1]

    @property
    def seen(self) -> list[tuple[int, str, float]]:
        """Position, digest and moment of every entry that was said, in order."""
        said = [said for child in self.children for said in child.said]
        return [(int(at), str(digest), float(when)) for one in said for at, digest, when in one.get("seen", ())]

    def restart(self) -> None:
        """Kill it, hear what it had said, and start another behind that."""
        self.child.kill()
        self.child.join()
        seen = self.seen
        self.children.append(following(self._place, seen[-1][0] if seen else 0, self._over))


def hear(children: Iterable[Child], seconds: float) -> None:
    """Hear children for some seconds."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready = select.select([child for child in children if child.open], (), (), left)[0]
        for child in ready:
            child.listen()
        if not any(child.open for child in children):
            return


def measured(name: str, place: Address, asked: argparse.Namespace) -> Iterator[Promise]:
    """How far behind followers are, with a writer beside."""
    Writer(place).close()
    over = multiprocessing.get_context("fork").Event()
    seats = [Seat(place, over.is_set) for _ in range(asked.followers)]
    writer = recording(place, "w", asked.seconds, GAP)
    while writer.open:
        hear([writer, *(seat.child for seat in seats)], 1.0)
    writer.join()
    over.set()
    wrote = {int(one["wrote"][0]): one["wrote"] for one in writer.said if "wrote" in one}
    late = []
    for seat in seats:
        seat.child.join()
        late += [moment - wrote[position][2] for position, _, moment in seat.seen]
    yield at_least(f"{name}: entries recorded beside {asked.followers} followers", len(wrote), 2)
    yield none_of("  deliveries that are lacking", len(wrote) * asked.followers - len(late))
    yield _behind(late)
    yield from _exactly_once(seats, held(place))


def _behind(late: list[float]) -> Promise:
    """Seconds between the acknowledgement to the writer and the delivery; a follower may be the first of the two."""
    middle, most = median(late), quantiles(late, n=20)[-1]
    figure = f"{middle * 1e3:.0f} / {most * 1e3:.0f} / {max(late) * 1e3:.0f} ms"
    return Promise("  behind: median, 95 %, longest (median <= 500 ms)", figure, middle <= MOST_BEHIND)


def _exactly_once(seats: list[Seat], now: list[Row]) -> Iterator[Promise]:
    found = [followed([(position, digest) for position, digest, _ in seat.seen], now) for seat in seats]
    faults = [fault for seat in seats for child in seat.children for fault in child.faults]
    tell("fault", faults)
    yield none_of("  entries passed over", sum(one.passed_over for one in found))
    yield none_of(
        "  entries seen twice, out of place or otherwise", sum(one.out_of_place + one.different for one in found)
    )
    yield none_of("  errors that reached a follower", len(faults))


def idle(name: str, place: Address, seconds: float) -> Promise:
    """What a follower costs while nothing happens."""
    share = idle_share(place, seconds)
    return Promise(f"{name}: idle for {seconds:.0f} s, share of a core (< 1 %)", f"{share:.3%}", share < MOST_IDLE)


def disturbed(name: str, place: Address, asked: argparse.Namespace, server: Server | None) -> Iterator[Promise]:
    """Followers are killed and started again while a writer records, connections are cut, the server crashes once."""
    Writer(place).close()
    over = multiprocessing.get_context("fork").Event()
    seats = [Seat(place, over.is_set) for _ in range(asked.followers)]
    writer = recording(place, "x", asked.seconds, GAP / 2)
    chance, began, killed, cut, crashes = random.Random(1), time.monotonic(), 0, 0, 0
    while writer.open:
        hear([writer, *(seat.child for seat in seats)], chance.uniform(0, 2 * min(KILLED_EVERY, CUT_EVERY)))
        chance.choice(seats).restart()
        killed += 1
        if server is not None and not crashes and time.monotonic() - began > asked.seconds / 2:
            server.stop("immediate")
            server.start()
            crashes += 1
        elif server is not None:
            cut += cut_connections(server)
    writer.join()
    over.set()
    for seat in seats:
        seat.child.join()
    yield at_least(f"{name}: followers killed and started again", killed, 1)
    if server is not None:
        yield at_least("  connections cut, writers' too", cut, 1)
        yield at_least("  crashes of the server", crashes, 1)
    yield at_least("  entries recorded meanwhile", sum("wrote" in one for one in writer.said), 2)
    yield none_of("  errors that reached the writer", len(writer.faults))
    yield from _exactly_once(seats, held(place))


def cut_connections(server: Server) -> int:
    """End every connection of ours to a server; how many there were."""
    import psycopg

    with psycopg.connect(server.address(), autocommit=True) as conn:
        row = conn.execute(_CUT).fetchone()
    return int(row[0]) if row else 0


def trial(folder: Path, asked: argparse.Namespace) -> Iterator[Promise]:
    """Every promise with what was found, on files and on a server."""
    yield from measured("SQLite", folder / "measured.db", asked)
    yield idle("SQLite", folder / "measured.db", asked.idle)
    yield from disturbed("SQLite", folder / "disturbed.db", asked, None)
    with Server() as server:
        places = {name: address(server.address(schema=name), "server") for name in ("measured", "disturbed")}
        yield from measured("PostgreSQL", places["measured"], asked)
        yield idle("PostgreSQL", places["measured"], asked.idle)
        yield from disturbed("PostgreSQL", places["disturbed"], asked, server)


def _asked(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/following", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--seconds", type=float, default=30, metavar="N", help="of recording in each part (30)")
    parser.add_argument(
        "--idle", type=float, default=12, metavar="N", help="seconds of idleness that are measured (12)"
    )
    parser.add_argument("--followers", type=int, default=4, metavar="N", help="followers at once (4)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    given = _asked()
    with tempfile.TemporaryDirectory() as name:
        sys.exit(show(f"{given.followers} followers, {given.seconds:g} s", trial(Path(name), given)))
