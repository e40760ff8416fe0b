"""The verb search: words and filters, the facets of what is found, and searches that are kept under a name."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.options import clock_options, clocks, db_option, json_option, meant_by, open_reader
from tracker.cli.output import complain, emit, lines, progress

if TYPE_CHECKING:
    from tracker.application.search.saved import Saved

Verb = TypeVar("Verb", bound=Callable[..., Any])
MOST = 1_000_000
_STATUSES = ("counts", "merged", "retracted")
_SHOWN = 6
"""Values of a facet that are printed."""
_LONG = 5000
"""From so many entries on it is shown how far an index is."""


def _filter_options(verb: Verb) -> Verb:
    """The filters; of each any value, of all all."""
    options = (
        click.option("--type", "type", metavar="TYPE", multiple=True, help="Of this type of the catalogue."),
        click.option("--category", metavar="NAME", multiple=True, help="Of this category of the catalogue."),
        click.option("--party", metavar="PARTY", multiple=True, help="With this state, org:… or act:…"),
        click.option("--pair", metavar="A-B", multiple=True, help="Between these two states."),
        click.option("--from", "first", metavar="DATE", help="Not before this day, month or year."),
        click.option("--to", "last", metavar="DATE", help="Not after this day, month or year."),
        click.option("--min-grade", metavar="GRADE", help="Graded so or better on both axes: C3."),
        click.option("--status", type=click.Choice(_STATUSES), multiple=True, help="What has become of it."),
        click.option("--family", metavar="NAME", multiple=True, help="Reported by this publisher or family of them."),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


def _saving_options(verb: Verb) -> Verb:
    options = (
        click.option("--save", metavar="NAME", help="Keep these words and filters under a name."),
        click.option("--saved", metavar="NAME", help="Search for what is kept under a name."),
        click.option("--list", "listing", is_flag=True, help="List what is kept."),
        click.option("--forget", metavar="NAME", help="Keep it no longer."),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@_filter_options
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="So many at most.")
@_saving_options
@clock_options
@json_option
@db_option
@click.pass_context
def search(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    limit: int,
    save: str | None,
    saved: str | None,
    listing: bool,
    forget: str | None,
    as_of: str | None,
    known_at: str | None,
    position: int | None,
    as_json: bool,
    **filters: Any,
) -> None:
    """Developments, sources and incidents in whose entries all words occur, without regard to case and accents.

    It reads summaries, quotations, claims, names and ids, and knows the other spellings of many places.
    '"some words"' must stand one behind the other, begin* may go on, and -word must stand in no entry of what is
    found. Filters alone find what passes them. Of one filter any value does; several filters hold at once.

    The best come first, then the newest; with --known-at or --position the newest, for a rank would tell of what was
    recorded later. Of words that stand in very many entries the last recorded 5,000 developments are looked at.

    An index is kept beside the log, else in the cache folder; it may be removed at any time.
    """
    from tracker.application.search.filters import Asked
    from tracker.application.search.saved import Saved

    _no_option_among(words, ctx)
    if listing or forget is not None:
        _keeping(forget, as_json=as_json)
        return
    wanted = _wanted(Saved(words, Asked(**filters)), saved)
    found = _find(ctx, wanted, (as_of, known_at, position), limit)
    if save is not None:
        _keep(save, wanted)
    if as_json:
        emit(found.document())
    else:
        lines(_page(found, limit))


def _no_option_among(words: tuple[str, ...], ctx: click.Context) -> None:
    """A word may begin with one hyphen; what begins with two is an option that there is not."""
    from tracker.application.problems import did_you_mean

    for word in words:
        if word.startswith("--"):
            known = [name for option in ctx.command.params for name in option.opts]
            meant = meant_by(word.partition("=")[0], ctx)
            near = did_you_mean(word, known) if meant is None else f" (did you mean {meant}?)"
            raise click.UsageError(f"No such option: {word}{near}", ctx)


def _wanted(given: "Saved", name: str | None) -> "Saved":
    """What is kept under a name with what is given beside it; else what is given."""
    from tracker.application.configuration import config_folder
    from tracker.application.search.saved import Saved, saved_search

    if name is None:
        return given
    kept = saved_search(config_folder(), name)
    return Saved((*kept.words, *given.words), given.asked.beside(kept.asked))


def _find(ctx: click.Context, wanted: "Saved", when: tuple[str | None, str | None, int | None], limit: int) -> Any:
    from tracker.application.configuration import config_folder
    from tracker.application.search.filters import filters_of
    from tracker.application.views.search import search as find

    filters = filters_of(wanted.asked)
    reader = open_reader(ctx)
    return find(
        reader, wanted.words, clocks(reader, *when),
        limit=limit, filters=filters, folder=config_folder(),
        bar=lambda total: progress("indexing", total, least=_LONG),
    )  # fmt: skip


def _keep(name: str, wanted: "Saved") -> None:
    from tracker.application.configuration import config_folder
    from tracker.application.search.saved import save

    save(config_folder(), name, wanted)
    complain(f"kept; search for it again with: tracker search --saved {name!r}")


def _keeping(forgotten: str | None, *, as_json: bool) -> None:
    """List what is kept, and where; after one was taken out of it, if it is to be forgotten."""
    from tracker.application.configuration import config_folder
    from tracker.application.search.saved import forget, saved_searches

    folder = config_folder()
    if forgotten is not None:
        forget(folder, forgotten)
    every = saved_searches(folder)
    if as_json:
        emit({"folder": str(folder), "searches": [{"name": name, **s.document()} for name, s in every.items()]})
        return
    lines(f"{name}  {' '.join(_said(search.document()))}" for name, search in every.items())
    lines([] if every else ["nothing is kept; --save NAME keeps a search"])
    lines([f"folder: {folder}"])


def _said(document: dict[str, Any]) -> Iterator[str]:
    """A kept search as it would be typed."""
    yield from document.pop("words")
    names = {"first": "from", "last": "to", "min_grade": "min-grade"}
    for key, values in document.items():
        yield from (f"--{names.get(key, key)} {value}" for value in ([values] if isinstance(values, str) else values))


def _page(found: Any, limit: int) -> Iterator[str]:
    """What was found, each with the places where the words stand; then how many, and of what kinds."""
    for row in found.rows:
        yield from _row_lines(row)
    if not found.rows:
        yield "nothing found"
        return
    if found.more:
        yield f"there are more than {limit}; see more with --limit"
    yield ""
    yield f"found: {found.total}" if found.complete else f"found: more than {found.total}, of which the last recorded"
    for name, values in found.facets.items():
        if len(values) > 1:
            rest = ", …" if len(values) > _SHOWN else ""
            told = (f"{value['value']} {value['count']}" for value in values[:_SHOWN])
            yield f"  {name}: {', '.join(told)}{rest}"


def _row_lines(row: dict[str, Any]) -> Iterator[str]:
    from tracker.application.search.snippets import highlighted

    retracted = "  [retracted]" if row["retracted"] is not None else ""
    yield f"{row['date'] or row['kind']}  {row['type'] or ''}  {row['id']}{retracted}"
    said = [place for place in row["found"] if place["text"] != row["id"]]
    if row["summary"] and row["summary"] not in [place["text"] for place in said]:
        yield f"    {row['summary']}"
    for place in said:
        text = highlighted(place)
        where = place["where"].removeprefix("development.")
        yield f"    {text}" if place["text"] == row["summary"] else f"    {where}: {text}"
