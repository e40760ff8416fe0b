"""What is said of a problem: bad input as it is, and every further exception that has words for a user."""

from tracker.application.problems import BadInput


def expected() -> tuple[type[Exception], ...]:
    """The further exceptions that say in their text what is wrong with what was given, or with the place."""
    import sqlite3

    from tracker.application.store.codec import Undecodable
    from tracker.application.store.postgres.problems import ServerProblem
    from tracker.domain.commands import Refused

    return (Refused, Undecodable, ServerProblem, sqlite3.Error, OSError)


def worded(problem: Exception) -> str:
    """What bad input or an expected exception says, and how to go on, in two lines."""
    if isinstance(problem, BadInput):
        return str(problem)
    import sqlite3

    from tracker.application.store.connection import in_words
    from tracker.application.store.postgres.problems import ServerProblem
    from tracker.domain.commands import Refused

    if isinstance(problem, Refused):
        from tracker.application.recording.refusals import plainly

        return str(plainly(problem))
    if isinstance(problem, ServerProblem):
        return str(problem.in_words())
    if isinstance(problem, sqlite3.Error):
        return str(in_words(problem))
    if isinstance(problem, OSError):
        return str(BadInput(problem.strerror or str(problem), problem.filename, "check the path and its permissions"))
    return str(BadInput(str(problem), remedy="the log was changed by another program; restore a copy that you trust"))
