"""The plainest thing that is recorded: of little weight to import, for processes that tests start."""

from datetime import UTC, date, datetime
from typing import Any

from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on

NOON = datetime(2024, 1, 18, 12, tzinfo=UTC)


def record(stream: str = "d1", **more: Any) -> Record:
    given = {"id": stream, "occurred": on(date(2024, 1, 16)), "actors": ("IRN",), "targets": ("PAK",), **more}
    development = TYPES["condemnation_issued"](**given)
    return Record(stream=stream, id=f"record {stream}", known_from=NOON, development=development)
