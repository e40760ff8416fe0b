"""Addresses of a log: a database file, or a PostgreSQL database; of the latter no text shows the password."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

SCHEMES = ("postgresql:", "postgres:")
SCHEMA = "tracker"
"""The schema of a database in which a log lies, where the address names no other."""


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """A PostgreSQL database, and the schema in it that holds the log. Its text and its repr hold no password."""

    shown: str
    schema: str
    options: tuple[tuple[str, str], ...] = field(repr=False)
    """What libpq is told, by its own names."""

    def __str__(self) -> str:
        return self.shown

    @property
    def name(self) -> str:
        """The short name, as a file has one."""
        return dict(self.options).get("dbname", "") or self.shown

    @property
    def secrets(self) -> tuple[str, ...]:
        """The parts that must not be shown."""
        return tuple(value for key, value in self.options if "password" in key and value)

    @staticmethod
    def exists() -> bool:
        """Whether there is something to open: a server says so when it is asked."""
        return True


Address: TypeAlias = Path | PostgresUrl
"""Where a log lies."""
