"""Accounts: the state of a pair as one party tells it, and the verb that shows where the accounts part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from tracker.application.plain import words
from tracker.application.problems import BadInput
from tracker.cli.options import clock_options, clocks, db_option, json_option, now, open_reader, pair_of_arguments
from tracker.cli.output import emit, lines

Rows = Sequence[Mapping[str, Any]]


def party_of(text: str) -> str:
    """The party of an account, given by code or name; BadInput where it is none."""
    from tracker.application.countries import named, party

    try:
        return party(text) if ":" in text else named(text)
    except ValueError as problem:
        remedy = "give a state such as IRN, or org:NAME or act:NAME as claims name it"
        raise BadInput(f"--account: {problem}", remedy=remedy) from problem


def account_lines(account: Mapping[str, Any]) -> Iterator[str]:
    """Which developments and components rest on the claims of the party, and every aspect with its words."""
    claimed = [name for name, ground in account["grounds"].items() if ground == "claim"]
    yield f"ACCOUNT of {account['party']}; where it claims nothing: the desk's assessment"
    yield f"  by its claims: {', '.join(claimed) or 'no component'}"
    for row in account["developments"]:
        yield from _development(row)
    if account["aspects"]:
        yield "  aspects:"
    for aspect in account["aspects"]:
        yield f"    {aspect['date']}  {aspect['development']}  {aspect['aspect']}{_held(aspect)}"
        yield from _ranges(aspect["figures"], "      ")
        yield from _said(aspect["claims"], "      ")
    yield ""


def _development(row: Mapping[str, Any]) -> Iterator[str]:
    said = "denies it" if row["standing"] == "denied" else "speaks of it"
    yield f"  {row['date']}  {row['type']}  {row['development']}: {said}"
    yield from (f"    {item['field']}: {words(item['old'])} → {words(item['new'])}" for item in row["replaced"])
    yield from _said(row["denials"], "    ")
    if row["divided"]:
        yield f"    its own claims differ, none is picked: {', '.join(row['divided'])}"


def _held(aspect: Mapping[str, Any]) -> str:
    if aspect["from"] == "claim":
        return ""
    word = "assessed" if aspect["from"] == "assessment" else "recorded"
    values, name = aspect["values"], aspect["aspect"]
    return f": {words(values[name] if [*values] == [name] else values)}  [{word} by the desk]"


def _ranges(figures: Rows, indent: str) -> Iterator[str]:
    for row in figures:
        least, most = row["least"], row["most"]
        claimants = "; ".join(f"{_who(claim)} {_value(claim)}" for claim in row["claimants"])
        yield f"{indent}{row['aspect']}: {least if least == most else f'{least} to {most}'}  ({claimants})"


def _value(claim: Mapping[str, Any]) -> str:
    return f"{claim['qualifier']} {words(claim['value'])}" if claim["qualifier"] else words(claim["value"])


def _who(claim: Mapping[str, Any]) -> str:
    party = f" ({claim['party']})" if claim["party"] and claim["party"] != claim["by"] else ""
    return f"{claim['by'] or claim['party'] or 'no speaker named'}{'' if claim['by'] is None else party}"


def _said(claims: Iterable[Mapping[str, Any]], indent: str) -> Iterator[str]:
    for claim in claims:
        source = f", in {claim['source']}" if claim["source"] else ""
        quoted = f": “{claim['quote']}”" if claim["quote"] else ""
        yield f"{indent}{claim['aspect']} {_value(claim)}  by {_who(claim)}{source}{quoted}"


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@clock_options
@json_option
@db_option
@click.pass_context
def accounts(
    ctx: click.Context, a: str, b: str, as_of: str | None, known_at: str | None, position: int | None, as_json: bool
) -> None:
    """Where the accounts of the parties part: components of the state, and aspects of each development.

    Every claim is listed with who made it, its source and its exact words, beside what the desk holds. Figures of
    casualties are a range with claimants: of each kind the least and the most, never added up and never averaged.
    Last come whole accounts that a file sets aside, with how it settled them.
    `tracker state A B --account PARTY` shows the whole state as one party tells it.
    """
    from tracker.application.plain import clocks_in_words
    from tracker.application.views.parted_accounts import accounts_document

    reader = open_reader(ctx)
    pair, at = pair_of_arguments(a, b, reader), clocks(reader, as_of, known_at, position)
    document = accounts_document(reader, pair, at, now=now())
    if as_json:
        emit(document)
        return
    said = clocks_in_words(document["clocks"], position=position)
    lines((f"Accounts of {pair} {said}", "", *accounts_page(document)))


def accounts_page(document: Mapping[str, Any]) -> Iterator[str]:
    """The components that differ, then each development with its aspects, their ranges and accounts."""
    for row in document["components"]:
        told = "; ".join(f"{party}: {words(value)}" for party, value in row["accounts"].items())
        yield f"{row['component']}: {words(row['assessment'])} by the desk; {told}"
    last = None
    for row in document["aspects"]:
        if row["development"] != last:
            yield f"{row['date']}  {row['type']}  {row['development']}"
            yield f"  {row['summary']}"
        last = row["development"]
        yield from _aspect(row)
    if not document["components"] and not document["aspects"]:
        yield "the accounts nowhere part"
    yield from _set_aside(document["set_aside"])


def _set_aside(rows: Rows) -> Iterator[str]:
    if rows:
        yield "set aside as a whole:"
    for row in rows:
        source = f", in {row['source']}" if row["source"] else ""
        yield f"  {row['date']}  {row['type']}  {row['development']}"
        speaker = f"  by {_who(row)}" if row["by"] or row["party"] else ""
        yield f"    {words(row['value'])}{speaker}{source}" + (f": “{row['quote']}”" if row["quote"] else "")
        if row["settled"]:
            yield f"    settled: {row['settled']}"


def _aspect(row: Mapping[str, Any]) -> Iterator[str]:
    held = row["assessment"]
    yield f"  {row['aspect']}{_held({**row, **held}) if held is not None else ''}"
    yield from _ranges(row["figures"], "    ")
    for account in row["accounts"]:
        yield f"    {account['account']}{' denies it' if account['denies'] else ''}"
        yield from _said(account["claims"], "      ")
