"""``tracker watch``: conditions on states that are kept in the log, and which of them are met."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.application.plain import words
from tracker.application.problems import BadInput
from tracker.cli.options import (
    bring_up_to_date,
    clocks,
    database_path,
    db_option,
    json_option,
    now,
    open_reader,
    recorder,
)
from tracker.cli.output import complain, emit, line, lines

if TYPE_CHECKING:
    from tracker.application.store.address import Address
    from tracker.application.watching import Watching

ACTIONS = ("add", "list", "remove", "run")


@click.command()
@click.argument("action", metavar="add|list|remove|run", type=click.Choice(ACTIONS))
@click.argument("said", metavar="[EXPRESSION|NAME]", nargs=-1)
@click.option("--name", metavar="NAME", help="add: what to call it; else a name is made of the expression.")
@click.option(
    "--since", type=click.IntRange(min=0), metavar="N", help="run: what came to be met behind entry N, entry by entry."
)
@click.option(
    "--follow", is_flag=True, help="run: then go on with what is recorded, until Ctrl-C; --json: a firing a line."
)
@click.option("--as-of", metavar="DATE", help="run: the state on this date; else today, or the last date of the log.")
@json_option
@db_option
@click.pass_context
def watch(
    ctx: click.Context,
    action: str,
    said: tuple[str, ...],
    name: str | None,
    since: int | None,
    follow: bool,
    as_of: str | None,
    as_json: bool,
) -> int:
    """Keep conditions on states, and tell which are met: tracker watch add "IRN-PAK hostility>=4".

    docs/watches.md has the language. `run` exits 0 where nothing fired and 1 where something did, and says why, with
    the developments behind it and a citation. With --since it tells what each entry behind that one brought about;
    the same is told whenever it is asked. --follow goes on from there, else from the end of the log.
    """
    _check(ctx, action, said, name, (since, follow or None, as_of))
    if action == "add":
        return _add(ctx, " ".join(said), name, as_json=as_json)
    if action == "remove":
        return _remove(ctx, said[0], as_json=as_json)
    if action == "list":
        return _list(ctx, as_json=as_json)
    return (_follow if follow else _run)(ctx, since, as_of, as_json=as_json)


def _check(
    ctx: click.Context, action: str, said: tuple[str, ...], name: str | None, of_run: tuple[object, ...]
) -> None:
    """An action takes what is its own."""
    wanted = {"add": "an expression in quotes", "remove": "the name of a watch"}.get(action)
    if (wanted is not None) is not bool(said) or (action == "remove" and len(said) > 1):
        raise click.UsageError(f"{action} takes {wanted or 'nothing'}", ctx)
    if (name is not None and action != "add") or (any(given is not None for given in of_run) and action != "run"):
        raise click.UsageError("--name goes with add; --since, --follow and --as-of with run", ctx)


def _add(ctx: click.Context, expression: str, name: str | None, *, as_json: bool) -> int:
    from tracker.application.watch_entries import set_watch

    bring_up_to_date(database_path(ctx))
    called, position = set_watch(database_path(ctx), expression, name, recorder())
    if as_json:
        emit({"action": "add", "watch": called, "position": position})
    else:
        line(f"{called} is watched" + (f", by entry {position}" if position else " already; nothing was written"))
    return 0


def _remove(ctx: click.Context, name: str, *, as_json: bool) -> int:
    from tracker.application.watch_entries import lift_watch
    from tracker.application.watching import kept_watches

    reader = open_reader(ctx)
    names = list(kept_watches(reader))
    reader.conn.rollback()
    position = lift_watch(database_path(ctx), name, names, recorder())
    if as_json:
        emit({"action": "remove", "watch": name, "position": position})
    else:
        line(f"{name} is watched no longer, by entry {position}")
    return 0


def _list(ctx: click.Context, *, as_json: bool) -> int:
    from tracker.application.watching import kept_watches

    rows = [
        {"watch": kept.name, "expression": kept.expression, "position": kept.position, "by": kept.by or "",
         "problem": kept.problem}
        for kept in kept_watches(open_reader(ctx)).values()
    ]  # fmt: skip
    if as_json:
        emit({"action": "list", "watches": rows})
    for row in () if as_json else rows:
        line(f"{row['watch']}: {row['expression']}  (entry {row['position']}{' by ' if row['by'] else ''}{row['by']})")
    return 0


def _run(ctx: click.Context, since: int | None, as_of: str | None, *, as_json: bool) -> int:
    """Exit 1 too where a watch cannot be read: nobody may take that for silence."""
    from tracker.application.watching import Watching, kept_watches, met_now, rows_since

    reader = open_reader(ctx)
    on = clocks(reader, as_of).as_of
    if since is None:
        fired = list(met_now(reader, on, now()))
    else:
        _reaches(reader.last_position(), since)
        found = Watching(reader, since).firings(reader, rows_since(reader, since), on, now())
        fired = [firing for _, firings in found for firing in firings]
    unread = [kept.name for kept in kept_watches(reader).values() if kept.watch is None]
    if as_json:
        emit({"action": "run", "since": since, "position": reader.last_position(), "fired": fired, "unread": unread})
    else:
        lines(text for firing in fired for text in _page(firing))
    for name in unread:
        complain(f"the watch {name} cannot be read by this release: see tracker watch list")
    return 1 if fired or unread else 0


def _reaches(last: int, since: int) -> None:
    if since > last:
        raise BadInput(f"there is no entry {since}", "--since", f"the last entry of the log is {last}")


def _follow(ctx: click.Context, since: int | None, as_of: str | None, *, as_json: bool) -> int:
    """Firings as entries bring them about; those of one entry are printed together, so that none is half told."""
    from tracker.cli.following import nobody_reads, until_told

    address, fired = database_path(ctx), False
    bring_up_to_date(address)
    with until_told() as over:
        for firings in _firings(address, since, as_of):
            fired = _tell(firings or [], as_json=as_json) or fired
            if over.is_set() or (not firings and nobody_reads()):
                break
    return 1 if fired else 0


def _firings(address: "Address", since: int | None, as_of: str | None) -> "Iterator[list[dict[str, Any]] | None]":
    """What each entry fires; nothing each second or so in which nothing comes, or the log is away."""
    from functools import partial

    from tracker.application.store.following import Follower
    from tracker.application.watch_following import fired, once_there
    from tracker.cli.following import say_phase

    told = partial(say_phase, address)
    for begun in once_there(address, told, partial(_begun, address, since)):
        if begun is None:
            yield None
        else:
            after, watching = begun
    with Follower(address, after=after, told=told) as follower:
        for part in follower.parts():
            ask = partial(fired, address, watching, part, lambda reader: clocks(reader, as_of).as_of, now())
            yield from once_there(address, told, ask) if part else (None,)


def _begun(address: "Address", since: int | None) -> "Iterator[tuple[int, Watching]]":
    """Where following begins, and the watches that are kept there; a log that is not there yet is waited for."""
    from tracker.application.store.reader import Reader
    from tracker.application.watching import Watching

    if isinstance(address, Path) and not address.exists():
        _reaches(0, since or 0)
        yield 0, Watching(None, 0)
        return
    with Reader(address) as reader:
        last = reader.last_position()
        _reaches(last, since or 0)
        after = last if since is None else since
        begun = after, Watching(reader, after)
    yield begun


def _tell(firings: list[dict[str, Any]], *, as_json: bool) -> bool:
    if as_json and firings:
        click.echo("\n".join(json.dumps(firing, ensure_ascii=True, allow_nan=False) for firing in firings))
    elif firings:
        lines(text for firing in firings for text in _page(firing))
    return bool(firings)


def _page(firing: Mapping[str, Any]) -> Iterator[str]:
    yield f"{firing['watch']}  {firing['pair']}  at entry {firing['position']}: {firing['expression']}"
    for row in firing["components"]:
        was = "" if row["was"] == row["value"] else f"{words(row['was'])} → "
        behind = f"  (by {', '.join(row['because'])})" if row["because"] else ""
        yield f"  {row['component']}: {was}{words(row['value'])}{behind}"
    yield f"  {firing['citation']}"
