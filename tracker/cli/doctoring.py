"""The verb that judges machine, disk and file."""

from typing import TYPE_CHECKING

import click

from tracker.cli.options import database_path, db_option, json_option
from tracker.cli.output import emit, line

if TYPE_CHECKING:
    from tracker.application.doctor.found import Found


@click.command()
@json_option
@db_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> int:
    """Judge whether the log is safe on this machine; exit 1 where there is a fault.

    Looks at the versions of Python, the libraries and SQLite, at file system, free space, permissions and the
    write-ahead log, at mark, format, schema and pragmas of the file, and at your choices for the dashboard
    (config.toml, style.tcss). It records nothing. Whether the entries are sound is proved by: tracker verify
    """
    from tracker.application.doctor import diagnose

    found = diagnose(database_path(ctx)).also(dashboard_checks())
    if as_json:
        emit(found.document())
        return 0 if found.well else 1
    line(found.path)
    for check in found.checks:
        line(f"{check.status:<7}  {check.check:<15}  {check.found}")
        if check.remedy:
            line(f"{'':<26}→ {check.remedy}")
    return 0 if found.well else 1


def dashboard_checks() -> "list[Found]":
    """What is wrong in the reader's own choices for the dashboard."""
    from tui.checkup import judged_choices

    return judged_choices()
