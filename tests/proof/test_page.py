"""The page for third parties is true: its programs run as they stand there, on real proofs and on tampered ones."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.proof.naive import ROOTS
from tracker.application.proof.note import Checkpoint, Seal, seal_from
from tracker.application.proof.proofs import Leaf, prove
from tracker.application.proof.signing import sign
from tracker.application.proof.tree import Roots, entry_hash
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record, Retract
from tracker.domain.occurrence import on

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "verify-a-proof.md").read_text("utf-8")
NOON = datetime(2024, 1, 31, 12, tzinfo=UTC)
ALL = "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


class Desk(NamedTuple):
    """A folder with a log of seven entries, a seal of its first six, and what stands in the log."""

    folder: Path
    entries: list[tuple[str, int, str, bytes]]
    checkpoint: Checkpoint

    def run(self, program: str, *files: str) -> tuple[int, str]:
        (self.folder / "program.py").write_text(program, "utf-8")
        words = [sys.executable, "-I", "-W", "error", "program.py", *files]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def prove(self, index: int) -> dict[str, object]:
        hashes = (entry_hash(*entry) for entry in self.entries)
        stored = prove(self.checkpoint, index, Leaf.of(*self.entries[index]), hashes).to_bytes()
        (self.folder / "proof.json").write_bytes(stored)
        return json.loads(stored)

    def tamper(self, document: dict[str, object]) -> None:
        (self.folder / "proof.json").write_text(json.dumps(document))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    kept = {"known_from": NOON}
    said = [
        Record(stream=f"d{n}", id=f"record {n}", development=TYPES["condemnation_issued"](
            id=f"d{n}", occurred=on(date(2024, 1, 16)), actors=("IRN",), targets=("PAK",), summary=f"«№ {n}»\n\U0001f54a\u202e"
        ), **kept)
        for n in range(1, 7)
    ]  # fmt: skip
    with Writer(tmp_path / "a log?.db", clock=lambda: NOON) as writer:
        writer.submit([*said, Retract(stream="d3", id="retract 3", reason="a slip", **kept)])
    with closing(sqlite3.connect(tmp_path / "a log?.db")) as conn:
        entries = conn.execute(ALL).fetchall()
    roots = Roots([6])
    roots.append(entry_hash(*entry) for entry in entries)
    checkpoint = Checkpoint("desk.example/log", 6, roots.at[6])
    (tmp_path / "seal.txt").write_bytes(Seal(checkpoint, NOON).to_bytes())
    return Desk(tmp_path, entries, checkpoint)


CHECK_PROOF, CHECK_SEAL = blocks("python")


@pytest.mark.parametrize("index", range(6))
def test_the_page_s_program_prints_the_entry_that_a_proof_proves(desk: Desk, index: int) -> None:
    document = desk.prove(index)
    status, said = desk.run(CHECK_PROOF, "seal.txt", "proof.json")
    assert (status, json.loads(said)) == (0, document["leaf"])


TAMPERED = {
    "another state": lambda d: d["leaf"].update(state=d["leaf"]["state"].replace("PAK", "IND")),
    "another id": lambda d: d["leaf"].update(stream="d9"),
    "another version": lambda d: d["leaf"].update(version=2),
    "another type": lambda d: d["leaf"].update(topic="apology_issued"),
    "another place": lambda d: d.update(leaf_index=3),
    "a place beyond the log": lambda d: d.update(leaf_index=6),
    "a place before the log": lambda d: d.update(leaf_index=-2),
    "another origin": lambda d: d.update(origin="other.example/log"),
    "another path": lambda d: d["inclusion_path"].reverse(),
    "a shorter path": lambda d: d["inclusion_path"].pop(),
    "a longer path": lambda d: d["inclusion_path"].append(d["root_hash"]),
    "the root of its own": lambda d: d.update(root_hash=d["inclusion_path"][0], inclusion_path=[]),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_page_s_program_refuses_a_proof_with(desk: Desk, what: str) -> None:
    document = desk.prove(2)
    TAMPERED[what](document)
    desk.tamper(document)
    assert desk.run(CHECK_PROOF, "seal.txt", "proof.json") == (1, "The proof does not hold.\n")


def test_the_page_s_program_refuses_a_proof_against_another_seal(desk: Desk) -> None:
    desk.prove(2)
    other = Checkpoint("desk.example/log", 6, ROOTS[6])
    (desk.folder / "other.txt").write_bytes(Seal(other).to_bytes())
    assert desk.run(CHECK_PROOF, "other.txt", "proof.json") == (1, "The proof does not hold.\n")


def test_the_page_s_other_program_knows_the_log_of_a_seal_though_it_has_grown(desk: Desk) -> None:
    assert len(desk.entries) == 7
    assert desk.run(CHECK_SEAL, "seal.txt", "a log?.db") == (0, "The log is the one of the seal.\n")


def test_the_page_s_other_program_knows_an_empty_log(desk: Desk) -> None:
    (desk.folder / "empty.txt").write_bytes(Seal(Checkpoint("desk", 0, ROOTS[0])).to_bytes())
    assert desk.run(CHECK_SEAL, "empty.txt", "a log?.db")[0] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), 'PAK', 'IND') AS BLOB) WHERE rowid = 6",
        "UPDATE stored_events SET topic = 'apology_issued' WHERE rowid = 1",
        "UPDATE stored_events SET originator_version = 2 WHERE rowid = 2",
        "UPDATE stored_events SET rowid = CASE rowid WHEN 2 THEN 90 ELSE rowid END",
        "DELETE FROM stored_events WHERE rowid = 3",
        "DELETE FROM stored_events WHERE rowid > 5",
        "INSERT INTO stored_events(rowid, originator_id, originator_version, topic, state) VALUES (0, 'd0', 1, 'retracted', x'7b7d')",
    ],
)
def test_the_page_s_other_program_sees_that_a_log_was_changed(desk: Desk, statement: str) -> None:
    with closing(sqlite3.connect(desk.folder / "a log?.db")) as conn:
        conn.execute(statement)
        conn.commit()
    assert desk.run(CHECK_SEAL, "seal.txt", "a log?.db") == (1, "The log is not the one of the seal.\n")


def test_the_programs_are_about_thirty_lines_of_the_standard_library() -> None:
    for program in (CHECK_PROOF, CHECK_SEAL):
        assert 20 < len(program.splitlines()) <= 32
        imported = re.findall(r"^import ([\w, ]+)", program, re.MULTILINE)
        assert {name for names in imported for name in names.strip().split(", ")} <= sys.stdlib_module_names


def test_the_seal_that_the_page_shows_is_one() -> None:
    shown = seal_from(blocks("text")[0].encode())
    assert (shown.checkpoint.origin, shown.checkpoint.size) == ("desk.example/log", 1204)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed here")
def test_the_page_s_command_checks_a_signature(desk: Desk) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", desk.folder / "key"], check=True)
    public = (desk.folder / "key.pub").read_text()
    (desk.folder / "allowed_signers").write_text(f"desk@example.org {public}")
    (desk.folder / "seal.txt.sig").write_bytes(sign((desk.folder / "seal.txt").read_bytes(), desk.folder / "key"))
    (command,) = blocks("sh")
    done = subprocess.run(["sh", "-c", command], cwd=desk.folder, capture_output=True, text=True, check=True)
    assert done.stdout.startswith('Good "tracker-seal" signature for desk@example.org with ED25519 key SHA256:')
    (desk.folder / "seal.txt").write_bytes(Seal(desk.checkpoint, datetime(2023, 1, 1, tzinfo=UTC)).to_bytes())
    assert subprocess.run(["sh", "-c", command], cwd=desk.folder, capture_output=True, check=False).returncode
