"""A line that is typed: its text, where the cursor stands, and what each key does to it. Nothing of it is drawn."""

import re
from dataclasses import dataclass
from typing import ClassVar

from textual.keys import REPLACED_KEYS, key_to_character

_ENDS = re.compile("\r\n?")
"""What a terminal sends for the end of a line that is pasted."""


def lines_kept(pasted: str) -> str:
    """What is pasted exactly as it is, its lines ended as a text ends them."""
    return _ENDS.sub("\n", pasted)


def first_line(pasted: str) -> str:
    """The first line of what is pasted on which something stands."""
    return next((part for part in pasted.splitlines() if part.strip()), "")


@dataclass
class Edited:
    """One line under a cursor; ``cursor`` counts characters from its start."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, text: str) -> "Edited":
        """A text with the cursor at its end."""
        return cls(text, len(text))

    def set(self, text: str) -> None:
        """Another text, the cursor at its end."""
        self.text, self.cursor = text, len(text)

    def insert(self, text: str) -> None:
        """Type or paste, where the cursor stands; exactly as it is given."""
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    @classmethod
    def takes(cls, key: str) -> bool:
        """Whether a key, as Textual names it, types a character or edits, so that it is no command."""
        char = key_to_character(REPLACED_KEYS.get(key, key))
        return key in cls._KEYS or (char is not None and char.isprintable())

    def press(self, key: str) -> bool:
        """What a key of editing does; False for any other key."""
        act = self._KEYS.get(key)
        if act is not None:
            getattr(self, act)()
        return act is not None

    def _left(self) -> None:
        self.cursor = max(0, self.cursor - 1)

    def _right(self) -> None:
        self.cursor = min(len(self.text), self.cursor + 1)

    def _start(self) -> None:
        self.cursor = 0

    def _end(self) -> None:
        self.cursor = len(self.text)

    def _backspace(self) -> None:
        self.text = self.text[: max(0, self.cursor - 1)] + self.text[self.cursor :]
        self._left()

    def _delete(self) -> None:
        self.text = self.text[: self.cursor] + self.text[self.cursor + 1 :]

    def _clear(self) -> None:
        self.text, self.cursor = self.text[self.cursor :], 0

    def _word(self) -> None:
        """Take back the word before the cursor."""
        kept = self.text[: self.cursor].rstrip().rpartition(" ")
        head = kept[0] + kept[1]
        self.text, self.cursor = head + self.text[self.cursor :], len(head)

    _KEYS: ClassVar[dict[str, str]] = {
        "left": "_left",
        "right": "_right",
        "home": "_start",
        "ctrl+a": "_start",
        "end": "_end",
        "ctrl+e": "_end",
        "backspace": "_backspace",
        "delete": "_delete",
        "ctrl+u": "_clear",
        "ctrl+w": "_word",
    }
