"""The eight jobs of an analyst, end to end: real bytes to the program on a real terminal, and what is seen there."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

from tests.tui.ends.page import jobs
from tests.tui.ends.walking import Walk, walking
from tests.tui.terminal import Terminal
from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on

RECORDED = "2024-01-17-pak-irn-ambassador-recalled"


def condemn(log: Path, name: str, day: int, summary: str) -> None:
    """Another process, this one, records that Pakistan condemned something in January 2024."""
    development = TYPES["condemnation_issued"](
        id=name, occurred=on(date(2024, 1, day)), actors="PAK", targets="IRN", summary=summary,
        sources=("https://example.org/elsewhere",),
    )  # fmt: skip
    with Writer(log) as writer:
        writer.submit(
            [Record(stream=name, id=name, known_from=datetime(2024, 1, 30, tzinfo=UTC), development=development)]
        )


@pytest.mark.parametrize("job", jobs().values(), ids=lambda job: job.title)
def test_the_page_counts_the_keys_of_a_job_and_says_after_each_row_what_is_seen(job) -> None:
    assert sum(row.keys for row in job.rows) == job.said
    for row in job.rows:
        assert row.seen, row.pressed
        assert "\x1b" not in row.sent[:-1] or "\x1b[" in row.sent, f"{row.pressed}: Esc is not told from what follows"


def test_the_page_has_all_eight() -> None:
    assert list(jobs()) == list(range(1, 9))


def test_what_is_worst_and_what_is_changing(log) -> None:
    with walking(1, log) as walk:
        tensions = [
            float(found)
            for found in re.findall(r"^[▌ ][A-Z]{3}–[A-Z]{3} \S* *(\d\.\d)", walk.terminal.text, re.MULTILINE)
        ]
        assert len(tensions) > 10
        assert tensions == sorted(tensions, reverse=True)


def test_one_relation_in_both_directions_and_why(log) -> None:
    with walking(2, log):
        pass


def test_its_timeline_chart_tree_and_jumps(log) -> None:
    with walking(3, log):
        pass


def test_the_evidence_of_a_development(log) -> None:
    with walking(4, log):
        pass


def test_the_clocks_are_scrubbed_by_keys_and_by_mouse_played_and_compared(log) -> None:
    with walking(5, log) as walk:
        now = walk.terminal.cells("Relations today")[0]
        then = walk.to("the past looks different").cells("Relations on")[0]
        assert then.bg != now.bg
        walk.to("as known now")
        track = walk.terminal.line_of("  date ")
        walk.terminal.drag(track, 30, 40, 60, 78)
        walk.done_by_hand("drag along the date track")
        known = walk.terminal.screen.display[track + 1]
        learned = [column for column, sign in enumerate(known) if sign == "•"]
        walk.terminal.drag(track + 1, 90, learned[-1], learned[5])
        walk.done_by_hand("drag along the track of knowledge")


def struck(terminal: Terminal, part: str) -> bool:
    return all(cell.strikethrough for cell in terminal.cells(part))


def test_a_development_is_recorded_and_amended(log) -> None:
    with walking(6, log) as walk:
        walk.to("it is written")
        assert not struck(walk.to("it is in the timeline"), "Pakistan called")
        assert struck(walk.to("it is retracted"), "Pakistan called")
        assert not struck(walk.to("it counts again"), "Pakistan called")
    with Reader(log) as reader:
        rows = reader.conn.execute(
            "SELECT topic, state FROM stored_events WHERE originator_id = ? ORDER BY rowid", (RECORDED,)
        ).fetchall()
    assert [topic for topic, _ in rows] == [
        "ambassador_recalled", "corrected", "retracted", "reinstated", "claimed", "reported", "assessed",
        "linked", "unlinked",
    ]  # fmt: skip
    assert "“has been recalled for consultations”" in json.dumps(json.loads(rows[0][1]), ensure_ascii=False)


def read_marked(walk: Walk, before: int) -> None:
    """What one reads stays on its line of the screen."""
    assert walk.terminal.line_of("▌2024-01-29 △ +3.0") == before


def test_what_another_process_records_is_seen_live_and_on_opening(log) -> None:
    with walking(7, log) as walk:
        walk.to("its last line but one")
        place = walk.terminal.line_of("▌2024-01-29 △ +3.0")
        condemn(log, "second", 28, "Condemned again")
        walk.done_by_hand("another desk records")
        read_marked(walk, place)
    condemn(log, "third", 29, "And a third time")
    with walking(7, log, opened="opened again"):
        pass


def test_a_report_is_written_in_each_format_with_its_citation(log) -> None:
    with walking(8, log):
        pass
    for end in ("md", "html", "svg"):
        text = unescape((log.parent / f"IRN-PAK-2024-01-18.{end}").read_text("utf-8"))
        assert re.search(r"IRN-PAK @2024-01-18 known \S+ #194 sha256:[0-9a-f]{64}", text), end
