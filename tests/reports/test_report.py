"""Reports: what they say, that nothing in them acts, that they are found again, and where they are written."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tracker.application.escaping import is_plain_address
from tracker.application.problems import BadInput
from tracker.application.reports.blocks import Heading, Items, Link, Nested, Paragraph, Parts, Quotation, Report, Table
from tracker.application.reports.html import html
from tracker.application.reports.markdown import markdown, marked
from tracker.application.reports.written import keep, report
from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import fits
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.citation import citation
from tracker.cli.main import run
from tracker.domain.moments import Cut

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
THEN = Clocks(Cut(datetime(2024, 1, 20, tzinfo=UTC).date()))
HOSTILE = (
    "</title><script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)> \" ' & \x1b[31m",
    "[click](http://evil.example) ![](http://evil.example/x.png) <b>b</b> | `code` **bold** www.evil.example a@evil.example",
    "# heading\n- item\n\n---\n1. one\n> quote ``` ~~~ \u202ereversed",
)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "log.db"
    assert run(["--db", str(path), "replay", *(str(s) for s in shipped_seeds() if s.name.startswith("iran"))]) == 0
    return path


def hostile(text: str) -> Report:
    cited = Parts((text, Link(text)))
    blocks = [
        Heading(text), Paragraph(text), Items([text, cited, Nested(text, [text])]), Quotation(text, text), Quotation(text, cited),
        Table((text, "b"), [(text, text)]),
    ]  # fmt: skip
    return Report(text, text, blocks, text)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list]] = []
        self.texts: list[str] = []
        """The text of each link."""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, attrs))
        if tag == "a":
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "a" and self.texts[-1] == "":
            self.texts[-1] = data


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_sources_is_no_markup_in_html(text: str) -> None:
    tags, plain = Tags(), Tags()
    tags.feed(html(hostile(text)))
    plain.feed(html(hostile("text")))
    assert tags.found == plain.found
    assert "\x1b" not in html(hostile(text))
    assert "\u202e" not in html(hostile(text))


def test_the_html_fetches_nothing_and_each_link_shows_all_of_where_it_leads(log: Path) -> None:
    with Reader(log) as reader:
        page = report(reader, "IRN-PAK", THEN, "html", now=NOW).text
    tags = Tags()
    tags.feed(page)
    links = [dict(attrs) for tag, attrs in tags.found if tag == "a"]
    assert {name for tag, attrs in tags.found if tag != "a" for name, _ in attrs} <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
    }
    assert not {tag for tag, _ in tags.found} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert "https://arynews.tv/pakistan-response-to-iran-attack/" in tags.texts
    assert [link["href"] for link in links] == tags.texts
    assert all(link == {"href": link["href"], "rel": "noopener noreferrer"} for link in links)
    assert all(is_plain_address(text) for text in tags.texts)
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_sources_is_no_markup_in_markdown(text: str) -> None:
    found = markdown(hostile(text))
    assert len(found.splitlines()) == len(markdown(hostile("text")).splitlines())
    assert "\x1b" not in found
    assert "\u202e" not in found
    body = found.rpartition("Cited as")[0]
    for sign in "<`*[]#~@|":
        bare = re.findall(rf"(?<!\\)\{sign}", body)
        ours = re.findall(rf"(?<!\\)\{sign}", markdown(hostile("text")).rpartition("Cited as")[0])
        assert len(bare) == len(ours), sign
    assert "://" not in body
    assert "www.evil" not in body


ADDRESS = "https://example.org/a_b/~c*d?x=1&amp=2&y=3#z"


def test_a_plain_address_of_a_source_is_a_link_that_copies_and_shows_itself() -> None:
    address = ADDRESS.replace("*", "")
    made = Report("t", "s", [Items([Parts(("wire", Link(address)))]), Quotation("q", Parts((Link(address),)))], "c")
    assert f"- wire · <{address}>" in markdown(made)
    assert f"> — <{address}>" in markdown(made)
    written = address.replace("&", "&amp;")
    assert f'wire · <a href="{written}" rel="noopener noreferrer">{written}</a></li>' in html(made)


@pytest.mark.parametrize(
    "text", [*HOSTILE, ADDRESS, "javascript:alert(1)", "https://example.org@evil.example/", "wire"]
)
def test_any_other_address_of_a_source_stays_text(text: str) -> None:
    made = Report("t", "s", [Items([Parts((Link(text),))]), Quotation("q", Parts((Link(text),)))], "c")
    assert f"> — {marked(text)}" in markdown(made)
    assert "<a " not in html(made)


def test_an_address_that_is_told_elsewhere_than_of_a_source_is_no_link() -> None:
    address = "https://example.org/"
    made = Report("t", "s", [Paragraph(address), Items([address]), Quotation(address, Parts((address,)))], "c")
    assert f"<{address}>" not in markdown(made)
    assert "<a " not in html(made)


def test_the_addresses_of_sources_are_links_in_the_report_of_a_pair(log: Path) -> None:
    with Reader(log) as reader:
        text = report(reader, "IRN-PAK", THEN, "md", now=NOW).text
    assert "- <https://arynews.tv/pakistan-response-to-iran-attack/>\n" in text
    assert ":\\//" not in text


@pytest.mark.parametrize("text", ["- a", "1. a", "+ a", "---", "===", "> a", "  - a", "2) a", ": a"])
def test_no_line_begins_a_list_a_rule_or_a_heading(text: str) -> None:
    assert re.match(r"\s*\d*\\", marked(text))


def test_a_report_holds_state_timeline_quotations_and_the_citation_that_the_log_gives(log: Path) -> None:
    with Reader(log) as reader:
        found = report(reader, "IRN-PAK", THEN, "md", now=NOW)
        cited = citation(reader, "IRN-PAK", THEN, now=NOW)["line"]
    assert found.citation == cited
    assert found.text.rstrip().endswith(f"Cited as `{cited}`")
    assert " root:" in cited
    assert "on 20 Jan 2024, as known now" in found.text
    for part in ("## State", "## Timeline (", "| Head of mission | ", "## What the state rests on", "\n> "):
        assert part in found.text


def section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n\n")[2].partition("\n## ")[0]


def test_the_tension_is_said_by_its_word_last_of_the_state_with_its_reason(log: Path) -> None:
    with Reader(log) as reader:
        lines = section(report(reader, "IRN-PAK", THEN, "md", now=NOW).text, "State").strip().splitlines()
    assert lines[0].startswith("| component |")
    assert re.fullmatch(r"- tension \d\.\d of 10, crisis, ▲ deteriorated \+\d\.\d against 30 days earlier", lines[-2])
    assert lines[-1].startswith("- because: ")
    assert sum("of 10" in line for line in lines) == 1


def test_the_accounts_of_a_dispute_stand_below_what_they_are_of(log: Path) -> None:
    with Reader(log) as reader:
        text = report(reader, "IRN-PAK", THEN, "md", now=NOW).text
        page = report(reader, "IRN-PAK", THEN, "html", now=NOW).text
    lines = section(text, "Disputed").splitlines()
    place = lines.index("- irn-pak-2024-013 casualties")
    assert lines[place + 1] == "  - narrator (irn-pak-2024-press/press-a): 9 (at least)"
    assert lines[place + 2].startswith("  - Ali Reza Marhamati (IRN): killed 7")
    assert lines[place + 4].startswith("- irn-pak-2024-013 ")
    assert "<li>irn-pak-2024-013 casualties<ul><li>narrator (irn-pak-2024-press/press-a): 9 (at least)</li><li>" in page


def test_components_and_their_values_are_words_in_a_report(log: Path) -> None:
    with Reader(log) as reader:
        text = report(reader, "IRN-PAK", THEN, "md", now=NOW).text
    state = section(text, "State")
    assert "| Justification | counter terrorism | counter terrorism |" in state
    assert "| In charge | unknown | a chargé d’affaires |" in state
    assert "| Dispute | open, highest level 4" in state
    assert "Protecting power, " in state
    assert "_" not in state
    assert ", Head of mission IRN → PAK was ambassador at post; against it: 2024-01-14 " in section(text, "Anomalies")
    assert "| IRN → PAK | strike conducted |" in text
    assert "\\{" not in text


def test_what_is_uncertain_is_told_with_its_date_and_summary(log: Path) -> None:
    then = Clocks(Cut(datetime(2024, 1, 17, tzinfo=UTC).date()))
    with Reader(log) as reader:
        text = report(reader, "IRN-PAK", then, "md", now=NOW).text
    uncertain = section(text, "Uncertain on this date").strip().splitlines()
    assert (
        "- 2024-01-16/2024-01-18 Iran said that what it hit were bases of a militant Sunni separatist group."
        " (irn-pak-2024-press-011)" in uncertain
    )
    assert all(re.match(r"- [0-9./-]+ .+ \(irn-pak-", line) for line in uncertain)


def test_what_waits_for_an_answer_in_a_state_is_told_in_words() -> None:
    from tracker.application.reports.state_blocks import waits

    item = {"from": "IRN>PAK", "kind": "agrement", "post": "ambassador", "because": ["asked", "again"]}
    told = waits(item, {"asked": "2024-01-16 An envoy was named (asked)"}.get)
    assert told == "agrement of IRN to PAK (ambassador): 2024-01-16 An envoy was named (asked); again"


def test_a_report_of_a_development_quotes_its_sources_and_cites_its_pair(log: Path) -> None:
    from tracker.application.views.timeline import timeline_rows

    with Reader(log) as reader:
        row = next(row for row in timeline_rows(reader, "IRN-PAK", THEN) if row.type == "ambassador_recalled")
        found = report(reader, row.id, THEN, "md", now=NOW, pair=False)
    assert found.title == row.summary
    assert "## Sources (" in found.text
    assert found.citation.startswith(f"{row.id} in IRN-PAK @2024-01-20 known ")


def test_of_what_is_not_known_there_is_no_report(log: Path) -> None:
    with Reader(log) as reader, pytest.raises(BadInput):
        report(reader, "nothing-of-this-name", THEN, "md", now=NOW, pair=False)


def test_a_file_is_for_its_owner_alone_and_is_never_replaced_unasked(log: Path, tmp_path: Path, capsys) -> None:
    file = tmp_path / "report.html"
    ask = ["--db", str(log), "report", "IRN", "PAK", "--as-of", "2024-01-20", "--out", str(file)]
    assert run(ask) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")
    file.write_text("mine")
    assert run(ask) == 2
    assert "there is a file already" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert run([*ask, "--force", "--format", "md"]) == 0
    assert file.read_text("utf-8").startswith("# Relations IRN–PAK")


def test_a_report_never_takes_the_place_of_the_log(log: Path) -> None:
    with pytest.raises(BadInput, match="this is the log itself"):
        keep("text", log, log, force=True)


def test_what_is_printed_has_its_shape_with_and_without_a_file(log: Path, tmp_path: Path, capsys) -> None:
    for words in ((), ("--out", str(tmp_path / "r.md"))):
        capsys.readouterr()
        assert run(["--db", str(log), "report", "PAK", "IRN", *words, "--json"]) == 0
        text = capsys.readouterr().out
        fits("report", text)
        assert (json.loads(text)["text"] is None) is bool(words)
