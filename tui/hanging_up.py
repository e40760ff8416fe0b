"""A terminal that is gone ends the dashboard: a session over the network that broke, a container that was left.

The system tells only the session to which a terminal belongs. Textual 8.2.8 takes the end of what is typed for a pipe
in which nothing is yet, and would read on for ever, with all of a processor.
"""

import os
import select
import stat
import sys
from functools import partial

from tui.repainting import RepaintingApp

LOOK = 1.0
"""Seconds from one look at the terminal to the next."""


class HangingUpApp(RepaintingApp):
    """An app that leaves after its terminal."""

    def on_load(self) -> None:
        """Look from now on, if keys come from a terminal."""
        if sys.__stdin__ is not None and hasattr(select, "poll"):  # no such thing where terminals cannot hang up
            fd = sys.__stdin__.fileno()
            if stat.S_ISCHR(os.fstat(fd).st_mode):  # as isatty, but also of one that is gone already
                self.set_interval(LOOK, partial(self._leave_after, fd))

    def _leave_after(self, fd: int) -> None:
        if is_gone(fd):
            self.exit()


def is_gone(fd: int) -> bool:
    """Whether a terminal was hung up."""
    looked = select.poll()
    looked.register(fd, 0)
    gone = select.POLLHUP | select.POLLERR
    return any(what & gone for _, what in looked.poll(0))
