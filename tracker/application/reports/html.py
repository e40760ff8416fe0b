"""A report as one HTML file: nothing in it is fetched or runs, and a link shows all of where it leads."""

from collections.abc import Iterator, Sequence

from tracker.application.escaping import html_text, is_plain_address
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

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 68rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1c232b; background: #fff; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #c8ccd2; }}
blockquote {{ margin: .5rem 0 .5rem 1rem; padding-left: 1rem; border-left: 3px solid #1b57a6; }}
cite {{ display: block; font-style: normal; color: #4d5661; }}
a {{ color: #1b57a6; }}
footer {{ margin-top: 2rem; border-top: 1px solid #4d5661; font-family: monospace; font-size: .85rem; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #d8dee6; background: #10151c; }}
  cite {{ color: #a5b0be; }} a {{ color: #8ab4f0; }} blockquote {{ border-color: #5a8ad0; }} }}
</style>
</head>
<body>
"""


def html(report: Report) -> str:
    """The report as a whole page, ending with its citation."""
    title = html_text(report.title)
    parts = [_HEAD.format(title=title), f"<h1>{title}</h1>", f"<p>Relations {html_text(report.said)}.</p>"]
    parts += [line for block in report.blocks for line in _written(block)]
    parts += [f"<footer><p>Cited as {html_text(report.citation)}</p></footer>", "</body>", "</html>"]
    return "\n".join(parts) + "\n"


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"<h2>{html_text(text)}</h2>"
        case Paragraph(text):
            yield f"<p>{html_text(text)}</p>"
        case Items(texts) if texts:
            yield _list(texts)
        case Quotation(text, source):
            yield f"<blockquote>{html_text(text)}<cite>{_line(source)}</cite></blockquote>"
        case Table(columns, rows) if rows:
            yield f"<table><thead>{_row(columns, 'th')}</thead>"
            yield from (_row(row, "td") for row in rows)
            yield "</table>"


def _list(items: Sequence[Text | Nested]) -> str:
    return f"<ul>{''.join(f'<li>{_item(item)}</li>' for item in items)}</ul>"


def _item(item: Text | Nested) -> str:
    return f"{_line(item.text)}{_list(item.below)}" if isinstance(item, Nested) else _line(item)


def _line(text: Text) -> str:
    return " · ".join(map(_part, text.parts)) if isinstance(text, Parts) else html_text(text)


def _part(part: str | Link) -> str:
    """An address that is followed without telling where from."""
    text = html_text(part.address if isinstance(part, Link) else part)
    if not isinstance(part, Link) or not is_plain_address(part.address):
        return text
    return f'<a href="{text}" rel="noopener noreferrer">{text}</a>'


def _row(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{html_text(cell)}</{tag}>' for cell in cells)}</tr>"
