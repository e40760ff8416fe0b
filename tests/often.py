"""How often laws are tried: as often as a test says, or so many times as often as ``scripts/laws`` asks for."""

import os

TIMES = int(os.environ.get("TRACKER_LAWS", "1"))


def examples(number: int) -> int:
    """So many examples in the tests; a multiple of it where ``scripts/laws`` runs them."""
    return number * TIMES
