"""Fuzz each parser for a stated time and print a table: ``scripts/fuzz --seconds 60 [NAME …]``; exit 1 on a fault."""

import argparse
import sys
from pathlib import Path

from engines import ENGINES, by_atheris, by_hypothesis, engine_here
from inputs import LARGEST
from limits import rows
from measuring import HANG, LEAST, MOST, Sum
from targets import TARGETS, named

_RUN = {"atheris": by_atheris, "hypothesis": by_hypothesis}


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    asking.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(target.name for target in TARGETS)}")
    asking.add_argument("--seconds", type=float, default=60, help="for each parser")
    asking.add_argument("--engine", choices=ENGINES, default=engine_here())
    asking.add_argument("--limits", action="store_true", help="only measure the largest files that are read")
    asking.add_argument("--keep", type=Path, help="a folder for the inputs that crashed or hung")
    return asking.parse_args()


def _row(found: Sum) -> str:
    return (
        f"| {found.name:<20} | {found.runs:>9,} | {found.refused:>9,} | {len(found.crashes):>7} | {found.hangs:>5} "
        f"| {found.slowest:>7.3f} s | {found.multiple:>6.0f}x |"
    )


def main() -> int:
    """Print the table, and below it every crash with its input."""
    asked = _asked()
    if asked.limits:
        for line in rows():
            print(line, flush=True)
        return 0
    print(f"engine: {asked.engine}, {asked.seconds:g} s for each parser, inputs of up to {LARGEST:,} bytes")
    print(
        f"hang: over {HANG:g} s of processor time; memory: peak as a multiple of input, counted from {LEAST:,} bytes,"
    )
    print(f"and below {MOST}")
    print(f"| {'parser':<20} | {'runs':>9} | {'refused':>9} | crashes | hangs | {'slowest':>9} | {'memory':>7} |")
    print(f"|{'-' * 22}|{'-' * 11}|{'-' * 11}|---------|-------|-----------|---------|")
    faults: list[str] = []
    clean = True
    for target in named(tuple(asked.names)):
        found = _RUN[asked.engine](target, asked.seconds, asked.keep)
        print(_row(found), flush=True)
        clean = clean and found.clean
        faults += [f"{found.name}: {kind}: {said}" for kind, said in found.crashes.items()]
        faults += [f"{found.name}: slowest: {found.slowest_input}"] if found.hangs else []
        faults += [f"{found.name}: most memory: {found.hungriest}"] if found.multiple >= MOST else []
    print("\n".join(faults))
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
