"""Targets of what a reader keeps in files of their own: saved searches, a table of places, groups of states.

What is taken of saved searches is held against itself: written and read again it is the same.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from target import Target

from tracker.application.configuration import chosen_groups
from tracker.application.problems import BadInput
from tracker.application.search.saved import FILE, FORMAT, Saved, saved_searches
from tracker.application.search.variants import joined, read

_DAY = date(2024, 1, 18)
_SEARCHES = (
    b'{"schema": "tracker-searches/1", "searches": {"border": {"words": ["baluch*"], "first": "2024"}}}',
    b'{"schema": "tracker-searches/1", "searches": {"b": {"words": ["a"], "type": ["x"]}, "n": {"words": []}}}',
)
_SEARCH_PIECES = (
    "{", "}", "[", "]", ":", ",", '"', "null", "true", "1", "1e400", "9" * 30, '"schema":', '"tracker-searches/1"',
    '"searches":', '"words":', '["a"]', '"type":', '"pair":["IRN-PAK"]', '"first":"2024"', '"last":""', '"\\ud800"',
    "\\u0000", "\ufeff", "[" * 1500,
)  # fmt: skip
_PLACES = (b"# name\tspellings\nBaluchistan\tBalochistan,Baluchestan\twhere\n", "Kyiv\tKiev,Київ\n".encode())
_PLACE_PIECES = (
    "Baluchistan", "\t", ",", "\n", "\r\n", "#", " ", "a b c", "-", "*", '"', "\u2028", "\x85", "\x00", "é", "e\u0301",
    "İ", "字", "\U0001f600", "٣",
)  # fmt: skip
_GROUPS = (b'[groups]\nneighbours = ["IRN", "PAK"]\n"the two" = ["China", "IND"]\n', b'theme = "dark"\n')
_GROUP_PIECES = (
    "[groups]\n", "[groups.x]\n", "[[groups]]\n", "groups", "=", "[", "]", '"', "'", '"""', ",", "IRN", '"PAK"',
    "China", "org:EU", "act:x", "{", "}", "1", "1e400", "9" * 30, "true", "2024-01-18", "a.b", "\n", "#", "\\u0000",
    "\\ud800", "\x00", "\u202e", "字", "a=" + "[" * 1500,
)  # fmt: skip


def feed_saved_searches(data: bytes) -> object:
    """The file of saved searches; written and read again, what is taken is the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FILE).write_bytes(data)
        found = saved_searches(folder)
        (folder / FILE).write_text(json.dumps(_document(found)), "utf-8")
        if _document(saved_searches(folder)) != _document(found):
            raise AssertionError(f"read again it differs: {data!r}")
        return found


def _document(searches: dict[str, Saved]) -> dict[str, object]:
    return {"schema": FORMAT, "searches": {name: search.document() for name, search in searches.items()}}


def feed_places(data: bytes) -> object:
    """A table of places; each spelling is one of its own."""
    with _file(data) as path:
        found = joined(read(path))
    return [found.of(phrase) for phrase in found.groups]


def feed_groups(data: bytes) -> object:
    """The groups in a file of choices, on a day; whatever cannot hold is said, and nothing is refused."""
    with _file(data) as path:
        groups, problems = chosen_groups(path)
    return [group.states(_DAY) for group in groups], problems


@contextmanager
def _file(data: bytes) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        yield Path(file.name)


KEPT = (
    Target("saved searches", feed_saved_searches, (BadInput,), _SEARCH_PIECES, _SEARCHES),
    Target("places", feed_places, (BadInput,), _PLACE_PIECES, _PLACES),
    Target("groups", feed_groups, (), _GROUP_PIECES, _GROUPS),
)
