"""What can go wrong with a server, in words; known without the driver."""

from enum import Enum

from tracker.application.problems import BadInput


class Kind(Enum):
    """What is to be done about a problem."""

    AWAY = "see that the server runs and can be reached, then try again"
    UNSURE = "try again: what is recorded is not recorded twice"
    BUSY = "another program holds the log; try again"
    FORBIDDEN = "check user, password and rights, or name another database with --db"
    FULL = "free some disk space on the server and try again; nothing was written"
    CONFLICT = "another entry stands in this place; try again"
    OTHER = "check the server and try again"


class ServerProblem(Exception):
    """A server, or the way to it, failed; the text holds no password."""

    def __init__(self, text: str, kind: Kind = Kind.OTHER) -> None:
        super().__init__(text)
        self.kind = kind

    def in_words(self, where: str | None = None) -> BadInput:
        """What happened, and what to do about it."""
        if self.kind is Kind.UNSURE:
            return BadInput(f"the server went away before it answered ({self})", where, self.kind.value)
        if self.kind is Kind.AWAY:
            return BadInput(f"the server cannot be reached: {self}", where, self.kind.value)
        if self.kind is Kind.FORBIDDEN:
            return BadInput(f"the server refuses: {self}", where, self.kind.value)
        return BadInput(f"the database could not be used: {self}", where, self.kind.value)
