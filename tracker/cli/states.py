"""The verbs that show states: of one pair, of all pairs, on a screen; and where the log is."""

from typing import Any

import click

from tracker.application.problems import BadInput
from tracker.cli.options import (
    clock_options,
    clocks,
    database_path,
    db_option,
    json_option,
    now,
    open_reader,
    pair_of_arguments,
    screen_here,
)
from tracker.cli.output import emit, line, lines, width


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@clock_options
@json_option
@db_option
@click.pass_context
def state(
    ctx: click.Context,
    a: str,
    b: str,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """The state of relations between two states, on a date, as known at a time.

    A and B are codes of ISO 3166-1 alpha-3 or names. Without --as-of the date is the later of today and the last
    date in the log.
    """
    from tracker.application.views.state import state_document

    reader = open_reader(ctx)
    at = clocks(reader, as_of, known_at, position)
    document = state_document(reader, pair_of_arguments(a, b, reader), at, now=now())
    if as_json:
        emit(document)
        return
    from tracker.application.pages import state_page

    lines(state_page(document, position=position, width=width()))


@click.command()
@clock_options
@json_option
@db_option
@click.pass_context
def relations(ctx: click.Context, as_of: str | None, known_at: str | None, position: int | None, as_json: bool) -> None:
    """All pairs on a date, as known at a time, the tensest first."""
    from tracker.application.views.relations import relation_rows

    reader = open_reader(ctx)
    at = clocks(reader, as_of, known_at, position)
    rows = [row.document() for row in relation_rows(reader, at)]
    if as_json:
        emit(rows)
        return
    from tracker.application.pages import relations_page
    from tracker.application.plain import clocks_in_words
    from tracker.application.views.state import clocks_document

    said = clocks_in_words(clocks_document(reader, at, now()), position=position)
    lines(relations_page(rows, said, width()))


@click.command()
@json_option
@db_option
@click.pass_context
def where(ctx: click.Context, as_json: bool) -> None:
    """Where the database is; with --json also what chose it, what it holds, and the scenarios that ship."""
    path = database_path(ctx)
    if as_json:
        emit(_whereabouts(ctx))
    else:
        line(path)


def _whereabouts(ctx: click.Context) -> dict[str, Any]:
    from tracker.application.seeds import shipped_seeds
    from tracker.cli.options import database_place_of

    place = database_place_of(ctx)
    there = place.path.is_file()
    return {
        "path": str(place.path),
        "chosen_by": place.chosen_by,
        "exists": there,
        "bytes": place.path.stat().st_size if there else 0,
        "entries": open_reader(ctx).last_position() if there else 0,
        "seeds": [str(seed) for seed in shipped_seeds()],
    }


@click.command()
@db_option
@click.option("--plain", is_flag=True, help="Print the relations as text instead.")
@click.pass_context
def dashboard(ctx: click.Context, plain: bool) -> None:
    """Open the dashboard; where no terminal can show it, print the relations as text."""
    if plain or not screen_here():
        ctx.invoke(relations)
        return
    path = database_path(ctx)
    if not path.exists():
        raise BadInput(
            "there is no database", str(path), "record something first: tracker replay FILE, or name one with --db"
        )
    from tui.app import run

    run(path)
