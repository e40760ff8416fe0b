"""A start without TLS: asyncio takes all of OpenSSL with it, a thirtieth of a start, for a program that opens no line.

Asyncio does without where Python was built without, and that is what it is told here. What asks for TLS itself later,
as a server's own library might, gets it.
"""

import sys


def import_asyncio() -> None:
    """Import asyncio for a program that lives on a terminal; nothing where it, or TLS, is there already."""
    if not {"asyncio", "ssl"} & sys.modules.keys():
        sys.modules["ssl"] = None  # type: ignore[assignment]  # the language's own word for what is not to be found
        try:
            import asyncio  # noqa: F401 - for all that import it later
        finally:
            del sys.modules["ssl"]
