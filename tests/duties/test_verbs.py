"""``tracker ledger`` and ``tracker queue`` over the shipped scenarios: shapes, order, clocks, hostile text."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import fits
from tracker.cli.main import run

PAIRS = ((), ("GBR", "RUS"), ("IRN", "PAK"), ("CAN", "IND"), ("QAT", "SAU"), ("NOR", "CHL"))
CLOCKS = (
    (),
    ("--as-of", "2018-03-20"),
    ("--as-of", "2024-01-18", "--known-at", "2024-01-18T12:00Z"),
    ("--position", "3"),
)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("duties") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, shipped_seeds())]) == 0
    return path


@pytest.fixture
def ask(log: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*words: str) -> str:
        capsys.readouterr()
        assert run(["--db", str(log), *words]) == 0
        return capsys.readouterr().out

    return asked


@pytest.mark.parametrize("clocks", CLOCKS, ids=" ".join)
@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_a_ledger_has_its_shape(ask: Any, pair: tuple[str, ...], clocks: tuple[str, ...]) -> None:
    said = ask("ledger", *pair, *clocks, "--json")
    fits("ledger", said)
    assert ask("ledger", *pair, *clocks).count("\n") >= 12


def test_what_is_overdue_comes_first_then_the_oldest(ask: Any) -> None:
    rows = json.loads(ask("ledger", "--json", "--as-of", "2026-01-01"))["waiting"]
    late = [row["overdue_days"] for row in rows]
    assert late[0] == 2833
    assert late == sorted(late, key=lambda days: -(days or 0))
    rest = [row["since"] for row in rows if row["overdue_days"] is None and not row["replies_to"]]
    assert rest == sorted(rest)
    assert len(rest) > 5


def test_a_due_date_is_overdue_on_the_day_after(ask: Any) -> None:
    def late(day: str) -> list[Any]:
        rows = json.loads(ask("ledger", "RUS", "USA", "--json", "--as-of", day))["waiting"]
        return [row["overdue_days"] for row in rows if row["id"] == "gbr-rus-2018-019"]

    assert [late(f"2018-{day}") for day in ("03-28", "03-31", "04-01", "04-02")] == [[], [None], [1], [2]]


def test_a_ledger_is_of_its_date_and_its_knowledge(ask: Any) -> None:
    before = json.loads(ask("ledger", "GBR", "RUS", "--as-of", "2018-03-16", "--json"))
    assert [row["id"] for row in before["waiting"] if row["kind"].startswith("expulsion")] == ["gbr-rus-2018-007"]
    after = json.loads(ask("ledger", "GBR", "RUS", "--as-of", "2018-03-17", "--json"))
    assert [row["id"] for row in after["waiting"] if row["kind"].startswith("expulsion")] == ["gbr-rus-2018-012"]
    unknown = json.loads(ask("ledger", "GBR", "RUS", "--as-of", "2018-03-17", "--known-at", "2018-03-16", "--json"))
    assert {**before, "clocks": 0} | {"waiting": [], "norms": []} == {**unknown, "clocks": 0} | {
        "waiting": [],
        "norms": [],
    }


def test_a_chain_reaches_beyond_the_pair_to_what_began_it(ask: Any) -> None:
    said = ask("ledger", "IRN", "IRQ")
    assert "act:islamic-state armed_attack_claimed  irn-pak-2024-press-001" in said
    assert "│  └─ 2024-01-18 +3d IRQ>IRN ambassador_recalled" in said


@pytest.mark.parametrize("verb", ["ledger", "queue"])
def test_one_state_is_no_pair(log: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(["--db", str(log), verb, "GBR"]) == 2
    assert "both states" in capsys.readouterr().err
