"""Waking for a server: LISTEN first, then the first question, so that no call of a writer falls between.

A call that arrives while something is asked is kept for the next wait: the socket would not show it again. A call may
be lost all the same (a server that only repeats another one takes no LISTEN), so each second is a question anyway.
"""

import os
import selectors
import socket
import sqlite3
from contextlib import suppress
from dataclasses import replace
from threading import Event

from psycopg import Error as DriverError
from psycopg import Notify
from psycopg.errors import ReadOnlySqlTransaction

from tracker.application.store.address import PostgresUrl
from tracker.application.store.postgres.opening import opened
from tracker.application.store.postgres.session import PostgresConnection, Raw, as_sqlite, problem_of
from tracker.application.store.waking import HEARTBEAT

CHANNEL = "stored_events"
"""On which the library's recorder calls: by the name of its table."""
_QUICK = (("connect_timeout", "3"), ("tcp_user_timeout", "5000"))
"""A follower tries again and again: what gives no answer for seconds is lost."""


class ServerWaking:
    """A connection of its own to a database, and the calls of writers that wake its reader."""

    def __init__(self, url: PostgresUrl) -> None:
        raw = opened(replace(url, options=(*_QUICK, *url.options)), writable=False)
        try:
            self._called = False
            raw.add_notify_handler(self._hear)
            _listen(raw)
            self._end = socket.socket(fileno=os.dup(raw.fileno()))
        except BaseException:
            raw.close()
            raise
        self._raw = raw
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._end, selectors.EVENT_READ)
        self.conn: sqlite3.Connection = as_sqlite(PostgresConnection(lambda: raw, url.schema))

    def _hear(self, _: Notify) -> None:
        self._called = True

    def wait(self, over: Event) -> None:
        """Wait until a writer has called, a second has passed, or it is over.

        What makes the socket readable, be it the end of the connection, comes to light in the question that follows.
        """
        if not self._called and not over.is_set():
            self._selector.select(HEARTBEAT)
        self._called = False

    def wake(self) -> None:
        """End the connection under whoever waits for it, or for an answer that does not come."""
        with suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the connection back."""
        self._selector.close()
        self._raw.close()
        self._end.close()


def _listen(raw: Raw) -> None:
    try:
        with suppress(ReadOnlySqlTransaction):
            raw.execute(f"LISTEN {CHANNEL}")
    except DriverError as problem:
        raise problem_of(problem) from None
