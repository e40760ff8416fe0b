"""The verb that prints the catalogue from the objects that run."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import click

from tracker.application.problems import BadInput
from tracker.cli.options import json_option
from tracker.cli.output import emit, lines


@click.command()
@click.argument("type", metavar="[TYPE]", required=False)
@click.option("--tension", is_flag=True, help="The formula of the tension reading, its settings and all weights.")
@json_option
def catalogue(type: str | None, tension: bool, as_json: bool) -> None:
    """All types of developments; or one of them with fields, law, expectations and effects; or the tension reading."""
    from tracker.application.views import catalogue_pages as pages

    if tension and type is not None:
        raise BadInput("--tension takes no type", remedy="leave out one of the two")
    if tension:
        _print(pages.tension_page(), _tension_page, as_json)
    elif type is not None:
        _print(pages.catalogue_page(type), _type_page, as_json)
    else:
        _print(pages.catalogue_rows(), _list_page, as_json)


def _print(document: Any, page: Any, as_json: bool) -> None:
    if as_json:
        emit(document)
    else:
        lines(page(document))


def _list_page(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    width = max(len(row["type"]) for row in rows)
    for category, types in groupby(rows, key=lambda row: row["category"]):
        yield category
        yield from (f"  {row['type']:<{width}}  {row['meaning']}" for row in types)
    yield f"{len(rows)} types; more of one with: tracker catalogue TYPE"


def _type_page(page: Mapping[str, Any]) -> Iterator[str]:
    yield f"{page['type']}  ({page['category']}, {page['tier']}, {page['participation']})"
    yield f"  {page['meaning']}"
    if page["formerly"]:
        yield f"  formerly: {', '.join(page['formerly'])}"
    yield "  fields:" if page["fields"] else "  no fields of its own"
    yield from (f"    {_field(row)}" for row in page["fields"])
    yield f"  basis: {', '.join(page['basis'])}"
    yield f"  character: {page['character']}"
    for row in page["expects"]:
        condition = f", when {row['when']}" if row["when"] else ""
        yield f"  expects: {row['expected']} ({row['article']}{condition})"
    yield from (f"  effect: {sentence}" for sentence in page["effect"])
    yield f"  weight: {page['weight']}"
    codes = page["codes"]
    yield f"  codes: CAMEO {', '.join(codes['cameo']) or '-'}, PLOVER {codes['plover'] or '-'}"
    if page["closes"]:
        yield f"  closes: {', '.join(dict.fromkeys(row['type'] for row in page['closes']))}"
    if page["closed_by"]:
        yield f"  closed by: {', '.join(page['closed_by'])}"
    yield f"  rank within a day: {page['rank']['name']} ({page['rank']['number']})"


def _field(row: Mapping[str, Any]) -> str:
    kind = " | ".join(row["choices"]) or row["kind"]
    several = ", one or several" if row["several"] else ""
    return f"{row['name']}{'' if row['required'] else ' (optional)'}: {kind}{several}"


def _tension_page(page: Mapping[str, Any]) -> Iterator[str]:
    yield page["formula"]
    yield f"half-life {page['half_life_days']} days; scale 0 to {page['scale']:g}"
    yield f"statements that count a day: {page['statements_a_day']}"
    yield f"trend: against {page['trend_window_days']} days before"
    yield "bands: " + ", ".join(f"{row['band']} from {row['from']:g}" for row in page["bands"])
    width = max(len(row["type"]) for row in page["weights"])
    yield from (f"  {row['type']:<{width}}  {row['weight']}" for row in page["weights"])
