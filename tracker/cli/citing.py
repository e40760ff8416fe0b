"""Citations on the command line: a cited picture shown again, and what of it no longer holds."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.application.plain import clocks_in_words, words
from tracker.application.problems import BadInput
from tracker.cli.options import db_option, json_option, now, open_reader
from tracker.cli.output import complain, emit, lines, width

if TYPE_CHECKING:
    from tracker.application.cited import Cited


REMEDY = "  what no longer holds of it: tracker errata CITATION; whether an entry was changed: tracker verify"

NOT_CITED = "this is not what was cited"
BY_THESE_RULES = "  both sides are as this release reads them; the picture: tracker show CITATION; anew: tracker cite"


def show_again(ctx: click.Context, text: str, given: tuple[object, ...], *, as_json: bool) -> int:
    """Show the picture of a citation; 0 where it is the one that was cited, 2 where it differs."""
    from tracker.application.views.recited import recited

    if any(clock is not None for clock in given):
        raise BadInput(
            "a citation says its date, knowledge and position itself", "--as-of, --known-at, --position",
            "leave them out, or ask without the citation: tracker state A B",
        )  # fmt: skip
    cited = _read(text)
    document = recited(open_reader(ctx), cited, now=now())
    if as_json:
        emit(document)
    else:
        lines(_page(document))
        if not document["same"]:
            complain(f"{NOT_CITED}: {document['says']}\n{REMEDY}")
    return 0 if document["same"] else 2


def _read(text: str) -> "Cited":
    from tracker.application.cited import read_citation

    return read_citation(text)


def _page(document: Mapping[str, Any]) -> Iterator[str]:
    from tracker.application.pages import state_page

    if document["state"] is not None:
        yield from state_page(document["state"], position=document["state"]["clocks"]["position"], width=width())
        yield ""
    yield f"cited  {document['cited']}"
    if document["found"] not in (None, document["cited"]):
        yield f"found  {document['found']}"
    yield f"{'✓' if document['same'] else '✗'} {document['says']}"
    yield from (f"  {row['where']}: {row['what']}" for row in document["findings"])


@click.command()
@click.argument("citation", metavar="CITATION", nargs=-1, required=True)
@json_option
@db_option
@click.pass_context
def errata(ctx: click.Context, citation: tuple[str, ...], as_json: bool) -> None:
    """What of a cited state no longer holds, now that more is recorded and known: old, new, and the entries behind.

    CITATION is the line that `tracker cite` printed, in quotes. The date stays that of the citation. Where nothing
    of the picture changed there are no errata. A citation whose picture the log does not give is refused: `tracker
    show CITATION` says what differs. Where only the digest is another one (the rules of another release, or altered)
    both sides are told as this release reads them, and the command ends with 2.
    """
    from tracker.application.views.errata import errata as found
    from tracker.application.views.recited import RULES, Verdict

    document = found(open_reader(ctx), _read(" ".join(citation)), now=now())
    if as_json:
        emit(document)
    else:
        lines(_errata_page(document))
    if document["rules_differ"]:
        complain(f"{NOT_CITED}: {Verdict(RULES).says}\n{BY_THESE_RULES}")
        ctx.exit(2)


def _errata_page(document: Mapping[str, Any]) -> Iterator[str]:
    before, after = (clocks_in_words(document[end]).removeprefix("on ") for end in ("before", "after"))
    yield f"{document['pair']}: {before}, up to entry {document['before']['position']}  →  {after}"
    if document["holds"]:
        yield "no errata: all of it holds"
        return
    for row in document["errata"]:
        entries = f"  (entries {', '.join(map(str, row['entries']))})" if row["entries"] else ""
        yield from _change(row, entries)
    yield from (text for entry in document["entries"] for text in _entry(entry))


def _change(row: Mapping[str, Any], entries: str) -> Iterator[str]:
    old, new = row["old"], row["new"]
    name = row["component"] if row["part"] in ("state", row["component"]) else f"{row['part']} {row['component']}"
    if row["part"] in ("anomalies", "disputed", "open"):
        yield f"  {name}: {len(old)} gone, {len(new)} come{entries}"
    else:
        yield f"  {name}: {words(old)} → {words(new)}{entries}"


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    from tracker.cli.reading_pages import change_lines

    by = f" by {entry['by']}" if entry["by"] else ""
    known = f", known from {entry['known_from']}" if entry["known_from"] else ""
    yield f"#{entry['position']} {entry['kind']}  {entry['development']}{by}{known}"
    if entry["kind"] == "new" and entry["summary"]:
        yield f"    {entry['summary']}"
    if entry["reason"]:
        yield f"    reason: {entry['reason']}"
    yield from change_lines(entry["changes"], "    ")
