"""Sources, reports, claims and grades: what a statement rests on.

Grades are the two separate axes of the Admiralty code (NATO AJP-2.1): reliability of the source A-F,
credibility of the information 1-6. Neither axis says anything of the other.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

_FROZEN = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Reliability(StrEnum):
    """Reliability of a source, the first axis of the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Credibility of an information, the second axis of the Admiralty code."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class Certainty(StrEnum):
    """What a file claims of a development, beyond grade and corroboration."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    UNCERTAIN = "uncertain"


class Grade(BaseModel):
    """An Admiralty grade, written ``B2``."""

    model_config = _FROZEN

    reliability: Reliability
    credibility: Credibility

    def __str__(self) -> str:
        return f"{self.reliability.value}{self.credibility.value}"


def grade(text: str) -> Grade:
    """The grade written as ``B2``; ValueError where it is none."""
    if len(text) != 2:
        msg = f"{text!r} is not an Admiralty grade such as B2 (A-F and 1-6)"
        raise ValueError(msg)
    return Grade(reliability=Reliability(text[0]), credibility=Credibility(text[1]))


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Source(BaseModel):
    """A publication, or the address of one; ``family`` groups what one publisher controls."""

    model_config = _FROZEN

    id: str
    scope: str = ""
    """The incident whose file names the source: two files may both have a source ``s1``."""
    outlet: str | None = None
    family: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    file: str | None = None
    sha256: Sha256 | None = None
    reliability: Reliability | None = None

    @field_validator("published")
    @classmethod
    def _dated(cls, value: str | None) -> str | None:
        if value is not None:
            date.fromisoformat(value[:10])
        return value

    @property
    def day(self) -> date | None:
        """The day (UTC) of publication, where known."""
        return date.fromisoformat(self.published[:10]) if self.published else None


class Report(BaseModel):
    """What one source says of one development, with the exact quotation.

    ``source`` is a source id of the file, or an address.
    """

    model_config = _FROZEN

    source: str
    quote: str | None = None
    offset: int | None = Field(default=None, ge=0)
    """Characters from the start of the source's text to the quotation."""
    note: str | None = None


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class Claim(BaseModel):
    """An attributed statement about one aspect of a development."""

    model_config = _FROZEN

    aspect: str
    value: Annotated[bool | int | float | str | tuple[str, ...], BeforeValidator(_listed)]
    qualifier: str | None = None
    """'at least', 'over', 'about': what the speaker said of a figure."""
    by: str | None = None
    party: str | None = None
    source: str | None = None
    quote: str | None = None
    offset: int | None = Field(default=None, ge=0)
    note: str | None = None
