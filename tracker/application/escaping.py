"""Escaping for files that leave the tracker: what a spreadsheet or a browser would obey becomes plain text.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is a formula to a spreadsheet, and a
formula can send what stands beside it to an address. As OWASP recommends against CSV injection such a cell begins
with an apostrophe, which spreadsheets show as text; numbers stay numbers. For exports and reports as CSV and HTML.

An address of a source may lead there from a report only where each of its characters is one that no format obeys.
"""

import re
from html import escape

from tracker.application.shown import hidden, shown

_FORMULA = re.compile("[\\s\ufeff]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20\t\r]")
_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+(?::[0-9]{1,5})?"
    r"(?:[/?#](?:[A-Za-z0-9._~/?#=&+,:@!()-]|%(?![01]|7[Ff])[0-9A-Fa-f]{2})*)?"
)
"""A host of a name, without a user before it; behind it no quotation mark, bracket, backslash or encoded control."""
MOST_OF_AN_ADDRESS = 400
"""Of a longer one nobody reads the whole."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def csv_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers, truth and None stay, text keeps every character."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def html_text(value: object) -> str:
    """Text for HTML, also within an attribute in quotation marks; what acts or hides is a visible escape."""
    text = str(value)
    return escape("\n".join(map(shown, text.split("\n"))) if hidden(text) else text, quote=True)


def is_plain_address(text: str) -> bool:
    """Whether a text is a web address that may be followed as it is read: nothing in it acts, hides or misleads."""
    return len(text) <= MOST_OF_AN_ADDRESS and _ADDRESS.fullmatch(text) is not None
