"""Checkpoints every few rows, on disk and in memory, so that short logs have many of them.

The fingerprint of the code is worked out once: it is asked for at every step, and does not change within a trial.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from unittest import mock

from tracker.application.store import compare, derived, file_waking, rederive, rows_check, schema, timeline

EVERY, NEAR = 3, 1
_FINE = (
    (compare, "EVERY", EVERY),
    (derived, "EVERY", EVERY),
    (derived, "NEAR", NEAR),
    (rederive, "NEAR", NEAR),
    (rows_check, "_GAPS", tuple(text.replace(str(derived.EVERY), str(EVERY)) for text in rows_check._GAPS)),
    (timeline, "STEP", 2),
    (schema, "fingerprint", cache(schema.fingerprint)),
    (file_waking, "ACTIVE", 0.0005),
    (file_waking, "IDLE", 0.0005),
)


@contextmanager
def small_steps() -> Iterator[None]:
    """Rows from one checkpoint to the next, and pauses of a follower, much smaller than they are."""
    with ExitStack() as stack:
        for where, name, small in _FINE:
            stack.enter_context(mock.patch.object(where, name, small))
        yield
