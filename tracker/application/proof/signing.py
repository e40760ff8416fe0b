"""Signatures of seals by a key of the user's own, made and checked by ``ssh-keygen`` (OpenSSH 8.2 or newer).

There is no cryptography of ours here, and no key is read. A signature covers the whole file of a seal, so that
anyone checks it with OpenSSH alone:
``ssh-keygen -Y verify -f allowed_signers -I NAME -n tracker-seal -s SEAL.sig < SEAL``.
The namespace keeps a signature that was made for something else from passing for one of a seal.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker.application.problems import BadInput
from tracker.application.proof.paths import ProofFails

NAMESPACE = "tracker-seal"
"""What the signatures are for, in the sense of ``ssh-keygen -n``."""
LONGEST = 16 * 1024
"""So many bytes a signature has at most; a longer file is not read."""
KINDS = ("ED25519", "ED25519-SK")
"""The kinds of key that count: Ed25519, in a file or on a security key."""
_PATIENCE = 30.0
_GOOD = re.compile(r'^Good "([^"]*)" signature (?:for (.*) )?with (\S+) key (SHA256:[A-Za-z0-9+/]{43})$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that holds: the fingerprint of its key, and who is allowed to sign with it, where that was asked."""

    fingerprint: str
    identity: str | None = None


def sign(content: bytes, key: Path) -> bytes:
    """Sign a file's content with a private key, or by the agent with a public one; the armoured signature.

    ssh-keygen itself asks for a passphrase, on the terminal. BadInput where it is missing or the key cannot sign.
    """
    if not key.is_file():
        raise BadInput("there is no such key", str(key), "make one with: ssh-keygen -t ed25519")
    done = _run(["-Y", "sign", "-n", NAMESPACE, "-f", str(key.absolute())], content, timeout=None)
    if done.returncode or not done.stdout:
        raise BadInput(f"ssh-keygen could not sign: {_last_line(done.stderr)}", str(key))
    try:
        signature_of(content, done.stdout)
    except ProofFails as problem:
        raise BadInput(f"the key cannot sign: {problem}", str(key), "make one with: ssh-keygen -t ed25519") from problem
    return done.stdout


def signature_of(content: bytes, signature: bytes) -> Signature:
    """Check that a signature is of that content, by whatever key; ProofFails unless it is.

    Whose key it is stays open: compare the fingerprint with one that was published, or use ``signed_by``.
    """
    return _checked(content, signature, ["-Y", "check-novalidate"])


def signed_by(content: bytes, signature: bytes, allowed_signers: Path, identity: str) -> Signature:
    """Check that a signature is of that content and by a key that a file of allowed signers grants to that identity.

    The file is as ``ssh-keygen`` describes it under ALLOWED SIGNERS. ProofFails unless both hold.
    """
    if not allowed_signers.is_file():
        raise BadInput("there is no such file of allowed signers", str(allowed_signers))
    return _checked(content, signature, ["-Y", "verify", "-f", str(allowed_signers.absolute()), "-I", identity])


def _checked(content: bytes, signature: bytes, words: list[str]) -> Signature:
    if len(signature) > LONGEST:
        raise ProofFails(f"a signature has at most {LONGEST} bytes")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "seal.sig"
        file.write_bytes(signature)
        done = _run([*words, "-n", NAMESPACE, "-s", str(file)], content, timeout=_PATIENCE)
    good = _GOOD.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode or good is None or good[1] != NAMESPACE:
        raise ProofFails(f"the signature does not hold: {_last_line(done.stderr or done.stdout)}")
    if good[3] not in KINDS:
        raise ProofFails(f"the signature is by a key of the kind {good[3]}, and only Ed25519 counts")
    return Signature(good[4], good[2])


def _run(words: list[str], given: bytes, timeout: float | None) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise BadInput("ssh-keygen is not installed", None, "it comes with OpenSSH (package openssh-client or openssh)")
    surroundings = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - a list of words without a shell; files are named by absolute paths
            [program, *words], input=given, capture_output=True, timeout=timeout, check=False, env=surroundings
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise BadInput(f"ssh-keygen could not be run: {problem}") from problem


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").split("\n")
    words = [line.strip() for line in lines if line.strip()]
    return ascii(words[-1])[1:-1] if words else "it says nothing"
