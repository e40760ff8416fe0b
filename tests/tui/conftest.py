"""Databases and a clock for the screens: no test asks what time it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tui import driver
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import AddClaims, Command, DescribeSource, Record, Retract
from tracker.domain.evidence import Claim, Report, Source, grade
from tracker.domain.occurrence import Occurrence, on

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def recorded(name: str, when: Occurrence, type: str, known: datetime | None = None, **fields) -> Record:
    fields.setdefault("summary", f"{type} of {name}")
    fields.setdefault("sources", ("https://example.org/report",))
    development = TYPES[type](id=name, occurred=when, **fields)
    return Record(stream=name, id=f"c:{name}", known_from=known or when.end_of_best_date(), development=development)


def january(day: int) -> Occurrence:
    return on(datetime(2024, 1, day, tzinfo=UTC).date())


def interval(first: int, last: int) -> Occurrence:
    start, end = january(first).best, january(last).best
    return Occurrence(edtf=f"{start}/{end}", best=end, earliest=start, latest=end, interval=True)


def crisis() -> list[Command]:
    """Iran and Pakistan in January 2024, and a quiet pair beside them."""
    later = datetime(2024, 1, 25, 12, tzinfo=UTC)
    position = {
        "relations": "established",
        "head": {"IRN>PAK": "ambassador", "PAK>IRN": "ambassador"},
        "mission": {"IRN>PAK": "open", "PAK>IRN": "open"},
        "hostility": 1,
    }
    quote = "a sovereign right to defend itself"
    return [
        DescribeSource(
            stream="source:test/wire", id="c:wire", known_from=NOW,
            source=Source(id="wire", scope="test", outlet="The Wire", title="Strikes and a recall", published="2024-01-18", reliability="B"),
        ),
        recorded("pos", january(14), "position_stated", actors=("IRN", "PAK"), position=position),
        recorded("strike-1", january(16), "strike_conducted", actors="IRN", targets="PAK", means="mixed", killed=2),
        recorded("recall", january(17), "ambassador_recalled", actors="PAK", targets="IRN", kind="indefinite"),
        recorded(
            "strike-2", january(18), "strike_conducted", actors="PAK", targets="IRN", means="mixed",
            in_response_to=("strike-1",), rating=grade("B2"), sources=(), reports=(Report(source="test/wire", quote=quote, offset=7),),
            claims=(
                Claim(aspect="killed", value=9, by="deputy governor", source="test/wire", quote="nine were killed"),
                Claim(aspect="killed", value=4, qualifier="at least", by="Pakistan", source="test/wire"),
            ),
        ),
        recorded("mediation", january(19), "mediation_offered", known=later, actors="CHN", targets=("IRN", "PAK")),
        recorded("vague", interval(15, 22), "protest_note_delivered", actors="PAK", targets="IRN"),
        recorded("wrong", january(20), "strike_conducted", actors="IRN", targets="PAK", means="mixed", summary="A third strike"),
        Retract(stream="wrong", id="c:wrong:r", known_from=datetime(2024, 1, 26, tzinfo=UTC), reason="it did not happen"),
        recorded("talks", january(10), "ambassador_recalled", actors="FRA", targets="ITA", kind="consultations"),
        AddClaims(stream="strike-1", id="c:late", known_from=datetime(2024, 1, 27, tzinfo=UTC), claims=(Claim(aspect="killed", value=3, by="Iran"),)),
    ]  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "crisis.db"
    with Writer(path) as writer:
        writer.submit(crisis())
    return path


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses keys goes on as soon as nothing is left to do, not once the machine is quiet."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", driver.idle)


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch):
    """Opens the dashboard on a file at a size, and gives what presses keys and reads what is seen.

    No test waits for the quiet after which the screens ask for what is heavy.
    """
    for quiet in driver.QUIETS:
        monkeypatch.setattr(f"tui.screens.{quiet}", 0.005)
    return driver.driven
