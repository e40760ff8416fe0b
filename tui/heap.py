"""One heap for all threads: what one of them lets go the next may take.

BEWARE: glibc gives each thread a heap of its own, and a question is asked in whichever thread is free: after some dates
and some knowledge each of several heaps is as large as the largest question, tens of megabytes in all.
"""

import sys
from contextlib import suppress

ARENA_MAX = -8
"""The number of this option of ``mallopt``."""


def share_one() -> None:
    """Before the first thread; where the C library is another one nothing is to be done."""
    if sys.platform != "linux":
        return
    import ctypes  # not before the first paint

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)
