"""The verbs that move and keep logs: export and import as files, copy between stores, backup."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.application.problems import BadInput
from tracker.cli.options import database_path, db_option, json_option, open_reader
from tracker.cli.output import emit, in_parts, line, progress

if TYPE_CHECKING:
    from tracker.application.proof.note import Checkpoint
    from tracker.application.store.reader import Reader

_FILE = click.Path(path_type=Path)
_STANDARD_OUTPUT = Path("-")
_SHARES = {"reading": (0, 15), "adding": (15, 100)}
"""Of an import, in hundredths of its bar: the file is read and proved before the log is touched."""
Verb = TypeVar("Verb", bound=Callable[..., Any])


def _force_option(verb: Verb) -> Verb:
    return click.option("--force", is_flag=True, help="Replace a file of this name.")(verb)


@click.command()
@click.option(
    "--log",
    "file",
    type=_FILE,
    required=True,
    metavar="FILE",
    help="The file; .jsonl.gz is compressed, - is the output.",
)
@_force_option
@json_option
@db_option
@click.pass_context
def export(ctx: click.Context, file: Path, force: bool, as_json: bool) -> None:
    """Write the log to FILE with its whole history: JSON Lines, one line for each entry, the last one seals them.

    The same log is the same file, and of a log that grew only the first and the last line change and lines are added.
    tracker import --log makes the same log of it.
    """
    from tracker.application.transfer.exporting import export, export_to_file

    reader = open_reader(ctx)
    if file == _STANDARD_OUTPUT:
        export(reader, _output(ctx, as_json))
        return
    with progress("exporting", reader.last_position()) as move:
        found = export_to_file(reader, file, force=force, moved=_until(move))
    if as_json:
        emit({"file": str(file), **_told(found)})
    else:
        line(f"{found.size} entries exported to {file}")


def _output(ctx: click.Context, as_json: bool) -> Any:
    if as_json:
        raise click.UsageError("--json prints one document: name a file for the log", ctx)
    if sys.stdout.isatty():
        raise BadInput(
            "a log holds what a terminal may obey", "-", "name a file, or send it on: tracker export --log - | …"
        )
    return sys.stdout.buffer


@click.command("import")
@click.option("--log", "file", type=_FILE, required=True, metavar="FILE", help="A file that tracker export wrote.")
@json_option
@db_option
@click.pass_context
def import_(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Bring the entries of FILE into the log, whole or not at all.

    Where nothing is recorded yet the log becomes the same log, byte for byte. Else what is missing is added, as
    recorded now and known from when it was known; what is there already is passed over. Where an entry is there with
    another content, or FILE is not whole, nothing is written.
    """
    from tracker.application.transfer.importing import import_log

    with progress("importing", 100) as move:
        found = import_log(file, database_path(ctx), progress=in_parts(move, _SHARES))
    done = found.done
    if as_json:
        counts = {"added": done.added, "passed_over": done.passed, "byte_equal": done.exact}
        emit({"file": str(file), **_told(found.checkpoint), **counts})
        return
    there = f", {done.passed} were there already" if done.passed else ""
    line(f"{done.added} entries added{there}{'' if done.exact or not done.added else '; recorded now'}")


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("to", metavar="TO")
@json_option
@click.pass_context
def copy(ctx: click.Context, source: str, to: str, as_json: bool) -> None:
    """Copy the log in FROM to TO, each a file or postgresql://…; entries stay byte for byte, and so does its name.

    TO holds nothing yet, or a beginning of the log: broken off, a copy goes on where it stopped. At the end its root
    is computed from what is there. Seals are copied too.
    """
    from tracker.application.places import address
    from tracker.application.transfer.copying import copy_log

    reader, place = _reader(ctx, source), address(to, "TO")
    with progress("copying", reader.last_position()) as move:
        found = copy_log(reader, place, _until(move))
    if as_json:
        emit({"from": str(reader.path), "to": str(place), **_told(found.checkpoint), "before": found.before})
        return
    there = f", of which {found.before} were there already" if found.before else ""
    line(f"{found.checkpoint.size} entries copied{there}; the root is the same")


def _reader(ctx: click.Context, text: str) -> "Reader":
    from tracker.application.places import address
    from tracker.application.store.reader import Reader
    from tracker.application.verify import ensure_current

    place = address(text, "FROM")
    ensure_current(place)
    reader = Reader(place)
    ctx.call_on_close(reader.close)
    return reader


@click.command()
@click.argument("file", type=_FILE)
@_force_option
@json_option
@db_option
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool, as_json: bool) -> None:
    """Copy the log to FILE, a database file, as it stands now, while others go on recording; the copy is verified.

    To restore it, name it with --db, or copy it to a new place: tracker copy FILE NEW. A copy made by cp may lack what
    was recorded last.
    """
    from tracker.application.transfer.backing_up import back_up

    with progress("copying", 100) as move:
        hundredths = _until(move)
        found = back_up(
            database_path(ctx), file, force=force, moved=lambda done, of: hundredths(100 * done // max(1, of))
        )
    if as_json:
        emit({"file": str(file), **_told(found.checkpoint), "bytes": found.bytes})
    else:
        line(f"{found.checkpoint.size} entries in {file}, verified")


def _told(found: "Checkpoint") -> dict[str, Any]:
    from tracker.application.proof.note import hash_text

    return {"origin": found.origin, "entries": found.size, "root": hash_text(found.root)}


def _until(move: Callable[[int], None]) -> Callable[[int], None]:
    """Move a bar to where the work is."""
    reached = 0

    def moved(done: int) -> None:
        nonlocal reached
        move(done - reached)
        reached = done

    return moved
