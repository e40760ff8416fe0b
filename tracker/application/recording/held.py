"""A development as it is held, in the words that would record it: what a form of correction begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.application.recording.accounts import Account, accounts_of
from tracker.application.recording.ground import ground
from tracker.application.recording.worded_fields import words_of
from tracker.application.store.address import Address


@dataclass(frozen=True)
class Held:
    """What is held of an id: the version of each development, whether it is retracted, and its words by key."""

    id: str
    type: str
    summary: str
    versions: Mapping[str, int]
    retracted: str | None
    words: Mapping[str, str] = field(default_factory=dict)
    accounts: tuple[Account, ...] = ()
    """What is said of its aspects, and by whom."""


def held(path: Address, id: str) -> Held:
    """What is held of an id, of a group its first part; BadInput where no development is called so."""
    with ground(path, needed=True) as log:
        dossiers = [dossier for stream in log.wanted(id) if (dossier := log.dossier(stream)) is not None]
        accounts = accounts_of(log, dossiers[0].stream) if dossiers else ()
    if not dossiers or dossiers[0].development is None:  # pragma: no cover - wanted() names developments only
        raise LookupError(id)
    first, found = dossiers[0], dossiers[0].development
    versions = {dossier.stream: dossier.version for dossier in dossiers}
    return Held(id, found.type_name(), found.summary, versions, first.retracted, words_of(found), accounts)
