"""Record commands one by one through a proxy that drops 40 % of the answers to COMMIT, and count what is recorded.

Exit status 1 unless each is recorded exactly once.
A control says the same to the library's own recorder, which asks again without looking, and shows what it makes of it.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from lossy_proxy import LossyProxy
from postgres_server import Server

from tracker.application.places import address
from tracker.application.store.connection import connect
from tracker.application.store.writing import Writer
from tracker.application.verify import verify
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on

LOST, CUT = 0.4, 0.004
NOON = datetime(2024, 1, 18, 12, tzinfo=UTC)
QUIET = {"sslmode": "disable", "gssencmode": "disable"}


@dataclass(frozen=True)
class Told:
    """What became of commands that were said through the proxy."""

    commands: int
    recorded: int
    answers_lost: int
    connections_cut: int
    right: bool
    """Whether the log holds each command once, without a gap, and each caller was told its place."""
    seconds: float


def command(number: int) -> Record:
    """A command of its own."""
    name = f"d{number}"
    form: Any = TYPES["condemnation_issued"]
    development = form(id=name, occurred=on(date(2024, 1, 16)), actors=("IRN",), targets=("PAK",))
    return Record(stream=name, id=f"record {name}", known_from=NOON, development=development)


def tell(server: Server, count: int, schema: str = "lost", seed: int = 0) -> Told:
    """Say commands through the proxy, one by one, and compare the log with what the callers were told."""
    direct = address(server.port_address(schema=schema), "server")
    Writer(direct).close()
    began = time.monotonic()
    with LossyProxy(server.port, lost=LOST, cut=CUT, seed=seed) as proxy:
        through = address(server.port_address(port=proxy.port, schema=schema, **QUIET), "proxy")
        answered = said_through(through, count)
    rows = stored(direct)
    right = rows == answered and [place for place, _ in rows] == list(range(1, count + 1)) and verify(direct).holds
    taken = time.monotonic() - began
    return Told(count, len(rows), proxy.answers_lost, proxy.connections_cut, right, taken)


def said_through(through: Any, count: int) -> list[tuple[int, str]]:
    """Say commands; the places that were answered. The proxy may break the opening of a connection too."""
    answered: list[tuple[int, str]] = []
    writer = opened(through)
    for number in range(count):
        answered += [(each.position, each.entry.stream) for each in writer.submit([command(number)])]
    writer.close()
    return answered


def opened(through: Any) -> Writer:
    """A writer, at the first time that the proxy lets it open."""
    from tracker.application.problems import BadInput

    while True:
        try:
            return Writer(through)
        except BadInput:
            time.sleep(0.01)


def stored(place: Any) -> list[tuple[int, str]]:
    """Position and stream of every entry."""
    conn = connect(place, writable=False)
    try:
        return [tuple(row) for row in conn.execute("SELECT rowid, originator_id FROM stored_events ORDER BY rowid")]
    finally:
        conn.close()


def control(server: Server, count: int) -> tuple[int, int, int]:
    """The library's own recorder through the proxy: commands, errors told of what is stored, entries.

    A caller that is told of a conflict does what the library recommends: it takes the next version and says it again.
    """
    from eventsourcing.persistence import IntegrityError, PersistenceError, StoredEvent
    from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
    from postgres_server import PASSWORD

    def recorder(port: int) -> PostgresApplicationRecorder:
        datastore = PostgresDatastore(
            "postgres", "127.0.0.1", port, "postgres", PASSWORD, originator_id_type="text", pre_ping=True
        )
        return PostgresApplicationRecorder(datastore, events_table_name="control_events")

    direct, wrong = recorder(server.port), 0
    direct.create_table()
    with LossyProxy(server.port, lost=LOST, seed=1) as proxy:
        through = recorder(proxy.port)
        through.datastore.register_type_adapters()
        for number in range(count):
            for version in range(1, 20):
                try:
                    through.insert_events([StoredEvent(f"d{number}", version, "recorded", b"{}")])
                    break
                except IntegrityError:
                    wrong += 1
                except PersistenceError:
                    break
        through.datastore.close()
    entries = len(direct.select_notifications(start=None, limit=20 * count))
    direct.datastore.close()
    return count, wrong, entries


def main() -> int:
    """Print both; 1 unless everything was recorded exactly once."""
    asking = argparse.ArgumentParser(prog="scripts/lost_answers", description=(__doc__ or "").partition("\n")[0])
    asking.add_argument("commands", nargs="?", type=int, default=1000, metavar="COMMANDS", help="to say (1,000)")
    count = asking.parse_args().commands
    with Server() as server:
        told = tell(server, count)
        print(
            f"{told.commands} commands, {told.answers_lost} answers to COMMIT lost and {told.connections_cut} "
            f"connections cut elsewhere: {told.recorded} recorded, "
            f"{'each exactly once and each caller told its place' if told.right else 'WRONG'} ({told.seconds:.0f} s)"
        )
        said, wrong, entries = control(server, min(count, 200))
        print(
            f"control, the library's recorder: {said} commands, {wrong} conflicts told of what was stored, "
            f"{entries} recorded"
        )
    return 0 if told.right and entries > said else 1


if __name__ == "__main__":
    sys.exit(main())
