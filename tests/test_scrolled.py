"""A timeline that is read once and cut on each date gives what is read anew on that date."""

import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import synthetic

from tracker.application.store import lookup
from tracker.application.store.codec import decode
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.scrolled import LAST, ScrolledTimeline
from tracker.application.views.state import abridged_state, state_document
from tracker.application.views.timeline import timeline_rows
from tracker.cli.main import run
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Link, Record, Retract, Unlink
from tracker.domain.development import Development
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "scrolled.db"
    said = list(synthetic.commands(3000, days=600))
    with Writer(found) as writer:
        writer.submit(said)
        known = synthetic.FOREVER
        writer.submit([Retract(stream=s.stream, id=f"r:{s.stream}", known_from=known, reason="no") for s in said[::50]])
    return found


def test_no_entry_is_decoded_twice_for_one_timeline(path, monkeypatch):
    decoded: Counter[int] = Counter()

    def counting(position: int, *rest: object):
        decoded[position] += 1
        return decode(position, *rest)

    monkeypatch.setattr(lookup, "decode", counting)
    with Reader(path) as reader:
        rows = timeline_rows(reader, reader.pairs()[0], Clocks(LAST))
    assert set(decoded.values()) == {1}
    assert len(decoded) >= len(rows) > 0


def test_every_date_of_a_timeline_is_what_is_read_anew_on_that_date(path):
    with Reader(path) as reader:
        for pair in reader.pairs()[:12]:
            found = ScrolledTimeline(reader, pair, Clocks(Cut(synthetic.START)))
            for step in range(0, 640, 16):
                cut = Cut(synthetic.START + timedelta(days=step), 720 if step % 32 else 1440)
                assert on_date(found, cut) == timeline_rows(reader, pair, Clocks(cut))


def test_what_is_there_as_context_and_what_is_uncertain_comes_and_goes_with_the_date(tmp_path):
    found = tmp_path / "seeds.db"
    assert (
        run(
            [
                "--db",
                str(found),
                "replay",
                str(SEEDS / "saudi_iran_2016_2023.yaml"),
                str(SEEDS / "iran_pakistan_2024.yaml"),
            ]
        )
        == 0
    )
    with Reader(found) as reader:
        for pair in reader.pairs():
            held = ScrolledTimeline(reader, pair, Clocks(Cut(synthetic.START)))
            for year, month in ((2015, 12), (2016, 1), (2016, 6), (2023, 3), (2024, 1), (2024, 2)):
                for day in (1, 2, 4, 9, 15, 16, 17, 18, 19, 25):
                    cut = Cut(date(year, month, day))
                    anew = timeline_rows(reader, pair, Clocks(cut))
                    assert on_date(held, cut) == anew


def test_an_anomaly_is_none_yet_on_the_days_on_which_it_may_have_happened(path):
    seen = 0
    with Reader(path) as reader:
        for pair in reader.pairs():
            held = ScrolledTimeline(reader, pair, Clocks(Cut(synthetic.START)))
            for row in on_date(held, LAST):
                if row.anomaly and "/" in row.edtf:
                    cut = Cut(date.fromisoformat(row.date) - timedelta(days=1))
                    anew = timeline_rows(reader, pair, Clocks(cut))
                    assert on_date(held, cut) == anew
                    seen += 1
    assert seen


def on_date(held: ScrolledTimeline, cut: Cut):
    return held.rows(held.at(cut), cut)


def test_as_known_before_every_date_is_what_is_read_anew(path):
    marks = [synthetic.FOREVER.replace(year=1994, month=month) for month in (3, 7, 11)]
    with Reader(path) as reader:
        last = reader.last_position()
        knowledge = [(known, None) for known in marks] + [(None, last - 20), (marks[1], last - 3)]
        for pair in reader.pairs()[:8]:
            for known, position in knowledge:
                held = ScrolledTimeline(reader, pair, Clocks(LAST, known, position))
                for month in (2, 6, 12):
                    cut = Cut(date(1994, month, 1))
                    assert on_date(held, cut) == timeline_rows(reader, pair, Clocks(cut, known, position))


def test_only_what_is_looked_at_is_read(path, monkeypatch):
    with Reader(path) as reader:
        held = ScrolledTimeline(reader, reader.pairs()[0], Clocks(LAST))
        spots = held.at(LAST)
        decoded: list[int] = []
        monkeypatch.setattr(
            lookup, "decode", lambda position, *rest: decoded.append(position) or decode(position, *rest)
        )
        (row,) = held.rows(spots[5:6], LAST)
        assert (row.id, row.date) == (spots[5].id, spots[5].date)
        assert len(decoded) < len(spots) / 2


def attack(name: str, day: int) -> Development:
    return TYPES["armed_attack_claimed"](id=name, occurred=on(date(2024, 1, day)), actors=("act:jaish-al-adl",))


def raid(name: str, day: int, cause: str, states: tuple[str, str] = ("IRN", "PAK")) -> Development:
    return TYPES["border_violated"](
        id=name, occurred=on(date(2024, 1, day)), actors=states[:1], targets=states[1:], domain="air",
        in_response_to=(cause,),
    )  # fmt: skip


def test_what_touches_no_pair_is_there_where_the_pair_answers_it_though_either_was_merged(tmp_path):
    known = synthetic.FOREVER
    far = ("FRA", "ITA")
    every = [
        attack("plain", 1), raid("answer", 2, "plain"), attack("twin", 3), attack("first", 4), raid("other", 5, "twin"),
        attack("far", 6), raid("elsewhere", 7, "far", far), attack("told", 8), raid("copy", 9, "told", far),
        raid("original", 9, "plain"), attack("gone", 10), raid("taken back", 11, "gone"), raid("abroad", 12, "plain", far),
        attack("old", 13), raid("former", 14, "old"), attack("root", 15), raid("same as none", 16, "plain", far),
        raid("late", 17, "same as none"), attack("same as some", 18), raid("last", 19, "same as some"),
    ]  # fmt: skip
    said: list[Command] = [Record(stream=d.id, id=d.id, known_from=known, development=d) for d in every]
    same = {"twin": "first", "copy": "original", "same as none": "root", "same as some": "answer"}
    said += [Link(stream=one, id=f"l:{one}", known_from=known, same_as=(other,)) for one, other in same.items()]
    said.append(Unlink(stream="former", id="u", known_from=known, in_response_to=("old",)))
    said.append(Retract(stream="taken back", id="r", known_from=known, reason="no"))
    found = tmp_path / "merged.db"
    with Writer(found) as writer:
        writer.submit(said)
    with Reader(found) as reader:
        for pair, wanted in (("IRN-PAK", {"plain", "first", "told", "root"}), ("FRA-ITA", {"plain", "far"})):
            rows = on_date(ScrolledTimeline(reader, pair, Clocks(LAST)), LAST)
            assert {row.id for row in rows if row.context} == wanted
            assert rows == timeline_rows(reader, pair, Clocks(LAST))


def test_a_state_near_a_date_is_the_state_with_the_newest_of_its_lists(path):
    newest, now, abridged = 1, synthetic.FOREVER, 0
    with Reader(path) as reader:
        for pair in reader.pairs()[:6]:
            for step in (0, 5, 6, 180, 181, 420, 599, 640, 30):
                clocks = Clocks(Cut(synthetic.START + timedelta(days=step)))
                whole = state_document(reader, pair, clocks, now=now)
                found = abridged_state(reader, pair, clocks, now=now, newest=newest)
                assert found.pop("since") is not None
                assert found.pop("abridged") == (len(whole["anomalies"]) > newest)
                abridged += len(whole["anomalies"]) > newest
                whole["anomalies"] = whole["anomalies"][-newest:]
                whole["because"] = _last(whole["because"], newest)
                assert found == whole
    assert abridged


def _last(made, most):
    return {k: _last(v, most) if isinstance(v, dict) else v[-most:] for k, v in made.items()}
