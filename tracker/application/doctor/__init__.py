"""The doctor: whether a log can be trusted to this machine, disk and file, with what to do where it cannot.

It looks and changes no entry; whether the entries themselves are sound is proved by ``tracker verify``.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tracker.application.doctor.content import content
from tracker.application.doctor.file import file, folder
from tracker.application.doctor.found import FAULT, Found, ok
from tracker.application.doctor.machine import disk, program
from tracker.application.store.address import Address

__all__ = ["Diagnosis", "Found", "diagnose"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at, in order."""

    path: str
    checks: tuple[Found, ...]

    @property
    def well(self) -> bool:
        """Whether there is no fault."""
        return not any(found.status == FAULT for found in self.checks)

    def also(self, checks: Iterable[Found]) -> "Diagnosis":
        """The same, with what others looked at."""
        return replace(self, checks=(*self.checks, *checks))

    def document(self) -> dict[str, Any]:
        """The diagnosis as JSON."""
        return {"path": self.path, "well": self.well, "checks": [found.document() for found in self.checks]}


def diagnose(address: Address) -> Diagnosis:
    """Look at the machine, and at the database where there is one."""
    if not isinstance(address, Path):
        return Diagnosis(str(address), (*program(), *content(address)))
    there = address.is_file()
    near = next(place for place in address.absolute().parents if place.is_dir())
    checks = [*program(), *disk(near, address.stat().st_size if there else 0)]
    if there:
        checks += file(address)
        checks += content(address) if os.access(address, os.R_OK) else ()
    else:
        checks += [ok("content", "there is no database yet"), folder(near)]
    return Diagnosis(str(address), tuple(checks))
