"""Leaving out: the options that ask for an answer without a source, a family or low grades, and the verb robustness."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.application.plain import words
from tracker.cli.options import clock_options, clocks, db_option, json_option, now, open_reader, pair_of_arguments
from tracker.cli.output import emit, lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.application.views.sifted import LeftOut

Verb = TypeVar("Verb", bound="Callable[..., Any]")

_SHOWN = 12
"""So many developments are named on a line."""


def left_out_options(verb: Verb) -> Verb:
    """``--without`` and ``--min-grade``, as arguments ``without`` and ``min_grade``; give them to ``left_out``."""
    options = (
        click.option(
            "--without",
            metavar="source:ID|family:NAME",
            multiple=True,
            help="Leave out a source or a publisher family; may be given several times.",
        ),
        click.option("--min-grade", metavar="GRADE", help="Leave out what is graded below, such as C3, or not at all."),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


def left_out(without: tuple[str, ...], min_grade: str | None) -> "LeftOut":
    """What the options ask to be left out."""
    from tracker.application.views.sifted import LeftOut

    return LeftOut(without, min_grade)


def without_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """What was left out of an answer, and which developments no longer count."""
    named = [f"source {name}" for name in document["sources"]] + [f"family {name}" for name in document["families"]]
    named += [f"anything graded below {document['min_grade']}"] if document["min_grade"] else []
    lost = document["left_out"]
    yield f"WITHOUT {', '.join(named)}: {_count(document['reports'], 'report')} left out"
    yield f"  {_count(len(lost), 'development')} no longer {'counts' if len(lost) == 1 else 'count'}:"
    yield from (f"    {row['date']}  {row['type']}  {row['development']}  ({row['reason']})" for row in lost)
    yield ""


def sifted_line(without: tuple[str, ...], min_grade: str | None, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What was left out of a timeline, as it was asked, and how many of its rows no longer count."""
    named = [*without, *([f"anything graded below {min_grade}"] if min_grade else [])]
    lost = sum(row["left_out"] is not None for row in rows)
    yield f"WITHOUT {', '.join(named)}: {_count(lost, 'development')} no longer {'counts' if lost == 1 else 'count'}"


def _count(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"


def weakest_line(weakest: Mapping[str, Any] | None) -> str:
    """The weakest link of a value in words, and what the value would be without it."""
    if weakest is None:
        return "weakest link: none; no report, family or development alone makes a difference"
    alike = weakest["alike"]
    more = f" (so with each of {alike} developments alone)" if alike is not None and alike > 1 else ""
    return f"weakest link: {_link(weakest)}; without it {words(weakest['value'])}{more}"


def _link(weakest: Mapping[str, Any]) -> str:
    kind, families = weakest["kind"], ", ".join(weakest["families"])
    gone = weakest["developments"]
    if kind == "report":
        return f"the only report of {weakest['development']}, by {weakest['source']} (family {families})"
    if kind == "development":
        named = f"{'family' if len(weakest['families']) == 1 else 'families'} {families}"
        return f"{weakest['development']} ({named if families else 'stated without a source'})"
    name = f"family {families}" if kind == "family" else f"source {weakest['source']} (family {families})"
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    return f"{name}, which alone carries {', '.join(gone[:_SHOWN])}{more}"


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@left_out_options
@clock_options
@json_option
@db_option
@click.pass_context
def robustness(
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
    """For each component of the state how many independent publishers carry it, and what falls first.

    What one report, family or development alone can take away comes first, then what few publishers carry. A family
    is what one owner controls, counted once however many articles it prints; of a source that no file lists the
    family is unknown, and it counts as no independent one.
    """
    from tracker.application.plain import clocks_in_words
    from tracker.application.views.robustness import robustness_document

    reader = open_reader(ctx)
    pair, at = pair_of_arguments(a, b, reader), clocks(reader, as_of, known_at, position)
    document = robustness_document(reader, pair, at, left_out(without, min_grade), now=now())
    if as_json:
        emit(document)
        return
    said = clocks_in_words(document["clocks"], position=position)
    lines((f"Robustness of {pair} {said}, what falls first above", "", *robustness_page(document)))


def robustness_page(document: Mapping[str, Any]) -> Iterator[str]:
    """Each component with its families, its weakest link, and the families with which it falls."""
    if "without" in document:
        yield from without_lines(document["without"])
    for row in document["components"]:
        owner = f"{{{row['owner']}}}" if row["owner"] else ""
        yield f"{row['component']}{owner}: {words(row['value'])}"
        yield f"  {_carried(row)}"
        yield f"  {weakest_line(row['weakest'])}"
        for fall in row["falls"]:
            yield f"  without {fall['kind']} {fall['name']}: {words(fall['value'])}"
    if not document["components"]:
        yield "nothing is said of this pair"
    for row in document["families"]:
        yield ""
        yield f"family {row['family']} alone carries {_count(len(row['developments']), 'development')}"
        yield f"  with it fall: {', '.join(row['components']) or 'none'}"


def _carried(row: Mapping[str, Any]) -> str:
    families = [name for name in row["families"] if name != "unknown"]
    parts = [f"{_count(row['independent'], 'independent publisher')}{_beside(families)}"]
    parts += ["unlisted sources, of which nobody knows the publisher"] if "unknown" in row["families"] else []
    parts += [f"{_count(row['unsourced'], 'development')} stated without a source"] if row["unsourced"] else []
    return f"resting on {', '.join(parts)}"


def _beside(names: list[str]) -> str:
    return f" ({', '.join(names)})" if names else ""
