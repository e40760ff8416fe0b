"""Asking: what a benchmark is told on the command line, with help and with refusals in words."""

from __future__ import annotations

import argparse


def count(text: str) -> int:
    """A whole number above 0, with commas or underscores between its digits where that reads better."""
    found = int(text.replace(",", "").replace("_", ""))
    if found < 1:
        raise argparse.ArgumentTypeError(f"a number above 0 is expected, not {text!r}")
    return found


def size(text: str) -> float:
    """A number above 0."""
    found = float(text)
    if not 0 < found < float("inf"):
        raise argparse.ArgumentTypeError(f"a number above 0 is expected, not {text!r}")
    return found


def parser(name: str, description: str | None) -> argparse.ArgumentParser:
    """What takes the words behind ``scripts/NAME``; the first paragraph of a module says what it is for."""
    said = (description or "").partition("\n\n")[0]
    return argparse.ArgumentParser(prog=f"scripts/{name}", description=said)
