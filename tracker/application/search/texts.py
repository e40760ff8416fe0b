"""What is searched of an entry: its stream, its type, and every text that somebody wrote in it."""

from collections.abc import Iterator
from typing import Any

_SILENT = frozenset(("recorded_at", "known_from", "command", "sha256"))
"""What the tracker itself wrote."""


def texts_of(stream: str, topic: str, body: Any) -> Iterator[tuple[str, str]]:
    """Every text of an entry with the path to it."""
    yield "id", stream
    yield "type", topic
    yield from _said(body, "")


def _said(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _SILENT:
                yield from _said(part, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _said(part, f"{where}[{number}]")
