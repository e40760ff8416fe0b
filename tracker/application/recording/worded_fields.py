"""A development in the words that would record it."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from tracker.application.recording.dating import said_again
from tracker.domain.development import Development


def words_of(found: Development) -> dict[str, str]:
    """The words of what a correction may change; what is not given has none."""
    words = {
        **said_again(found.occurred),
        "actor": ",".join(found.actors),
        "target": ",".join(found.targets),
        "third_party": ",".join(found.third_parties),
        "summary": found.summary,
        "rating": str(found.rating or ""),
        "certainty": found.certainty or "",
        "note": found.note or "",
        **dict(_flat("", found.own_fields())),
    }
    return {key: text for key, text in words.items() if text}


def _flat(before: str, value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parts of a mapping by their path: ``position.head.PAK>IRN``."""
    found: list[tuple[str, str]] = []
    for key, part in value.items():
        name = f"{before}.{key}" if before else key
        found += _flat(name, part) if isinstance(part, Mapping) else [(name, word(part))]
    return found


def word(value: Any) -> str:
    """A value as the word that gives it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ",".join(map(word, value))
    return str(value.value if isinstance(value, Enum) else value)
