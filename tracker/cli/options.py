"""Options that verbs share: the database, the three clocks, JSON; and what they lead to."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.application.problems import BadInput

if TYPE_CHECKING:
    from tracker.application.clocks import Options
    from tracker.application.places import Place
    from tracker.application.store.address import Address
    from tracker.application.store.reader import Clocks, Reader

Verb = TypeVar("Verb", bound=Callable[..., Any])
_MEANT = {"--date": "--as-of", "--on": "--as-of", "--at": "--as-of", "--when": "--as-of", "--known": "--known-at"}
"""Options under the names that other programs have for them."""

_DB, _JSON = "tracker.db", "tracker.json"


def _keep_db(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_DB] = value


def _keep_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    ctx.meta[_JSON] = value or ctx.meta.get(_JSON, False)
    return bool(ctx.meta[_JSON])


def db_option(verb: Verb) -> Verb:
    """``--db``; read it with ``database_path(ctx)``. It may also stand before the verb."""
    option = click.option(
        "--db", metavar="FILE", callback=_keep_db, expose_value=False,
        help="The database, a file or postgresql://…; else TRACKER_DB, else the data folder of the platform.",
    )  # fmt: skip
    return option(verb)


def json_option(verb: Verb) -> Verb:
    """``--json``, as the argument ``as_json``. It may also stand before the verb."""
    option = click.option(
        "--json", "as_json", is_flag=True, callback=_keep_json, help="One JSON document on standard output."
    )
    return option(verb)


def clock_options(verb: Verb) -> Verb:
    """``--as-of``, ``--known-at`` and ``--position``, as arguments of these names; give them to ``clocks``."""
    options = (
        click.option("--as-of", metavar="DATE", help="The date: 2024-01-18, 2024-01, 2024-01-18T12:30."),
        click.option("--known-at", metavar="TIME", help="As known then: a date (its end, UTC) or a time."),
        click.option(
            "--position", metavar="N", type=click.IntRange(min=0), help="As recorded up to entry N of the log."
        ),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


def meant_by(option: str, ctx: click.Context) -> str | None:
    """The option of a verb that is meant by one that it has not; None where none is known to be."""
    meant = _MEANT.get(option)
    return meant if any(meant in known.opts for known in ctx.command.params) else None


def now() -> datetime:
    """The present moment, in UTC: the one clock of the command line."""
    return datetime.now(UTC)


def today() -> date:
    """Today where the reader is."""
    return now().astimezone().date()


def database_place_of(ctx: click.Context) -> "Place":
    """The database that was chosen, and by what."""
    from tracker.application.places import database_place

    return database_place(ctx.meta.get(_DB))


def database_path(ctx: click.Context) -> "Address":
    """The database that was chosen."""
    return database_place_of(ctx).path


def hand_down_database(ctx: click.Context) -> None:
    """Let programs that are started from here find the chosen database, by what no list of processes shows."""
    from tracker.application.places import VARIABLE

    if _DB in ctx.meta:
        os.environ[VARIABLE] = ctx.meta[_DB]


def recorder(by: str | None = None) -> str:
    """Who records: the name given, else TRACKER_BY, else the login name, else nobody."""
    import getpass

    try:
        return by or os.environ.get("TRACKER_BY") or getpass.getuser()
    except (KeyError, OSError):  # a machine may not know its user
        return ""


def screen_here() -> bool:
    """Whether a dashboard can be opened here: a terminal on both ends, and not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def bring_up_to_date(address: "Address") -> None:
    """Bring a file to this format, and derive anew what another release derived, before it is followed or written.

    A server is not asked: whether it can be reached is for the follower to find out, again and again.
    """
    from pathlib import Path

    from tracker.application.opening import current_reader

    if isinstance(address, Path) and address.exists():
        current_reader(address).close()


def open_reader(ctx: click.Context) -> "Reader":
    """The log for reading; it is closed with the verb. BadInput where there is none.

    What another release derived from the entries is derived anew first.
    """
    from tracker.application.opening import current_reader

    reader = current_reader(database_path(ctx))
    ctx.call_on_close(reader.close)
    ctx.with_resource(reader.snapshot())
    return reader


def clocks(
    reader: "Reader",
    as_of: str | None = None,
    known_at: str | None = None,
    position: int | None = None,
    options: "Options | None" = None,
) -> "Clocks":
    """The clocks of a question: without a date the later of today and the last best date of the log.

    ``options`` are the names under which date and knowledge were given, where these are others.
    """
    from tracker.application.clocks import CLOCK_OPTIONS, asked

    return asked(reader, as_of, known_at, position, today(), options or CLOCK_OPTIONS)


def pair_of_arguments(a: str, b: str, reader: "Reader | None" = None) -> str:
    """The pair of two states, given by codes or names; a pair that the log knows needs no list of countries."""
    first, second = sorted((a.strip().upper(), b.strip().upper()))
    if reader is not None and first != second and f"{first}-{second}" in reader.pairs():
        return f"{first}-{second}"
    from tracker.application.countries import named

    first, second = sorted((_named(named, a), _named(named, b)))
    if first == second:
        raise BadInput(f"{first} has no relations with itself", remedy="name two different states")
    return f"{first}-{second}"


def _named(named: Callable[[str], str], text: str) -> str:
    try:
        return named(text)
    except ValueError as problem:
        raise BadInput(str(problem), remedy="give a code of ISO 3166-1 alpha-3, such as PAK") from problem
