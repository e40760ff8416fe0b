"""The verbs that say what is still to be done: ledger between the states, queue at the desk."""

from typing import TYPE_CHECKING

import click

from tracker.cli.options import clock_options, clocks, db_option, json_option, now, open_reader, pair_of_arguments
from tracker.cli.output import emit, line, lines

if TYPE_CHECKING:
    from tracker.application.store.reader import Reader


def _pair(ctx: click.Context, a: str | None, b: str | None, reader: "Reader") -> str | None:
    if a is not None and b is None:
        raise click.UsageError("name both states of a pair, or none for all pairs", ctx)
    return None if a is None or b is None else pair_of_arguments(a, b, reader)


@click.command()
@click.argument("a", metavar="[A]", required=False)
@click.argument("b", metavar="[B]", required=False)
@clock_options
@json_option
@db_option
@click.pass_context
def ledger(
    ctx: click.Context,
    a: str | None,
    b: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """What waits for an answer and since when, who answered what and how soon, and the norms: of one pair, or of all.

    An answer says what it responds to (in_response_to) or, marked ~, is of a type that answers: an expulsion by an
    expulsion. What is overdue comes first. A norm is kept or broken only where the log shows it; a date that passed
    with nothing reported is unknown, for silence is no breach.
    """
    from tracker.application.views.ledger import ledger_document
    from tracker.application.views.state import clocks_document

    reader = open_reader(ctx)
    pair, at = _pair(ctx, a, b, reader), clocks(reader, as_of, known_at, position)
    document = {**ledger_document(reader, at, pair), "clocks": clocks_document(reader, at, now())}
    if as_json:
        emit(document)
        return
    from tracker.application.plain import clocks_in_words
    from tracker.cli.ledger_pages import ledger_page

    line(f"{pair or 'all pairs'} {clocks_in_words(document['clocks'], position=position)}")
    lines(ledger_page(document))


_KINDS = ("disputed", "anomaly", "duplicate", "uncorroborated", "uncertain date")


@click.command()
@click.argument("a", metavar="[A]", required=False)
@click.argument("b", metavar="[B]", required=False)
@click.option("--kind", type=click.Choice(_KINDS), help="This kind only.")
@clock_options
@json_option
@db_option
@click.pass_context
def queue(
    ctx: click.Context,
    a: str | None,
    b: str | None,
    kind: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """What awaits whom, of one pair or of all: reports that are uncorroborated, disputes, uncertain dates and more.

    Most consequential first: a development weighs as much as the components of the state that name it among their
    reasons, three for each of relations, recognition, mission, head, hostility and ceasefire, one for each other.
    Likely duplicates are of one type, pair and direction within three days; two that were merged and parted again are
    known to be two.
    """
    from tracker.application.views.queue import queue_rows
    from tracker.application.views.state import clocks_document

    reader = open_reader(ctx)
    pair, at = _pair(ctx, a, b, reader), clocks(reader, as_of, known_at, position)
    rows = queue_rows(reader, at, pair, kind)
    if as_json:
        emit(rows)
        return
    from tracker.application.plain import clocks_in_words
    from tracker.cli.ledger_pages import queue_page

    line(f"{pair or 'all pairs'} {clocks_in_words(clocks_document(reader, at, now()), position=position)}")
    lines(queue_page(rows))
