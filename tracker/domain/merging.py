"""Merging: when two developments may be said to be the same.

A merge is a tie like any other: it can be undone, and loses nothing. It is refused where the desk would lose sight of
something: of a correction or an assessment that was made on the one that is merged away (it would no longer count),
and of both where the chain of merges would come back to where it began. Unlike ``decide`` this looks at other streams.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from tracker.domain.commands import Command, Link, Refusal, Refused, Unlink
from tracker.domain.development import Development
from tracker.domain.dossier import Dossier, less
from tracker.domain.log import Assessed, Corrected, Entry, Linked

Find = Callable[[str], Dossier | None]
NEAR = 3
"""Days within which two developments of one type and pair are likely one."""
FAR = 14
"""The same of two that are told in nearly the same words: of one of them the day may be that of its report."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST = 4
_SHARED = 2 / 3


def likely_same(one: Development, other: Development, days: int) -> bool:
    """Whether two developments may well be one, so many days apart: a hint, on which nothing is refused.

    They are of one type, pair and direction within three days, or within two weeks in nearly the same words; or of one
    pair within three days in nearly the same words, though taken for another type, and neither answers the other.
    """
    if type(one) is type(other):
        return alike(one, other) and (days <= NEAR or (days <= FAR and in_like_words(one.summary, other.summary)))
    return (
        days <= NEAR
        and one.pair is not None
        and one.pair == other.pair
        and in_like_words(one.summary, other.summary)
        and other.id not in one.in_response_to
        and one.id not in other.in_response_to
    )


def in_like_words(one: str, other: str) -> bool:
    """Whether two texts share two thirds of the words that either has, at least four; of words of four letters on."""
    mine, theirs = _words(one), _words(other)
    shared = len(mine & theirs)
    return shared >= _FEWEST and shared >= _SHARED * len(mine | theirs)


@lru_cache(maxsize=65_536)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def alike(one: Development, other: Development) -> bool:
    """Whether two developments may be one, their days apart: of one type, pair and direction, as far as they say."""
    if type(one) is not type(other) or one.pair != other.pair or _apart(one, other):
        return False
    directed = not (one.targets and other.targets) or one.bearing.direction == other.bearing.direction
    return directed and (one.pair is not None or bool({*one.actors} & {*other.actors}))


def _apart(one: Development, other: Development) -> bool:
    """Whether what keeps acts of their type apart, such as the post that is ordered shut, differs."""
    scope = type(one).apart_by
    said = (getattr(one, scope), getattr(other, scope)) if scope else (None, None)
    return None not in said and said[0] != said[1]


def check_merge(find: Find, command: Command) -> None:
    """Refused where a command merges what may not be merged; ``find`` gives the dossier of a stream.

    Whoever gives the version has read what stands on it, and may merge all the same.
    """
    dossier = find(command.stream)
    if not isinstance(command, Link) or isinstance(command, Unlink) or dossier is None:
        return
    new = less(command.same_as, dossier.same_as)
    if not new or command.id in dossier.commands or command.stream in new:
        return
    for other in new:
        _refuse_ring(find, command.stream, other)
    standing = [entry for entry in dossier.amendments if isinstance(entry, Corrected | Assessed)]
    if standing and command.version is None:
        raise Refused(Refusal.STOOD_UPON, command.stream, "; ".join(map(_said, standing)))


def _refuse_ring(find: Find, stream: str, other: str) -> None:
    back = _leading_back(find, stream, other)
    if back is not None:
        tie = next(e for e in reversed(back.amendments) if isinstance(e, Linked) and stream in e.same_as)
        way = "" if back.stream == other else f", and {other} leads to {back.stream}"
        raise Refused(Refusal.MERGE_RING, stream, f"{back.stream} was merged into it by {_said(tie)}{way}")


def _leading_back(find: Find, stream: str, other: str) -> Dossier | None:
    """The development on the chains of merges from another that is merged into this one; None where none is."""
    waiting, seen = [other], {other}
    while waiting:
        dossier = find(waiting.pop())
        if dossier is None:
            continue
        if stream in dossier.same_as:
            return dossier
        waiting.extend(name for name in dossier.same_as if name not in seen)
        seen.update(dossier.same_as)
    return None


def _said(entry: Entry) -> str:
    who = f" by {entry.by}" if entry.by else ""
    why = f" ({entry.reason})" if entry.reason else ""
    return f"version {entry.version}, {entry.topic}{who}{why}"
