"""What a doctor finds: one line for each thing that was looked at, and what to do where it is not well."""

from collections.abc import Mapping
from typing import Any, NamedTuple

OK, WARNING, FAULT = "ok", "warning", "fault"


class Found(NamedTuple):
    """One thing that was looked at."""

    check: str
    status: str
    """``ok``, ``warning`` (it works, and something is better mended) or ``fault`` (it does not, or loses entries)."""
    found: str
    remedy: str = ""

    def document(self) -> Mapping[str, Any]:
        """The line as JSON."""
        return self._asdict()


def ok(check: str, found: str) -> Found:
    """All is well."""
    return Found(check, OK, found)


def warning(check: str, found: str, remedy: str) -> Found:
    """It works; something is better mended."""
    return Found(check, WARNING, found, remedy)


def fault(check: str, found: str, remedy: str) -> Found:
    """It does not work, or entries can be lost."""
    return Found(check, FAULT, found, remedy)
