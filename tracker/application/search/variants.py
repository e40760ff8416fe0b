"""Spelling variants of places: a table that ships with the tracker, and one that a user may add.

They are asked when a query is read, not when the log is: an index does not depend on them.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.search.words import words_of

SHIPPED = Path(__file__).with_name("places.tsv")
USERS = "places.tsv"
"""The table of a user, in the configuration folder."""

Phrase = tuple[str, ...]
"""Words that stand one behind the other."""


class Variants(NamedTuple):
    """The spellings of each spelling: what is written in one way is looked for in all."""

    groups: Mapping[Phrase, frozenset[Phrase]]
    longest: int
    """Words of the longest spelling."""

    def of(self, phrase: Phrase) -> frozenset[Phrase]:
        """The other spellings of a phrase, and itself."""
        return self.groups.get(phrase, frozenset()) | {phrase}


def variants(folder: Path | None) -> Variants:
    """The shipped table, and what the user's folder adds; BadInput where a line of that cannot be read."""
    path = None if folder is None else folder / USERS
    return joined([*_shipped(), *(() if path is None or not path.is_file() else read(path))])


@cache
def _shipped() -> tuple[frozenset[Phrase], ...]:
    return tuple(read(SHIPPED))


def read(path: Path) -> Iterator[frozenset[Phrase]]:
    """The groups of spellings in a table."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput("the table of places is not UTF-8", str(path), "save it as UTF-8") from problem
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _group(line, f"{path}:{number}")


def _group(line: str, where: str) -> frozenset[Phrase]:
    name, _, rest = line.partition("\t")
    spellings = (name, *rest.partition("\t")[0].split(","))
    found = frozenset(phrase for spelling in spellings if (phrase := tuple(words_of(spelling))))
    if not name.strip() or not rest.strip() or not found:
        raise BadInput("this line names no other spelling", where, "write: name, a tab, other spellings between commas")
    return found


def joined(groups: Iterable[frozenset[Phrase]]) -> Variants:
    """Groups that share a spelling are one."""
    found: dict[Phrase, frozenset[Phrase]] = {}
    for group in groups:
        whole = group.union(*(found.get(phrase, frozenset()) for phrase in group))
        found.update(dict.fromkeys(whole, whole))
    return Variants(MappingProxyType(found), max(map(len, found), default=1))
