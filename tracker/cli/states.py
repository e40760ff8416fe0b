"""The verbs that show states: of one pair, of all pairs; and where the log is."""

from typing import Any

import click

from tracker.application.problems import BadInput
from tracker.cli.accounting import account_lines, party_of
from tracker.cli.leaving_out import left_out, left_out_options, without_lines
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
from tracker.cli.output import emit, line, lines, width


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--account", metavar="PARTY", help="As a party itself tells it; where it claims nothing, the desk.")
@left_out_options
@clock_options
@json_option
@db_option
@click.pass_context
def state(
    ctx: click.Context,
    a: str,
    b: str,
    account: str | None,
    without: tuple[str, ...],
    min_grade: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """The state of relations between two states, on a date, as known at a time.

    A and B are codes of ISO 3166-1 alpha-3 or names. Without --as-of the date is the later of today and the last
    date in the log. --without and --min-grade show what is left of the state without some of what carries it.
    --account shows the state under one party's own claims: what it claims replaces what is recorded, what it denies is
    left out, and the rest is the desk's assessment, marked as such.
    """
    if account is not None and (without or min_grade):
        remedy = "ask for the account of a party, or for what is left without a source"
        raise BadInput("--account cannot be given with --without or --min-grade", remedy=remedy)
    reader = open_reader(ctx)
    pair, at = pair_of_arguments(a, b, reader), clocks(reader, as_of, known_at, position)
    if account is not None:
        from tracker.application.views.accounts import account_document

        document = account_document(reader, pair, party_of(account), at, now=now())
    elif without or min_grade:
        from tracker.application.views.sifted import state_without

        document = state_without(reader, pair, at, left_out(without, min_grade), now=now())
    else:
        from tracker.application.views.state import state_document

        document = state_document(reader, pair, at, now=now())
    if as_json:
        emit(document)
        return
    from tracker.application.pages import state_page

    if "without" in document:
        lines(without_lines(document["without"]))
    if "account" in document:
        lines(account_lines(document["account"]))
    lines(state_page(document, position=position, width=width()))


@click.command()
@click.option("--group", metavar="NAME", help="Only pairs with a state of a group: tracker groups lists them.")
@click.option("--within", is_flag=True, help="With --group: only pairs of which both states are in it.")
@click.option("--by", metavar="COMPONENT", help="By a component of the state, the gravest first, what is unknown last.")
@clock_options
@json_option
@db_option
@click.pass_context
def relations(
    ctx: click.Context,
    group: str | None,
    within: bool,
    by: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """All pairs on a date, as known at a time, the tensest first.

    ! marks a risk that relations get worse in the coming weeks, + an opportunity to settle what is at issue, each
    with its reason and the development that it rests on: docs/forward-flags.md has the rules. --group takes a region,
    an alliance as its members stood on the date, a group of one's own, a watch, or 'watch list' for all of these.
    --by lists by what one component is, such as head, ceasefire or sanctions: a directed one counts by its graver half.
    """
    if within and group is None:
        raise BadInput("--within needs a group", "--within", "name one: tracker relations --group NATO --within")
    from tracker.application.views.relations import by_gravity, relation_rows

    component = None if by is None else _component(by)
    reader = open_reader(ctx)
    at = clocks(reader, as_of, known_at, position)
    found = relation_rows(reader, at, by=component)
    if component is not None:
        found = by_gravity(found)
    if group is not None:
        from tracker.cli.grouping import in_group

        found = in_group(reader, at, found, group, within=within)
    rows = [row.document() for row in found]
    if as_json:
        emit(rows)
        return
    from tracker.application.pages import relations_page
    from tracker.application.plain import clocks_in_words
    from tracker.application.views.state import clocks_document

    said = clocks_in_words(clocks_document(reader, at, now()), position=position)
    lines(relations_page(rows, said if group is None else f"of {group} {said}", width(), by=component))


def _component(name: str) -> str:
    from tracker.application.views.held import listed

    return listed(name)


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
    there = place.path.exists()
    return {
        "path": str(place.path),
        "chosen_by": place.chosen_by,
        "exists": there,
        "bytes": (reader := open_reader(ctx)).size() if there else 0,
        "entries": reader.last_position() if there else 0,
        "seeds": [str(seed) for seed in shipped_seeds()],
    }
