"""An act: a development as the fold sees it, what its type and fields do to a pair.

Two developments of one type, direction and fields are one act, so that a log of a million developments has
few of them. An act is plain data and knows no class of the catalogue: a state can be folded without it.
"""

from typing import Any, NamedTuple

from tracker.domain.effects import Instruction
from tracker.domain.expectations import Check


class Act(NamedTuple):
    """What a development does, compiled: checks first, then steps, then its weight on the tension."""

    type: str
    direction: int
    """0 the pair's first state acts, 1 the second, 2 both or neither."""
    checks: tuple[Check, ...]
    steps: tuple[Instruction, ...]
    weight: float
    """-10 to 10; 0 for the acts of third parties."""
    speech: bool
    """A statement: no more than three a day count."""
    scope: str
    """What tells one open act of this type from another: a post, a title."""
    closable: bool
    """Some type closes this one; a negative act is open until then."""
    closes: tuple[tuple[str, int, str | None], ...]
    """(type, half the closed act came from, scope or None for any)."""


def as_plain(act: Act) -> list[Any]:
    """The act as JSON lists; a table of a step becomes a list of pairs."""
    return [
        act.type, act.direction, [list(check) for check in act.checks], [_plain(step) for step in act.steps],
        act.weight, act.speech, act.scope, act.closable, [list(c) for c in act.closes],
    ]  # fmt: skip


def _plain(step: Instruction) -> list[Any]:
    return [[list(arm) for arm in part.items()] if isinstance(part, dict) else part for part in step]


def from_plain(plain: list[Any]) -> Act:
    """The act of JSON lists."""
    kind, direction, checks, steps, weight, speech, scope, closable, closes = plain
    return Act(
        kind,
        direction,
        tuple((place, tuple(fits), sentence, article) for place, fits, sentence, article in checks),
        tuple(_step(step) for step in steps),
        weight,
        speech,
        scope,
        closable,
        tuple((name, half, same) for name, half, same in closes),
    )


def _step(step: list[Any]) -> Instruction:
    if step[0] in ("turn", "key"):
        return (*step[:-1], dict(step[-1]))
    return tuple(tuple(part) if isinstance(part, list) else part for part in step)
