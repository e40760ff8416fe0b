"""Outcomes told: what was done, or would be, as lines of plain text."""

from typing import Any

from tracker.application.recording.outcome import Outcome
from tracker.application.recording.preview import Change

LINK = "tracker link {id} same_as={other}"
"""How to say on the command line that one is the same as another."""


def lines_of(found: Outcome, verb: str, *, same: str = LINK) -> list[str]:
    """An outcome as lines: what was done, changes of state, anomalies, likely duplicates, remarks.

    ``same`` says what to do where a likely duplicate is the same.
    """
    lines = [_headline(found, verb), *(f"  part {id}" for id in found.ids if id != found.id)]
    lines += [f"  {_change(change)}" for change in found.changes]
    if found.entries and not found.changes:
        lines.append("  the state stays as it is")
    lines += [f"  ! {_anomaly(anomaly)}" for anomaly in found.anomalies]
    lines += [f"  no longer an anomaly: {_anomaly(anomaly)}" for anomaly in found.resolved]
    lines += [f"  note: {_duplicate(found, duplicate, same)}" for duplicate in found.duplicates]
    return lines + [f"  note: {note}" for note in found.notes]


def _headline(found: Outcome, verb: str) -> str:
    if found.nothing_new:
        return f"{found.id}: said before, nothing new to write"
    if found.dry_run:
        return f"{found.id} would be {verb}; nothing was written"
    places = ", ".join(str(position) for position in found.positions)
    return f"{found.id} {verb} (position {places})"


def _change(change: Change) -> str:
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


def _duplicate(found: Outcome, duplicate: Any, same: str) -> str:
    return (
        f"{duplicate.id} ({duplicate.date}) is {duplicate.likeness}: {duplicate.summary.rstrip('. ')}; "
        f"if it is the same: {same.format(id=found.id, other=duplicate.id)}"
    )
