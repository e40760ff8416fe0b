"""The one way to a report: what is asked for, in a format, and as a file of mode 600."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker.application.reports.blocks import Report
from tracker.application.reports.content import development_report, pair_report
from tracker.application.reports.html import html
from tracker.application.reports.markdown import markdown
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.transfer.placing import placed

FORMATS = {"md": markdown, "html": html}
"""By the end of a file's name."""


class Written(NamedTuple):
    """A report in a format."""

    title: str
    text: str
    citation: str


def report(reader: Reader, subject: str, clocks: Clocks, format: str, *, now: datetime, pair: bool = True) -> Written:
    """The report of a pair, or of a development by its id, as ``md`` or ``html``."""
    return written((pair_report if pair else development_report)(reader, subject, clocks, now=now), format)


def written(made: Report, format: str) -> Written:
    """Any report as ``md`` or ``html``."""
    return Written(made.title, FORMATS[format](made), made.citation)


def keep(text: str, path: Path, log: Address, *, force: bool = False) -> None:
    """Write a text to a file of mode 600; BadInput where a file is there, unless it is forced, or cannot be made."""
    with placed(path, log, force=force) as draft:
        draft.write_text(text, "utf-8", errors="backslashreplace")
