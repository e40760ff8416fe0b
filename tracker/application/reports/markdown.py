"""A report as Markdown: text of sources is neither markup nor HTML in it; only the plain address of one is a link."""

import re
from collections.abc import Iterator

from tracker.application.escaping import is_plain_address
from tracker.application.reports.blocks import (
    Block,
    Heading,
    Items,
    Link,
    Nested,
    Paragraph,
    Parts,
    Quotation,
    Report,
    Table,
    Text,
)
from tracker.application.shown import shown

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~#&$@^]|(?<=:)/|(?<=[wW])\.")
"""What begins markup anywhere; a slash behind a colon and a dot behind www make an address a link."""
_OPENING = re.compile(r"^(\s*(?=[-+=:])|\s*\d{1,9}(?=[.)](?:\s|$)))(.)")
"""What begins a list, a rule or a heading at the start of a line."""


def markdown(report: Report) -> str:
    """The report, ending with its citation."""
    parts = [f"# {marked(report.title)}", f"Relations {marked(report.said)}."]
    parts += ["\n".join(_written(block)) for block in report.blocks]
    parts += ["---", f"Cited as `{shown(report.citation).replace('`', '')}`"]
    return "\n\n".join(part for part in parts if part) + "\n"


def marked(text: object) -> str:
    """Text on one line, in which nothing is markup."""
    return _OPENING.sub(r"\1\\\2", _MARKUP.sub(lambda found: f"\\{found[0]}", shown(text)))


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {marked(text)}"
        case Paragraph(text):
            yield marked(text)
        case Items(texts):
            yield from (line for item in texts for line in _item(item))
        case Quotation(text, source):
            yield f"> {marked(text)}"
            yield f">\n> — {_line(source)}"
        case Table(columns, rows) if rows:
            yield _row(columns)
            yield _row(["---"] * len(columns), plain=True)
            yield from map(_row, rows)


def _item(item: Text | Nested) -> Iterator[str]:
    if isinstance(item, Nested):
        yield f"- {_line(item.text)}"
        yield from (f"  - {_line(text)}" for text in item.below)
    else:
        yield f"- {_line(item)}"


def _line(text: Text) -> str:
    return " · ".join(map(_part, text.parts)) if isinstance(text, Parts) else marked(text)


def _part(part: str | Link) -> str:
    """An address as an autolink, in which nothing is escaped, so that it is copied as it is."""
    if not isinstance(part, Link):
        return marked(part)
    return f"<{part.address}>" if is_plain_address(part.address) else marked(part.address)


def _row(cells: object, *, plain: bool = False) -> str:
    texts = [str(cell) if plain else marked(cell) for cell in cells]  # type: ignore[attr-defined]
    return f"| {' | '.join(texts)} |"
