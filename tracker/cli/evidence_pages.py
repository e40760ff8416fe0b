"""Pages of `tracker show`: a development, a group, a source or an incident as lines of text."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from tracker.application.plain import words
from tracker.application.when import when_in_words
from tracker.cli.reading_pages import change_lines, report_lines


def evidence_page(document: Mapping[str, Any]) -> Iterator[str]:
    """The page of what an id names."""
    pages = {"development": _development, "group": _group, "source": _source, "incident": _incident}
    return pages[document["kind"]](document)


def _group(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['id']}: one development of {len(document['parts'])} pairs"
    for part in document["parts"]:
        yield ""
        yield from _development(part)


def _development(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['id']}  {document['type']} ({document['category']})"
    if document["summary"]:
        yield f"  {document['summary']}"
    if document["retracted"] is not None:
        yield f"  RETRACTED: {document['retracted'] or 'no reason given'}"
    if document["counts_as"] != document["id"]:
        yield f"  the same as {document['counts_as']}, and counted there"
    yield f"  when: {when_in_words(document['date'])}"
    yield f"  who: {_who(document)}"
    yield from (f"  {name}: {words(value)}" for name, value in document["fields"].items())
    yield from _law(document)
    yield from _evidence(document)
    yield from _ties(document)
    yield from _history(document["history"])


def _who(document: Mapping[str, Any]) -> str:
    targets = f" → {words(document['targets'])}" if document["targets"] else ""
    third = f", with {words(document['third_parties'])}" if document["third_parties"] else ""
    return f"{words(document['actors'])}{targets}{third}"


def _law(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"  law: {', '.join(document['basis'])}; {document['character']}"
    codes = document["codes"]
    yield f"  codes: CAMEO {words(codes['cameo'])}, PLOVER {codes['plover'] or '-'}"
    value, rule = f"{document['weight']['value']:+g}", document["weight"]["rule"]
    yield f"  weight: {value}{'' if rule == value else f' ({rule})'}"
    yield from (f"  effect: {sentence}" for sentence in document["effect"])
    yield from (f"  expects: {row['expected']} ({row['article']})" for row in document["expects"])
    for row in document["anomalies"]:
        maybe = "possibly " if row["uncertain"] else ""
        yield f"  {maybe}ANOMALY: expected that {row['expected']} ({row['article']}); found {words(row['found'])}"


def _evidence(document: Mapping[str, Any]) -> Iterator[str]:
    certainty = document["certainty"]
    claimed = f"; the file claims {certainty['claimed']}" if certainty["beyond"] else ""
    yield (
        f"  grade: {document['rating'] or 'none'}; certainty: {certainty['derived'] or 'not derived'}, "
        f"independent publishers: {certainty['families']}{claimed}"
    )
    yield from (f"  {text}" for text in report_lines(document["reports"]))
    yield from (f"  {text}" for text in _lifecycle(document["steps"]))
    disputed = {row["aspect"] for row in document["disputed"]}
    for aspect, claims in groupby(document["claims"], key=lambda row: row["aspect"]):
        yield f"  claims of {aspect}:"
        yield from (f"    {_claim(claim)}" for claim in claims)
    if disputed:
        yield f"  disputed: {', '.join(sorted(disputed))}"
    yield from (f"  assessed: {aspect} = {words(value)}" for aspect, value in document["assessed"].items())


def _lifecycle(steps: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The status, and the steps that led to it where there was more than one."""
    yield f"status: {steps[-1]['status']} ({steps[-1]['why']})"
    for step in steps if len(steps) > 1 else ():
        because = f", because {step['reason']}" if step["reason"] else ""
        yield f"  {step['status']} by {step['topic']}, version {step['version']} of {step['development']}{because}"


def _claim(claim: Mapping[str, Any]) -> str:
    by = claim["by"] or claim["party"] or "not said by whom"
    quoted = f": “{claim['quote']}”" if claim["quote"] else ""
    qualified = f"{claim['qualifier']} " if claim["qualifier"] else ""
    source = f" ({claim['source']})" if claim["source"] else ""
    return f"{qualified}{words(claim['value'])} — {by}{source}{quoted}"


def _ties(document: Mapping[str, Any]) -> Iterator[str]:
    named = (
        ("in response to", "in_response_to"),
        ("answered by", "responses"),
        ("same as", "same_as"),
        ("also told in", "merged"),
        ("incidents", "incidents"),
    )
    for name, key in named:
        if document[key]:
            yield f"  {name}: {', '.join(document[key])}"
    if document["note"]:
        yield f"  note: {document['note']}"


def _history(entries: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "  history:"
    for entry in entries:
        who = f" by {entry['by']}" if entry["by"] else ""
        why = f", because {entry['reason']}" if entry["reason"] else ""
        known = f", known from {entry['known_from']}" if entry["known_from"] else ""
        yield f"    #{entry['position']} {entry['topic']} on {entry['recorded_at']}{who}{known}{why}"
        yield from change_lines(entry["changes"], "      ")


def _source(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['id']}  source"
    keys = ("outlet", "family", "title", "published", "url", "file", "sha256", "reliability")
    yield from (f"  {key}: {document[key]}" for key in keys if document[key])
    yield from _members(document)


def _incident(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['id']}  incident"
    yield f"  {document['title']}"
    if any(document["window"]):
        yield f"  window: {' to '.join(day or '…' for day in document['window'])}"
    if document["trigger"]:
        yield f"  trigger: {words(document['trigger'])}"
    yield from (f"  note: {note}" for note in document["notes"])
    yield from _members(document)


def _members(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"  developments: {words(document['developments'])}"
    yield from _history(document["history"])
