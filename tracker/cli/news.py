"""``tracker new``: what was recorded since a reader last looked, and the mark that says that it was read."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.application.plain import words
from tracker.application.problems import BadInput
from tracker.cli.options import database_path, db_option, json_option, open_reader, recorder
from tracker.cli.output import emit, line, lines

if TYPE_CHECKING:
    from tracker.application.store.reader import Reader

MOST = 1_000_000
_POSITION = re.compile(r"#?(\d{1,18})", re.ASCII)


@click.command()
@click.option("--since", metavar="LAST", help="A position such as 412 or #412; else the mark of the reader.")
@click.option("--reader", "name", metavar="NAME", help="Whose mark (else TRACKER_BY, else the login name).")
@click.option("--mark", is_flag=True, help="Then say that all of this is read: an entry of the log.")
@click.option("--limit", type=click.IntRange(1, MOST), default=100, show_default=True, help="So many at most.")
@json_option
@db_option
@click.pass_context
def new(ctx: click.Context, since: str | None, name: str | None, mark: bool, limit: int, as_json: bool) -> None:
    """What is new since a reader's mark: developments that are new, corrected, retracted or disputed since.

    By pair, the most consequential first. Without a mark everything is new. --mark moves the mark to the last entry,
    with all that was left out by --limit; a mark is an entry like any other, so that a team shares one log and each
    has its own. It goes forwards only.
    """
    from tracker.application.marks import last_read, mark_of
    from tracker.application.views.news import news

    named = name or recorder()
    reader = open_reader(ctx)
    start = _since(reader, since) if since is not None else mark_of(reader, named)
    document = {"reader": named, "marked": None, **news(reader, start, limit=limit)}
    upto = last_read(reader, start)
    if mark:
        document["marked"] = _marked(ctx, reader, named, upto)
    if as_json:
        emit(document)
        return
    lines(_page(document))
    if mark:
        line(f"{named} has read up to entry {upto}")


def _since(reader: "Reader", text: str) -> int:
    """The position that somebody names; BadInput where the log does not reach it."""
    found = _POSITION.fullmatch(text.strip())
    if found is None:
        raise BadInput(
            f"{text!r} is no position", "--since",
            "give one such as 412 or #412, or leave it out: the mark of the reader then counts",
        )  # fmt: skip
    position = int(found[1])
    if position > (last := reader.last_position()):
        raise BadInput(f"there is no entry {position}", "--since", f"the last entry of the log is {last}")
    return position


def _marked(ctx: click.Context, reader: "Reader", name: str, upto: int) -> int | None:
    """Write the mark, once nothing more is read: a file lets nobody write under a reader."""
    from tracker.application.marks import mark_read

    reader.conn.rollback()
    return mark_read(database_path(ctx), name, upto, recorder())


def _page(document: Mapping[str, Any]) -> Iterator[str]:
    since = f"since entry {document['since']}" if document["since"] else "since the beginning"
    yield f"{document['developments']} developments new or otherwise {since}, up to entry {document['position']}"
    for pair in document["pairs"]:
        yield ""
        yield pair["pair"] or "of no pair"
        for row in pair["developments"]:
            yield from _development(row)
    if document["more"]:
        yield f"… and {document['more']} that weigh less: --limit"


def _development(row: Mapping[str, Any]) -> Iterator[str]:
    disputed = f"  [disputed: {', '.join(row['disputed'])}]" if row["disputed"] else ""
    yield f"  {row['kind']:<10}  {row['weight']:+.1f}  {row['date']}  {row['type']}  {row['development']}{disputed}"
    if row["summary"]:
        yield f"    {row['summary']}"
    for entry in row["entries"]:
        if entry["version"] > 1:
            yield from _entry(entry)


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    by = f" by {entry['by']}" if entry["by"] else ""
    why = f": {entry['reason']}" if entry["reason"] else ""
    yield f"    #{entry['position']} {entry['topic']}{by}{why}"
    if entry["topic"] == "corrected":
        yield from (f"      {row['what']}: {words(row['old'])} → {words(row['new'])}" for row in entry["changes"])
