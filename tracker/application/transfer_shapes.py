"""Shapes of what the verbs that move and keep logs print with ``--json``."""

from typing import Annotated, Any

from pydantic import Field

from tracker.application.shape_words import Count, Shape

Root = Annotated[str, Field(pattern="^[A-Za-z0-9+/]{43}=$", description="the root of the log in base64")]


class Exported(Shape):
    """``tracker export --log FILE --json``."""

    file: str
    origin: str
    entries: Count
    root: Root


class Imported(Shape):
    """``tracker import --log FILE --json``; origin, entries and root are those of the file."""

    file: str
    origin: str
    entries: Count
    root: Root
    added: Count
    passed_over: Count
    byte_equal: bool = Field(description="whether the log was a beginning of the file, and is now its equal")


class Copied(Shape):
    """``tracker copy FROM TO --json``."""

    from_: str = Field(alias="from")
    to: str
    origin: str
    entries: Count
    root: Root
    before: Count = Field(description="so many were there already")


class Backup(Shape):
    """``tracker backup FILE --json``."""

    file: str
    origin: str
    entries: Count
    root: Root
    bytes: Count


TRANSFER: dict[str, Any] = {"export": Exported, "import": Imported, "copy": Copied, "backup": Backup}
"""The shape of each verb's document."""
