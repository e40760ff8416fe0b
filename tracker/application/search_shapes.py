"""Shapes of what search prints with ``--json``: what was found, or the searches that are kept."""

from typing import Annotated, Literal

from pydantic import Field

from tracker.application.shape_words import Count, Shape

Said = str | None
Names = list[str] | tuple[()]


class Place(Shape):
    """Where words stand in an entry."""

    position: int
    where: str
    text: str
    marks: list[Annotated[list[Count], Field(min_length=2, max_length=2)]] = Field(
        description="where in the text the words stand: first character, and the one behind the last"
    )


class Hit(Shape):
    """A stream in which words were found."""

    id: str
    kind: Literal["development", "source", "incident"]
    type: Said
    date: Said
    summary: Said
    retracted: Said
    found: list[Place]


class Counted(Shape):
    """How many of the developments that were found have a value."""

    value: str
    count: Count


class Facets(Shape):
    """The developments that were found, counted: the most frequent values of each facet."""

    type: list[Counted]
    category: list[Counted]
    party: list[Counted]
    pair: list[Counted]
    year: list[Counted]
    grade: list[Counted]
    status: list[Counted]
    family: list[Counted]


class Search(Shape):
    """``tracker search WORDS --json``."""

    found: list[Hit]
    more: bool
    total: Count
    complete: bool = Field(description="false where so much was found that only the last recorded were counted")
    facets: Facets


class SavedSearch(Shape):
    """Words and filters under a name."""

    name: str
    words: list[str]
    type: Names = ()
    category: Names = ()
    party: Names = ()
    pair: Names = ()
    first: str | None = None
    last: str | None = None
    min_grade: str | None = None
    status: Names = ()
    family: Names = ()


class SavedSearches(Shape):
    """``tracker search --list --json``."""

    folder: str
    searches: list[SavedSearch]
