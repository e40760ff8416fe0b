"""Bad input: what is wrong, where, what was expected, and how to go on."""

from collections.abc import Iterable
from difflib import get_close_matches


class BadInput(Exception):
    """Something that was given cannot be used; one or two lines, exit status 2."""

    def __init__(self, what: str, where: str | None = None, remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what)

    def __str__(self) -> str:
        first = f"{self.where}: {self.what}" if self.where else self.what
        return f"{first}\n  {self.remedy}" if self.remedy else first


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """' (did you mean X?)', or nothing where no choice is close."""
    close = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""


def expected() -> tuple[type[Exception], ...]:
    """The further exceptions that say in their text what is wrong with what was given, or with the place."""
    import sqlite3

    from tracker.application.store.codec import Undecodable
    from tracker.domain.commands import Refused

    return (Refused, Undecodable, sqlite3.Error, OSError)


def worded(problem: Exception) -> str:
    """What bad input or an expected exception says, and how to go on, in two lines."""
    if isinstance(problem, BadInput):
        return str(problem)
    import sqlite3

    from tracker.application.store.connection import in_words
    from tracker.domain.commands import Refused

    if isinstance(problem, Refused):
        from tracker.application.recording.refusals import plainly

        return str(plainly(problem))
    if isinstance(problem, sqlite3.Error):
        return str(in_words(problem))
    if isinstance(problem, OSError):
        return str(BadInput(problem.strerror or str(problem), problem.filename, "check the path and its permissions"))
    return str(BadInput(str(problem), remedy="the log was changed by another program; restore a copy that you trust"))
