"""Refusals in words: the sentence of the desk, what in particular, and how to go on."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.application.problems import BadInput
from tracker.application.recording.ground import Ground
from tracker.application.store.codec import Stored
from tracker.application.store.lookup import history
from tracker.domain.commands import Refusal, Refused
from tracker.domain.log import Assessed, Corrected, Entry, topic_of

REMEDY = {
    Refusal.UNKNOWN_ID: "tracker search WORDS finds ids; tracker log lists them",
    Refusal.SAID_OTHERWISE: "tracker correct {id} key=value --reason WHY, or give another id=",
    Refusal.RETRACTED: "tracker reinstate {id} --reason WHY",
    Refusal.NOT_RETRACTED: "tracker show {id} tells how it stands",
    Refusal.ALREADY_RETRACTED: "nothing needs to be done; for the new reason reinstate it and retract it again",
    Refusal.STALE_VERSION: "tracker show {id}, then say it again with the new --version",
    Refusal.NOTHING_SAID: "say what it brings as key=value",
    Refusal.NOT_A_FIELD: "tracker show {id} names its fields, tracker catalogue {type} what they take",
    Refusal.DOES_NOT_FIT: "tracker catalogue {type} lists the fields and their choices",
    Refusal.NOT_LINKED: "tracker show {id} lists its links",
    Refusal.TO_ITSELF: "name another development",
    Refusal.NO_REASON: "add --reason WHY",
}


@contextmanager
def in_words(ground: Ground) -> Iterator[None]:
    """Turn a refusal of the desk into bad input that says how to go on."""
    try:
        yield
    except Refused as refused:
        raise explained(ground, refused) from refused


def explained(ground: Ground, refused: Refused) -> BadInput:
    """The refusal as bad input; for a stale version with what changed since."""
    said = plainly(refused, _type(ground, refused.stream))
    if refused.refusal is Refusal.STALE_VERSION:
        said.remedy = f"since then: {'; '.join(since(ground, refused))}; {said.remedy}"
    return said


def plainly(refused: Refused, type: str = "TYPE") -> BadInput:
    """The refusal as bad input, without a look at the log."""
    detail = f" ({refused.detail.removeprefix('Value error, ')})" if refused.detail else ""
    remedy = REMEDY[refused.refusal].format(id=refused.stream, type=type)
    return BadInput(f"{refused.refusal.value}{detail}", refused.stream, remedy)


def _type(ground: Ground, stream: str) -> str:
    dossier = ground.dossier(stream)
    return dossier.development.type_name() if dossier and dossier.development else "TYPE"


def since(ground: Ground, refused: Refused) -> list[str]:
    """What changed after the version that was read, an entry each."""
    read = int(refused.detail.rsplit(" ", 1)[-1])
    return [changed(stored) for stored in history(ground.conn, refused.stream) if stored.entry.version > read] or [
        f"nothing: version {read} is not there yet"
    ]


def changed(stored: Stored) -> str:
    """One entry in a few words: 'version 2 corrected kind by ada on 2024-01-19 (a typo)'."""
    entry = stored.entry
    words = [f"version {entry.version} {topic_of(entry)}", *_parts(entry)]
    words += [f"by {entry.by}"] if entry.by else []
    words.append(f"on {stored.recorded_at.date().isoformat()}")
    return " ".join(words) + (f" ({entry.reason})" if entry.reason else "")


def _parts(entry: Entry) -> list[str]:
    if isinstance(entry, Corrected):
        return [", ".join([*(["type"] if entry.type else []), *entry.changes])]
    if isinstance(entry, Assessed):
        given = (entry.rating, entry.certainty, entry.aspect)
        return [", ".join(str(item) for item in given if item is not None)]
    return []
