"""What stands around a development: those of its pair that it may be tied to."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.tui.conftest import january, recorded
from tracker.application.recording.around import EACH_WAY, around
from tracker.application.store.writing import Writer
from tracker.domain.commands import Retract
from tracker.domain.occurrence import on

SIDES = {"actors": "IRN", "targets": "PAK"}
CROWD = 3 * EACH_WAY


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "around.db"
    first = january(1).best
    crowd = [
        recorded(f"d{n}", on(first + timedelta(n)), "condemnation_issued", incidents=("raids",), **SIDES)
        for n in range(CROWD)
    ]
    other = recorded("elsewhere", january(9), "condemnation_issued", actors="IND", targets="PAK")
    with Writer(path) as writer:
        writer.submit([*crowd, other])
        writer.submit([
            Retract(stream="d31", id="r", known_from=crowd[-1].known_from, by="ada", reason="it was not so"),
        ])  # fmt: skip
    return path


def test_those_around_it_stand_the_nearest_first_and_no_more_than_can_be_read_at_once(path) -> None:
    found = [near.id for near in around(path, "d30")]
    assert set(found[:3]) == {"d29", "d28", "d32"}
    assert not {"d30", "d31", "elsewhere"} & set(found)
    assert 2 * EACH_WAY - 3 <= len(found) <= 2 * EACH_WAY
    assert around(path, "d30")[0].incidents == ("raids",)
