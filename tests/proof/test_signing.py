"""Signatures: made and checked by OpenSSH, over the whole file, by Ed25519 keys, for seals and nothing else."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tracker.application.problems import BadInput
from tracker.application.proof.paths import ProofFails
from tracker.application.proof.signing import LONGEST, NAMESPACE, sign, signature_of, signed_by

SEAL = b"desk.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\ntime 2024-01-31T12:00:00.123Z\n"
installed = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed here")


def ssh_keygen(*words: object, given: bytes = b"") -> bytes:
    return subprocess.run(["ssh-keygen", *map(str, words)], input=given, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name, kind in (("desk", "ed25519"), ("other", "ed25519"), ("curve", "ecdsa")):
        ssh_keygen("-q", "-t", kind, "-N", "", "-C", name, "-f", folder / name)
    granted = (
        f"desk@example.org {(folder / 'desk.pub').read_text()}other@example.org {(folder / 'other.pub').read_text()}"
    )
    (folder / "allowed_signers").write_text(granted)
    return folder


@pytest.fixture(scope="module")
def signature(keys: Path) -> bytes:
    return sign(SEAL, keys / "desk")


@installed
def test_a_seal_is_signed_and_openssh_alone_verifies_it(keys: Path, signature: bytes, tmp_path: Path) -> None:
    (tmp_path / "seal.sig").write_bytes(signature)
    words = ("-f", keys / "allowed_signers", "-I", "desk@example.org", "-n", NAMESPACE, "-s", tmp_path / "seal.sig")
    assert b'Good "tracker-seal" signature for desk@example.org' in ssh_keygen("-Y", "verify", *words, given=SEAL)


@installed
def test_a_signature_names_the_fingerprint_of_its_key(keys: Path, signature: bytes) -> None:
    found = signature_of(SEAL, signature)
    assert found.fingerprint == ssh_keygen("-l", "-f", keys / "desk.pub").split()[1].decode()
    assert found.identity is None


@installed
def test_a_signature_by_who_is_allowed_holds_for_that_identity_alone(keys: Path, signature: bytes) -> None:
    assert signed_by(SEAL, signature, keys / "allowed_signers", "desk@example.org").identity == "desk@example.org"
    for wrong in ("other@example.org", "nobody", "", "-Y"):
        with pytest.raises(ProofFails, match="the signature does not hold"):
            signed_by(SEAL, signature, keys / "allowed_signers", wrong)


@installed
@pytest.mark.parametrize("at", [0, 20, len(SEAL) - 3])
def test_a_seal_that_was_changed_anywhere_fails_and_so_with_its_time(signature: bytes, at: int) -> None:
    changed = bytearray(SEAL)
    changed[at] ^= 1
    with pytest.raises(ProofFails, match="the signature does not hold"):
        signature_of(bytes(changed), signature)


@installed
@pytest.mark.parametrize("wrong", [b"", b"no signature", bytes(100), b"x" * LONGEST])
def test_what_is_no_signature_fails(wrong: bytes) -> None:
    with pytest.raises(ProofFails, match="the signature does not hold"):
        signature_of(SEAL, wrong)


def test_what_is_too_long_for_a_signature_is_not_looked_at() -> None:
    with pytest.raises(ProofFails, match=f"a signature has at most {LONGEST} bytes"):
        signature_of(SEAL, b"x" * (LONGEST + 1))


GOOD = f'Good "tracker-seal" signature with ED25519 key SHA256:{"a" * 43}'


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (GOOD, 1),
        (GOOD.replace("tracker-seal", "git"), 0),
        (GOOD.replace("Good", "Bad"), 0),
        (f"It is not {GOOD}", 0),
        ("", 0),
    ],
)
def test_only_success_and_the_word_good_for_a_seal_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, status: int
) -> None:
    answering(tmp_path, monkeypatch, GOOD, 0)
    assert signature_of(SEAL, b"any").fingerprint == f"SHA256:{'a' * 43}"
    answering(tmp_path, monkeypatch, said, status)
    with pytest.raises(ProofFails, match="the signature does not hold"):
        signature_of(SEAL, b"any")


def answering(folder: Path, monkeypatch: pytest.MonkeyPatch, said: str, status: int) -> None:
    """A program that stands in for ssh-keygen and always says the same."""
    (folder / "ssh-keygen").write_text(f"#!/bin/sh\necho '{said}'\nexit {status}\n")
    (folder / "ssh-keygen").chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))


@installed
def test_a_signature_that_was_changed_fails(signature: bytes) -> None:
    lines = signature.split(b"\n")
    lines[-3] = lines[-3][:4] + lines[-3][:4].swapcase() + lines[-3][8:]
    with pytest.raises(ProofFails, match="the signature does not hold"):
        signature_of(SEAL, b"\n".join(lines))


@installed
def test_a_signature_for_another_purpose_is_none_of_a_seal(keys: Path) -> None:
    for_git = ssh_keygen("-Y", "sign", "-n", "git", "-f", keys / "desk", given=SEAL)
    with pytest.raises(ProofFails, match="namespace does not match"):
        signature_of(SEAL, for_git)


@installed
def test_only_ed25519_keys_count(keys: Path) -> None:
    with pytest.raises(BadInput, match="kind ECDSA, and only Ed25519 counts"):
        sign(SEAL, keys / "curve")
    by_curve = ssh_keygen("-Y", "sign", "-n", NAMESPACE, "-f", keys / "curve", given=SEAL)
    with pytest.raises(ProofFails, match="kind ECDSA"):
        signature_of(SEAL, by_curve)


@installed
def test_a_key_that_is_missing_or_none_is_bad_input(keys: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such key"):
        sign(SEAL, tmp_path / "missing")
    (tmp_path / "none").write_text("no key")
    (tmp_path / "none").chmod(0o600)
    with pytest.raises(BadInput, match=r"ssh-keygen could not sign: .+"):
        sign(SEAL, tmp_path / "none")
    with pytest.raises(BadInput, match="no such file of allowed signers"):
        signed_by(SEAL, b"", tmp_path / "missing", "desk@example.org")


def test_without_openssh_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "key").touch()
    with pytest.raises(BadInput, match="ssh-keygen is not installed") as raised:
        sign(SEAL, tmp_path / "key")
    assert "openssh" in raised.value.remedy
