"""Ties: to which developments and incidents one is tied, how, and what each of them is."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tracker.application.intervals import between_words
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import development_of, settling_at
from tracker.domain.chronicle import Settling
from tracker.domain.log import INCIDENT_PREFIX

TIES = ("in_response_to", "responses", "same_as", "merged")
"""The ties of an evidence document that lead to other developments."""


class TieRow(NamedTuple):
    """One tie of a development."""

    tie: str
    """Its name in the evidence document; ``incidents`` for being part of one."""
    id: str
    leads: bool = False
    """Whether there is a development to go to."""
    date: str = ""
    """Its best date."""
    between: str = ""
    """The days between which it lies, where that is more than one."""
    words: str = ""
    """What it says of itself; nothing where nothing is known of it."""
    retracted: bool = False


def with_ties(reader: Reader, document: dict[str, Any], clocks: Clocks) -> dict[str, Any]:
    """An evidence document with its ``ties`` as rows; of a group those of each part."""
    return _tied(document, settling_at(reader, clocks))


def _tied(document: dict[str, Any], settling: Settling) -> dict[str, Any]:
    if document["kind"] == "group":
        return {**document, "parts": [_tied(part, settling) for part in document["parts"]]}
    if document["kind"] != "development":
        return document
    return {**document, "ties": list(_rows(document, settling))}


def _rows(document: Mapping[str, Any], settling: Settling) -> Iterator[TieRow]:
    """Each development once, under the first of its ties, and those of one tie in order of time."""
    told: set[str] = set()
    for tie in TIES:
        others = [other for other in document[tie] if other not in told]
        told.update(others)
        found = (_development(settling, tie, other) for other in others)
        yield from sorted(found, key=lambda row: (not row.leads, row.date))
    yield from (_incident(settling, name) for name in document["incidents"])


def _development(settling: Settling, tie: str, other: str) -> TieRow:
    dossier = settling.lookup.dossier(other)
    held = development_of(dossier)
    if dossier is None or held is None:
        return TieRow(tie, other)
    when = settling.occurred(other) or held.occurred
    words = held.summary or held.type_name().replace("_", " ")
    between = between_words(when.earliest, when.latest)
    return TieRow(tie, other, True, when.best.isoformat(), between, words, dossier.retracted is not None)


def _incident(settling: Settling, name: str) -> TieRow:
    dossier = settling.lookup.dossier(INCIDENT_PREFIX + name)
    incident = None if dossier is None else dossier.incident
    return TieRow("incidents", name, words=name if incident is None else incident.title)
