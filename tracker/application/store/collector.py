"""The garbage collector, held while a history is folded."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, document: bool = False) -> Iterator[None]:
    """Hold the garbage collector while many small tuples are made that all stay: it would look at each again.

    A ``document`` is made once for an answer: it is put among what is old without being looked at. Where objects are
    frozen it is not, as they would be thawed by it; nor is it for what is made again and again, of which garbage
    would pile up.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            if document and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
