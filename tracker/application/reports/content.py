"""What a report says: of a pair its state, its timeline and what the state rests on; of a development its evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from tracker.application.plain import clocks_in_words, words
from tracker.application.reports.blocks import Block, Heading, Items, Link, Paragraph, Parts, Quotation, Report, Table
from tracker.application.reports.state_blocks import state_blocks
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.citation import citation, root_text
from tracker.application.views.evidence import evidence_document
from tracker.application.views.state import clocks_document, state_document
from tracker.application.views.timeline import TimelineRow, timeline_rows
from tracker.application.wording import arrow

Document = Mapping[str, Any]
_GONE = "✗ retracted: "


def pair_report(reader: Reader, pair: str, clocks: Clocks, *, now: datetime) -> Report:
    """The report of a pair at three clocks."""
    document = state_document(reader, pair, clocks, now=now)
    title = f"Relations {pair.replace('-', '–')}"
    rows = timeline_rows(reader, pair, clocks)
    blocks = [*state_blocks(document, rows), *_timeline(rows), *_grounds(reader, document, clocks)]
    return Report(title, clocks_in_words(document["clocks"]), blocks, citation(reader, pair, clocks, now=now)["line"])


def development_report(reader: Reader, name: str, clocks: Clocks, *, now: datetime) -> Report:
    """The report of a development, or of what else has an id; BadInput where it was not known."""
    document = evidence_document(reader, name, clocks)
    title = document.get("summary") or document.get("title") or name
    said = clocks_in_words(clocks_document(reader, clocks, now))
    return Report(str(title), said, list(evidence_blocks(document)), _cited(reader, document, clocks, now))


def _cited(reader: Reader, document: Document, clocks: Clocks, now: datetime) -> str:
    """A development of a pair is cited with the state of the pair; any other with the log alone."""
    pair = (document.get("direction") or "").replace(">", "-")
    name = document["id"]
    if pair:
        ordered = "-".join(sorted(pair.split("-")))
        return f"{name} in {citation(reader, ordered, clocks, now=now)['line']}"
    position = clocks.position if clocks.position is not None else reader.last_position()
    return f"{name} #{position} root:{root_text(reader, position)}"


def _timeline(rows: Sequence[TimelineRow]) -> Iterator[Block]:
    yield Heading(f"Timeline ({len(rows)})")
    columns = ("date", "weight", "direction", "type", "what happened", "marks", "id")
    yield Table(columns, [_timeline_row(row) for row in rows])


def _timeline_row(row: TimelineRow) -> tuple[str, ...]:
    gone = f" ({_GONE}{row.retracted})" if row.retracted is not None else ""
    marks = (("disputed", row.disputed), ("uncertain", row.uncertain), ("anomaly", row.anomaly))
    return (
        row.edtf, f"{row.glyph} {row.weight:+.1f}", arrow(row.direction or ""), row.type.replace("_", " "),
        f"{row.summary}{gone}", ", ".join(mark for mark, there in marks if there), row.id,
    )  # fmt: skip


def _grounds(reader: Reader, document: Document, clocks: Clocks) -> Iterator[Block]:
    """The developments that made the state, with what their sources say."""
    names = sorted(set(_ids(document["because"])) | set(document["tension"]["because"]))
    if names:
        yield Heading("What the state rests on")
    every = (evidence_document(reader, name, clocks) for name in names)
    for found in sorted(every, key=lambda held: held["date"]["best"]):
        yield Paragraph(f"{found['date']['edtf']} {found['summary']} ({found['id']})")
        yield from _reports(found)


def _ids(because: object) -> Iterator[str]:
    if isinstance(because, Mapping):
        for value in because.values():
            yield from _ids(value)
    elif isinstance(because, list | tuple):
        for value in because:
            yield from _ids(value)
    elif isinstance(because, str):
        yield because


def evidence_blocks(document: Document) -> Iterator[Block]:
    """What is recorded of a development: facts, sources with quotations, claims."""
    for part in document.get("parts", ()):
        yield from evidence_blocks(part)
    if document["kind"] != "development":
        return
    yield Items([f"{name}: {text}" for name, text in _facts(document) if text not in ("", "-")])
    if document["retracted"] is not None:
        yield Paragraph(f"{_GONE}{document['retracted']}")
    yield Heading(f"Sources ({len(document['reports'])})")
    yield from _reports(document)
    yield from _claims(document["claims"])


def _facts(document: Document) -> Iterable[tuple[str, str]]:
    yield "type", document["type"].replace("_", " ")
    yield "date", document["date"]["edtf"]
    yield "actors", words(document["actors"])
    yield "targets", words(document["targets"])
    yield "weight", words(document["weight"]["value"])
    yield from ((name.replace("_", " "), words(value)) for name, value in document["fields"].items())
    yield "note", document["note"] or ""
    yield "id", document["id"]


def _reports(document: Document) -> Iterator[Block]:
    for row in document.get("reports", ()):
        source = Parts(tuple(_about(row)))
        if row["quote"]:
            yield Quotation(row["quote"], source)
        else:
            yield Items([source])


def _about(row: Document) -> Iterator[str | Link]:
    """What is known of a source, where its name or what it gives is an address as that."""
    if row["source"]:
        yield Link(row["source"])
    yield from (str(item) for item in (row["outlet"], row["title"], row["published"]) if item)
    if row.get("url"):
        yield Link(row["url"])


def _claims(rows: Iterable[Document]) -> Iterator[Block]:
    told = [
        (row["aspect"], f"{row['qualifier'] or ''} {words(row['value'])}".strip(), row["by"] or "", row["quote"] or "")
        for row in rows
    ]
    if told:
        yield Heading(f"Claims ({len(told)})")
        yield Table(("aspect", "value", "by", "in their words"), told)
