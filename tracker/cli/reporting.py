"""The verb that writes a report of a pair."""

from pathlib import Path

import click

from tracker.cli.options import (
    clock_options,
    clocks,
    database_path,
    db_option,
    json_option,
    now,
    open_reader,
    pair_of_arguments,
)
from tracker.cli.output import emit, line, lines


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--format", "format", type=click.Choice(["md", "html"]), help="Markdown, or HTML; else as FILE ends.")
@click.option("--out", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE, of mode 600.")
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@clock_options
@json_option
@db_option
@click.pass_context
def report(
    ctx: click.Context,
    a: str,
    b: str,
    format: str | None,
    file: Path | None,
    force: bool,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """A report of the relations between two states: state, timeline, and what the state rests on, with quotations.

    It ends with the citation, by which the same state is found again. The HTML is one file that fetches nothing.
    Nothing that a source wrote is markup in either; its web address, where it is a plain one, is a link that shows
    all of itself.
    """
    from tracker.application.reports.written import keep
    from tracker.application.reports.written import report as made

    reader = open_reader(ctx)
    pair = pair_of_arguments(a, b, reader)
    chosen = format or ("html" if file is not None and file.suffix in (".html", ".htm") else "md")
    found = made(reader, pair, clocks(reader, as_of, known_at, position), chosen, now=now())
    if file is not None:
        keep(found.text, file, database_path(ctx), force=force)
    if as_json:
        text = found.text if file is None else None
        named = None if file is None else str(file)
        emit({"title": found.title, "format": chosen, "citation": found.citation, "file": named, "text": text})
    elif file is None:
        lines(found.text.splitlines())
    else:
        line(f"{found.title} reported to {file}")
