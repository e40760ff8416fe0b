"""An act: a development as the fold sees it, what its type and fields do to a pair.

Two developments of one type, direction and fields are one act, so that a log of a million developments has
few of them. An act is plain data and knows no class of the catalogue: a state can be folded without it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.domain.instructions import Check, Instruction
from tracker.domain.relation import WIDTH


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


def from_plain(plain: Any) -> Act:
    """The act of JSON lists; ValueError where they are none, for a file may have been written by any program."""
    try:
        found = _read(plain)
        fits = _is_act(found)
    except (AttributeError, LookupError, TypeError, ValueError):
        fits = False
    if not fits:
        msg = "this is no act"
        raise ValueError(msg)
    return found


def _read(plain: Any) -> Act:
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


def _is_act(found: Act) -> bool:
    return (
        type(found.type) is type(found.scope) is str
        and _is_one_of(found.direction, (0, 1, 2))
        and type(found.weight) in (int, float)
        and -10 <= found.weight <= 10
        and type(found.speech) is type(found.closable) is bool
        and all(_is_check(check) for check in found.checks)
        and all(_is_step(step) for step in found.steps)
        and all(type(n) is str and _is_one_of(h, (0, 1)) and _is_text(s, None) for n, h, s in found.closes)
    )


def _is_check(check: Check) -> bool:
    place, fits, sentence, article = check
    hash(fits)
    return _is_slot(place) and type(sentence) is type(article) is str


def _is_step(step: Instruction) -> bool:
    """Whether an instruction has the parts that the fold takes, each of its kind; see ``instructions``."""
    parts = _PARTS[step[0]]
    return len(step) == 1 + len(parts) and all(fits(part) for fits, part in zip(parts, step[1:], strict=True))


def _is_slot(part: Any) -> bool:
    return type(part) is int and 0 <= part < WIDTH


def _is_one_of(part: Any, numbers: tuple[int, ...]) -> bool:
    return type(part) is int and part in numbers


def _is_text(part: Any, *others: None) -> bool:
    return type(part) is str or part in others


def _is_table(part: Any) -> bool:
    return type(part) is dict and all(value is None or type(value) in (str, bool) for value in part.values())


def _is_levels(part: Any) -> bool:
    return type(part) is tuple and all(type(level) is str for level in part)


def _is_value(part: Any) -> bool:
    """A text, a flag, a number, or lists of texts or of pairs of texts."""
    if type(part) is tuple:
        return all(type(item) is str or (len(item) == 2 and {*map(type, item)} == {str}) for item in part)
    return part is None or type(part) in (str, bool, int)


_PARTS: Mapping[str, tuple[Callable[[Any], bool], ...]] = MappingProxyType(
    {
        "turn": (_is_slot, _is_table),
        "count": (_is_slot, lambda part: type(part) is int),
        "include": (_is_slot, _is_text),
        "exclude": (_is_slot, _is_text),
        "carry": (_is_slot, _is_slot),
        "key": (_is_slot, _is_text, _is_table),
        "decide": (_is_slot, _is_slot, _is_text),
        "date": (_is_slot,),
        "rise": (lambda part: _is_one_of(part, (1, 2, 3, 4, 5)),),
        "calm": (_is_levels,),
        "state": (_is_slot, _is_value),
    }
)
