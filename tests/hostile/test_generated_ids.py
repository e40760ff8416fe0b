"""Generated ids: of any parties one that is taken, and the hundredth of a day as soon as the first."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker.application.recording import developments
from tracker.application.recording.outcome import Desk, record

DESK = Desk("me", datetime(2024, 1, 18, 12, tzinfo=UTC), date(2024, 1, 18))
ALWAYS = ("date=2024-01-17", "actor=IRN", "source=https://a.b")


def test_an_id_of_long_names_is_cut_to_what_an_id_may_have(tmp_path: Path) -> None:
    names = [f"act:{letter * 150}" for letter in "abcd"]
    for number in range(3):
        words = [*ALWAYS, f"target={','.join(names)}", f"summary=s{number}"]
        found = record(tmp_path / "log.db", "condemnation_issued", words, DESK)
        assert len(found.id) <= 150
        assert found.positions == [number + 1]


def test_many_alike_are_read_once_and_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = developments._expanded
    monkeypatch.setattr(
        developments, "_expanded", lambda ground, item, *more: read.append("") or plain(ground, item, *more)
    )
    for number in range(1, 13):
        words = [*ALWAYS, "target=PAK,IND", f"summary=s{number}"]
        found = record(tmp_path / "log.db", "condemnation_issued", words, DESK)
        suffix = "" if number == 1 else f"-{number}"
        group = f"2024-01-17-irn-pak-ind-condemnation-issued{suffix}"
        assert (found.id, sorted(found.ids)) == (group, [f"{group}/IND-IRN", f"{group}/IRN-PAK"])
    assert len(read) == 12
    again = record(tmp_path / "log.db", "condemnation_issued", [*ALWAYS, "target=PAK,IND", "summary=s7"], DESK)
    assert (again.id, again.entries) == ("2024-01-17-irn-pak-ind-condemnation-issued-7", 0)
