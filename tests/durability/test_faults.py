"""Each fault that is put in by hand stands in the place of something that the store goes through."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.durability.faults import FAULTS, Fault
from tests.test_store import LAST, NOON, record, retract
from tracker.application.store.following import Follower
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.transfer.copying import copy_log
from tracker.domain.commands import Refused
from tracker.domain.occurrence import on

DAY = on(date(2024, 1, 10))


def through_the_store(path: Path) -> None:
    """What is recorded late, tied, taken back, declined, sealed, copied and followed, and read as known before."""
    with Writer(path, clock=lambda: NOON) as writer, suppress(Refused):
        writer.submit([record("d2")])
        with Reader(path) as reader:
            reader.timelines()
            writer.submit([record("d1", occurred=DAY)])
            reader.timelines()
        writer.submit([record("d3", in_response_to=("d2",))])
        writer.submit([retract("d1")])
        writer.seal()
        with Reader(path) as reader:
            reader.picture("IRN-PAK", Clocks(LAST.as_of, None, 2))
            copy_log(reader, path.with_suffix(".copy"))
        with Follower(path) as follower:
            next(follower.parts())
        writer.submit([retract("d9")])


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_gone_through_and_takes_what_it_is_given(fault: Fault, tmp_path: Path) -> None:
    calls: list[str] = []
    with fault():
        faulty = getattr(fault.where, fault.name)

        def called(*given: Any, **named: Any) -> Any:
            calls.append(fault.name)
            return faulty(*given, **named)

        with mock.patch.object(fault.where, fault.name, called):
            through_the_store(tmp_path / "log.db")
    assert calls
