"""Pages of the reading verbs: their documents as lines of text; what prints them neutralises what they hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker.application.plain import aligned, words
from tracker.application.when import changed_in_words
from tracker.cli.leaving_out import weakest_line, without_lines

Rows = Sequence[Mapping[str, Any]]


def timeline_page(rows: Rows) -> Iterator[str]:
    """A row a development: date, glyph, weight, direction, type, summary and marks; its id and ties below."""
    if not rows:
        yield "no developments"
        return
    cells = [
        (
            row["glyph"], _date(row), f"{row['weight']:+.1f}" if row["weight"] else "0",
            row["direction"] or ", ".join(row["actors"]), row["type"], row["id"],
        )
        for row in rows
    ]  # fmt: skip
    for row, text in zip(rows, aligned(cells), strict=True):
        yield f"{text}{_marks(row)}"
        if row["summary"]:
            yield f"     {row['summary']}"
        yield from (f"     {name}: {', '.join(found)}" for name, found in _ties(row) if found)


def _date(row: Mapping[str, Any]) -> str:
    time = f" {row['time']}" if row["time"] else ""
    written = "" if row["edtf"] == row["date"] else f" ({row['edtf']})"
    return f"{row['date']}{time}{written}"


def _marks(row: Mapping[str, Any]) -> str:
    marks = [
        "uncertain" if row["uncertain"] else "",
        "not yet" if not row["counts"] and row["retracted"] is None and row["left_out"] is None else "",
        f"left out: {row['left_out']}" if row["left_out"] is not None else "",
        f"disputed: {', '.join(row['disputed'])}" if row["disputed"] else "",
        "anomaly!" if row["anomaly"] else "",
        f"retracted: {row['retracted'] or 'no reason given'}" if row["retracted"] is not None else "",
        "context" if row["context"] else "",
        row["status"] if row["status"] in ("corroborated", "confirmed", "unverifiable") else "",
    ]
    said = "; ".join(filter(None, marks))
    return f"  [{said}]" if said else ""


def _ties(row: Mapping[str, Any]) -> Iterable[tuple[str, Sequence[str]]]:
    return (
        ("in response to", row["in_response_to"]),
        ("answered by", row["responses"]),
        ("the same as told in", row["merged"]),
    )


def why_page(document: Mapping[str, Any]) -> Iterator[str]:
    """Each half of a component with its value, how it came to be so, and the developments behind it."""
    if "without" in document:
        yield from without_lines(document["without"])
    if "formula" in document:
        yield from _reading_page(document)
        return
    for part in document["parts"]:
        owner = f"{{{part['owner']}}}" if part["owner"] else ""
        yield f"{document['component']}{owner}: {words(part['value'])}"
        if part["note"]:
            yield f"  {part['note']}"
        for step in part["course"]:
            yield f"  {step['date']}  {words(step['old'])} → {words(step['new'])}  by {step['development']}"
        if part["because"]:
            yield "  because of:"
        for link in part["because"]:
            yield from _link(link, "    ")
        yield f"  {weakest_line(part['weakest'])}"


def _link(link: Mapping[str, Any], indent: str) -> Iterator[str]:
    yield f"{indent}{link['date']['edtf']}  {link['type']}  {link['development']}"
    if link["summary"]:
        yield f"{indent}  {link['summary']}"
    for sentence in link["effect"]:
        yield f"{indent}  effect: {sentence}"
    yield f"{indent}  basis: {', '.join(link['basis'])} ({link['character']})"
    yield from (f"{indent}  {text}" for text in report_lines(link["reports"]))


def report_lines(reports: Rows) -> Iterator[str]:
    """A report a line: outlet and date, the source, and what it says, quoted exactly."""
    for report in reports:
        named = ", ".join(filter(None, (report["outlet"], report["published"])))
        quoted = f": “{report['quote']}”" if report["quote"] else ""
        yield f"source: {report['source']}{f' ({named})' if named else ''}{quoted}"


def _reading_page(document: Mapping[str, Any]) -> Iterator[str]:
    reading = document["reading"]
    yield f"{document['component']}: {document['value']} ({reading['band']}, {reading['trend']})"
    yield f"  {document['formula']}"
    for part in document["parts"]:
        yield f"{part['owner']}: {part['value']}, resting on {len(part['acts']) + part['faded']} acts"
        for act in part["open"]:
            named = f" of {act['of']}" if act["of"] else ""
            yield f"  open: {act['type']}{named} ({act['weight']:+.1f}) since {act['since']}, {act['days']} days"
        for act in part["acts"]:
            yield f"  {act['weight']:+.1f}, {act['age_days']} days ago: {act['contributes']} of it is left"
            yield from _link(act, "    ")
        yield from (f"  {_faded(part['faded'])}",) if part["faded"] else ()
        yield f"  {weakest_line(part['weakest'])}"


def _faded(count: int) -> str:
    return f"and {count} {'act' if count == 1 else 'acts'} of which nothing is left to speak of"


def change_lines(changes: Rows, indent: str) -> Iterator[str]:
    """What changed: old and new; of lists what left and what came."""
    for change in changes:
        old, new = change["old"], change["new"]
        if isinstance(old, list) and isinstance(new, list):
            yield from (f"{indent}{change['what']} - {words(item)}" for item in old)
            yield from (f"{indent}{change['what']} + {words(item)}" for item in new)
        else:
            said = (changed_in_words(change["what"], value, words) for value in (old, new))
            yield f"{indent}{change['what']}: {' → '.join(said)}"


def anomalies_page(rows: Rows) -> Iterator[str]:
    """An anomaly in two lines: what happened, and what was expected by which article."""
    for row in rows:
        maybe = "  [uncertain: the days overlap]" if row["uncertain"] else ""
        yield f"{row['pair']}  {row['development']}{maybe}"
        disagrees = f", by {', '.join(row['disagrees'])}" if row["disagrees"] else ""
        yield (
            f"    expected that {row['expected']} ({row['article']}); "
            f"found {row['component']} = {words(row['found'])}{disagrees}"
        )
    if not rows:
        yield "no anomalies"
