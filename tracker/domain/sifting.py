"""Sifting: what is left of the developments without a source, a publisher family, or what is graded too low.

A sifted lookup shows the dossiers of another: reports, bare sources and claims of what is left out are gone. A
development no longer counts where nothing carries it any more although something did; one that never had a source
(a stated position) stays. Below a minimum grade whatever is ungraded is below too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tracker.domain.chronicle import Lookup
from tracker.domain.development import Development
from tracker.domain.dossier import Dossier
from tracker.domain.evidence import Credibility, Grade, Reliability, Source
from tracker.domain.log import SOURCE_PREFIX

UNKNOWN_FAMILY = "unknown"
"""The publisher of what no file lists: never an independent one."""
POSITION = "position_stated"


def publisher_of(source: Source | None) -> str:
    """The publisher family of a source: what one owner controls is one; of an unlisted source nobody knows."""
    return UNKNOWN_FAMILY if source is None else source.family or source.outlet or UNKNOWN_FAMILY


def independent(families: Iterable[str]) -> int:
    """How many publisher families stand behind something; the unknown is none of them."""
    return len(set(families) - {UNKNOWN_FAMILY})


def carriers(held: Development) -> tuple[str, ...]:
    """The sources that tell of a development; where none does, those of its claims."""
    named = (*(report.source for report in held.reports), *held.sources)
    return tuple(dict.fromkeys(named or (claim.source for claim in held.claims if claim.source)))


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is left out: sources as they are stored, publisher families, and what is graded below a minimum."""

    sources: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    least: Grade | None = None
    streams: frozenset[str] = frozenset()
    """Developments that are left out whole."""

    def __bool__(self) -> bool:
        return bool(self.sources or self.families or self.least or self.streams)

    def drops(self, name: str, source: Source | None) -> bool:
        """Whether a source is left out."""
        return (
            name in self.sources
            or publisher_of(source) in self.families
            or (self.least is not None and source is not None and _unreliable(source.reliability, self.least))
        )


def _unreliable(given: Reliability | None, least: Grade) -> bool:
    """Whether a reliability that is given is below; F cannot be judged and is below any."""
    return given is not None and (given is Reliability.F or given.value > least.reliability.value)


def below(given: Grade | None, least: Grade) -> bool:
    """Whether a grade is below a minimum on either axis; what cannot be judged (F, 6) or is ungraded always is."""
    if given is None or given.credibility is Credibility.CANNOT_BE_JUDGED:
        return True
    return _unreliable(given.reliability, least) or given.credibility.value > least.credibility.value


@dataclass(slots=True)
class Sifted:
    """The dossiers of a lookup as a sieve leaves them; what is left out whole is not there."""

    lookup: Lookup
    sieve: Sieve
    left: dict[str, str] = field(default_factory=dict)
    """Developments asked for that no longer count, with the reason."""
    _dossiers: dict[str, Dossier | None] = field(default_factory=dict)

    def dossier(self, stream: str) -> Dossier | None:
        """The dossier of a stream without what is left out; None where nothing carries it, or it is itself left out."""
        if stream not in self._dossiers:
            dropped = stream.startswith(SOURCE_PREFIX) and self._drops(stream.removeprefix(SOURCE_PREFIX))
            self._dossiers[stream] = None if dropped else self._sifted(stream)
        return self._dossiers[stream]

    def responses(self, stream: str) -> Iterable[str]:
        """The developments that may respond to this one."""
        return self.lookup.responses(stream)

    def merged(self, stream: str) -> Iterable[str]:
        """The developments that may be the same as this one."""
        return self.lookup.merged(stream)

    def _sifted(self, stream: str) -> Dossier | None:
        found = self.lookup.dossier(stream)
        if not self.sieve or found is None or found.development is None:
            return found
        kept = without(found.development, self._drops)
        reason = self._reason(found.development)
        if reason is not None:
            self.left[stream] = reason
            return None
        return found if kept is found.development else found._replace(development=kept)

    def _drops(self, name: str) -> bool:
        dossier = self.lookup.dossier(SOURCE_PREFIX + name)
        return self.sieve.drops(name, None if dossier is None else dossier.source)

    def _reason(self, held: Development) -> str | None:
        """Why a development no longer counts; None where it does."""
        if held.id in self.sieve.streams:
            return "left out"
        told = carriers(held)
        if told and all(map(self._drops, told)):
            return "nothing else carries it"
        least = self.sieve.least
        if least is None or not below(held.rating, least):
            return None
        if held.rating is None:
            return "ungraded" if told or held.type_name() != POSITION else None
        return f"graded {held.rating}, below {least}"


def without(held: Development, drops: Callable[[str], bool]) -> Development:
    """A development without the reports, bare sources and claims of the sources that are dropped."""
    named = {*(r.source for r in held.reports), *held.sources, *(c.source for c in held.claims if c.source)}
    gone = {name for name in named if drops(name)}
    if not gone:
        return held
    return held.model_copy(
        update={
            "reports": tuple(report for report in held.reports if report.source not in gone),
            "sources": tuple(source for source in held.sources if source not in gone),
            "claims": tuple(claim for claim in held.claims if claim.source not in gone),
        }
    )
