"""Replaying: whole or not at all, said again nothing, checked against history, and shown as it unfolds."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from tracker.application.seeds import shipped_seeds
from tracker.application.store.reader import Reader
from tracker.cli import replaying
from tracker.cli.main import run, tracker

ROOT = Path(__file__).resolve().parent.parent

RECALL = """\
schema: tracker-scenario/1
incident: row
title: A row
window: {from: '2024-01-15', to: '2024-01-31'}
initial_state:
  IRN-PAK:
    relations: established
    head: {PAK>IRN: ambassador, IRN>PAK: ambassador}
developments:
- id: row-1
  date: '2024-01-17'
  type: ambassador_recalled
  actor: PAK
  target: IRN
  fields: {kind: consultations}
  summary: Pakistan recalls its ambassador.
  sources: [https://example.org/a]
- id: row-2
  date: '2024-01-19'
  type: ambassador_recalled
  actor: PAK
  target: IRN
  fields: {kind: consultations}
  summary: It is said to recall him again.
  sources: [https://example.org/b]
  known_from: '2024-01-25'
checkpoints:
- as_of: '2024-01-18'
  pair: IRN-PAK
  state:
    head: {PAK>IRN: recalled}
"""
WRONG = """\
- as_of: '2024-01-18'
  pair: IRN-PAK
  state:
    relations: severed
    head: {PAK>IRN: ambassador, IRN>PAK: ambassador}
"""
EARLY = """\
- as_of: '2024-01-18'
  known_at: '2024-01-16'
  pair: IRN-PAK
  state:
    head: {PAK>IRN: ambassador}
"""


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Tell = Callable[..., Said]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def tell(log: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    return lambda *words: Said(run(["--db", str(log), "replay", *map(str, words)]), *capsys.readouterr())


@pytest.fixture
def row(tmp_path: Path) -> Path:
    return written(tmp_path / "row.yaml", RECALL)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def entries(log: Path) -> int:
    with Reader(log) as reader:
        return reader.last_position()


def bytes_of(log: Path) -> dict[str, bytes]:
    """What the database and the files beside it hold, but for the index that readers share."""
    return {path.name: path.read_bytes() for path in log.parent.glob(f"{log.name}*") if not path.name.endswith("-shm")}


@pytest.mark.parametrize("seed", shipped_seeds(), ids=lambda seed: seed.stem)
def test_history_holds_in_every_shipped_scenario(tell: Tell, seed: Path) -> None:
    said = tell(seed, "--check", "--json")
    assert (said.status, said.err) == (0, "")
    (file,) = said.document
    assert file["checkpoints"]
    assert all(checkpoint["ok"] for checkpoint in file["checkpoints"])


def test_a_missing_database_is_made_and_the_scenario_recorded(tell: Tell, log: Path, row: Path) -> None:
    said = tell(row)
    assert (said.status, said.err) == (0, "")
    assert said.out == f"{row}: A row: 4 entries recorded\n"
    assert entries(log) == 4


def test_replayed_again_a_scenario_writes_nothing_and_says_so(tell: Tell, log: Path, row: Path) -> None:
    tell(row)
    before = bytes_of(log)
    said = tell(row)
    assert said.status == 0
    assert said.out == f"{row}: A row: all of it is recorded already (4 entries); nothing was written\n"
    assert bytes_of(log) == before
    assert tell(row, "--json").document[0]["written"] == 0


def test_what_a_file_adds_later_is_all_that_is_written(tell: Tell, log: Path, row: Path) -> None:
    tell(row)
    more = RECALL.split("checkpoints:", maxsplit=1)[0] + (
        "- {id: row-3, date: '2024-01-20', type: condemnation_issued, actor: IRN, target: PAK,"
        " summary: It condemns., sources: [https://example.org/c]}\n"
    )
    said = tell(written(row, more))
    assert said.out == f"{row}: A row: 1 entries recorded, 4 were recorded already\n"
    assert entries(log) == 5


def test_a_dry_run_records_nothing_and_needs_no_database(tell: Tell, log: Path, row: Path) -> None:
    said = tell(row, "--dry-run", "--check")
    assert said.status == 0
    assert "would bring 4 entries; nothing was recorded" in said.out
    assert not log.exists()


BROKEN = {
    "an unknown key": ("summary: It is", "sumary: It is"),
    "an unknown type": ("- id: row-2\n  date: '2024-01-19'\n  type: ambassador_recalled", "- id: row-2\n  date: '2024-01-19'\n  type: ambasador_recalled"),
    "an impossible date": ("'2024-01-19'", "'2024-02-30'"),
    "a self-dyad": ("actor: PAK\n  target: IRN\n  fields: {kind: consultations}\n  summary: It", "actor: PAK\n  target: PAK\n  fields: {kind: consultations}\n  summary: It"),
    "a duplicate id": ("id: row-2", "id: row-1"),
    "no YAML": ("developments:", "developments: ["),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_scenario_with_a_fault_at_its_end_leaves_nothing_behind(tell: Tell, log: Path, row: Path, fault: str) -> None:
    bad = written(row.with_name("bad.yaml"), RECALL.replace(*BROKEN[fault], 1))
    said = tell(bad)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {bad}:")
    assert not log.exists()


def test_files_are_all_read_before_one_is_recorded(tell: Tell, log: Path, row: Path) -> None:
    bad = written(row.with_name("bad.yaml"), RECALL.replace("type: ambassador_recalled", "type: nothing_such"))
    assert tell(row, bad).status == 2
    assert not log.exists()


def test_what_the_desk_declines_leaves_the_database_byte_for_byte(tell: Tell, log: Path, row: Path) -> None:
    tell(row)
    before = bytes_of(log)
    other = RECALL.replace("incident: row", "incident: other").replace("id: row-1", "id: new-1")
    other = other.replace("It is said to recall him again.", "Something else.")
    bad = written(row.with_name("other.yaml"), other)
    said = tell(bad)
    assert said.status == 2
    first, second = said.err.splitlines()
    assert first.startswith(f"error: {bad}:18:3: row-2: this id is recorded with other content")
    assert "nothing of this file was recorded" in second
    assert bytes_of(log) == before


def test_a_file_that_is_declined_does_not_undo_the_ones_before(tell: Tell, log: Path, row: Path) -> None:
    first = written(row.with_name("a.yaml"), RECALL)
    second = written(
        row.with_name("b.yaml"), RECALL.replace("It is said", "He said").replace("incident: row", "incident: b")
    )
    assert tell(first, second).status == 2
    assert entries(log) == 4


def test_a_file_that_is_not_there_is_said(tell: Tell, log: Path, tmp_path: Path) -> None:
    said = tell(tmp_path / "none.yaml")
    assert said.status == 2
    assert "none.yaml" in said.err
    assert not log.exists()


def test_replay_without_a_file_is_bad_usage(tell: Tell) -> None:
    assert tell().status == 2


def test_a_checkpoint_that_differs_prints_wanted_and_found_with_its_place(tell: Tell, log: Path, row: Path) -> None:
    said = tell(written(row, RECALL + WRONG), "--check")
    assert said.status == 1
    assert said.out.splitlines()[1:] == [
        f"ok      {row}:28: IRN-PAK as of 2024-01-18",
        f"differs {row}:32: IRN-PAK as of 2024-01-18",
        "        relations: wanted severed, found established",
        "        head{PAK>IRN}: wanted ambassador, found recalled",
    ]
    assert entries(log) == 4


def test_a_checkpoint_that_differs_is_told_in_json_too(tell: Tell, row: Path) -> None:
    said = tell(written(row, RECALL + WRONG), "--check", "--json", "--dry-run")
    assert said.status == 1
    (file,) = said.document
    assert file["written"] is None
    assert [checkpoint["ok"] for checkpoint in file["checkpoints"]] == [True, False]
    assert file["checkpoints"][1]["differences"][0] == {
        "component": "relations",
        "wanted": "severed",
        "found": "established",
    }


def test_what_was_known_at_a_checkpoint_is_honoured(tell: Tell, row: Path) -> None:
    assert tell(written(row, RECALL + EARLY), "--check").status == 0
    late = EARLY.replace("2024-01-16", "2024-01-18")
    assert tell(written(row, RECALL + late), "--check", "--dry-run").status == 1


def test_a_check_sees_only_what_its_own_file_says(tell: Tell, row: Path) -> None:
    severed = RECALL.split("developments:", maxsplit=1)[0].replace("incident: row", "incident: end") + (
        "developments:\n- {id: end-1, date: '2024-01-16', type: relations_severed, actor: IRN, target: PAK,"
        " summary: Iran severs relations., sources: [https://example.org/d]}\n"
    )
    tell(written(row.with_name("end.yaml"), severed))
    assert tell(row, "--check").status == 0


def test_an_amendment_of_another_file_is_left_out_of_a_check_and_recorded(tell: Tell, log: Path, row: Path) -> None:
    tell(row)
    later = (
        "schema: tracker-scenario/1\nincident: later\ntitle: Later\namendments:\n- retract: row-2\n  reason: a hoax\n"
    )
    said = tell(written(row.with_name("later.yaml"), later), "--check")
    assert (said.status, said.err) == (0, "")
    assert entries(log) == 6


UNFOLDED = [
    "2024-01-14  position stated  IRN-PAK: The position",
    "    relations{IRN-PAK} unknown → established",
    "    head{IRN>PAK} unknown → ambassador",
    "    head{PAK>IRN} unknown → ambassador",
    "2024-01-17  ambassador recalled  PAK>IRN: Pakistan recalls its ambassador.",
    "    head{PAK>IRN} ambassador → recalled",
    "2024-01-19  ambassador recalled  PAK>IRN: It is said to recall him again.",
]


def test_a_crisis_unfolds_in_order_with_changes_and_anomalies(tell: Tell, row: Path) -> None:
    lines = tell(row, "--speed", "100000").out.splitlines()[1:]
    assert [line[:38] for line in lines[:-1]] == [line[:38] for line in UNFOLDED]
    assert lines[-1].startswith("    ! expected that ")
    assert lines[-1].endswith("head{PAK>IRN} was recalled")


def test_it_unfolds_up_to_a_date_and_is_recorded_whole(tell: Tell, log: Path, row: Path) -> None:
    said = tell(row, "--until", "2024-01-18").out.splitlines()
    assert said[-1] == "    head{PAK>IRN} ambassador → recalled"
    assert entries(log) == 4


def test_a_speed_is_kept_and_a_long_lull_is_cut_short(tell: Tell, row: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    tell(row, "--speed", "2")
    assert waits == [1.5, 1.0]
    waits.clear()
    tell(row, "--speed", "0.001")
    assert waits == [replaying._LONGEST_WAIT] * 2


@pytest.mark.parametrize(("typed", "seen"), [("\n\n\n", 3), ("\nq\n", 2), ("q\n", 1), ("", 1)])
def test_step_by_step_enter_goes_on_and_q_quits(log: Path, row: Path, typed: str, seen: int) -> None:
    result = CliRunner().invoke(tracker, ["--db", str(log), "replay", str(row), "--step"], input=typed)
    assert sum(line.startswith("2024") for line in result.output.splitlines()) == seen
    assert entries(log) == 4


def test_hostility_that_lapsed_unnoticed_rises_again_as_a_change(tell: Tell, row: Path) -> None:
    strikes = "".join(
        f"- {{id: s{n}, date: '{day}', type: strike_conducted, actor: IRN, target: PAK, fields: {{means: missile}},"
        f" summary: A strike., sources: [https://example.org]}}\n"
        for n, day in enumerate(("2023-01-01", "2024-01-01"))
    )
    head = "schema: tracker-scenario/1\nincident: s\ntitle: Strikes\ndevelopments:\n"
    said = tell(written(row, head + strikes), "--until", "2025").out
    assert said.count("hostility{IRN-PAK} unknown → 4") == 1
    assert said.count("hostility{IRN-PAK} 1 → 4") == 1


@pytest.mark.parametrize(
    "words", [["--speed", "0"], ["--speed", "-1"], ["--until", "2024-02-30"], ["--step", "--json"]]
)
def test_what_cannot_be_shown_so_is_bad_usage_and_records_nothing(
    tell: Tell, log: Path, row: Path, words: list[str]
) -> None:
    assert tell(row, *words).status == 2
    assert not log.exists()


def test_a_hostile_summary_is_harmless_on_the_screen_and_exact_in_the_log(tell: Tell, log: Path, row: Path) -> None:
    hostile = RECALL.replace("Pakistan recalls its ambassador.", '"Bad \\e]52;c;AAAA\\a \\u202Etext"')
    said = tell(written(row, hostile), "--until", "2024-02-01")
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    assert "Bad \\x1b]52;c;AAAA\\x07 \\u202etext" in said.out
    with Reader(log) as reader:
        (state,) = reader.conn.execute("SELECT state FROM stored_events WHERE originator_id = 'row-1'").fetchone()
    assert json.loads(state)["development"]["summary"] == "Bad \x1b]52;c;AAAA\x07 \u202etext"


def test_scenarios_may_be_replayed_by_several_processes_at_once(log: Path, row: Path) -> None:
    command = [sys.executable, "-m", "tracker.cli.main", "--db", str(log), "replay", str(row), "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(3)]
    written_ = sorted(json.loads(process.communicate()[0])[0]["written"] for process in running)
    assert written_ == [0, 0, 4]
