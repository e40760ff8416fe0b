"""What stands around a development: those of its pair that it may be tied to."""

from datetime import timedelta

import pytest

from tests.tui.conftest import NOW, january, recorded
from tracker.application.recording.around import EACH_WAY, around, holding
from tracker.application.store.address import Address
from tracker.application.store.writing import Writer
from tracker.domain.commands import Correct, Retract
from tracker.domain.occurrence import on

SIDES = {"actors": "IRN", "targets": "PAK"}
CROWD = 3 * EACH_WAY


@pytest.fixture
def path(anywhere: Address) -> Address:
    path = anywhere
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


def test_what_is_typed_is_looked_for_in_all_of_the_pair(path) -> None:
    with Writer(path) as writer:
        said = recorded("far", january(1), "condemnation_issued", summary='Über "Saravan"', **SIDES)
        writer.submit(
            [said, recorded("not", january(1), "condemnation_issued", actors="IND", summary="Über", targets="PAK")]
        )
        change = {"summary": "Now of Panjgur"}
        writer.submit([Correct(stream="d2", id="c", known_from=NOW, by="ada", reason="r", changes=change)])
    assert [near.id for near in holding(path, "d59", 'über "sara')] == ["far"]
    assert [near.id for near in holding(path, "d59", "PANJ now")] == ["d2"]
    assert [near.id for near in holding(path, "d59", "2024-01-03 condemnation")] == []
    assert [near.id for near in holding(path, "d59", "2024-01-04 condemnation")] == ["d3"]
    assert [near.id for near in holding(path, "d59", "d")][:3] == ["d58", "d57", "d56"]
    assert (len(holding(path, "d59", "d")), holding(path, "d59", " ")) == (EACH_WAY, [])
    assert not holding(path, "d59", "edtf")
    assert "d31" not in [near.id for near in holding(path, "d30", "d")]
