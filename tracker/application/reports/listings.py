"""What a report says of what is behind a component, differs, waits or is new; and of all pairs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from tracker.application.plain import clocks_in_words, words
from tracker.application.reports.blocks import Block, Heading, Items, Paragraph, Report, Table
from tracker.application.reports.content import evidence_blocks
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.citation import citation, root_text
from tracker.application.views.diff import diff_document
from tracker.application.views.evidence import evidence_document
from tracker.application.views.ledger import most_urgent_first, waiting_rows
from tracker.application.views.relations import RelationRow, relation_rows
from tracker.application.views.state import clocks_document
from tracker.application.views.unread import newest_page
from tracker.application.wording import (
    component_words,
    counted,
    flags_in_words,
    held_words,
    in_words,
    label_of,
    value_words,
)

Document = Mapping[str, Any]


def log_citation(reader: Reader, clocks: Clocks, now: datetime) -> str:
    """One line that names what the log holds at these clocks: date, knowledge, position and the root of the tree."""
    said = clocks_document(reader, clocks, now)
    known = said["known_at"] or "all"
    return f"log @{said['as_of']} known {known} #{said['position']} root:{root_text(reader, said['position'])}"


def why_report(
    reader: Reader, pair: str, component: str, names: Sequence[str], clocks: Clocks, *, now: datetime
) -> Report:
    """The developments behind a component of a pair, with what their sources say."""
    blocks: list[Block] = []
    for name in names:
        document = evidence_document(reader, name, clocks)
        blocks += [Heading(str(document.get("summary") or document.get("title") or name)), *evidence_blocks(document)]
    said = clocks_in_words(clocks_document(reader, clocks, now))
    return Report(f"{_pair(pair)}: {component}, why", said, blocks, citation(reader, pair, clocks, now=now)["line"])


def difference_report(reader: Reader, pair: str, before: Clocks, after: Clocks, *, now: datetime) -> Report:
    """What changed for a pair and what was learned from one moment to another; both are cited."""
    document = diff_document(reader, pair, before, after, now)
    first, second = (clocks_in_words(document[side]) for side in ("before", "after"))
    cited = "; ".join(citation(reader, pair, clocks, now=now)["line"] for clocks in (before, after))
    return Report(f"{_pair(pair)} compared", f"{first}, and {second}", list(_difference(document)), cited)


def _difference(document: Document) -> Iterator[Block]:
    tension = document["tension"]
    yield Items([f"tension {tension['old']:.1f} → {tension['new']:.1f}"])
    yield from _section("What changed", ("component", "before", "after", "by"), (
        (component_words(row["component"]), *_values(row), words(row["because"]))
        for row in document["components"]
    ))  # fmt: skip
    for title, name in (("Came into the state", "came"), ("Left the state", "left")):
        yield from _section(title, ("date", "type", "what happened", "id"), map(_happened, document[name]))
    yield from _section("Said otherwise", ("id", "what", "before", "after"), (
        (row["development"], change["what"], words(change.get("old")), words(change.get("new")))
        for row in document["changed"] for change in row["changes"]
    ))  # fmt: skip
    yield from _section("What was learned", ("what", "date", "what happened", "id", "known from", "entry", "why"), (
        (row["kind"], row["date"], row["summary"] or _kind(row), row["development"], row["known_from"] or "always",
         str(row["position"]), row["reason"] or "") for row in document["learned"]
    ))  # fmt: skip
    yield from _section("Otherwise on these dates", ("component", "from", "to", "before", "after"), (
        (component_words(row["component"]), row["first"], row["last"] or "", *_values(row))
        for row in document["stretches"]
    ))  # fmt: skip


def _values(row: Document) -> tuple[str, str]:
    """A component before and after."""
    old, new = (value_words(row["component"], row[side]) for side in ("old", "new"))
    return old, new


def waiting_report(
    reader: Reader, pairs: Iterable[str], clocks: Clocks, *, now: datetime, pair: str | None = None
) -> Report:
    """What waits for an answer in some pairs, the most urgent first; with ``pair`` in that one alone."""
    asked = pairs if pair is None else (pair,)
    rows = most_urgent_first(row for each in asked for row in waiting_rows(reader, clocks, each))
    columns = ("pair", "awaits", "what", "since", "days", "due", "overdue", "what was said", "law", "id")
    table = Table(columns, [
        (_pair(row["pair"]), row["awaits"], f"{row['kind']} {row['scope'] or ''}".strip(), row["since"],
         str(row["days"]), row["due"] or "", f"{row['overdue_days']} d" if row["overdue_days"] else "",
         row["summary"] or row["sentence"], row["article"], row["id"]) for row in rows
    ])  # fmt: skip
    blocks: list[Block] = [table] if rows else [Paragraph("Nothing waits for an answer.")]
    of = "" if pair is None else f", {_pair(pair)}"
    said = clocks_in_words(clocks_document(reader, clocks, now))
    return Report(f"What waits for an answer{of}", said, blocks, _cited(reader, pair, clocks, now))


def news_report(reader: Reader, since: int, *, now: datetime, most: int, own: str = "") -> Report:
    """What is new since an entry, by pair, the weightiest first; of more than so many developments the newest.

    What was written under the name ``own`` is left out.
    """
    document = newest_page(reader, since, limit=most, own=own)
    blocks: list[Block] = []
    for held in document["pairs"]:
        blocks.append(Heading(_pair(held["pair"]) if held["pair"] else "of no pair"))
        blocks.append(Table(("what", "date", "weight", "what happened", "id", "entries"), [
            (row["kind"], row["date"], f"{row['weight']:+.1f}", row["summary"] or _kind(row), row["development"],
             "; ".join(map(_entry, row["entries"]))) for row in held["developments"]
        ]))  # fmt: skip
    if document["next"]:
        blocks.append(Paragraph(f"These are the newest; those before entry {document['next']} are left out."))
    cited = log_citation(reader, Clocks(reader.default_cut(now.date())), now)
    said = f"as recorded behind entry {since}, up to entry {document['position']}"
    return Report("What is new", said, blocks or [Paragraph("Nothing is new.")], cited)


def matrix_report(
    reader: Reader, states: Sequence[str], pairs: Iterable[str], clocks: Clocks, *, now: datetime, of: str = ""
) -> Report:
    """States against states, in the order in which they are given, with the tension of each pair; then the pairs.

    ``of`` says which pairs they are, as ``in NATO``.
    """
    some = set(pairs)
    rows = [row for row in relation_rows(reader, clocks) if row.pair in some]
    report = _relations(f"Matrix of {counted(len(states), 'state')}, {_pairs(rows)}{of}", reader, rows, clocks, now)
    tension = {row.pair: f"{row.tension:.1f}" for row in rows}
    table = Table(("tension", *states), [(one, *(_cell(tension, one, other) for other in states)) for one in states])
    return report._replace(blocks=[table, Heading(_pairs(rows)), *report.blocks])


def _pairs(rows: Sequence[RelationRow]) -> str:
    return counted(len(rows), "pair")


def _cell(tension: Mapping[str, str], one: str, other: str) -> str:
    """The tension of two states; a dot where nothing is recorded of them, nothing for a state and itself."""
    return "" if one == other else tension.get("-".join(sorted((one, other))), "·")


def list_report(
    reader: Reader, pairs: Iterable[str], listed: str, clocks: Clocks, *, now: datetime, by: str | None = None
) -> Report:
    """Some pairs in the order in which they are given; ``listed`` says which they are, and in which order.

    ``by`` is the component by which they are listed, which stands beside the figures.
    """
    rows = {row.pair: row for row in relation_rows(reader, clocks, by=by)}
    found = [rows[pair] for pair in pairs if pair in rows]
    return _relations(f"Relations: {listed}", reader, found, clocks, now, by=by)


def _relations(
    title: str, reader: Reader, rows: Iterable[RelationRow], clocks: Clocks, now: datetime, *, by: str | None = None
) -> Report:
    """A row a pair, cited with the log."""
    figures = ("pair", "tension", "reading", "trend", "change over 30 days", "relations", "hostility")
    columns = (*figures, *(() if by is None else (label_of(by),)), "reason", "ahead")
    said = clocks_in_words(clocks_document(reader, clocks, now))
    return Report(title, said, [Table(columns, list(map(_figures, rows)))], log_citation(reader, clocks, now))


def _figures(row: RelationRow) -> tuple[str, ...]:
    return (
        _pair(row.pair), f"{row.tension:.1f}", row.band, row.trend, f"{row.change:+.1f}", in_words(row.relations),
        row.hostility, *(() if row.held is None else (held_words(row.held),)), row.reason, flags_in_words(row),
    )  # fmt: skip


def _cited(reader: Reader, pair: str | None, clocks: Clocks, now: datetime) -> str:
    return log_citation(reader, clocks, now) if pair is None else citation(reader, pair, clocks, now=now)["line"]


def _section(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    found = list(rows)
    if found:
        yield Heading(f"{title} ({len(found)})")
        yield Table(columns, found)


def _happened(row: Document) -> tuple[str, ...]:
    return row["date"], _kind(row), row["summary"] or "", row["development"]


def _entry(row: Document) -> str:
    by = f" by {row['by']}" if row["by"] else ""
    why = f": {row['reason']}" if row["reason"] else ""
    return f"{row['position']} {row['topic'].replace('_', ' ')}{by}{why}"


def _kind(row: Document) -> str:
    return str(row["type"]).replace("_", " ")


def _pair(name: str) -> str:
    return name.replace("-", "–")
