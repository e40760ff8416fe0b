"""``tracker record``: a development from ``key=value`` words, or asked for key by key on a terminal."""

import sys
from typing import TYPE_CHECKING, Any

import click

from tracker.application.problems import BadInput
from tracker.cli import output
from tracker.cli.options import database_path, db_option, json_option, today

if TYPE_CHECKING:
    from tracker.application.store.address import Address


def desk_of(by: str | None) -> Any:
    """Who records, and when."""
    from tracker.application.recording import desks

    return desks.desk_of(by, today())


@click.command()
@click.argument("type_name", metavar="[TYPE]", required=False)
@click.argument("words", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Show what it would do to the state; write nothing.")
@click.option("--by", metavar="NAME", help="Who records it (else TRACKER_BY, else the login name).")
@db_option
@json_option
@click.pass_context
def record(
    ctx: click.Context, type_name: str | None, words: tuple[str, ...], dry_run: bool, by: str | None, as_json: bool
) -> None:
    """Record a development: TYPE and KEY=VALUE words.

    Keys: date, time, actor, target, third_party, summary, source, quote, rating, certainty, in_response_to,
    incident, known_from, note, id, and the fields of the type (tracker catalogue TYPE). Without TYPE it asks,
    key by key.
    """
    from tracker.application.recording import outcome

    path = database_path(ctx)
    if type_name is None:
        ask_and_record(path, by, dry_run=dry_run, as_json=as_json)
        return
    if "=" in type_name:
        raise BadInput(
            f"a type is wanted before {type_name!r}",
            remedy="tracker record TYPE key=value…; tracker catalogue lists the types",
        )
    show(outcome.record(path, type_name, words, desk_of(by), dry_run=dry_run), as_json=as_json, verb="recorded")


def ask_and_record(path: "Address", by: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Ask on a terminal, show the effect, and record once it is confirmed."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or as_json:
        raise BadInput(
            "asking needs a terminal",
            remedy="say it in words: tracker record TYPE key=value… (tracker catalogue lists the types)",
        )
    from tracker.application.recording import outcome
    from tracker.cli import asking

    type_name, words = asking.ask()
    show(outcome.record(path, type_name, words, desk_of(by), dry_run=True), as_json=False, verb="recorded")
    if not dry_run and click.confirm("Record it?", default=True):
        show(outcome.record(path, type_name, words, desk_of(by)), as_json=False, verb="recorded")


def show(found: Any, *, as_json: bool, verb: str) -> None:
    """Print an outcome, as one JSON document or as lines."""
    if as_json:
        output.emit(found.document())
        return
    from tracker.application.recording.told import lines_of

    output.lines(lines_of(found, verb))
