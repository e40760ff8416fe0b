"""What a report says of the state of a pair: components and tension, then what is open, disputed, odd and uncertain."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker.application.pages import dispute, state_tables, tension_and_reason
from tracker.application.reports.blocks import Block, Heading, Items, Nested, Table, Text
from tracker.application.views.timeline import TimelineRow
from tracker.application.wording import component_words, half_words, in_words, label_of, value_words

Document = Mapping[str, Any]
Name = Callable[[str], str | None]
"""How a development is called by its id, where it is known here."""


def state_blocks(document: Document, rows: Iterable[TimelineRow]) -> Iterator[Block]:
    """A state with all that must be known beside it; ``rows`` are the timeline, which names developments."""
    yield Heading("State")
    yield from _components(document)
    yield Items(_tension(document["tension"]))
    called = {row.id: f"{row.edtf} {row.summary} ({row.id})" for row in rows}.get
    sections: Sequence[tuple[str, list[Text | Nested]]] = (
        ("Open", [waits(item, called) for item in document["open"]]),
        ("Disputed", [Nested(*dispute(item)) for item in document["disputed"]]),
        ("Anomalies", [_anomaly(item, called) for item in document["anomalies"]]),
        ("Uncertain on this date", [_named(name, called) for name in document["uncertain"]]),
    )
    for title, items in sections:
        if items:
            yield Heading(title)
            yield Items(items)


def _components(document: Document) -> Iterator[Block]:
    first, second = document["pair"].split("-")
    shared, sided, blanks = state_tables(document["state"], document["pair"], label_of, value_words)
    yield Table(("component", "state"), shared)
    if sided:
        yield Table(("direction", f"{first} → {second}", f"{second} → {first}"), sided)
    yield Items(blanks)


def _tension(tension: Document) -> tuple[str, str]:
    """Last of the state, by its word, and with its reason."""
    reading, reason = tension_and_reason(tension)
    return f"tension {reading}", reason


def waits(item: Document, called: Name) -> str:
    """What waits for an answer of the other side, and since what."""
    post = f" ({in_words(item['post'])})" if "post" in item else ""
    since = "; ".join(_named(name, called) for name in item["because"])
    return f"{in_words(item['kind'])} of {half_words(item['from'])}{post}: {since}"


def _anomaly(item: Document, called: Name) -> str:
    doubt = ", uncertain: the dates overlap" if item["uncertain"] else ""
    disagrees = "; ".join(_named(name, called) for name in item["disagrees"])
    against = f"; against it: {disagrees}" if disagrees else ""
    found = f"{component_words(item['component'])} was {value_words(item['component'], item['found'])}"
    expected = f"expected that {item['expected']} ({item['article']})"
    return f"! {_named(item['development'], called)}: {expected}, {found}{against}{doubt}"


def _named(name: str, called: Name) -> str:
    return called(name) or name
