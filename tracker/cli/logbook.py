"""The verbs about the log itself: its entries, and whether it is sound."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from tracker.cli.options import clocks, database_path, db_option, json_option, open_reader
from tracker.cli.output import emit, in_parts, line, progress

MOST = 1 << 62
_SHARES = {"entries": (0, 70), "rows": (70, 85), "rebuilding": (85, 92), "checkpoints": (92, 100)}
"""Of a verification, in hundredths of its bar: the entries take most of it."""


@click.command()
@click.option("--limit", type=click.IntRange(1, MOST), metavar="N", help="So many entries at most.")
@click.option("--from", "start", type=click.IntRange(1, MOST), default=1, metavar="POSITION", help="The first entry.")
@click.option("--stream", metavar="ID", help="Only the entries of one development, source or incident.")
@click.option("--known-at", metavar="TIME", help="Only what was known then: a date (its end, UTC) or a time.")
@click.option("--position", type=click.IntRange(0, MOST), metavar="N", help="Up to entry N.")
@click.option(
    "--follow", is_flag=True, help="Then go on with what is recorded, until Ctrl-C; --json: one entry a line."
)
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
    follow: bool,
    as_json: bool,
) -> None:
    """The entries of the log, in the order in which they were recorded.

    With --follow a log that is not there yet is waited for, and a server that is away is tried again; no entry is
    passed over or comes twice. A list that never ends is no document: --json then prints JSON Lines, an entry on each.
    """
    from tracker.application.views.logbook import Excerpt, entry_line, log_entries

    if follow:
        if known_at is not None or position is not None:
            raise click.UsageError("--follow shows what is recorded from now on; it takes no --known-at or --position")
        from tracker.cli.following import Wanted, print_as_recorded

        print_as_recorded(database_path(ctx), Wanted(start, limit, stream), as_json=as_json)
        return
    reader = open_reader(ctx)
    at = clocks(reader, None, known_at, position)
    entries = log_entries(reader, Excerpt(start, limit, stream, at.known_at, at.position))
    if as_json:
        _emit_each(entries)
        return
    for entry in entries:
        line(entry_line(entry))


def _emit_each(entries: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON list an entry at a time: a million of them need no memory."""
    before = "["
    for entry in entries:
        click.echo(f"{before}\n  {json.dumps(entry, ensure_ascii=True, allow_nan=False)}", nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


@click.command()
@click.option(
    "--seal", "seals", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="Against this seal too."
)
@click.option("--thorough", is_flag=True, help="Decode every entry, derive every row anew and compare them.")
@click.option("--rebuild", is_flag=True, help="Make the derived rows anew from the entries, and prove them equal.")
@json_option
@db_option
@click.pass_context
def verify(ctx: click.Context, seals: tuple[Path, ...], thorough: bool, rebuild: bool, as_json: bool) -> int:
    """Whether an entry was changed since it was recorded, and what is derived is right; exit 1 where it is not.

    Every entry is held against the tree that grew with the log and against each seal of it; the first one that was
    altered, removed, inserted or moved is named. Derived rows are held against their checksums. Who can change the
    file can change the tree too: against that, bring a seal that was kept elsewhere.
    """
    from tracker.application import verify as verifying
    from tracker.application.sealing import read_seal
    from tracker.application.store.entries_check import Kept

    kept = [Kept(read_seal(path).checkpoint, f"the seal in {path}") for path in seals]
    with progress("verifying", 100) as move:
        verdict = verifying.verify(
            database_path(ctx), rebuild=rebuild, thorough=thorough, kept=kept, progress=in_parts(move, _SHARES)
        )
    if as_json:
        emit(verdict.document())
    else:
        _tell(verdict.document())
    return 0 if verdict.holds else 1


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
        line(f"{document['seals']} seals hold; the root of {document['entries']} entries is {document['root']}")
    else:
        line(f"{document['count']} differences; {_remedy(document)}")


def _remedy(document: Mapping[str, Any]) -> str:
    """What to do: entries cannot be made anew from anything."""
    sealed = any(found["where"].startswith(("entry ", "tree", "the seal ")) for found in document["differences"])
    if sealed:
        return "the entries are not what was recorded: restore a backup, and keep this file as evidence"
    return "what is derived can be remade with: tracker verify --rebuild"
