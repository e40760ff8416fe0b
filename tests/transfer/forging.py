"""Forged logs: files whose seal fits though their entries are not those of any log."""

import json
from collections.abc import Callable
from pathlib import Path

from tracker.application.proof.note import Checkpoint
from tracker.application.proof.tree import Frontier, entry_hash
from tracker.application.store.recorder import EventRow
from tracker.application.transfer.lines import Heading, entry_line, heading_line, sealing_line
from tracker.application.transfer.log_file import LogFile


def forged(path: Path, change: Callable[[list[EventRow]], list[EventRow]]) -> Path:
    """A file with the entries of another changed, and sealed as if nothing had happened."""
    source = LogFile(path).source()
    found, frontier = change(list(source.rows())), Frontier()
    frontier.append(entry_hash(*row) for row in found)
    lines = [heading_line(Heading(source.checkpoint.origin, ()))]
    lines += [entry_line(number, row) for number, row in enumerate(found, 1)]
    lines.append(sealing_line(Checkpoint(source.checkpoint.origin, frontier.size, frontier.root())))
    forgery = path.with_name("forged.jsonl")
    forgery.write_bytes(b"".join(lines))
    return forgery


def with_body(row: EventRow, **more: object) -> EventRow:
    """An entry whose JSON says something else; what is None is left out."""
    body = {**json.loads(row[3]), **more}
    state = json.dumps({k: v for k, v in body.items() if v is not None}, separators=(",", ":"), ensure_ascii=False)
    return *row[:3], state.encode()
