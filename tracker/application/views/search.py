"""Search: the developments, sources and incidents in whose entries all words of a query stand.

Summaries, quotations, claims, names and ids are searched, of the entries that are known at the clocks; a place that is
spelled in several ways is found under each. Words come from an index beside the log, everything shown from the log.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tracker.application.problems import BadInput
from tracker.application.search.asking import Hit, hits, years_of
from tracker.application.search.facets import counted
from tracker.application.search.facts import Facts
from tracker.application.search.filters import Filters
from tracker.application.search.kept import Bar, answered
from tracker.application.search.labels import YEAR
from tracker.application.search.query import Query, query_of
from tracker.application.search.snippets import places
from tracker.application.search.variants import variants
from tracker.application.search.words import searched
from tracker.application.store.collector import uncollected
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import settling_at
from tracker.application.views.publishers import described_addresses, families_by, labels_of_families
from tracker.domain.chronicle import Settling

__all__ = ["Found", "search", "searched"]


class Found(NamedTuple):
    """Streams in which the words stand, whether there are more, and what all that were found have in common."""

    rows: list[dict[str, Any]]
    more: bool
    total: int = 0
    complete: bool = True
    """Whether all were counted: of very many only the last recorded are."""
    facets: dict[str, list[dict[str, Any]]] = counted((), lambda _: frozenset())

    def document(self) -> dict[str, Any]:
        """What was found as JSON."""
        return {
            "found": self.rows,
            "more": self.more,
            "total": self.total,
            "complete": self.complete,
            "facets": self.facets,
        }


def search(
    reader: Reader,
    words: Sequence[str],
    clocks: Clocks,
    *,
    limit: int = 50,
    filters: Filters | None = None,
    folder: Path | None = None,
    bar: Bar | None = None,
) -> Found:
    """Streams of which an entry that is known at these clocks holds every word, the best first, then the newest.

    ``folder`` holds the user's own table of places; ``bar`` shows how far it is where an index must be made.
    """
    query = query_of(" ".join(words), variants(folder))
    narrowed = filters or Filters()
    if not query.wanted and narrowed == Filters():
        raise BadInput("there is nothing to search for", remedy="give one or more words: tracker search WORDS")
    if reader.empty:
        return Found([], more=False)
    with reader.snapshot():
        return _found(reader, query, narrowed, clocks, limit, bar)


def _found(reader: Reader, query: Query, filters: Filters, clocks: Clocks, limit: int, bar: Bar | None) -> Found:
    settling = settling_at(reader, clocks)

    @uncollected()  # not while an index is made: that takes minutes
    def ask(index: sqlite3.Connection) -> Found:
        families = families_by(settling, described_addresses(index))
        narrowing = filters.narrowing(years_of(index, YEAR), labels_of_families(index, filters.families, families))
        every, complete = hits(index, reader, query, clocks, narrowing, lambda facts: _passes(facts, filters, families))
        every.sort(key=_order)
        rows = [_row(reader, settling, hit, query) for hit in every[:limit]]
        return Found(rows, len(every) > limit, len(every), complete, counted((hit.facts for hit in every), families))

    return answered(reader, ask, bar)


def _passes(facts: Facts, filters: Filters, families: Callable[[str], frozenset[str]]) -> bool:
    if not filters.fit(facts):
        return False
    return not filters.families or not filters.families.isdisjoint(map(searched, families(facts.sources)))


def _order(hit: Hit) -> tuple[float, int, str]:
    return hit.rank, -(hit.facts.day or 0), hit.stream


def _row(reader: Reader, settling: Settling, hit: Hit, query: Query) -> dict[str, Any]:
    """What a found stream is, as known at the clocks, and where the words stand."""
    dossier = settling.lookup.dossier(hit.stream)
    assert dossier is not None  # noqa: S101 - its facts were read at the same clocks
    held, source, incident = dossier.development, dossier.source, dossier.incident
    title = (source.title or source.outlet or source.url) if source is not None else None
    return {
        "id": hit.stream,
        "kind": hit.facts.kind,
        "type": None if held is None else held.type_name(),
        "date": None if held is None else held.occurred.edtf,
        "summary": held.summary if held is not None else incident.title if incident is not None else title,
        "retracted": dossier.retracted,
        "found": places(reader, hit.positions, query) if query.wanted else [],
    }
