"""Whose desk it is: who records."""

import getpass
import os
from datetime import date

from tracker.application.recording.outcome import Desk


def desk_of(by: str | None, today: date) -> Desk:
    """Who records (``by``, else TRACKER_BY, else the login name), by the clock of the log."""
    return Desk(recorder(by), None, today)


def recorder(by: str | None = None) -> str:
    """Who records: the name given, else TRACKER_BY, else the login name, else nobody."""
    try:
        return by or os.environ.get("TRACKER_BY") or getpass.getuser()
    except (KeyError, OSError):  # a machine may not know its user
        return ""
