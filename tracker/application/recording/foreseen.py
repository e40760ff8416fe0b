"""What a record that is not told in full yet would do: once type, date and parties are given, all else is supposed.

Who records learns so at once whether it is there already. What it would do to the state is said once all is given that
the act itself needs; a summary and a source change nothing of that.
"""

from collections.abc import Sequence
from dataclasses import replace

from tracker.application.forms import form_of, kind_of, missing
from tracker.application.problems import BadInput
from tracker.application.recording.arguments import given
from tracker.application.recording.dating import TO_COME
from tracker.application.recording.outcome import Desk, Outcome, record
from tracker.application.store.address import Address
from tracker.domain.development import Development

_TOLD = {"summary": "…", "source": "https://example.org/"}
_FIRST = ("date", "actor", "target")
_NUMBERS = (int, float)


def foreseen(path: Address, name: str, words: Sequence[str], desk: Desk) -> Outcome | None:
    """What recording would do, as far as it can be said; None where too little is given, or what is given cannot be."""
    try:
        form = form_of(name)
        supposed = _supposed(form, words, desk)
        if supposed is None:
            return None
        found = record(path, name, [*words, *supposed], desk, dry_run=True)
    except BadInput:
        return None
    early = [note for note in found.notes if note.endswith(TO_COME)]
    found = replace(found, entries=0, notes=early)  # that nothing would change is said of what is told in full
    if all(word.partition("=")[0] in _TOLD for word in supposed):
        return found
    return replace(found, changes=[], anomalies=[], resolved=[])


def _supposed(form: type[Development], words: Sequence[str], desk: Desk) -> list[str] | None:
    """A word for each that is needed and not given; None where it is not said when, or between whom."""
    found = given(words, desk.today)
    heads = {key.partition(".")[0] for key, values in found.words.items() if any(values)}
    lacking = [question.key for question in missing(form, heads, len(found.many("actor")))]
    if any(key in _FIRST for key in lacking):
        return None
    return [f"{key}={_TOLD.get(key) or _some(form, key)}" for key in lacking]


def _some(form: type[Development], key: str) -> str:
    """Some answer that the field takes."""
    kind = kind_of(form, key)
    if kind.choices:
        return kind.choices[0]
    return "1" if any(base in _NUMBERS for base in kind.bases) else "act:some"
