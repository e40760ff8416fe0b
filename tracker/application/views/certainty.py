"""Certainty: derived from the grade of a development and from how many publishers report it independently.

Credibility 1 of the Admiralty code needs independent confirmation. What a file claims beyond what grade and
corroboration bear is shown as claimed, and never as derived.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from tracker.application.hosts import host_of
from tracker.domain.evidence import Certainty, Credibility, Grade, Source

_ORDER = (Certainty.UNCERTAIN, Certainty.PROBABLE, Certainty.CONFIRMED)


class Standing(NamedTuple):
    """How certain a development is: what follows from its evidence, and what its file says."""

    derived: str | None
    """None where nothing is graded and no two publishers agree."""
    claimed: str | None
    beyond: bool
    """The file claims more than follows."""
    families: int
    """Publishers, those that one owner controls counted once."""

    def document(self) -> dict[str, Any]:
        """The standing as JSON."""
        return self._asdict()


def standing(grade: Grade | None, claimed: Certainty | None, families: int) -> Standing:
    """Confirmed by credibility 1 and two families; probable by 1, 2, or two families; else uncertain."""
    derived = _derived(grade, families)
    over = claimed is not None and (derived is None or _ORDER.index(claimed) > _ORDER.index(derived))
    return Standing(_text(derived), _text(claimed), over, families)


def _derived(grade: Grade | None, families: int) -> Certainty | None:
    if grade is None:
        return Certainty.PROBABLE if families >= 2 else None
    if grade.credibility is Credibility.CONFIRMED:
        return Certainty.CONFIRMED if families >= 2 else Certainty.PROBABLE
    return Certainty.PROBABLE if grade.credibility is Credibility.PROBABLY_TRUE else Certainty.UNCERTAIN


def _text(certainty: Certainty | None) -> str | None:
    return None if certainty is None else str(certainty)


def family_of(name: str, source: Source | None) -> str:
    """The publisher behind a source: its family, else its outlet, else the host of its address."""
    if source is not None and (source.family or source.outlet):
        return str(source.family or source.outlet)
    address = (source.url if source is not None else None) or name
    return host_of(address)


def families(sources: Iterable[tuple[str, Source | None]]) -> int:
    """How many publishers stand behind some sources."""
    return len({family_of(name, source) for name, source in sources})
