"""A turn of a connection: what is written waits, and goes with the next question or with COMMIT in one message.

A message to a server and back costs more than what most statements do there, and a single entry is a dozen of them.
The values stand in the text, quoted by the driver, for a message of several statements takes no parameters; what is
said often is prepared. No pipeline is used: the driver was seen to hang for ever on a megabyte sent within one.

What the first message of a turn asks ahead is answered from there, once, unless its table was written meanwhile.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import psycopg
from psycopg.rows import DictRow, tuple_row

Raw = psycopg.Connection[DictRow]
Row = tuple[Any, ...]
Cursor = psycopg.Cursor[Row]
Guard = tuple[str, str]
"""A statement that fails unless something is as it was, and how that was."""
MOST_BYTES = 150_000
"""Of a message, roughly; what waits is sent before it grows beyond that."""
_MOST_PREPARED = 16
"""Values of a statement that is prepared: what has more is said with ever other numbers of them."""
_PREPARED = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")
_TABLE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM|COPY) (\w+)")
_MARK = re.compile("%([s%])")
_SPECIAL = re.compile(r"['\\\0]")
"""What does not stand for itself in a text between quotes."""


class Answer:
    """Rows that were answered ahead, with the surface of a cursor as far as the store uses it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def fetchone(self) -> Row | None:
        """The next row."""
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        """All rows that are left."""
        return list(self._rows)


class Prepared:
    """Statements of a connection with their values, as text; short ones are prepared when they are first said.

    A message that failed may not have come to its PREPARE, so ``forget`` gives all of them new names.
    """

    def __init__(self, raw: Raw) -> None:
        self._client = psycopg.ClientCursor(raw)
        self._numbers = count(1)
        self._names: dict[str, str] = {}

    def forget(self) -> None:
        """Take nothing for prepared."""
        self._names.clear()

    def said(self, text: str, values: Sequence[Any] = ()) -> str:
        """A translated statement with its values, to be sent as it is."""
        if len(values) > _MOST_PREPARED or not text.lstrip().startswith(_PREPARED):
            return self._client.mogrify(text, values)
        name, first = self._names.get(text), ""
        if name is None:
            name = self._names[text] = f"said_{next(self._numbers)}"
            first = f"PREPARE {name} AS {_numbered(text)}; "
        said = ", ".join(map(self._literal, values))
        return f"{first}EXECUTE {name} ({said})" if said else f"{first}EXECUTE {name}"

    def _literal(self, value: Any) -> str:
        """A value as it stands in a message; the driver, which takes its time, is asked where it is not plain."""
        kind = type(value)
        if kind is int:
            return str(value)
        if kind is bytes:
            return f"'\\x{value.hex()}'::bytea"
        if kind is str and not _SPECIAL.search(value):
            return f"'{value}'"
        return self._client.mogrify("%s", (value,))


def _numbered(text: str) -> str:
    """The text of a statement as PREPARE takes it."""
    numbers = count(1)
    return _MARK.sub(lambda found: "%" if found[1] == "%" else f"${next(numbers)}", text)


def sent(raw: Raw, text: str) -> Cursor:
    """Send a message of one or more statements; its last answer."""
    cursor = raw.cursor(row_factory=tuple_row).execute(text, prepare=False)
    while cursor.nextset():
        pass
    return cursor


def _answers(raw: Raw, text: str) -> list[list[Row]]:
    """The rows of each statement of a message that answers with rows."""
    cursor, found = raw.cursor(row_factory=tuple_row).execute(text, prepare=False), []
    while True:
        if cursor.description is not None:
            found.append(cursor.fetchall())
        if not cursor.nextset():
            return found


class Turn:
    """A write transaction on one connection, from its first message to COMMIT; it never goes on on another."""

    def __init__(self, raw: Raw, prepared: Prepared) -> None:
        self.raw = raw
        self._prepared = prepared
        self._waiting: list[str] = []
        self._size = 0
        self._ahead: dict[str, Answer] = {}
        self.guarded = False
        """Whether a guard let it begin."""

    def begin(self, text: str, guard: Guard | None, ahead: Sequence[str]) -> None:
        """Begin, in one message: what stands behind the guard is not even looked at where it fails."""
        texts = [text, *([self._prepared.said(guard[0], guard[1:])] if guard else []), *map(self._prepared.said, ahead)]
        answers = _answers(self.raw, "; ".join(texts))
        last = answers[len(answers) - len(ahead) :]
        self._ahead = {asked: Answer(rows) for asked, rows in zip(ahead, last, strict=True)}
        self.guarded = guard is not None

    def known(self, text: str) -> Answer | None:
        """What was answered ahead."""
        return self._ahead.pop(text, None)

    def write(self, text: str, values: Sequence[Any] = ()) -> None:
        """Have a statement wait that answers nothing."""
        self._drop(text)
        self.add(self._prepared.said(text, values))

    def add(self, said: str) -> None:
        """Have text wait as it is."""
        self._waiting.append(said)
        self._size += len(said)
        if self._size > MOST_BYTES:
            self.send()

    def copy(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        """Send rows at once, behind what waits."""
        self._drop(text)
        self.send()
        with self.raw.cursor().copy(text) as copying:
            for row in rows:
                copying.write_row(row)

    def ask(self, text: str, values: Sequence[Any]) -> Cursor:
        """Ask, behind what waits, in the same message."""
        if not self._waiting:
            return self.raw.cursor(row_factory=tuple_row).execute(text, values)
        return self.send(self._prepared.said(text, values))

    def send(self, last: str = "") -> Cursor:
        """Send what waits, and a last statement with it; the answer to that."""
        texts = [*self._waiting, *([last] if last else [])]
        self._waiting, self._size = [], 0
        if not texts:
            return self.raw.cursor(row_factory=tuple_row)
        return sent(self.raw, "; ".join(texts))

    def _drop(self, text: str) -> None:
        """Forget answers about the table that a statement writes."""
        table = _TABLE.match(text)
        if table is not None:
            self._ahead = {asked: known for asked, known in self._ahead.items() if f" {table[1]} " not in f"{asked} "}
