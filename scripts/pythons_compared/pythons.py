"""What each supported Python makes of the same logs: ``scripts/pythons [--tests [ARGUMENT …]]``.

For each of 3.11 to 3.13 that is found, an environment is made from the lock, and the golden logs and the shipped
seeds are folded there, under another hash seed, time zone and locale each. Their digests must be the same.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pythons_found import pythons

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = (
    {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
)
"""Where each of the three is asked."""


def main() -> int:
    """Compare; 0 where all that were found say the same, and their tests hold."""
    asked = _asked()
    programs = pythons()
    found: dict[str, dict[str, str]] = {}
    failed: list[str] = []
    with TemporaryDirectory(prefix="pythons") as folder:
        for (version, program), elsewhere in zip(programs.items(), ELSEWHERE, strict=True):
            if program is None:
                continue
            python = environment(program, Path(folder) / version, tools=asked.tests is not None)
            found[version] = digests(python, elsewhere)
            if asked.tests is not None and not tested(python, asked.tests):
                failed.append(version)
    lost = [version for version, program in programs.items() if program is None]
    return told(found, lost, failed)


def _asked() -> argparse.Namespace:
    known = argparse.ArgumentParser(description="Compare what each supported Python makes of the same logs.")
    known.add_argument("--tests", nargs=argparse.REMAINDER, help="run the tests under each, with these arguments")
    return known.parse_args()


def environment(program: Path, place: Path, *, tools: bool) -> Path:
    """The Python of an environment that holds what the lock names, wheels only; the checkout is used as it lies."""
    subprocess.run([program, "-m", "venv", place], check=True)
    python = place / "bin" / "python"
    lock = ROOT / ("requirements-dev.lock" if tools else "requirements.lock")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)], check=True)
    if tools:  # the tests start the program, and read its version
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    return python


def digests(python: Path, elsewhere: dict[str, str]) -> dict[str, str]:
    """What a Python makes of each log."""
    known = {**os.environ, **elsewhere, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([python, "-m", "tests.golden.digests"], check=True, stdout=subprocess.PIPE, env=known)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def tested(python: Path, arguments: list[str]) -> bool:
    """Whether the tests hold under a Python."""
    return subprocess.run([python, "-m", "pytest", "-q", *arguments], check=False, cwd=ROOT).returncode == 0


def told(found: dict[str, dict[str, str]], lost: list[str], failed: list[str]) -> int:
    """Print the table; 0 where it is one answer for each log."""
    names = sorted({name for said in found.values() for name in said})
    print(
        f"| {'log':<26} | {'entries':<16} {'states':<16} | {' | '.join(found)} |\n|{'-' * 28}|{'-' * 35}|"
        + "------|" * len(found)
    )
    differ = 0
    for name in names:
        said = [answers.get(name, "") for answers in found.values()]
        differ += len(set(said)) != 1
        marks = " | ".join("same" if one == said[0] else "DIFF" for one in said)
        print(f"| {name:<26} | {said[0]:<33} | {marks} |")
    print(f"\n{f'{differ} logs differ' if differ else 'every Python says the same'}")
    for version in lost:
        print(f"Python {version} was not found")
    for version in failed:
        print(f"the tests fail under Python {version}")
    return 1 if differ or failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
