"""What a development does to its pair, in the words in which a state says it; from the sentences of its effects."""

import re
from collections.abc import Iterator
from typing import Any

from tracker.application.wording import arrow, label_of, value_words

_CLAUSE = re.compile(
    r"(?P<part>[a-z_]+)(?:\{(?P<owner>[^}]+)\})?(?:\[(?P<key>[^\]]+)\])?"
    r"(?:: (?P<arms>.+)| (?P<does>gains|loses|grows|shrinks|rises)(?P<what> .+))$"
)
_FLAGS = {"true": True, "false": False}
_NAMES = {"unanswered": "Expulsion unanswered", "forums": "Forum of the case"}
"""Names of what a state holds and does not show."""


def effect_words(sentence: str) -> str:
    """``Head of mission PAK → IRN becomes ambassador recalled, if it was ambassador at post or unknown``.

    What an effect depends on is left out: it is said of a development of which that holds.
    """
    return "; ".join(_clauses(sentence))


def _clauses(sentence: str) -> Iterator[str]:
    said = re.sub(r"^when [^:]*: ", "", sentence)
    clauses: list[str] = []
    for piece in said.split("; "):
        if clauses and not _CLAUSE.match(piece):  # another arm of the same component
            clauses[-1] += f"; {piece}"
        else:
            clauses.append(piece)
    return map(_clause, clauses)


def _clause(clause: str) -> str:
    found = _CLAUSE.match(clause)
    if found is None:
        return clause.replace("_", " ")
    part, owner, key, arms, does, what = found.groups()
    side = "of both" if owner == "both ways" else arrow(owner or "")
    name = f"{_NAMES.get(part) or label_of(part)} {side}".rstrip()
    name += f", {key.replace('the _', 'the ').replace('_', ' ')}," if key else ""
    if does:
        return f"{name} {does}{what.replace('_', ' ')}{' of 5' if part == 'hostility' else ''}"
    if "→" not in arms:
        return f"{name} becomes {arms}"
    return f"{name} " + ", ".join(_arm(part, arm) for arm in arms.split("; "))


def _arm(part: str, arm: str) -> str:
    """``any → recalled`` and ``ambassador, unknown → recalled`` as sentences."""
    if "→" not in arm:
        return arm.replace("_", " ")
    olds, _, new = arm.partition(" → ")
    new, unless, but = new.partition(", unless ")
    said = [_value(part, old) for old in olds.split(", ")]
    was = f"{', '.join(said[:-1])} or {said[-1]}" if len(said) > 1 else said[0]
    return f"becomes {_value(part, new)}{'' if olds == 'any' else f' if it was {was}'}{unless}{but}"


def _value(part: str, word: str) -> str:
    value: Any = _FLAGS.get(word, word)
    return value_words(part, value).replace("_", " ")
