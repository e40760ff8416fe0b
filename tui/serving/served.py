"""The program that a page talks to: the dashboard on the database that the environment names."""

import os
import sys
from collections.abc import Sequence


def main(flags: Sequence[str]) -> None:
    """Open it; what it would say on the terminal of the server is not said, but where TRACKER_DEBUG asks for it."""
    from tracker.application.places import database_place
    from tui.start import run

    if not os.environ.get("TRACKER_DEBUG"):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    run(
        database_place(None).path,
        ascii="--ascii" in flags, mouse="--no-mouse" not in flags, access="--access" in flags,
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
