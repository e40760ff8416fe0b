"""Refuse a lock that misses a dependency of pyproject.toml or a hash, or names an index or a local path."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9-]+)==[^ ;]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def normal(requirement: object) -> str:
    """Return the name of a requirement as a lock writes it: `ruamel-yaml` of `ruamel.yaml>=0.18`."""
    name = re.split(r"[^A-Za-z0-9._-]", str(requirement), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> dict[str, set[str]]:
    """Return what each lock must hold: the names that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    extras = [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    run = {normal(line) for line in (*project["project"]["dependencies"], *extras)}
    build = {normal(line) for line in groups["build"]}
    tools = {normal(line) for line in groups["dev"] if isinstance(line, str)}
    return {"requirements": run, "requirements-build": build, "requirements-dev": run | build | tools}


def faults(name: str, lock: str, names: set[str]) -> list[str]:
    """Return one line for each fault of the text of a lock that must hold these names."""
    lines = lock.splitlines()
    pins = [pin[1] for pin in map(PIN.match, lines) if pin]
    strange = [line for line in lines if not PIN.match(line) and not HASH.match(line)]
    hashless = [one for one, two in zip(lines, [*lines[1:], ""], strict=True) if PIN.match(one) and not HASH.match(two)]
    return [
        *(f"{name}: {missing} is not locked; run scripts/lock" for missing in sorted(names - {*pins})),
        *(f"{name}: neither a version nor a hash: {line}" for line in strange),
        *(f"{name}: without a hash: {line}" for line in hashless),
    ]


def main() -> int:
    """Print every fault of the three locks; 1 if there is one."""
    found = [
        fault
        for stem, names in wanted().items()
        for fault in faults(f"{stem}.lock", (ROOT / f"{stem}.lock").read_text("utf-8"), names)
    ]
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
