"""The verbs about the log itself: its entries, and whether it is sound."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from tracker.cli.options import clocks, database_path, db_option, json_option, open_reader
from tracker.cli.output import emit, line, progress

MOST = 1 << 62


@click.command()
@click.option("--limit", type=click.IntRange(1, MOST), metavar="N", help="So many entries at most.")
@click.option("--from", "start", type=click.IntRange(1, MOST), default=1, metavar="POSITION", help="The first entry.")
@click.option("--stream", metavar="ID", help="Only the entries of one development, source or incident.")
@click.option("--known-at", metavar="TIME", help="Only what was known then: a date (its end, UTC) or a time.")
@click.option("--position", type=click.IntRange(0, MOST), metavar="N", help="Up to entry N.")
@json_option
@db_option
@click.pass_context
def log(
    ctx: click.Context,
    limit: int | None,
    start: int,
    stream: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """The entries of the log, in the order in which they were recorded."""
    from tracker.application.views.logbook import Excerpt, gist, log_entries

    reader = open_reader(ctx)
    at = clocks(reader, None, known_at, position)
    entries = log_entries(reader, Excerpt(start, limit, stream, at.known_at, at.position))
    if as_json:
        _emit_each(entries)
        return
    for entry in entries:
        by = f" by {entry['by']}" if entry["by"] else ""
        line(
            f"#{entry['position']} {entry['recorded_at']} {entry['stream']} v{entry['version']} "
            f"{entry['topic']}{by}: {gist(entry)}"
        )


def _emit_each(entries: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON list an entry at a time: a million of them need no memory."""
    before = "["
    for entry in entries:
        click.echo(f"{before}\n  {json.dumps(entry, ensure_ascii=True, allow_nan=False)}", nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the derived rows anew from the entries, and prove them equal.")
@json_option
@db_option
@click.pass_context
def verify(ctx: click.Context, rebuild: bool, as_json: bool) -> int:
    """Prove that the log is whole and that what is derived from it is right; exit 1 where it is not.

    Every entry is decoded strictly; positions, versions and times of recording are in order. Facts, links and
    checkpoints are derived anew from the entries and compared with those of the file.
    """
    from tracker.application import verify as verifying

    with progress("verifying", 100) as move:
        verdict = verifying.verify(database_path(ctx), rebuild=rebuild, progress=_moving(move))
    if as_json:
        emit(verdict.document())
    else:
        _tell(verdict.document())
    return 0 if verdict.holds else 1


def _moving(move: Callable[[int], None]) -> Callable[[str, int, int], None]:
    """Progress of the parts of the work as parts of one bar of 100 steps: the entries take most of it."""
    shares = {"entries": (0, 85), "rebuilding": (85, 92), "checkpoints": (92, 100)}
    reached = 0

    def progressed(what: str, done: int, of: int) -> None:
        nonlocal reached
        first, last = shares[what]
        now = first + (last - first) * done // max(1, of)
        if now > reached:
            move(now - reached)
            reached = now

    return progressed


def _tell(document: Mapping[str, Any]) -> None:
    line(
        f"{document['entries']} entries, {document['developments']} developments of {document['pairs']} pairs, "
        f"{document['checkpoints']} checkpoints"
    )
    for difference in document["differences"]:
        line(f"{difference['where']}: {difference['what']}")
    if document["count"] > len(document["differences"]):
        line(f"… and {document['count'] - len(document['differences'])} more")
    if document["holds"]:
        line("rebuilt, and equal to the entries" if document["rebuilt"] else "the log is sound")
    else:
        line(f"{document['count']} differences; what is derived can be remade with: tracker verify --rebuild")
