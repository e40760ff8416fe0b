"""Evidence: one development with everything behind it, or a source, an incident, the parts of a group."""

from typing import Any

from tracker.application.problems import BadInput
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views import catalogue_pages as pages
from tracker.application.views.certainty import families, standing
from tracker.application.views.chronicles import (
    development_of,
    direction_of,
    happenings_of,
    responses_to,
    settling_at,
    time_text,
    unknown_id,
)
from tracker.application.views.histories import dossier_history
from tracker.application.views.lifecycles import step_rows, steps_of
from tracker.application.views.state import anomalies
from tracker.domain.chronicle import Settling
from tracker.domain.development import Development
from tracker.domain.disputes import disputes_of
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Source
from tracker.domain.log import INCIDENT_PREFIX, READER_PREFIX, SOURCE_PREFIX, WATCH_PREFIX
from tracker.domain.occurrence import Occurrence
from tracker.domain.weights import describe as weight_in_words
from tracker.domain.weights import weigh

MEMBERS = 1000
"""So many developments of an incident are listed."""


def evidence_document(reader: Reader, name: str, clocks: Clocks) -> dict[str, Any]:
    """What an id names, as known at these clocks; ``kind`` says which of development, group, source, incident.

    BadInput where nothing is called so, or nothing was known of it then.
    """
    if name.startswith((READER_PREFIX, WATCH_PREFIX)):
        raise BadInput(f"{name} is no development, source or incident", remedy=f"see tracker log --stream {name}")
    if reader.empty:
        raise unknown_id(reader, name)
    for stream in (name, SOURCE_PREFIX + name, INCIDENT_PREFIX + name):
        if _is_there(reader, stream):
            return _of_stream(reader, stream, clocks)
    parts = parts_of(reader, name)
    if not parts:
        raise unknown_id(reader, name)
    return {"kind": "group", "id": name, "parts": [_of_stream(reader, part, clocks) for part in parts]}


def _is_there(reader: Reader, stream: str) -> bool:
    row = reader.conn.execute("SELECT 1 FROM stored_events WHERE originator_id = ? LIMIT 1", (stream,)).fetchone()
    return row is not None


def parts_of(reader: Reader, name: str) -> list[str]:
    """The developments of the single pairs that a bare id addresses: ``ID/BHR-QAT`` of ``ID``."""
    rows = reader.conn.execute(
        "SELECT originator_id FROM stored_events WHERE originator_version = 1 AND originator_id > ? "
        "AND originator_id < ? ORDER BY originator_id",
        (f"{name}/", f"{name}0"),  # '0' follows '/'
    )
    return [stream for (stream,) in rows if "/" not in stream[len(name) + 1 :]]


def _of_stream(reader: Reader, stream: str, clocks: Clocks) -> dict[str, Any]:
    settling = settling_at(reader, clocks)
    dossier = settling.lookup.dossier(stream)
    if dossier is None:
        raise BadInput(
            f"{stream} was not known then", remedy="ask without --known-at and --position, or with later ones"
        )
    if dossier.development is not None:
        return development_document(reader, settling, dossier, dossier.development, clocks)
    if dossier.source is not None:
        return _source_document(reader, dossier, dossier.source, settling, clocks)
    return _incident_document(reader, dossier, settling, clocks)


def development_document(
    reader: Reader, settling: Settling, dossier: Dossier, held: Development, clocks: Clocks
) -> dict[str, Any]:
    """A development: what happened, what the law says of it, what it rests on, and how its entry came to be."""
    stream = dossier.stream
    counts = settling.standing(stream) is not None
    happening = settling.happening(stream) if counts else None
    claims = happening.claims if happening is not None else held.claims
    assessed = dict(happening.assessed if happening is not None else dossier.assessed)
    return {
        "kind": "development",
        "id": stream,
        "version": dossier.version,
        **_what(held, (settling.occurred(stream) if counts else None) or held.occurred),
        **_law(held),
        **_standing(settling, stream, held),
        "reports": report_rows(settling, stream),
        "claims": claim_rows(settling, stream),
        "disputed": disputes_of(stream, claims, assessed),
        "assessed": assessed,
        **_ties(settling, dossier, held),
        "anomalies": _anomalies(reader, stream, held, clocks) if happening is not None else [],
        "known_from": _instant(dossier.known_from),
        "retracted": dossier.retracted,
        "reinstated": dossier.reinstated,
        **_lifecycle(reader, settling, stream, clocks),
        "history": dossier_history(reader, stream, clocks),
    }


def _lifecycle(reader: Reader, settling: Settling, stream: str, clocks: Clocks) -> dict[str, Any]:
    steps = step_rows(steps_of(reader, settling, stream, clocks))
    return {"status": steps[-1]["status"], "steps": steps}


def _instant(moment: Any) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _what(held: Development, when: Occurrence) -> dict[str, Any]:
    return {
        "type": held.type_name(),
        "category": str(held.category),
        "meaning": pages.meaning_of(type(held)),
        "date": when_row(when),
        "pair": held.pair,
        "direction": direction_of(held),
        "actors": list(held.actors),
        "targets": list(held.targets),
        "third_parties": list(held.third_parties),
        "summary": held.summary,
        "fields": held.own_fields(),
        "note": held.note,
    }


def when_row(when: Occurrence) -> dict[str, Any]:
    """When it happened: the source's expression, the best date and its bounds (latest as responses allow)."""
    return {
        "edtf": when.edtf,
        "best": when.best.isoformat(),
        "earliest": None if when.earliest is None else when.earliest.isoformat(),
        "latest": when.latest.isoformat(),
        "time": time_text(when),
        "exact": when.exact,
        "approximate": when.approximate,
        "doubtful": when.doubtful,
    }


def _law(held: Development) -> dict[str, Any]:
    form = type(held)
    return {
        "basis": [str(citation) for citation in form.legal_basis],
        "character": str(form.character),
        "codes": pages.codes_of(form),
        "effect": effects_of(held),
        "expects": [pages.expectation_row(expectation) for expectation in form.expects],
        "weight": {"value": weigh(form.weight, held.own_fields()), "rule": weight_in_words(form.weight)},
    }


def effects_of(held: Development) -> list[str]:
    """What a development does to its pair, in words, with the sides named; nothing where it touches none."""
    bearing = held.bearing
    if bearing.pair is None:
        return []
    fields = {**held.own_fields(), "_actor": held.actors, "_pair": bearing.pair}
    applied = [effect for effect in type(held).effect if effect.instructions(fields, bearing.direction)]
    return [_sided(effect.sentence, held) for effect in applied]


def _sided(sentence: str, held: Development) -> str:
    direction = direction_of(held)
    if direction is None or ">" not in direction:
        return sentence
    first, second = direction.split(">")
    names = {"{actor>target}": f"{first}>{second}", "{target>actor}": f"{second}>{first}",
             "{actor}": first, "{target}": second}  # fmt: skip
    for word, name in names.items():
        sentence = sentence.replace(word, f"{{{name}}}")
    return sentence


def _standing(settling: Settling, stream: str, held: Development) -> dict[str, Any]:
    named = {str(row["source"]) for row in report_rows(settling, stream)}
    found = standing(held.rating, held.certainty, families((name, source_of(settling, name)) for name in sorted(named)))
    return {"rating": None if held.rating is None else str(held.rating), "certainty": found.document()}


def source_of(settling: Settling, name: str) -> Source | None:
    """The source that a report names, where a file describes it."""
    dossier = settling.lookup.dossier(SOURCE_PREFIX + name)
    return None if dossier is None else dossier.source


def _members(settling: Settling, stream: str) -> list[tuple[str, Development]]:
    """A development and what is merged into it; a retracted one alone."""
    named = settling.family(stream) if settling.canonical(stream) == stream else [stream]
    found = ((name, development_of(settling.lookup.dossier(name))) for name in named)
    return [(name, held) for name, held in found if held is not None]


def report_rows(settling: Settling, stream: str) -> list[dict[str, Any]]:
    """What sources say of a development and of what is merged into it, with the exact quotations."""
    rows: list[dict[str, Any]] = []
    for name, held in _members(settling, stream):
        quoted = {report.source for report in held.reports}
        given = [report.model_dump(mode="json") for report in held.reports]
        bare = [
            {"source": source, "quote": None, "offset": None, "note": None}
            for source in held.sources
            if source not in quoted
        ]
        rows += [{"development": name, **row, **_published(settling, row["source"])} for row in given + bare]
    return rows


def _published(settling: Settling, name: str) -> dict[str, Any]:
    source = source_of(settling, name)
    described = source.model_dump(mode="json") if source is not None else {}
    keys = ("outlet", "family", "title", "published", "url", "reliability")
    return {key: described.get(key) for key in keys}


def claim_rows(settling: Settling, stream: str) -> list[dict[str, Any]]:
    """What is claimed of a development and of what is merged into it, by aspect, side by side."""
    rows = [
        {"development": name, **claim.model_dump(mode="json")}
        for name, held in _members(settling, stream)
        for claim in held.claims
    ]
    return sorted(rows, key=lambda row: str(row["aspect"]))


def _ties(settling: Settling, dossier: Dossier, held: Development) -> dict[str, Any]:
    stream = dossier.stream
    standing_ = settling.standing(stream) is not None
    counted = settling.canonical(stream) if standing_ else stream
    return {
        "in_response_to": _tags(settling, stream, "in_response_to"),
        "responses": responses_to(settling, counted) if standing_ else [],
        "same_as": list(dossier.same_as),
        "counts_as": counted,
        "merged": [name for name, _ in _members(settling, stream)[1:]],
        "incidents": _tags(settling, stream, "incidents"),
        "group": held.group,
    }


def _tags(settling: Settling, stream: str, name: str) -> list[str]:
    """The causes or incidents that a development names, and those of what is merged into it: none is lost."""
    return list(dict.fromkeys(tag for _, held in _members(settling, stream) for tag in getattr(held, name)))


def _anomalies(reader: Reader, stream: str, held: Development, clocks: Clocks) -> list[dict[str, Any]]:
    if held.pair is None:
        return []
    from tracker.application.store.past import picture_of

    picture = picture_of(held.pair, clocks, happenings_of(reader, held.pair, clocks))
    return [row for row in anomalies(picture) if row["development"] == stream]


def _source_document(
    reader: Reader, dossier: Dossier, source: Source, settling: Settling, clocks: Clocks
) -> dict[str, Any]:
    name = dossier.stream.removeprefix(SOURCE_PREFIX)
    return {
        "kind": "source",
        "id": dossier.stream,
        "name": name,
        **{f"source_{k}" if k == "id" else k: v for k, v in source.model_dump(mode="json").items()},
        "developments": [stream for stream in _mentioning(reader, name) if _rests_on(settling, stream, name)],
        "history": dossier_history(reader, dossier.stream, clocks),
    }


def _incident_document(reader: Reader, dossier: Dossier, settling: Settling, clocks: Clocks) -> dict[str, Any]:
    incident, name = dossier.incident, dossier.stream.removeprefix(INCIDENT_PREFIX)
    members = [stream for stream in _mentioning(reader, name) if _belongs(settling, stream, name)]
    return {
        "kind": "incident",
        "id": dossier.stream,
        "name": name,
        "title": incident.title if incident is not None else None,
        "window": list(incident.window) if incident is not None else [None, None],
        "trigger": dict(incident.trigger) if incident is not None else {},
        "notes": list(incident.notes) if incident is not None else [],
        "developments": members,
        "history": dossier_history(reader, dossier.stream, clocks),
    }


def _rests_on(settling: Settling, stream: str, source: str) -> bool:
    held = development_of(settling.lookup.dossier(stream))
    if held is None:
        return False
    named = {*held.sources, *(r.source for r in held.reports), *(c.source for c in held.claims)}
    return source in named


def _belongs(settling: Settling, stream: str, incident: str) -> bool:
    held = development_of(settling.standing(stream))
    return held is not None and incident in held.incidents


def _mentioning(reader: Reader, name: str) -> list[str]:
    """Developments of which an entry names a source or an incident, as its JSON has it."""
    import json

    rows = reader.conn.execute(
        "SELECT DISTINCT originator_id FROM stored_events WHERE instr(state, ?) > 0 "
        "AND originator_id NOT LIKE 'source:%' AND originator_id NOT LIKE 'incident:%' ORDER BY 1 LIMIT ?",
        (json.dumps(name, ensure_ascii=False).encode(), MEMBERS),
    )
    return [stream for (stream,) in rows]
