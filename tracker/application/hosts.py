"""Hosts: who publishes at an address, as far as the address alone tells."""

import re
from urllib.parse import urlsplit

_PLAIN = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/[!-~]*)?", re.ASCII)
"""An address whose host is plain to see."""


def host_of(address: str) -> str:
    """The host of an address without ``www.``; the text itself where it is no address."""
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname
    except ValueError:
        return address
    return address if not host or "." not in host else host.removeprefix("www.")


def host_seen(name: str) -> str | None:
    """The host of a plain address, as ``host_of`` tells it; None where that must be asked."""
    found = _PLAIN.fullmatch(name)
    return None if found is None else found[1]
