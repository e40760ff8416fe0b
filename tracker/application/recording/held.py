"""A development as it is held, in the words that would record it: what a form of correction begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tracker.application.recording.dating import said_again
from tracker.application.recording.ground import ground
from tracker.application.store.address import Address
from tracker.domain.development import Development


@dataclass(frozen=True)
class Held:
    """What is held of an id: the version of each development, whether it is retracted, and its words by key."""

    id: str
    type: str
    summary: str
    versions: Mapping[str, int]
    retracted: str | None
    words: Mapping[str, str] = field(default_factory=dict)


def held(path: Address, id: str) -> Held:
    """What is held of an id, of a group its first part; BadInput where no development is called so."""
    with ground(path, needed=True) as log:
        dossiers = [dossier for stream in log.wanted(id) if (dossier := log.dossier(stream)) is not None]
    if not dossiers or dossiers[0].development is None:  # pragma: no cover - wanted() names developments only
        raise LookupError(id)
    first, found = dossiers[0], dossiers[0].development
    versions = {dossier.stream: dossier.version for dossier in dossiers}
    return Held(id, found.type_name(), found.summary, versions, first.retracted, words_of(found))


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
        found += _flat(name, part) if isinstance(part, Mapping) else [(name, _word(part))]
    return found


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ",".join(map(_word, value))
    return str(value.value if isinstance(value, Enum) else value)
