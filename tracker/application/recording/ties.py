"""Ties and sources that a person names: they must be in the log, a bare group id stands for its parts."""

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.recording.ground import Ground
from tracker.domain.log import SOURCE_PREFIX


def tied(ground: Ground, key: str, id: str, stream: str) -> tuple[str, ...]:
    """The developments that a tie names: of a group all parts, for same_as the part of the same pair."""
    parts = ground.wanted(id)
    if key != "same_as" or len(parts) == 1:
        return parts
    dossier = ground.dossier(stream)
    pair = dossier.development.pair if dossier and dossier.development else None
    same = tuple(part for part in parts if part.rsplit("/", 1)[-1] == pair)
    if not same:
        raise BadInput(f"{id} has no part of {pair or 'no pair'}", stream, f"name one of its parts, such as {parts[0]}")
    return same


def checked_source(ground: Ground, text: str) -> str:
    """A source as it was named: an address, or the id of a described source (``incident/id``)."""
    if "://" in text or "." in text or ground.dossier(SOURCE_PREFIX + text) is not None:
        return text
    near = [stream.removeprefix(SOURCE_PREFIX) for stream in ground.described()]
    raise BadInput(
        f"{text!r} is neither an address nor a described source{did_you_mean(text, near)}",
        remedy="give source=https://… or a described source as INCIDENT/ID",
    )
