"""What amendments change of a development itself, old and new: its grade, the accounts, what it is tied to."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.application.recording.accounts import account_of
from tracker.application.recording.worded_fields import word
from tracker.domain.dossier import Dossier, held_by
from tracker.domain.evidence import Claim

NOT_RATED, NOT_SAID, NONE = "not rated", "not said", "none"


class Amended(NamedTuple):
    """One thing that would be said otherwise of a development."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before} → {self.after}"


def amended(before: Dossier, after: Dossier) -> list[Amended]:
    """What is otherwise in one dossier than in another."""
    return [found for found in _compared(before, after) if found.before != found.after]


def _compared(before: Dossier, after: Dossier) -> Iterator[Amended]:
    old, new = held_by(before), held_by(after)
    yield Amended("rating", str(old.rating or NOT_RATED), str(new.rating or NOT_RATED))
    yield Amended("certainty", word(old.certainty or NOT_SAID), word(new.certainty or NOT_SAID))
    was, now = dict(before.assessed), dict(after.assessed)
    for aspect, value in now.items():
        yield Amended(f"{aspect}, account taken", word(was.get(aspect, NONE)), word(value))
    for aspect in dict.fromkeys(claim.aspect for claim in new.claims):
        yield Amended(aspect, _said(old.claims, aspect), _said(new.claims, aspect))
    yield Amended("same as", _listed(before.same_as), _listed(after.same_as))
    yield Amended("in response to", _listed(old.in_response_to), _listed(new.in_response_to))
    yield Amended("incidents", _listed(old.incidents), _listed(new.incidents))


def _said(claims: Iterable[Claim], aspect: str) -> str:
    return ", ".join(str(account_of(claim)) for claim in claims if claim.aspect == aspect) or NONE


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids) or NONE
