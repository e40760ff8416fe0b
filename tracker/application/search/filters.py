"""Filters: what a search is narrowed to, beside its words."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.search.facts import COUNTS, STATUSES, Facts, texts
from tracker.application.search.labels import GRADE, MOST, PAIR, PARTY, TYPE, Labels, label, labels_within
from tracker.application.search.words import searched
from tracker.domain.catalogue import TYPES
from tracker.domain.development import Category
from tracker.domain.evidence import Credibility, Reliability, grade


class Narrowing(NamedTuple):
    """What an index is asked of its streams ``s``: a condition with its values."""

    condition: str = "1"
    values: tuple[str | int, ...] = ()
    labels: tuple[Labels, ...] = ()
    """One of each, and nearly only streams that meet the condition bear them."""


class Filters(NamedTuple):
    """Of each kind any of what is named, and all kinds at once; nothing named, nothing narrowed."""

    types: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    first: int | None = None
    """Ordinal of the first best date."""
    last: int | None = None
    least: str | None = None
    """The lowest grade, on both axes."""
    statuses: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    """As they are compared."""

    def fit(self, facts: Facts) -> bool:
        """Whether a stream passes all but the filter by family, for which its sources must be known."""
        if self[:-1] == Filters()[:-1]:
            return True
        return facts.day is not None and self._is_of(facts) and self._is_within(facts.day)

    def narrowing(self, years: Sequence[int] = (), publishers: Labels | None = None) -> Narrowing:
        """What an index can tell by itself of streams of which all may be seen: no stream that fits is left out.

        ``years`` are those of its developments, ``publishers`` the labels of the families, where they are known.
        """
        conditions: list[str] = []
        values: list[str | int] = []
        for column, names in (("type", self.types), ("pair", self.pairs), ("status", self.statuses)):
            if names:
                conditions.append(f"s.{column} IN ({','.join('?' * len(names))})")
                values += sorted(names)
        for sign, day in ((">=", self.first), ("<=", self.last)):
            if day is not None:
                conditions.append(f"s.day {sign} ?")
                values.append(day)
        if self.least is not None:
            conditions.append("substr(s.grade, 1, 1) <= ? AND substr(s.grade, 2, 1) <= ?")
            values += self.least
        if self.parties:
            conditions.append(f"({' OR '.join(['instr(s.parties, ?)'] * len(self.parties))})")
            values += sorted(map(json.dumps, self.parties))
        return Narrowing(" AND ".join(conditions) or "1", tuple(values), tuple(self._labels(years, publishers)))

    def _labels(self, years: Sequence[int], publishers: Labels | None) -> Iterator[Labels]:
        """Labels by kind; a kind of which there are too many to ask for is left out."""
        if self.statuses and COUNTS not in self.statuses:
            yield ()
        named = ((TYPE, self.types), (PAIR, self.pairs), (PARTY, self.parties), (GRADE, _as_good_as(self.least)))
        found = [tuple(label(kind, name) for name in sorted(names)) for kind, names in named if names]
        if (self.first, self.last) != (None, None):
            found.append(labels_within(self.first, self.last, years))
        if publishers is not None:
            found.append(publishers)
        yield from (labels for labels in found if len(labels) <= MOST)

    def _is_of(self, facts: Facts) -> bool:
        return (
            (not self.types or facts.type in self.types)
            and (not self.pairs or facts.pair in self.pairs)
            and (not self.statuses or facts.status in self.statuses)
            and (not self.parties or not self.parties.isdisjoint(texts(facts.parties)))
            and (self.least is None or _reaches(facts.grade, self.least))
        )

    def _is_within(self, day: int) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def _as_good_as(least: str | None) -> list[str]:
    """The grades that reach one; none where none is asked for."""
    every = (f"{reliability}{credibility}" for reliability in Reliability for credibility in Credibility)
    return [] if least is None else [given for given in every if _reaches(given, least)]


def _reaches(given: str | None, least: str) -> bool:
    """Both axes at once: reliability A before F, credibility 1 before 6."""
    return given is not None and given[0] <= least[0] and given[1] <= least[1]


class Asked(NamedTuple):
    """Filters as they are written, and kept under a name."""

    type: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    min_grade: str | None = None
    status: tuple[str, ...] = ()
    family: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """What is narrowed, as JSON."""
        said = {key: value for key, value in self._asdict().items() if value}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}

    def beside(self, other: "Asked") -> "Asked":
        """These filters, and where they name nothing those."""
        return other._replace(**{key: value for key, value in self._asdict().items() if value})


def filters_of(asked: Asked) -> Filters:
    """The filters that are meant; BadInput where there is no such type, state, grade or date."""
    found = Filters(
        _types(asked),
        frozenset(map(_party, asked.party)),
        frozenset(map(_pair, asked.pair)),
        None if asked.first is None else _day(asked.first, "--from")[0],
        None if asked.last is None else _day(asked.last, "--to")[1],
        None if asked.min_grade is None else _grade(asked.min_grade),
        frozenset(_one_of(status, STATUSES, "--status") for status in asked.status),
        frozenset(map(searched, asked.family)),
    )
    if found.first is not None and found.last is not None and found.last < found.first:
        raise BadInput(
            f"the dates are reversed: {asked.first} lies after {asked.last}", remedy="exchange --from and --to"
        )
    return found


def _types(asked: Asked) -> frozenset[str]:
    """The names of types; of a category all of its own."""
    named = {TYPES[_one_of(name, TYPES, "--type")].type_name() for name in asked.type}
    categories = {_one_of(name, [str(each) for each in Category], "--category") for name in asked.category}
    within = {form.type_name() for form in TYPES.values() if str(form.category) in categories}
    both = named & within if asked.type and asked.category else named | within
    if asked.type and asked.category and not both:
        raise BadInput("none of these types is in these categories", remedy="leave out --type or --category")
    return frozenset(both)


def _one_of(name: str, names: Iterable[str], option: str) -> str:
    known: Sequence[str] = list(names)
    if name in known:
        return name
    remedy = "tracker catalogue lists types and categories" if option != "--status" else f"one of {', '.join(known)}"
    raise BadInput(f"there is no {name!r}{did_you_mean(name, known)}", option, remedy)


def _party(name: str) -> str:
    from tracker.application.countries import named, party

    try:
        return party(name) if ":" in name else named(name)
    except ValueError as problem:
        raise BadInput(str(problem), "--party", "give a state (PAK, Pakistan), org:… or act:…") from problem


def _pair(text: str) -> str:
    from tracker.application.countries import named
    from tracker.domain.parties import pair_of

    for at, sign in enumerate(text):
        if sign == "-":
            try:
                return pair_of(named(text[:at].strip()), named(text[at + 1 :].strip()))
            except ValueError:
                continue
    raise BadInput(f"{text!r} is no pair of two states", "--pair", "give it as IRN-PAK")


def _day(text: str, option: str) -> tuple[int, int]:
    """The first and the last day of a date."""
    try:
        found = _span(text)
    except ValueError as problem:
        raise BadInput(str(problem), option, "give a day such as 2024-01-18, a month or a year") from problem
    return found[0].toordinal(), found[1].toordinal()


def _span(text: str) -> tuple[date, date]:
    from tracker.application.dates import occurrence

    found = occurrence(text)
    if found.earliest is None or (found.interval and ".." in text):
        raise ValueError(f"{text!r} is open at one end")
    return found.earliest, found.latest


def _grade(text: str) -> str:
    try:
        return str(grade(text.upper()))
    except ValueError as problem:
        raise BadInput(f"{text!r} is no grade", "--min-grade", "give one such as C3: A-F and 1-6") from problem
