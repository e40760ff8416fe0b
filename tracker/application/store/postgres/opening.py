"""Opening a connection to a server: what it must promise before it is used, and what a session is set to."""

from psycopg import Connection, conninfo
from psycopg import Error as DriverError
from psycopg.rows import dict_row

from tracker.application.problems import BadInput
from tracker.application.store.address import PostgresUrl
from tracker.application.store.postgres.problems import Kind, ServerProblem
from tracker.application.store.postgres.session import PostgresConnection, Raw, problem_of, worded

WAIT = 10
"""Seconds for which a server may keep a caller waiting for a connection."""
_DEFAULTS = {
    "connect_timeout": str(WAIT),
    "fallback_application_name": "tracker",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "client_encoding": "utf8",
}
_SESSION = """
SET search_path = pg_catalog, "{schema}", pg_temp; SET TimeZone = 'UTC';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply';
SET default_transaction_isolation = 'read committed'; SET row_security = off; SET standard_conforming_strings = on;
SET statement_timeout = 0;
SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
SET default_transaction_read_only = {reading}; SET client_min_messages = warning
"""
"""``pg_catalog`` stands first and ``pg_temp`` last, so that nothing in a database takes the place of what is meant. The
server asks whether a silent client is still there, so that one that is gone holds the log for a minute at most."""
_PROMISES = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_apply"),
    "server_encoding": ("UTF8",),
}
LEAST_VERSION = 140000


def connected(url: PostgresUrl, *, writable: bool) -> PostgresConnection:
    """A connection to a database that writes durably; ServerProblem or BadInput where there is none."""
    found = PostgresConnection(lambda: opened(url, writable=writable), url.schema)
    _ = found.raw
    return found


def opened(url: PostgresUrl, *, writable: bool) -> Raw:
    """A connection of the driver, set up for a log."""
    try:
        raw = Connection.connect(_told(url), autocommit=True, row_factory=dict_row)
    except DriverError as problem:
        text = str(problem_of(problem)).removeprefix("connection failed: ")
        raise ServerProblem(_without(url, text), _refused(problem)) from None
    try:
        with worded():
            raw.execute(_SESSION.format(schema=url.schema, reading="off" if writable else "on"))
            _promised(raw, url)
    except BaseException:
        raw.close()
        raise
    return raw


def _told(url: PostgresUrl) -> str:
    """What libpq is told; its words for what it cannot read would hold the value, so they are not passed on."""
    told = {**_DEFAULTS, **dict(url.options)}
    try:
        return conninfo.make_conninfo("", **told)
    except DriverError:
        remedy = "its options are those of libpq, such as sslmode=require, and schema"
        raise BadInput("an option of the address is not known", str(url), remedy) from None


def _without(url: PostgresUrl, text: str) -> str:
    for secret in url.secrets:
        text = text.replace(secret, "***")
    return text


def _refused(problem: DriverError) -> Kind:
    """A server that answers is there; what it says of its own state passes, what it says of the caller does not."""
    text = str(problem)
    passing = any(word in text for word in ("starting up", "shutting down", "too many", "recovery", "terminating"))
    return Kind.FORBIDDEN if "FATAL" in text and not passing else Kind.AWAY


def _promised(raw: Raw, url: PostgresUrl) -> None:
    """Refuse a server that may lose what it has acknowledged, or that keeps text otherwise."""
    names = ", ".join(f"current_setting('{name}') AS {name}" for name in _PROMISES)
    found = raw.execute(f"SELECT {names}").fetchone()
    assert found is not None  # noqa: S101 - settings are one row
    for name, wanted in _PROMISES.items():
        if found[name] not in wanted:
            raise BadInput(
                f"the server does not keep what it is given: {name} is {found[name]}, not {wanted[0]}", str(url),
                "change the setting, or name another database with --db",
            )  # fmt: skip
    if raw.info.server_version < LEAST_VERSION:
        raise BadInput("the server is older than PostgreSQL 14", str(url), "name a newer server with --db")
