"""How the dashboard is opened: as the reader's file of choices says, and what is said at the front door."""

import sys
from typing import TYPE_CHECKING

from tracker.application.configuration import config_path
from tui.app import Dashboard
from tui.config import Config, read_config
from tui.provider import Provider
from tui.toured import was_toured

if TYPE_CHECKING:
    from tracker.application.store.address import Address

SWITCH = 0.0005
"""Seconds for which a thread that reads keeps the interpreter from the keys; what Python does by itself is felt."""


def run(path: "Address", *, ascii: bool = False, mouse: bool = True, access: bool = False) -> None:
    """Open the dashboard on a file, as the reader's file of choices says and what is said here."""
    sys.setswitchinterval(SWITCH)
    config = read_config(config_path()).also(ascii=ascii, mouse=mouse, access=access)
    app = _kind(config)(Provider(path), config)
    app.first_run = config.tour and not was_toured()
    app.run(mouse=config.mouse)


def _kind(config: Config) -> type[Dashboard]:
    if not config.access:
        return Dashboard
    from tui.access import AccessDashboard

    return AccessDashboard
