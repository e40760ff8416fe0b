"""The verb that replays scenarios: records them, checks them, and shows them unfold."""

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.application.problems import BadInput
from tracker.cli.options import database_path, db_option, json_option, now, recorder
from tracker.cli.output import complain, emit, line, progress

if TYPE_CHECKING:
    from tracker.application.replay import Checked, Log, Replayed
    from tracker.application.store.address import Address
    from tracker.application.unfolding import Step

_LONGEST_WAIT = 3.0
"""Seconds that a lull of a crisis lasts at most on the screen."""
_FAILED = 1


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Compare each checkpoint of a file with the state that it leads to.")
@click.option("--dry-run", is_flag=True, help="Record nothing.")
@click.option(
    "--speed", metavar="N", type=click.FloatRange(min=0, min_open=True), help="Show it unfold, N days a second."
)
@click.option("--step", is_flag=True, help="Show it unfold, line by line: Enter goes on, q quits.")
@click.option("--until", metavar="DATE", help="Show it unfold up to this date.")
@json_option
@db_option
@click.pass_context
def replay(
    ctx: click.Context,
    files: tuple[Path, ...],
    check: bool,
    dry_run: bool,
    speed: float | None,
    step: bool,
    until: str | None,
    as_json: bool,
) -> int:
    """Record scenarios, each whole or not at all; said again, a scenario writes nothing.

    Every file is read before anything is recorded. With --speed, --step or --until the developments are shown in
    order of occurrence, with each change of state. Exit status 1 where a checkpoint differs.
    """
    watched = speed is not None or step or until is not None
    if watched and as_json:
        raise click.UsageError("--json prints one document: leave out --speed, --step and --until", ctx)
    end = _end(until)
    path = database_path(ctx)
    done = _read(files, now() if dry_run else _now_at(path))
    _remark(path, done)
    for said in _told_twice(path, done) if dry_run else _record(path, done):
        complain(said)
    logs = _rehearse(done) if check or watched or dry_run else [[]] * len(done)
    if check:
        _check(done, logs)
    if as_json:
        emit([item.document() for item in done])
    else:
        for item, log in zip(done, logs, strict=True):
            _say(item, log)
            if watched:
                _watch(log, end, _pace(speed, step))
            _report(item.checked)
    return _FAILED if any(not checked.ok for item in done for checked in item.checked) else 0


def _end(until: str | None) -> Any:
    if until is None:
        return None
    from tracker.application.dates import cut

    try:
        return cut(until)
    except ValueError as problem:
        raise BadInput(str(problem), "--until", "give a date such as 2024-01-18") from problem


def _now_at(path: "Address") -> datetime:
    """Now by the clock of the log: what nobody dates is known from then."""
    from tracker.application.store.clock import now_at

    return now_at(path)


def _read(files: tuple[Path, ...], moment: datetime) -> "list[Replayed]":
    from tracker.application.replay import read

    by = recorder()
    with progress("reading", len(files)) as moved:
        return [_moved(read(path, moment, by), moved) for path in files]


def _moved(item: Any, moved: Callable[[int], None]) -> Any:
    moved(1)
    return item


def _remark(path: Any, done: "list[Replayed]") -> None:
    """Say on standard error what is worth knowing of the names in the files."""
    from tracker.application.replay import remarks

    for item in done:
        for said in remarks(item, path):
            complain(f"note: {item.path}: {said}")


def _told_twice(path: "Address", done: "Iterable[Replayed]") -> list[str]:
    from tracker.application.replay import told_twice

    return [f"note: {item.path}: {said}" for item in done for said in told_twice(item, path)]


def _record(path: "Address", done: "list[Replayed]") -> list[str]:
    """Record each file, and return what is worth a note once it is: a file that is declined gets its error alone."""
    from tracker.application.replay import record
    from tracker.application.store.writing import Writer

    notes: list[str] = []
    with Writer(path) as writer, progress("recording", len(done)) as moved:
        for item in done:
            notes += _told_twice(path, (item,))
            record(writer, item)
            moved(1)
    return notes


def _rehearse(done: "list[Replayed]") -> "list[Log]":
    from tracker.application.replay import rehearse

    with progress("folding", len(done)) as moved:
        return [_moved(rehearse(item), moved) for item in done]


def _check(done: "list[Replayed]", logs: "list[Log]") -> None:
    from tracker.application.replay import check

    total = sum(len(item.scenario.checkpoints) for item in done)
    with progress("checking", total, least=50) as moved:
        for item, log in zip(done, logs, strict=True):
            item.checked = [_moved(checked, moved) for checked in check(item.scenario, log)]


def _say(item: "Replayed", log: "Log") -> None:
    title = item.scenario.title or item.scenario.incident
    line(f"{item.path}: {title}: {_outcome(item, len(log))}")


def _outcome(item: "Replayed", brings: int) -> str:
    if item.written is None:
        return f"would bring {brings} entries; nothing was recorded"
    if not item.written:
        return f"all of it is recorded already ({len(item.commands)} entries); nothing was written"
    there = len(item.commands) - item.written
    return f"{item.written} entries recorded{f', {there} were recorded already' if there else ''}"


def _report(checked: "Iterable[Checked]") -> None:
    """Each checkpoint with ok or what differs, wanted and found."""
    from tracker.application.plain import words

    for item in checked:
        known = f" known at {item.known_at}" if item.known_at else ""
        line(f"{'ok     ' if item.ok else 'differs'} {item.where}: {item.pair} as of {item.as_of}{known}")
        for part in item.differences:
            line(f"        {part.component}: wanted {words(part.wanted)}, found {words(part.found)}")


def _watch(log: "Log", until: Any, wait: "Callable[[float], bool]") -> None:
    """Show the developments one by one; ``wait`` is given the days since the last and says whether to go on."""
    from tracker.application.unfolding import unfold

    before = None
    for step in unfold(log, until):
        if before is not None and not wait((step.day - before).days):
            return
        before = step.day
        _show(step)


def _show(step: "Step") -> None:
    line(f"{step.when}  {step.type.replace('_', ' ')}  {step.between}: {step.summary}")
    for change in step.changes:
        line(f"    {change}")
    for anomaly in step.anomalies:
        line(f"    ! {anomaly}")


def _pace(speed: float | None, step: bool) -> "Callable[[float], bool]":
    if step:
        return lambda _: _asked()
    if speed is None:
        return lambda _: True
    return lambda days: _slept(min(days / speed, _LONGEST_WAIT))


def _slept(seconds: float) -> bool:
    import time

    time.sleep(seconds)
    return True


def _asked() -> bool:
    """Wait for a line on standard input; q, or its end, stops."""
    text = sys.stdin.readline()
    return bool(text) and text.strip().lower() not in ("q", "quit")
