"""The verbs that read developments: timeline, show, why, diff, anomalies, cite."""

from typing import TYPE_CHECKING, Any

import click

from tracker.application.problems import BadInput
from tracker.cli.leaving_out import left_out, left_out_options, sifted_line
from tracker.cli.options import clock_options, clocks, db_option, json_option, now, open_reader, pair_of_arguments
from tracker.cli.output import emit, line, lines

if TYPE_CHECKING:
    from tracker.application.store.reader import Clocks, Reader


def _clocks_line(reader: "Reader", at: "Clocks", position: int | None) -> str:
    from tracker.application.plain import clocks_in_words
    from tracker.application.views.state import clocks_document

    return clocks_in_words(clocks_document(reader, at, now()), position=position)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@left_out_options
@clock_options
@json_option
@db_option
@click.pass_context
def timeline(
    ctx: click.Context,
    a: str,
    b: str,
    without: tuple[str, ...],
    min_grade: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """The developments between two states, in order of occurrence.

    Glyphs: ▼ gravely hostile, ▽ hostile, · neutral, △ friendly, ▲ very friendly, ✗ retracted. Marks say what is
    uncertain on the date (its days straddle it), disputed, an anomaly, retracted, or touches no pair (context).
    """
    from tracker.application.views.timeline import timeline_rows

    reader = open_reader(ctx)
    pair, at = pair_of_arguments(a, b, reader), clocks(reader, as_of, known_at, position)
    rows = [row.document() for row in timeline_rows(reader, pair, at, left_out(without, min_grade))]
    if as_json:
        emit(rows)
        return
    from tracker.cli.reading_pages import timeline_page

    line(f"{pair} {_clocks_line(reader, at, position)}")
    if without or min_grade:
        lines(sifted_line(without, min_grade, rows))
    lines(timeline_page(rows))


@click.command()
@click.argument("words", metavar="ID", nargs=-1, required=True)
@clock_options
@json_option
@db_option
@click.pass_context
def show(
    ctx: click.Context,
    words: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> int | None:
    """One development with its law, reports, claims and history; or a source, an incident, the parts of a group.

    Given the line that `tracker cite` printed, in quotes, it shows the same picture again, whatever was recorded
    since; where the log no longer gives that picture it says what differs, and exits 2.
    """
    from tracker.application.cited import looks_cited
    from tracker.application.views.evidence import evidence_document

    id = " ".join(words)
    if looks_cited(id):
        from tracker.cli.citing import show_again

        return show_again(ctx, id, (as_of, known_at, position), as_json=as_json)
    if len(words) > 1:
        raise click.UsageError(f"{len(words)} ids were given, and one can be shown", ctx)
    reader = open_reader(ctx)
    document = evidence_document(reader, id, clocks(reader, as_of, known_at, position))
    if as_json:
        emit(document)
        return None
    from tracker.cli.evidence_pages import evidence_page

    lines(evidence_page(document))
    return None


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.argument("component", metavar="COMPONENT")
@click.argument("direction", metavar="[DIRECTION]", required=False)
@left_out_options
@clock_options
@json_option
@db_option
@click.pass_context
def why(
    ctx: click.Context,
    a: str,
    b: str,
    component: str,
    direction: str | None,
    without: tuple[str, ...],
    min_grade: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """Which developments made a component of the state what it is, down to source and quotation.

    COMPONENT is one of the keys of `tracker state --json`, such as head, mission or hostility, or tension or
    cooperation. DIRECTION picks one half, such as 'PAK>IRN' (quoted), or one state. The weakest link is the one
    report, publisher family or development without which the component would differ, with what it would be.
    """
    from tracker.application.views.why import asked, why_document

    reader = open_reader(ctx)
    pair, at = pair_of_arguments(a, b, reader), clocks(reader, as_of, known_at, position)
    document = why_document(reader, pair, asked(component, direction, pair), at, left_out(without, min_grade))
    if as_json:
        emit(document)
        return
    from tracker.cli.reading_pages import why_page

    line(f"{pair} {_clocks_line(reader, at, position)}")
    lines(why_page(document))


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--from", "start", metavar="DATE", help="The earlier date.")
@click.option("--to", "end", metavar="DATE", help="The later date; else the last in the log, or today.")
@click.option("--known-from", metavar="TIME", help="The earlier knowledge.")
@click.option("--known-to", metavar="TIME", help="The later knowledge; else everything.")
@clock_options
@json_option
@db_option
@click.pass_context
def diff(
    ctx: click.Context,
    a: str,
    b: str,
    start: str | None,
    end: str | None,
    known_from: str | None,
    known_to: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """What changed between two dates, between two states of knowledge, or both.

    With both, each change says whether it is from the world (the date alone makes it), from knowledge, or took both.
    Of two states of knowledge it is told what was learned, by which entries, from whom, when and why, and on which
    dates each component of the state is otherwise.
    """
    from tracker.application.views.diff import diff_document

    _check_ends((start, end, as_of, "--from", "--to", "--as-of"), (known_from, known_to, known_at))
    if start is None and known_from is None:
        raise BadInput(
            "there is nothing to compare", remedy="give --from and --to (dates), --known-from and --known-to, or both"
        )
    reader = open_reader(ctx)
    pair = pair_of_arguments(a, b, reader)
    before, after = _compared(reader, (start, end, as_of), (known_from, known_to, known_at), position)
    document = diff_document(reader, pair, before, after, now())
    if as_json:
        emit(document)
        return
    from tracker.cli.diff_pages import diff_page

    lines(diff_page(document))


_Ends = tuple[str | None, ...]


def _compared(reader: "Reader", dates: _Ends, knowledge: _Ends, position: int | None) -> tuple["Clocks", "Clocks"]:
    """The clocks of both sides; of a clock that has no start the one value stands on both."""
    of_dates = ("--from", "--to") if dates[0] is not None else ("--as-of", "--as-of")
    of_knowledge = ("--known-from", "--known-to") if knowledge[0] is not None else ("--known-at", "--known-at")
    days, times = (said[:2] if said[0] is not None else (said[2], said[2]) for said in (dates, knowledge))
    before, after = (
        clocks(reader, days[side], times[side], position, (of_dates[side], of_knowledge[side])) for side in (0, 1)
    )
    _check_order(before, after)
    return before, after


def _check_ends(dates: _Ends, knowledge: tuple[str | None, str | None, str | None]) -> None:
    """Refuse an end without a start, and one clock that is said twice."""
    named = (dates, (*knowledge, "--known-from", "--known-to", "--known-at"))
    for start, end, single, first, last, alone in named:
        if end is not None and start is None:
            raise BadInput(f"{last} needs {first}", remedy=f"give both, or {alone} for one")
        if start is not None and single is not None:
            raise BadInput(f"{first} and {alone} cannot both be given", remedy=f"leave out {alone}")


def _check_order(before: "Clocks", after: "Clocks") -> None:
    if after.as_of < before.as_of:
        raise BadInput(
            f"the dates are reversed: {before.as_of.day} lies after {after.as_of.day}",
            remedy="exchange --from and --to",
        )
    if before.known_at is not None and after.known_at is not None and after.known_at < before.known_at:
        raise BadInput("the times of knowledge are reversed", remedy="exchange --known-from and --known-to")


@click.command()
@click.argument("a", metavar="[A]", required=False)
@click.argument("b", metavar="[B]", required=False)
@clock_options
@json_option
@db_option
@click.pass_context
def anomalies(
    ctx: click.Context,
    a: str | None,
    b: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
) -> None:
    """What happened though the state did not allow for it: of one pair, or of all."""
    from tracker.application.views.anomalies import anomaly_rows

    if a is not None and b is None:
        raise click.UsageError("name both states of a pair, or none for all pairs", ctx)
    reader = open_reader(ctx)
    pair = None if a is None or b is None else pair_of_arguments(a, b, reader)
    rows = anomaly_rows(reader, clocks(reader, as_of, known_at, position), pair)
    if as_json:
        emit(rows)
        return
    from tracker.cli.reading_pages import anomalies_page

    lines(anomalies_page(rows))


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@clock_options
@json_option
@db_option
@click.pass_context
def cite(
    ctx: click.Context, a: str, b: str, as_of: str | None, known_at: str | None, position: int | None, as_json: bool
) -> None:
    """The state of a pair in one line, to be quoted: pair, date, knowledge, position of the log, digest.

    Asked again with the date, time and position of the line, the same release gives the same digest, whatever was
    recorded since. The digest is the SHA-256 of `tracker state --json` without its clocks, as canonical JSON (keys
    sorted, no spaces, UTF-8). Without --known-at everything recorded counts; the time in the line is then one at which
    all of that was known: the recording of the last entry, or later where the log holds what is to be known later.
    """
    from tracker.application.views.citation import citation

    reader = open_reader(ctx)
    pair = pair_of_arguments(a, b, reader)
    found: dict[str, Any] = citation(reader, pair, clocks(reader, as_of, known_at, position), now=now())
    if as_json:
        emit(found)
    else:
        line(found["line"])
