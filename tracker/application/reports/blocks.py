"""The parts of which a report consists; what writes them knows nothing of states."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias


class Link(NamedTuple):
    """What a source gives as its address: a link that shows all of it where it is a plain one, else text."""

    address: str


class Parts(NamedTuple):
    """A line of several parts, with a dot between them."""

    parts: Sequence[str | Link]


Text: TypeAlias = str | Parts


class Heading(NamedTuple):
    """Opens a section."""

    text: str


class Paragraph(NamedTuple):
    """A few sentences."""

    text: str


class Nested(NamedTuple):
    """An item of a list with items of its own below it."""

    text: Text
    below: Sequence[Text]


class Items(NamedTuple):
    """A list, an item a line."""

    texts: Sequence[Text | Nested]


class Table(NamedTuple):
    """Rows under their columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Quotation(NamedTuple):
    """What a source says, in its own words, and which."""

    text: str
    source: Text


Block = Heading | Paragraph | Items | Table | Quotation


class Report(NamedTuple):
    """A report before it is written in a format."""

    title: str
    said: str
    """Which clocks hold, in words."""
    blocks: Sequence[Block]
    citation: str
    """One line with which the same is found again."""
