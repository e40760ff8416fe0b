"""``tracker record``: a development from ``key=value`` words, or asked for key by key on a terminal."""

import sys
from pathlib import Path
from typing import Any

import click

from tracker.application.problems import BadInput
from tracker.cli import output
from tracker.cli.options import database_path, db_option, json_option, now, today


def desk_of(by: str | None) -> Any:
    """Who records (``--by``, else TRACKER_BY, else the login name), and when."""
    import getpass
    import os

    from tracker.application.recording.outcome import Desk

    if not by:
        try:
            by = os.environ.get("TRACKER_BY") or getpass.getuser()
        except (KeyError, OSError):
            by = ""
    return Desk(by, now(), today())


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


def ask_and_record(path: Path, by: str | None, *, dry_run: bool, as_json: bool) -> None:
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
    for line in lines_of(found, verb):
        output.line(line)


def lines_of(found: Any, verb: str) -> list[str]:
    """An outcome as lines: what was done, changes of state, anomalies, likely duplicates, remarks."""
    lines = [_headline(found, verb), *(f"  part {id}" for id in found.ids if id != found.id)]
    lines += [f"  {_change(change)}" for change in found.changes]
    if found.entries and not found.changes:
        lines.append("  the state stays as it is")
    lines += [f"  ! {_anomaly(anomaly)}" for anomaly in found.anomalies]
    lines += [f"  no longer an anomaly: {_anomaly(anomaly)}" for anomaly in found.resolved]
    lines += [f"  note: {_duplicate(found, duplicate)}" for duplicate in found.duplicates]
    return lines + [f"  note: {note}" for note in found.notes]


def _headline(found: Any, verb: str) -> str:
    if found.nothing_new:
        return f"{found.id}: said before, nothing new to write"
    if found.dry_run:
        return f"{found.id} would be {verb}; nothing was written"
    places = ", ".join(str(position) for position in found.positions)
    return f"{found.id} {verb} (position {places})"


def _change(change: Any) -> str:
    of = f" {change.of}" if change.of else f" {change.pair}"
    return f"{change.as_of}  {change.component}{of}: {_value(change.before)} → {_value(change.after)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {item}" for key, item in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "none"
    return "none" if value is None else str(value)


def _anomaly(anomaly: dict[str, Any]) -> str:
    words = f"{anomaly['development']}: expected that {anomaly['expected']}"
    article = f" ({anomaly['article']})" if anomaly["article"] else ""
    found = f"; {anomaly['component']} is {_value(anomaly['found'])}"
    disagrees = f" by {', '.join(anomaly['disagrees'])}" if anomaly["disagrees"] else ""
    return words + article + found + disagrees + (" (uncertain: the days overlap)" if anomaly["uncertain"] else "")


def _duplicate(found: Any, duplicate: Any) -> str:
    return (
        f"{duplicate.id} ({duplicate.date}) is of the same pair and type: {duplicate.summary}; "
        f"if it is the same: tracker link {found.id} same_as={duplicate.id}"
    )
