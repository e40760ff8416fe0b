"""Whose desk it is: who records, and when, by the clock of the log."""

import getpass
import os
from datetime import date

from tracker.application.recording.outcome import Desk
from tracker.application.store.address import Address
from tracker.application.store.clock import now_at


def desk_at(path: Address, by: str | None, today: date) -> Desk:
    """Who records (``by``, else TRACKER_BY, else the login name), and when, by the clock of the log."""
    return Desk(recorder(by), now_at(path), today)


def recorder(by: str | None = None) -> str:
    """Who records: the name given, else TRACKER_BY, else the login name, else nobody."""
    try:
        return by or os.environ.get("TRACKER_BY") or getpass.getuser()
    except (KeyError, OSError):  # a machine may not know its user
        return ""
