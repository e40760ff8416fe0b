"""Sealing a log and proving against the seal, as a user does it with files."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tracker.cli.main import run

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FIRST, SECOND = SEEDS / "iran_pakistan_2024.yaml", SEEDS / "russia_uk_2018.yaml"
RECALL = "irn-pak-2024-007"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    assert tracker(path, "replay", FIRST) == 0
    return path


def tracker(log: Path, *words: object) -> int:
    return run(["--db", str(log), *map(str, words)])


def said(capsys: pytest.CaptureFixture[str], log: Path, *words: object) -> str:
    capsys.readouterr()
    assert tracker(log, *words) == 0
    return capsys.readouterr().out


def sealed(log: Path, name: str) -> Path:
    path = log.parent / name
    assert tracker(log, "seal", path) == 0
    return path


def proved(capsys: pytest.CaptureFixture[str], log: Path, *words: object) -> Path:
    path = log.parent / "proof.json"
    path.write_text(said(capsys, log, "prove", *words), "utf-8")
    return path


def test_a_seal_is_three_lines_and_the_time_and_readable_by_its_owner_alone(log: Path) -> None:
    path = sealed(log, "a.seal")
    origin, size, root, empty, time = path.read_text("utf-8").splitlines()
    assert origin.startswith("tracker/")
    assert (size, len(root), empty, time[:5]) == ("35", 44, "", "time ")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_log_that_did_not_grow_keeps_its_seal(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, log, "seal") == said(capsys, log, "seal")


def test_an_entry_is_proved_to_who_has_the_seal_and_not_the_log(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seal, proof = sealed(log, "a.seal"), proved(capsys, log, RECALL)
    log.unlink()
    told = said(capsys, log, "verify-proof", proof, "--seal", seal)
    assert f"holds {RECALL}, version 1 (ambassador_recalled), as entry 9 of 35" in told
    assert "Pakistan recalled its ambassador from Tehran." in told


def test_an_entry_may_be_named_by_its_position(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed(log, "a.seal")
    assert said(capsys, log, "prove", "#9") == said(capsys, log, "prove", RECALL)


def test_an_amendment_has_a_proof_of_its_own(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tracker(log, "retract", RECALL, "--reason", "a mistake") == 0
    seal = sealed(log, "a.seal")
    assert run(["--db", str(log), "prove", RECALL]) == 0
    assert "--version 2" in capsys.readouterr().err
    proof = proved(capsys, log, RECALL, "--version", "2")
    assert "(retracted), as entry 36 of 36" in said(capsys, log, "verify-proof", proof, "--seal", seal)


def test_a_proof_against_another_seal_does_not_hold(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed(log, "a.seal")
    proof = proved(capsys, log, RECALL)
    assert tracker(log, "replay", SECOND) == 0
    later = sealed(log, "b.seal")
    assert tracker(log, "verify-proof", proof, "--seal", later) == 1
    assert tracker(log, "verify-proof", proof, "--seal", later, "--json") == 1


def test_a_proof_with_another_content_does_not_hold(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seal, proof = sealed(log, "a.seal"), proved(capsys, log, RECALL)
    proof.write_text(proof.read_text("utf-8").replace("from Tehran", "from Teheran"), "utf-8")
    assert tracker(log, "verify-proof", proof, "--seal", seal) == 1


def test_an_old_seal_may_be_named(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = sealed(log, "a.seal")
    assert tracker(log, "replay", SECOND) == 0
    sealed(log, "b.seal")
    proof = proved(capsys, log, RECALL, "--seal", old)
    assert json.loads(proof.read_text("utf-8"))["tree_size"] == 35
    assert tracker(log, "verify-proof", proof, "--seal", old) == 0


def test_that_a_log_only_grew_is_proved_with_two_seals(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = sealed(log, "a.seal")
    assert tracker(log, "replay", SECOND) == 0
    new = sealed(log, "b.seal")
    growth = proved(capsys, log, "--since", old)
    told = said(capsys, log, "verify-proof", growth, "--seal", new, "--since", old)
    assert "of 35 entries only grew to 60" in told
    assert tracker(log, "verify-proof", growth, "--seal", old, "--since", new) == 1


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")
def test_a_seal_may_be_signed_and_the_signature_checked(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, seal = log.parent / "key", log.parent / "a.seal"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    assert tracker(log, "seal", seal, "--sign", key) == 0
    signature, proof = seal.with_name("a.seal.sig"), proved(capsys, log, RECALL)
    words = ("verify-proof", proof, "--seal", seal, "--signature", signature)
    assert "signed by the key SHA256:" in said(capsys, log, *words)
    public = key.with_suffix(".pub").read_text("utf-8")
    signers = log.parent / "signers"
    signers.write_text(f'desk@example.org namespaces="tracker-seal" {public}', "utf-8")
    told = said(capsys, log, *words, "--signers", signers, "--identity", "desk@example.org")
    assert "signed by desk@example.org" in told
    assert tracker(log, *words, "--signers", signers, "--identity", "other@example.org") == 1


def test_what_a_forger_recomputes_shows_against_a_seal_that_was_kept_elsewhere(log: Path) -> None:
    from tests.reading.test_verify import replant

    seal = sealed(log, "kept.seal")
    conn = sqlite3.connect(log)
    conn.execute("""UPDATE stored_events SET state = replace(state, 'from Tehran', 'from Qom') WHERE rowid = 9""")
    conn.execute("UPDATE stored_events SET state = CAST(state AS BLOB)")
    conn.execute("DELETE FROM seals")
    origin = conn.execute("SELECT origin FROM tree").fetchone()[0]
    conn.commit()
    conn.close()
    replant(log)
    conn = sqlite3.connect(log)
    conn.execute("UPDATE tree SET origin = ?", (origin,))
    conn.commit()
    conn.close()
    assert tracker(log, "verify", "--thorough") == 0
    assert tracker(log, "verify", "--seal", seal) == 1


def test_verify_holds_a_log_against_every_seal_that_it_gave_out(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed(log, "a.seal")
    assert tracker(log, "replay", SECOND) == 0
    sealed(log, "b.seal")
    verdict = json.loads(said(capsys, log, "verify", "--json"))
    assert (verdict["holds"], verdict["seals"], verdict["entries"]) == (True, 2, 60)
    conn = sqlite3.connect(log)
    conn.execute("UPDATE seals SET root = zeroblob(32) WHERE size = 35")
    conn.commit()
    conn.close()
    assert tracker(log, "verify") == 1


@pytest.mark.parametrize("root", ["x'00'", "'text'"])
def test_a_seal_that_can_be_none_is_no_crash(log: Path, root: str) -> None:
    sealed(log, "a.seal")
    conn = sqlite3.connect(log)
    conn.execute(f"UPDATE seals SET root = {root}")
    conn.commit()
    conn.close()
    assert tracker(log, "verify") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("prove", RECALL), "seal the log first"),
        (("prove", "nothing"), "has the id"),
        (("prove", "#99"), "no entry 99"),
        (("prove", RECALL, "--version", "9"), "has no version 9"),
        (("prove",), "name an ID"),
        (("prove", RECALL, "--seal", "missing.seal"), "missing.seal"),
        (("prove", RECALL, "--seal", FIRST), "not a seal"),
        (("verify", "--seal", FIRST), "not a seal"),
        (("verify-proof", FIRST, "--seal", FIRST), "not a seal"),
        (("seal", FIRST), "a file already"),
        (("seal", "--sign", FIRST), "needs a FILE"),
    ],
)
def test_bad_input_says_what_to_do(
    log: Path, capsys: pytest.CaptureFixture[str], words: tuple[object, ...], message: str
) -> None:
    capsys.readouterr()
    assert tracker(log, *words) == 2
    assert message in capsys.readouterr().err


def test_an_empty_log_is_not_sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tracker(tmp_path / "empty.db", "seal") == 2
    assert "nothing to seal" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without end is a matter of Unix")
def test_of_a_file_without_end_no_more_is_read_than_a_seal_or_a_proof_may_have(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal = sealed(log, "seal")
    for words, said in (
        (("verify", "--seal", "/dev/zero"), "a seal has at most 1024 bytes"),
        (("verify-proof", "/dev/zero", "--seal", seal), "a proof has at most"),
    ):
        assert tracker(log, *words) == 2
        assert said in capsys.readouterr().err
