"""The verb that lists groups of states, and relations narrowed to one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tracker.cli.options import clock_options, clocks, db_option, json_option, open_reader
from tracker.cli.output import complain, emit, line, table

if TYPE_CHECKING:
    from tracker.application.groups import Group
    from tracker.application.store.reader import Clocks, Reader
    from tracker.application.views.relations import RelationRow


@click.command()
@clock_options
@json_option
@db_option
@click.pass_context
def groups(ctx: click.Context, as_of: str | None, known_at: str | None, position: int | None, as_json: bool) -> None:
    """Groups of states on a date: one's own, watches, regions, alliances with their members as they stood.

    PAIRS is how many pairs of the log have a state in the group, WITHIN of how many both states are. One's own stand
    in config.toml, in the configuration folder of the platform or where TRACKER_CONFIG says: [groups], then lines such
    as neighbours = ["IRN", "PAK"]. Regions are those of the United Nations (M49).
    """
    from tracker.application.views.groups import group_rows

    reader = open_reader(ctx)
    at = clocks(reader, as_of, known_at, position)
    rows = [row.document() for row in group_rows(_groups(reader, at), reader.pairs(), at.as_of.day)]
    if as_json:
        emit(rows)
        return
    table([{**row, "states": " ".join(row["states"])} for row in rows], ("kind", "name", "pairs", "within", "states"))
    line()
    line("tracker relations --group NAME lists the pairs of one")


def in_group(
    reader: "Reader", at: "Clocks", rows: "Sequence[RelationRow]", name: str, *, within: bool
) -> "list[RelationRow]":
    """The rows whose pairs belong to the group of a name; BadInput where there is no such group."""
    from tracker.application.groups import named
    from tracker.application.views.groups import rows_in

    return rows_in(rows, named(_groups(reader, at), name), at.as_of.day, within=within)


def _groups(reader: "Reader", at: "Clocks") -> "list[Group]":
    """All groups at hand; what is wrong in the reader's own is told, and left out."""
    from tracker.application.configuration import chosen_groups, config_path
    from tracker.application.views.groups import all_groups

    own, problems = chosen_groups(config_path())
    for problem in problems:
        complain(problem)
    return all_groups(reader, at, own)
