"""Checks: what a checkpoint wants of a state, compared with what was found.

What is wanted is partial: only the components and halves that it names are compared. Lists compare as sets; a
list wanted of a mapping names its keys, and a word its summary.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_UNSAID = {"consular_kept": "unknown"}
_FLAGS = {"yes": True, "no": False}
_PENDING, _DECIDED = "pending", "decided"


class Difference(NamedTuple):
    """One component (and half) that is not as wanted."""

    component: str
    """With its half or party: ``head{PAK>IRN}``."""
    wanted: Any
    found: Any

    def document(self) -> dict[str, Any]:
        """The difference as JSON."""
        return self._asdict()


def differences(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    """What of a partial state is not as wanted in a whole one; nothing where it holds."""
    return [item for name, value in wanted.items() for item in _compare(name, value, found.get(name))]


def _compare(name: str, wanted: Any, found: Any) -> Iterator[Difference]:
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for owner, value in wanted.items():
            held = found.get(owner)
            if not _agree(name, value, held):
                yield Difference(f"{name}{{{owner}}}", value, held)
    elif not _agree(name, wanted, found):
        yield Difference(name, wanted, found)


def _agree(name: str, wanted: Any, found: Any) -> bool:
    if found is None:
        return _is_absent(name, wanted)
    if isinstance(wanted, Mapping):
        return not _compare_all(name, wanted, found)
    if isinstance(wanted, list | tuple):
        return _list_agrees(wanted, found)
    if isinstance(found, Mapping):
        return wanted == summary(found) or (wanted == "unknown" and not found)
    if isinstance(found, list | tuple):
        return _list_agrees([wanted], found)
    return _same(wanted, found)


def _compare_all(name: str, wanted: Mapping[str, Any], found: Any) -> list[Difference]:
    if not isinstance(found, Mapping):
        return [Difference(name, wanted, found)]
    return list(_compare(name, wanted, found))


def _list_agrees(wanted: Any, found: Any) -> bool:
    held = found if isinstance(found, list | tuple | Mapping) else ()
    return {_word(item) for item in wanted} == {_word(item) for item in held}


def summary(found: Mapping[str, Any]) -> str:
    """One word for a mapping of statuses: none where there are none, pending if any is, else decided."""
    if not found:
        return "none"
    return _PENDING if _PENDING in found.values() else _DECIDED


def _is_absent(name: str, wanted: Any) -> bool:
    """Whether nothing is wanted: an absent count is 0, an absent flag false, ``consular_kept`` unknown."""
    if name in _UNSAID:
        return bool(wanted == _UNSAID[name])
    return wanted in (None, 0, False, "none", "unknown", [], {})


def _same(wanted: Any, found: Any) -> bool:
    """Equal as words; true is not 1, but a number may be written as text, and a flag as yes or no."""
    if isinstance(found, bool) and wanted in _FLAGS:
        return found is _FLAGS[wanted]
    return isinstance(wanted, bool) == isinstance(found, bool) and _word(wanted) == _word(found)


def _word(value: Any) -> str:
    return str(value)
