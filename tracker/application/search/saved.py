"""Saved searches: words and filters under a name, in a file of the user. The clocks are asked anew each time."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.search.filters import Asked
from tracker.application.transfer.drafts import draft_for

FILE = "searches.json"
FORMAT = "tracker-searches/1"
LONGEST = 100
"""Characters of a name."""
_LISTS = frozenset(name for name, default in Asked._field_defaults.items() if default == ())


class Saved(NamedTuple):
    """What is kept: the words as they were given, and the filters."""

    words: tuple[str, ...] = ()
    asked: Asked = Asked()

    def document(self) -> dict[str, Any]:
        """The search as it is kept."""
        return {"words": list(self.words), **self.asked.document()}


def saved_searches(folder: Path) -> dict[str, Saved]:
    """Every saved search by name; none where nothing was saved. BadInput where the file cannot be read."""
    path = folder / FILE
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as problem:
        raise _unreadable(path) from problem
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise _unreadable(path) from problem


def _unreadable(path: Path) -> BadInput:
    return BadInput("the saved searches cannot be read", str(path), "mend the file, or remove it and save them again")


def _read(document: Any) -> dict[str, Saved]:
    if type(document) is not dict or set(document) != {"schema", "searches"} or document["schema"] != FORMAT:
        raise ValueError
    searches = dict(document["searches"])
    if not all(map(_is_name, searches)):
        raise ValueError
    return {name: _search(said) for name, said in sorted(searches.items())}


def _search(said: Any) -> Saved:
    if set(said) - {"words", *Asked._fields}:
        raise ValueError
    parts = {key: _part(key, value) for key, value in said.items()}
    return Saved(parts.pop("words"), Asked(**parts))


def _part(key: str, value: Any) -> Any:
    """One part of a saved search, which is text or a list of texts."""
    if key != "words" and key not in _LISTS:
        if type(value) is not str:
            raise TypeError
        return value
    if type(value) is not list or not all(type(text) is str for text in value):
        raise TypeError
    return tuple(value)


def saved_search(folder: Path, name: str) -> Saved:
    """The search of a name; BadInput where none is called so."""
    every = saved_searches(folder)
    if name not in every:
        remedy = "tracker search --list lists them; --save NAME keeps one"
        raise BadInput(f"no search is saved as {name!r}{did_you_mean(name, every)}", "--saved", remedy)
    return every[name]


def save(folder: Path, name: str, search: Saved) -> None:
    """Keep a search under a name, in the place of one that has it."""
    if not _is_name(name):
        raise BadInput("this can be no name of a search", "--save", f"give 1 to {LONGEST} letters, figures and signs")
    _write(folder, {**saved_searches(folder), name: search})


def forget(folder: Path, name: str) -> None:
    """Keep a search no longer; BadInput where none is called so."""
    saved_search(folder, name)
    _write(folder, {kept: search for kept, search in saved_searches(folder).items() if kept != name})


def _is_name(name: str) -> bool:
    return bool(name.strip()) and len(name) <= LONGEST and name.isprintable()


def _write(folder: Path, searches: Mapping[str, Saved]) -> None:
    """The whole file anew, which takes the old one's place at once."""
    document = {"schema": FORMAT, "searches": {name: searches[name].document() for name in sorted(searches)}}
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with draft_for(folder / FILE) as draft:
        with draft.open("w", encoding="utf-8") as file:
            file.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / FILE)
