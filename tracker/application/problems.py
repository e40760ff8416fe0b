"""Bad input: what is wrong, where, what was expected, and how to go on."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 600
"""So many characters of what is wrong are said: a value that is quoted in it may be a book."""
_WORD = 100
"""A longer word is like none."""


class BadInput(Exception):
    """Something that was given cannot be used; one or two lines, exit status 2."""

    def __init__(self, what: str, where: str | None = None, remedy: str = "") -> None:
        what = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what)

    def __str__(self) -> str:
        first = f"{self.where}: {self.what}" if self.where else self.what
        return f"{first}\n  {self.remedy}" if self.remedy else first


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """' (did you mean X?)', however it is cased; nothing where no choice is close."""
    if len(word) > _WORD:
        return ""
    written = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(word.casefold(), list(written), n=1, cutoff=0.6)
    return f" (did you mean {written[close[0]]}?)" if close else ""
