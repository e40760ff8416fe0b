"""Sifted chronicles: a pair without a source, a publisher family, or what is graded too low; what was left out."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.past import picture_of, straddles
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import settling_at, streams_of
from tracker.application.views.state import picture_document
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.development import Development
from tracker.domain.disputes import disputes_of
from tracker.domain.evidence import Source, grade
from tracker.domain.log import SOURCE_PREFIX
from tracker.domain.sifting import Sieve, Sifted, publisher_of

KINDS = ("source", "family")
_NAMED = 5
"""So many sources are named where none is called as was asked; addresses last."""


class Chronicle(NamedTuple):
    """The developments of a pair that count at some clocks, in order, of every date, and how they were settled."""

    pair: str
    clocks: Clocks
    every: list[Happening]
    settling: Settling
    touched: list[str]
    """Every development that ever touched the pair: what is merged into one of another pair counts without that."""


class LeftOut(NamedTuple):
    """What a reader wants left out, as it was typed: ``source:late``, ``family:Post``, and a minimum grade."""

    without: tuple[str, ...] = ()
    min_grade: str | None = None

    def __bool__(self) -> bool:
        return bool(self.without or self.min_grade)


EVERYTHING = LeftOut()
"""Nothing is left out."""


class Knockout(NamedTuple):
    """A chronicle without what was left out, and what that was."""

    whole: Chronicle
    chronicle: Chronicle
    document: dict[str, Any]
    """``without`` of the JSON: sources and families left out, the minimum, the developments that no longer count."""


def chronicle_at(reader: Reader, pair: str, clocks: Clocks, settling: Settling | None = None) -> Chronicle:
    """The chronicle of a pair at some clocks, or as a settling of others sees it."""
    settling = settling or settling_at(reader, clocks)
    touched = streams_of(reader, pair)
    found = map(settling.happening, touched)
    every = sorted((h for h in found if h is not None and h.pair == pair), key=lambda h: h.order)
    return Chronicle(pair, clocks, every, settling, touched)


def knocked_out(reader: Reader, pair: str, clocks: Clocks, asked: LeftOut) -> Knockout:
    """The chronicle of a pair without what is asked to be left out; BadInput where nothing is called so."""
    whole = chronicle_at(reader, pair, clocks)
    sieve = sieve_of(asked, _named(whole))
    sifted = chronicle_at(reader, pair, clocks, Settling(Sifted(whole.settling.lookup, sieve)))
    return Knockout(whole, sifted, _document(sieve, whole, sifted))


def _named(whole: Chronicle) -> dict[str, Source | None]:
    """The sources that a pair's developments name, as they are stored, with their descriptions."""
    found: dict[str, Source | None] = {}
    for happening in whole.every:
        for member in (happening.id, *happening.merged):
            dossier = whole.settling.standing(member)
            held = None if dossier is None else dossier.development
            for name in _names(held) if held is not None else ():
                if name not in found:
                    described = whole.settling.lookup.dossier(SOURCE_PREFIX + name)
                    found[name] = None if described is None else described.source
    return found


def _names(held: Development) -> Iterable[str]:
    yield from (report.source for report in held.reports)
    yield from held.sources
    yield from (claim.source for claim in held.claims if claim.source)


def sieve_of(asked: LeftOut, named: dict[str, Source | None]) -> Sieve:
    """What is left out of sources by name; BadInput with the nearest where none is called so."""
    sources: set[str] = set()
    families: set[str] = set()
    for text in asked.without:
        kind, _, name = text.partition(":")
        if kind not in KINDS or not name:
            remedy = "write --without source:ID or --without family:NAME"
            raise BadInput(f"--without takes a source or a family, not {text!r}", remedy=remedy)
        if kind == "source":
            sources |= _sources(name, named)
        else:
            families |= _families(name, named)
    return Sieve(frozenset(sources), frozenset(families), _least(asked.min_grade))


def _sources(name: str, named: dict[str, Source | None]) -> set[str]:
    name = name.removeprefix(SOURCE_PREFIX)
    found = {stored for stored, source in named.items() if name in _ids(stored, source)}
    if not found:
        known = {text: None for stored, source in named.items() for text in _ids(stored, source)}
        raise _nothing("source", name, known)
    return found


def _ids(stored: str, source: Source | None) -> tuple[str, ...]:
    """By what a source can be named: as it is stored, as its file names it, by its address."""
    return (stored,) if source is None else tuple(filter(None, (stored, source.id, source.url)))


def _families(name: str, named: dict[str, Source | None]) -> set[str]:
    known = {publisher_of(source).casefold(): publisher_of(source) for source in named.values()}
    if name.casefold() not in known:
        raise _nothing("publisher family", name, dict.fromkeys(known.values()))
    return {publisher_of(s) for s in named.values() if publisher_of(s).casefold() == name.casefold()}


def _nothing(kind: str, name: str, known: dict[str, None]) -> BadInput:
    named = sorted(known, key=lambda text: ("://" in text, text))
    listed = ", ".join(named[:_NAMED]) or "none"
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return BadInput(
        f"no {kind} of this pair is called {name!r}{did_you_mean(name, list(known))}",
        remedy=f"those that carry its developments: {listed}{more}",
    )


def _least(text: str | None) -> Any:
    if text is None:
        return None
    try:
        found = grade(text.strip().upper())
    except ValueError:
        remedy = "write a grade such as C3: C or better, 3 or better"
        raise BadInput(f"--min-grade: {text!r} is no grade", remedy=remedy) from None
    if found.reliability.value == "F" or found.credibility.value == "6":
        raise BadInput(
            f"--min-grade: {found} says that it cannot be judged, which is no minimum",
            remedy="write a grade from A1 to E5",
        )
    return found


def _document(sieve: Sieve, whole: Chronicle, sifted: Chronicle) -> dict[str, Any]:
    before, after = _upto(whole), _upto(sifted)
    kept = {happening.id for happening in sifted.every}
    lost = [happening for happening in before if happening.id not in kept]
    return {
        "sources": sorted(sieve.sources),
        "families": sorted(sieve.families),
        "min_grade": None if sieve.least is None else str(sieve.least),
        "left_out": [_lost(happening, sifted) for happening in lost],
        "reports": _reports(before) - _reports(after),
    }


def _upto(chronicle: Chronicle) -> list[Happening]:
    """What happened by the date, or may have."""
    until, day = chronicle.clocks.as_of.packed, chronicle.clocks.as_of.day
    return [h for h in chronicle.every if h.moment.packed <= until or straddles(h, day)]


def _reports(every: Sequence[Happening]) -> int:
    return sum(len(happening.reports) for happening in every)


def _lost(happening: Happening, sifted: Chronicle) -> dict[str, Any]:
    lookup = sifted.settling.lookup
    assert isinstance(lookup, Sifted), lookup  # noqa: S101 - a sifted chronicle is settled from a sifted lookup
    held = happening.development
    return {
        "development": happening.id,
        "type": held.type_name(),
        "date": happening.occurred.best.isoformat(),
        "rating": None if held.rating is None else str(held.rating),
        "reason": lookup.left.get(happening.id, "counted as part of another"),
    }


def state_without(reader: Reader, pair: str, clocks: Clocks, left_out: LeftOut, *, now: datetime) -> dict[str, Any]:
    """The state document of a pair without what is asked to be left out; ``without`` says what that was."""
    knockout = knocked_out(reader, pair, clocks, left_out)
    every, day = knockout.chronicle.every, clocks.as_of.packed
    picture = picture_of(pair, clocks, every)
    picture.claimed = []  # claims are told below, as the sieve leaves them
    return {
        **picture_document(reader, picture, now=now),
        "disputed": [
            dispute
            for happening in every
            if happening.moment.packed <= day
            for dispute in disputes_of(happening.id, happening.claims, dict(happening.assessed))
        ],
        "without": knockout.document,
    }
