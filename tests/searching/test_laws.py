"""Laws of search: an index finds what a scan of the entries finds, at any clocks, whatever was amended."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.often import examples
from tests.strategies import FIRST_DAY, NOON, command_lists, instants, tangles
from tracker.application.search import asking
from tracker.application.search.facts import facts_of
from tracker.application.search.filters import Asked, Filters, filters_of
from tracker.application.search.query import Query, query_of
from tracker.application.search.texts import texts_of
from tracker.application.search.variants import variants
from tracker.application.search.words import words_of
from tracker.application.store.codec import decode, plain
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.search import search
from tracker.domain.chronicle import known
from tracker.domain.commands import Command
from tracker.domain.moments import Cut

laws = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(36))
LAST = Cut(date(2030, 1, 1))
cuts = st.just(LAST) | st.integers(-3, 420).map(lambda n: Cut(FIRST_DAY + timedelta(days=n)))
sizes = st.lists(st.integers(1, 5), max_size=6)
QUERIES = (
    "north", "consulate north", '"consulate north"', "consul*", "uber", "ÜBER", "red", "line break", "irn", "a", "a -b",
    "2024", "recalled", "corrected*", "s1", "strike* -north", "-north", "", "retracted", "١٢", "so", '"it s so"',
)  # fmt: skip
FILTERS = (
    Asked(), Asked(), Asked(pair=("IRN-PAK",)), Asked(party=("QAT", "org:UNSC")), Asked(category=("military", "statement")),
    Asked(first="2024-01-03", last="2024-03"), Asked(min_grade="C3"), Asked(status=("retracted", "merged")),
    Asked(family=("S1",)), Asked(type=("ambassador_recalled", "strike_conducted")), Asked(last="2024-02", status=("counts",)),
    Asked(pair=("IRN-PAK",), category=("representation",), first="2024"), Asked(family=("S2", "s1"), party=("IRN",)),
)  # fmt: skip
clocks = st.builds(Clocks, cuts, st.none() | instants, st.none() | st.integers(0, 16))


@contextmanager
def searchable(said: list[Command], groups: list[int]) -> Iterator[Reader]:
    """A log that was searched while it grew."""
    with tempfile.TemporaryDirectory() as folder:
        path, rest = Path(folder) / "log.db", list(said)
        with Writer(path, clock=lambda: NOON) as writer:
            for size in [*groups, len(rest)]:
                writer.submit(rest[:size])
                rest = rest[size:]
                with Reader(path) as reader:
                    search(reader, ["north"], Clocks(LAST))
        with Reader(path) as reader:
            yield reader


def scanned(reader: Reader, query: Query, filters: Filters, at: Clocks) -> dict[str, list[int]]:
    """What is found where every entry is read: the streams, and the entries that hold all the words."""
    rows = reader.conn.execute(
        "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
    ).fetchall()
    log = [(row, decode(*row)) for row in rows]
    dossiers = known(((s.position, s.entry) for _, s in log), known_at=at.known_at, position=at.position)
    holding: dict[str, list[int]] = {}
    shunned = set()
    for (position, stream, _, topic, state), stored in log:
        if not _is_seen(stored.entry.known_from, position, at):
            continue
        texts = [words_of(text) for _, text in texts_of(stream, topic, plain(state))]
        if all(any(term.places(words) for words in texts) for term in query.wanted):
            holding.setdefault(stream, []).append(position)
        if any(term.places(words) for words in texts for term in query.unwanted):
            shunned.add(stream)
    return {
        stream: positions for stream, positions in holding.items()
        if stream not in shunned and _passes(dossiers[stream], filters, at)
    }  # fmt: skip


def _is_seen(known_from: datetime | None, position: int, at: Clocks) -> bool:
    late = at.position is not None and position > at.position
    return not late and (at.known_at is None or known_from is None or known_from <= at.known_at)


def _passes(dossier: Any, filters: Filters, at: Clocks) -> bool:
    facts, held = facts_of(dossier), dossier.development
    if facts is None or (held is not None and held.occurred.best > at.as_of.day) or not filters.fit(facts):
        return False
    sources = {*held.sources, *(report.source for report in held.reports)} if held is not None else set()
    return not filters.families or bool(filters.families & sources)


def positions_of(rows: list[dict[str, Any]]) -> dict[str, list[int]]:
    return {row["id"]: sorted({place["position"] for place in row["found"]}) for row in rows}


# Words that stand in more entries than ``few`` are looked for together with the labels of the filters.
@laws
@given(
    command_lists(least=3) | tangles(), sizes, clocks, st.sampled_from(QUERIES), st.sampled_from(FILTERS),
    st.sampled_from((0, asking.RANKED)),
)  # fmt: skip
def test_an_index_finds_what_a_scan_finds(
    said: list[Command], groups: list[int], at: Clocks, words: str, asked: Asked, few: int
) -> None:
    query, filters = query_of(words, variants(None)), filters_of(asked)
    if not query.wanted and filters == Filters():
        filters = filters_of(Asked(last="2024-06"))
    with searchable(said, groups) as reader, patch.object(asking, "RANKED", few):
        found = search(reader, [words], at, filters=filters, limit=1000)
        wanted = scanned(reader, query, filters, at)
    assert {row["id"] for row in found.rows} == set(wanted)
    assert (found.total, found.more, found.complete) == (len(wanted), False, True)
    if query.wanted:
        told = positions_of(found.rows)
        assert all(set(told[stream]) <= set(wanted[stream]) for stream in wanted)
        assert all(told.values())


@laws
@given(command_lists(least=3) | tangles(), sizes, st.sampled_from(QUERIES[:12]), st.integers(0, 9))
def test_what_is_recorded_later_changes_nothing_at_an_earlier_position(
    said: list[Command], groups: list[int], words: str, part: int
) -> None:
    with searchable(said[:part], []) as reader:
        at = Clocks(LAST, None, reader.last_position())
        before = search(reader, [words], at).document()
    with searchable(said, [part, *groups]) as reader:
        assert search(reader, [words], at).document() == before


@laws
@given(
    command_lists(least=3) | tangles(), sizes, st.sampled_from(("", *QUERIES[:9])), st.sampled_from((0, asking.RANKED))
)
def test_facets_count_what_was_found(said: list[Command], groups: list[int], words: str, few: int) -> None:
    asked = Asked() if words else Asked(last="2030")
    with searchable(said, groups) as reader, patch.object(asking, "RANKED", few):
        found = search(reader, [words], Clocks(LAST), filters=filters_of(asked))
        for facet, rows in found.facets.items():
            for counted in rows if facet != "grade" else ():
                narrowed = filters_of(narrowed_to(facet, counted["value"]))
                assert search(reader, [words], Clocks(LAST), filters=narrowed).total == counted["count"]


def narrowed_to(facet: str, value: str) -> Asked:
    return Asked(first=value, last=value) if facet == "year" else Asked(**{facet: (value,)})
